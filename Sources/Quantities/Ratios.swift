/// "160 of 180", "fyra av tio", "5-10 procent", "place 160".
extension QuantityScanner {
  /// The number that follows "of", with at most three words between ("of the 107").
  func ratioBase(after number: Number) -> Number? {
    guard has(number.end, .of) else { return nil }
    for place in (number.end + 1)...(number.end + 4) {
      let token = tokenizer.tokens[place]
      if token.kind == .digits || has(place, .numeral) {
        guard let base = self.number(at: place), !base.isArticle, number.value.isLess(than: base.value) else {
          return nil
        }
        if base.mayBeYear, !isCounted(base.end), unit(base.end) == nil, place == number.end + 1 { return nil }
        return base
      }
      guard token.kind == .word, has(place, .ofFiller) else { return nil }
    }
    return nil
  }

  /// "four children of ten": the base behind the noun.
  private func baseBehindNoun(_ number: Number) -> Number? {
    guard has(number.end, .person), number.isWords else { return nil }
    var probe = number
    probe.end = number.end + 1
    guard let base = ratioBase(after: probe), base.isWords, base.value.digits <= 10 else { return nil }
    return base
  }

  func readRatio(_ number: Number) -> Quantity? {
    let places = number.value.places
    if isMark(number.end, "/"), isGlued(number.end), isGlued(number.end + 1),
      let base = self.number(at: number.end + 1), number.value.isLess(than: base.value)
    {
      let kind: Quantity.Kind =
        before(number.first, within: 12, .indexContext) || base.value.digits == 100 ? .index : .fraction
      return ratio(kind, number, base)
    }
    guard places == 0, let base = ratioBase(after: number) ?? baseBehindNoun(number), base.value.places == 0
    else {
      return nil
    }
    // "32 of 1 000 children" is a rate.
    if base.value.digits >= 1000, has(base.end, .person),
      let unit = model.lexicon.units.firstIndex(where: { $0.kind == .rate && $0.scale == base.value.digits })
    {
      var rate = quantity(.rate, .rate, number.first..<base.end, value: number.value)
      rate.unit = Int16(unit)
      return bounded(rate)
    }
    let end = base.end
    // "one of three girls" is a share, "one of ten countries" a membership.
    if number.isArticle, has(end, .rankBase) { return nil }
    if unit(end) != nil, !isYearName(end), !has(end, .compound) {
      var result = ratio(.duration, number, base)
      var unitOnly = base
      unitOnly.first = number.first
      attachUnit(&result, unitOnly)
      result.value = number.value
      return result
    }
    // "41 of 100 possible points"
    if base.value.digits == 100, after(end, within: 2, .indexContext) { return ratio(.index, number, base) }
    if isRanking(number.first, end), !isFractionLike(number, base) || has(end, .rankBase) {
      var result = ratio(.rank, number, base)
      if has(end, .rankBase) { extend(&result, to: end + 1) }
      return result
    }
    if base.value.digits == 100, before(number.first, within: 8, .indexContext) {
      return ratio(.index, number, base)
    }
    if isFractionLike(number, base) {
      var result = ratio(.fraction, number, base)
      result.value = Fixed(number.value.digits, over: base.value.digits)
      if has(end, .person) { extend(&result, to: end + 1) }
      return bounded(result)
    }
    var result = ratio(.count, number, base)
    if isCounted(end) {
      result.noun = Int32(end)
      extend(&result, to: end + 1)
    }
    return bounded(result)
  }

  /// "four of ten": both in words, or out of a round base. "Six of the eight" counts things that are known.
  private func isFractionLike(_ number: Number, _ base: Number) -> Bool {
    let round = [10, 100, 1000].contains(base.value.digits)
    return round
      || (number.isWords && base.isWords && base.value.digits <= 100 && base.first == number.end + 1)
  }

  private func ratio(_ kind: Quantity.Kind, _ number: Number, _ base: Number) -> Quantity {
    var result = quantity(kind, .ratio, number.first..<base.end, value: number.value)
    result.total = base.value
    result.totalTokens = Int32(base.first)..<Int32(base.end)
    return result
  }

  /// "place 160", "place 160 of 180 countries".
  func readRank(_ number: Number, from first: Int) -> Quantity {
    var result = quantity(.rank, .rank, first..<number.end, value: number.value)
    guard let base = ratioBase(after: number) else { return bounded(result) }
    result.total = base.value
    result.totalTokens = Int32(base.first)..<Int32(base.end)
    extend(&result, to: has(base.end, .rankBase) ? base.end + 1 : base.end)
    return result
  }

  /// "seven to eight per cent", "between five and ten", "5-10".
  func readRange(_ number: Number) -> Quantity? {
    let isBetween = has(number.first - 1, .between)
    var low = number
    // "between five per cent and ten per cent"
    var joint = number.end
    if isBetween, unit(joint) != nil { joint += 1 }
    // "16- to 17-year-olds"
    if isDash(joint), isGlued(joint), !isGlued(joint + 1), has(joint + 1, .to) { joint += 1 }
    let dash = isDash(joint)
    guard dash || has(joint, [.to, .or]) || (isBetween && has(joint, .and)) else { return nil }
    // "from 15 to 12 years" is a change, and its two ends are two numbers.
    guard let high = self.number(at: joint + 1), !high.isArticle else { return nil }
    // "from 6 to 16 years of age" is a span of ages all the same.
    if !dash, has(number.first - 1, .from) {
      guard unit(high.end) != nil, has(high.end + 1, .ageAfter), number.value.isLess(than: high.value) else {
        return nil
      }
    }
    if has(joint, .or), high.value.number - number.value.number > number.value.number { return nil }
    // "twelve or 15 per cent" tells one thing twice.
    if has(joint, .or), number.isWords != high.isWords { return nil }
    // A multiplier or a percentage at the end goes for both ends.
    if high.hasScale, !number.hasScale, let scale = scale(of: high), let scaled = number.value.times(scale),
      scaled.isLess(than: high.value)
    {
      low.value = scaled
    }
    guard low.value.isLess(than: high.value) else { return nil }
    if low.mayBeYear, high.mayBeYear { return nil }
    var result = quantity(.count, .range, number.first..<high.end, value: low.value)
    result.high = high.value
    result.bound = .range
    var ends = high
    ends.first = number.first
    attachUnit(&result, ends)
    if result.reading == .unit { result.reading = .range }
    return result
  }

  /// What the words behind a number multiply it by.
  private func scale(of number: Number) -> Int64? {
    guard let word = word(number.end - 1), word.isScale else { return nil }
    return word.value
  }
}
