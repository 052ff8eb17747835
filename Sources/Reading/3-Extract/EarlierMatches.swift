import Quantities

/// What stood in the paragraph before the sentence at hand. Most sentences are never asked for: they are matched when
/// somebody asks, each once.
extension TextReader {
  /// Matches what was left out of the paragraph so far. The places of the sentence's own matches change.
  func completeEarlier() {
    defer { completeEnd = sentence.lowerBound }
    guard hasGap, completeEnd < sentence.lowerBound else { return }
    let own = Array(matches[sentenceMatches])
    let known = matches.firstIndex { Int($0.token) >= completeEnd } ?? matches.count
    matches.removeSubrange(known...)
    scanner.collectMatches(in: completeEnd..<sentence.lowerBound, into: &matches)
    sentenceMatches = matches.count..<(matches.count + own.count)
    matches += own
    hasGap = false
  }

  /// Places of the matches of the sentence before, in the same paragraph.
  var previousMatches: Range<Int> {
    completeEarlier()
    var start = sentenceMatches.lowerBound
    while start > 0, Int(matches[start - 1].token) >= previousSentence.lowerBound { start -= 1 }
    return start..<sentenceMatches.lowerBound
  }

  /// Whether a group stands in the paragraph before the sentence at hand.
  func isInPassage(_ group: Int32) -> Bool {
    completeEarlier()
    if passageEnd < sentenceMatches.lowerBound {
      isInPassage.insert(matches[passageEnd..<sentenceMatches.lowerBound])
      passageEnd = sentenceMatches.lowerBound
    }
    return isInPassage.contains(group)
  }
}
