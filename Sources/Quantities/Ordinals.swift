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
      if let months = self.word(after)?.months, months > 1,
        let part = readPartOfYear(index, ordinal: 12 / Int64(months), end: after)
      {
        return part
      }
      guard has(after, .rankAfter), isRanking(index, after + 1) else { return nil }
      return withRankBase(quantity(.rank, .rank, index..<(after + 1), value: nil))
    }
    if let day = readDay(index) { return day }
    if has(after, .rankAfter) {
      return withRankBase(quantity(.rank, .rank, index..<(after + 1), value: Fixed(word.value)))
    }
    if let part = readPartOfYear(index, ordinal: word.value, end: after) { return part }
    if word.classes.contains(.weakOrdinal) {
      // "the first of three phases"
      let number = Number(first: index, end: after, value: Fixed(word.value))
      if has(after, .of), let base = ratioBase(after: number), base.value.digits <= 100 {
        var ordinal = quantity(.ordinal, .ordinal, index..<base.end, value: number.value)
        ordinal.total = base.value
        ordinal.totalTokens = Int32(base.first)..<Int32(base.end)
        if isCounted(base.end) { extend(&ordinal, to: base.end + 1) }
        return ordinal
      }
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
    guard number.isWords, number.value.places == 0 else { return nil }
    var place = number.end
    let lexicon = model.lexicon
    let isHyphened = lexicon.joinsByHyphen && isDash(place) && isGlued(place) && isGlued(place + 1)
    let isJoined = isHyphened || lexicon.joinsByAnd && has(place, .and) && number.value.digits >= 100
    if isJoined { place += 1 }
    guard has(place, .ordinal), isJoined || lexicon.joinsByHyphen || !has(number.first - 1, .ofFiller),
      let word = word(place)
    else {
      return nil
    }
    // Two words that name a fraction, as "one third" does, are none.
    let isScale = word.scale == word.value
    if has(place, .denominator), number.value.digits < 20, isJoined || isScale || number.isSelective,
      !has(number.first - 1, .dayLead)
    {
      return nil
    }
    var sum = number.sum
    guard isJoined || isScale || number.value.digits >= 100, sum.add(word.value, isScale: isScale) else {
      return nil
    }
    let tokens = number.first..<(place + 1)
    if has(place + 1, .rankAfter) {
      return withRankBase(quantity(.rank, .rank, tokens.lowerBound..<(place + 2), value: Fixed(sum.value)))
    }
    return quantity(.ordinal, .ordinal, tokens, value: Fixed(sum.value))
  }

  /// "is ranked highest in the world"
  func readTop(_ index: Int) -> Quantity? {
    guard has(index - 1, .rankVerb), number(at: index + 1) == nil else { return nil }
    return quantity(.rank, .rank, index..<(index + 1), value: Fixed(1))
  }

  /// The token after the ending that makes digits an ordinal: "167:e", "23rd".
  func endOfOrdinal(_ index: Int) -> Int? {
    var place = index + 1
    if let mark = model.lexicon.ordinalMark {
      guard tokenizer.tokens[place].kind == .mark, tokenizer.tokens[place].number == Int64(mark),
        isGlued(place)
      else { return nil }
      place += 1
    }
    guard tokenizer.tokens[index].kind == .digits else { return nil }
    if model.lexicon.ordinalMark != nil, model.lexicon.ordinalSuffixes.isEmpty {
      return isOrdinalTerm(place) ? place : nil
    }
    return isGlued(place) && has(place, .ordinalSuffix) ? place + 1 : nil
  }

  /// Whether what stands behind digits and a mark shows that they are an ordinal, and no sentence has ended: "5. plads".
  private func isOrdinalTerm(_ index: Int) -> Bool {
    if has(index, .rankAfter | .ordinalTerm | .superlative) || word(index)?.months ?? 0 > 0 { return true }
    return has(index, .of) && (tokenizer.tokens[index + 1].kind == .digits || has(index + 1, .numeral))
  }

  /// "167:e plats", "5:e".
  func readDigitOrdinal(_ index: Int) -> Quantity? {
    guard let end = endOfOrdinal(index) else { return nil }
    let value = Fixed(tokenizer.tokens[index].number)
    if let part = readPartOfYear(index, ordinal: value.digits, end: end) { return part }
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
