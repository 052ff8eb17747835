import Core

extension Document {
  /// Where the characters of a decision stand now: at their place, else where the quote stands with the most of what
  /// stood around it; nil where the quote is gone, or where nothing tells its places apart.
  package func place(of target: Decision.Target, _ index: CharacterIndex) -> Span? {
    let running = RunningText(text)
    let quote = RunningText(target.quote.utf8).bytes
    let spans = running.occurrences(of: quote).map { index.span(running.origin(of: $0..<($0 + quote.count))) }
    if let exact = spans.first(where: { $0.charStart == target.charStart }) { return exact }
    if target.prefix.isEmpty, target.suffix.isEmpty { return spans.count == 1 ? spans[0] : nil }
    return neighbourhood(of: target, running).map { index.span($0) }
  }

  /// Bytes where the quote stands with the most of what stood around it; nil where that is too little, or where nothing
  /// tells two places apart.
  func neighbourhood(of target: Decision.Target, _ running: RunningText) -> Range<Int>? {
    let quote = RunningText(target.quote.utf8).bytes
    let before = RunningText(target.prefix.utf8).bytes
    let after = RunningText(target.suffix.utf8).bytes
    let starts = running.occurrences(of: quote)
    let scores = starts.map { start in
      common(running.bytes[..<start].reversed(), before.reversed())
        + common(running.bytes[(start + quote.count)...], after)
    }
    // A short quote ("26") alone is no evidence; a dozen bytes around it, or all that was kept, are.
    guard !before.isEmpty || !after.isEmpty, let best = scores.max(),
      best >= min(12, before.count + after.count), scores.count(where: { $0 == best }) == 1
    else { return nil }
    return scores.firstIndex(of: best).map { running.origin(of: starts[$0]..<(starts[$0] + quote.count)) }
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
