/// A place where a group of the caller's patterns stands in the scanned text.
public struct Match: Sendable {
  /// Number of the group in the model's patterns.
  public var group: Int32
  /// First token, and the token after the last.
  public var token: Int32
  public var end: Int32

  public init(group: Int32, token: Int32, end: Int32) {
    self.group = group
    self.token = token
    self.end = end
  }
}

extension QuantityScanner {
  /// Appends all matches of the caller's groups, in the order of their first tokens.
  public func collectMatches(into matches: inout [Match]) {
    let (tokens, lists, words) = (tokenizer.tokens, tokenizer.table.lists, tokenizer.table.words)
    for index in firstToken..<endToken {
      let number = tokens[index].word
      if number < 0 { continue }
      let word = words + Int(number)
      var place = Int(word.pointee.groups.lowerBound)
      let end = Int(word.pointee.groups.upperBound)
      while place < end {
        matches.append(Match(group: lists[place], token: Int32(index), end: Int32(index + 1)))
        place += 1
      }
      place = Int(word.pointee.phrases.lowerBound)
      let endOfPhrases = Int(word.pointee.phrases.upperBound)
      let next = tokens[index + 1].word
      let nextBits = next < 0 ? 0 : (words + Int(next)).pointee.atomBits
      while place < endOfPhrases {
        let phrase = Int(lists[place])
        let second = lists[place + 1]
        place += 2
        if second >= 0, nextBits & (1 << UInt64(second & 63)) == 0 { continue }
        guard let end = self.end(ofPhrase: phrase, at: index) else { continue }
        matches.append(
          Match(group: model.patterns.phrases[phrase].group, token: Int32(index), end: Int32(end)))
      }
    }
  }
}
