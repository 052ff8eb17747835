import Core

extension Document {
  /// Where the characters of a decision stand now: at their place, else where the quote stands with the most of what
  /// stood around it; nil where the quote is gone, or where nothing tells its places apart.
  package func place(of target: Decision.Target, _ index: CharacterIndex) -> Span? {
    let quote = Array(target.quote.utf8)
    let starts = occurrences(of: quote)
    let spans = starts.map { index.span($0..<($0 + quote.count)) }
    if let exact = spans.first(where: { $0.charStart == target.charStart }) { return exact }
    let before = Array(target.prefix.utf8)
    let after = Array(target.suffix.utf8)
    guard !before.isEmpty || !after.isEmpty else { return spans.count == 1 ? spans[0] : nil }
    let scores = starts.map { start in
      common(text[..<start].reversed(), before.reversed()) + common(text[(start + quote.count)...], after)
    }
    // A short quote ("26") alone is no evidence; a dozen bytes around it, or all that was kept, are.
    guard let best = scores.max(), best >= min(12, before.count + after.count),
      scores.count(where: { $0 == best }) == 1
    else { return nil }
    return scores.firstIndex(of: best).map { spans[$0] }
  }

  /// Bytes at which the quote begins.
  private func occurrences(of quote: [UInt8]) -> [Int] {
    guard let first = quote.first, text.count >= quote.count else { return [] }
    return (0...(text.count - quote.count)).filter { start in
      text[start] == first && text[start..<(start + quote.count)].elementsEqual(quote)
    }
  }
}

/// How many bytes two sequences begin with alike.
private func common(_ one: some Sequence<UInt8>, _ other: some Sequence<UInt8>) -> Int {
  var count = 0
  for (a, b) in zip(one, other) {
    if a != b { break }
    count += 1
  }
  return count
}
