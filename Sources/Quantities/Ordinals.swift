/// Ordinals, and the ranks they make.
extension QuantityScanner {
  func readOrdinal(_ index: Int) -> Quantity? {
    guard let word = word(index) else { return nil }
    let after = index + 1
    if word.classes.contains(.next) {
      // "next to last place" has no number of its own; "second most" has.
      if has(after, .last), has(after + 1, .rankAfter) {
        return withRankBase(quantity(.rank, .rank, index..<(after + 2), value: nil))
      }
      guard has(after, .superlative) else { return nil }
      return withRankBase(quantity(.rank, .rank, index..<(after + 1), value: Fixed(2)))
    }
    if word.classes.contains(.last) {
      guard has(after, .rankAfter), isRanking(index, after + 1) else { return nil }
      return withRankBase(quantity(.rank, .rank, index..<(after + 1), value: nil))
    }
    if let day = readDay(index) { return day }
    if has(after, .rankAfter) {
      return withRankBase(quantity(.rank, .rank, index..<(after + 1), value: Fixed(word.value)))
    }
    if word.classes.contains(.weakOrdinal) {
      guard has(after, .ordinalTerm) else { return nil }
      return quantity(.ordinal, .ordinal, index..<(after + 1), value: Fixed(word.value))
    }
    if has(after, .superlative) {
      return quantity(.rank, .rank, index..<(after + 1), value: Fixed(word.value))
    }
    // "ranked thirtieth of 180 countries"
    let number = Number(first: index, end: after, value: Fixed(word.value))
    if let base = ratioBase(after: number), isRanking(index, after) {
      var rank = quantity(.rank, .rank, index..<base.end, value: number.value)
      rank.total = base.value
      rank.totalTokens = Int32(base.first)..<Int32(base.end)
      extend(&rank, to: has(base.end, .rankBase) ? base.end + 1 : base.end)
      return rank
    }
    let end = has(after, .ordinalTerm) ? after + 1 : after
    return quantity(.ordinal, .ordinal, index..<end, value: Fixed(word.value))
  }

  /// "hundred first" is the 101st; but "the hundred first days" are a hundred.
  func readSpacedOrdinal(_ number: Number) -> Quantity? {
    guard number.isWords, number.value.places == 0, has(number.end, .ordinal),
      !has(number.first - 1, .ofFiller),
      let word = word(number.end), number.value.digits >= 100,
      number.value.digits % (word.value < 100 ? 100 : 1000) == 0, word.value < 1000
    else { return nil }
    return quantity(
      .ordinal, .ordinal, number.first..<(number.end + 1), value: Fixed(number.value.digits + word.value))
  }

  /// "is ranked highest in the world"
  func readTop(_ index: Int) -> Quantity? {
    guard has(index - 1, .rankVerb), number(at: index + 1) == nil else { return nil }
    return quantity(.rank, .rank, index..<(index + 1), value: Fixed(1))
  }

  /// "167:e plats", "5:e".
  func readDigitOrdinal(_ index: Int) -> Quantity? {
    guard isMark(index + 1, ":"), isGlued(index + 1), isGlued(index + 2),
      tokenizer.tokens[index + 2].kind == .word,
      tokenizer.tokens[index + 2].end - tokenizer.tokens[index + 2].start <= 2
    else { return nil }
    let value = Fixed(tokenizer.tokens[index].number)
    let end = index + 3
    if has(end, [.rankAfter, .superlative]) {
      return withRankBase(quantity(.rank, .rank, index..<(end + 1), value: value))
    }
    // "102:a av 113", "40:e land av 149"
    var number = Number(first: index, end: end, value: value)
    if !has(end, .of), !has(end, .function), has(end + 1, .of) { number.end = end + 1 }
    if let base = ratioBase(after: number), isRanking(index, end) {
      var rank = quantity(.rank, .rank, index..<base.end, value: value)
      rank.total = base.value
      rank.totalTokens = Int32(base.first)..<Int32(base.end)
      return rank
    }
    return quantity(.ordinal, .ordinal, index..<end, value: value)
  }
}
