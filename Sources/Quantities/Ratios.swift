/// "160 of 180", "fyra av tio", "5-10 procent", "place 160".
extension QuantityScanner {
  /// The number that follows "of", with at most three words between ("of the 107").
  func ratioBase(after number: Number) -> Number? {
    let isLed = has(number.end, .ofLead) && has(number.end + 1, .of)
    guard isLed || has(number.end, .of) else { return nil }
    let first = number.end + (isLed ? 2 : 1)
    for place in first...(first + 3) {
      let token = tokenizer.tokens[place]
      if token.kind == .digits || has(place, .numeral) {
        guard let base = self.number(at: place), !base.isArticle, number.value.isLess(than: base.value) else {
          return nil
        }
        if base.mayBeYear, !isCounted(base.end), unit(base.end) == nil, place == first { return nil }
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
    if let written = readWrittenFraction(number) ?? readOneInThree(number) { return written }
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

  /// "1/3", "2 1/2", "23/100", "158/180".
  private func readWrittenFraction(_ number: Number) -> Quantity? {
    guard isMark(number.end, "/"), isGlued(number.end), isGlued(number.end + 1),
      let base = plainDigits(at: number.end + 1) ?? self.number(at: number.end + 1),
      number.value.isLess(than: base.value)
    else { return nil }
    if before(number.first, within: 12, .indexContext) || base.value.digits == 100 {
      return ratio(.index, number, base)
    }
    if isRanking(number.first, base.end), base.value.digits > 20 { return ratio(.rank, number, base) }
    guard number.value.places == 0, base.value.places == 0, base.value.digits <= 1000,
      let value = Fixed(number.value.digits, over: base.value.digits)
    else { return nil }
    if let scale = word(base.end), scale.isScale,
      let all = number.value.times(scale.value)?.over(base.value.digits)
    {
      // "3/4 million"
      var whole = Number(first: number.first, end: base.end + 1, value: all)
      whole.scale = scale.value
      return read(whole)
    }
    var result = quantity(.fraction, .fraction, number.first..<base.end, value: value)
    if base.value.digits > 20 {
      result.total = base.value
      result.totalTokens = Int32(base.first)..<Int32(base.end)
    }
    return bounded(result)
  }

  /// "one in three", "1 in 10".
  private func readOneInThree(_ number: Number) -> Quantity? {
    guard has(number.end, .inOf), number.value.places == 0, number.value.digits <= 10,
      let base = self.number(at: number.end + 1), base.value.places == 0, base.isWords == number.isWords,
      number.value.isLess(than: base.value), base.value.digits <= 1000, unit(base.end) == nil,
      !has(base.end, .month), let value = Fixed(number.value.digits, over: base.value.digits)
    else { return nil }
    var result = ratio(.fraction, number, base)
    result.value = value
    if has(base.end, .person) { extend(&result, to: base.end + 1) }
    return bounded(result)
  }

  /// "four of ten": both in words, or out of a round base. "Six of the eight" counts things that are known, and so does
  /// "four of ten" in a language that says "four in ten" and "four out of ten".
  private func isFractionLike(_ number: Number, _ base: Number) -> Bool {
    if model.lexicon.fractionsAreLed, !has(number.end, .ofLead) { return false }
    let round = [10, 100, 1000].contains(base.value.digits)
    let isNext = base.first == number.end + (has(number.end, .ofLead) ? 2 : 1)
    return round || (number.isWords && base.isWords && base.value.digits <= 100 && isNext)
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
    guard let base = ratioBase(after: number) else {
      // "place 190 of 180 countries" can't be.
      if has(number.end, .of), let base = self.number(at: number.end + 1), has(base.end, .rankBase),
        base.value.isLess(than: number.value)
      {
        result.flaw = .impossible
      }
      return bounded(result)
    }
    result.total = base.value
    result.totalTokens = Int32(base.first)..<Int32(base.end)
    extend(&result, to: has(base.end, .rankBase) ? base.end + 1 : base.end)
    return result
  }

  /// "seven to eight per cent", "between five and ten", "5-10".
  func readRange(_ number: Number) -> Quantity? {
    // "between 5", "between the ages of 5"
    let isBetween =
      has(number.first - 1, .between)
      || has(number.first - 1, .ageContext) && has(number.first - 2, .between)
      || has(number.first - 1, .of) && has(number.first - 2, .ageContext)
        && (has(number.first - 3, .between) || has(number.first - 4, .between))
    var low = number
    // "between five per cent and ten per cent"
    var joint = number.end
    var lowUnit: Int16?
    if isBetween, let name = unitName(joint) {
      (joint, lowUnit) = (name.end, name.unit)
    } else if let name = unitName(joint), isDash(name.end), model.lexicon.units[Int(name.unit)].kind == .share
    {
      // "50 % – 60 %"
      (joint, lowUnit) = (name.end, name.unit)
    } else if isDash(joint), isGlued(joint), isGlued(joint + 1), let name = unitName(joint + 1) {
      // "a two-month to 12-month term"
      (joint, lowUnit) = (name.end, name.unit)
    }
    // "16- to 17-year-olds"
    if isDash(joint), isGlued(joint), !isGlued(joint + 1), has(joint + 1, .to) { joint += 1 }
    let dash = isDash(joint)
    if let few = readFew(number) ?? readSuspended(number, joint) { return few }
    guard dash || has(joint, .to | .or) || (isBetween && has(joint, .and)) else { return nil }
    // "$115 to $458"
    let before = unitBefore(number)
    let isRepeated = before.map { has(unit: $0.unit, before: joint + 1) } ?? false
    // "from 15 to 12 years" is a change, and its two ends are two numbers.
    guard let high = self.number(at: joint + (isRepeated ? 2 : 1)), !high.isArticle else { return nil }
    if let lowUnit {
      let place = isDash(high.end) && isGlued(high.end) ? high.end + 1 : high.end
      guard let name = unitName(place), sameUnit(name.unit, lowUnit) else { return nil }
    }
    // "from 6 to 16 years of age" is a span of ages all the same.
    let first = before?.first ?? number.first
    let from =
      has(first - 1, .from)
      ? first - 1 : has(first - 1, .ageContext) && has(first - 2, .from) ? first - 2 : -1
    if !dash, from >= 0, !has(from - 1, .rangeLead) {
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
    // "250-300 000" and "5-10 000": the thousands are for both.
    if dash, !high.isWords, high.end == joint + 3, tokenizer.tokens[joint + 2].digitCount == 3,
      high.value.places == 0, high.value.digits % 1000 == 0, low.value.places == 0, low.value.digits < 1000,
      low.value.digits * 1000 < high.value.digits, low.value.digits * 10_000 >= high.value.digits
    {
      low.value = Fixed(low.value.digits * 1000)
    }
    guard low.value.isLess(than: high.value) else { return nil }
    if low.mayBeYear, high.mayBeYear { return nil }
    var result = quantity(.count, .range, number.first..<high.end, value: low.value)
    result.high = high.value
    result.bound = .range
    var ends = high
    ends.first = number.first
    attachUnit(&result, ends)
    if let before, result.unit < 0 {
      result.unit = before.unit
      result.kind = kind(ofUnit: before.unit)
      result.noun = -1
      result.endToken = Int32(high.end)
      result.end = tokenizer.tokens[high.end - 1].end
      result.firstToken = Int32(before.first)
      result.start = tokenizer.tokens[before.first].start
    }
    if result.reading == .unit { result.reading = .range }
    return result
  }

  /// "fyra- till femåringar": the second number is inside its word.
  private func readSuspended(_ number: Number, _ joint: Int) -> Quantity? {
    guard isDash(number.end), has(joint, .to), has(joint + 1, .compound), let high = word(joint + 1),
      high.unit >= 0,
      high.denominator == 0, number.value.places == 0, number.value.digits < high.value
    else { return nil }
    let unit = model.lexicon.units[Int(high.unit)]
    guard unit.scale == 1, unit.kind != .rank else { return nil }
    var result = quantity(unit.kind, .range, number.first..<(joint + 2), value: number.value)
    result.high = Fixed(high.value)
    result.bound = .range
    result.unit = high.unit
    return result
  }

  /// "two three persons": one more or less, told without a joint.
  private func readFew(_ number: Number) -> Quantity? {
    guard number.isWords, number.value.digits < 10, number.end == number.first + 1, has(number.end, .numeral),
      !isGlued(number.end), let high = self.number(at: number.end), high.isWords,
      high.value.digits == number.value.digits + 1, isCounted(high.end) || unit(high.end) != nil
    else { return nil }
    var result = quantity(.count, .range, number.first..<high.end, value: number.value)
    result.high = high.value
    result.bound = .range
    var ends = high
    ends.first = number.first
    attachUnit(&result, ends)
    if result.reading == .unit { result.reading = .range }
    return result
  }

  private func sameUnit(_ a: Int16, _ b: Int16) -> Bool {
    model.lexicon.units[Int(a)].code == model.lexicon.units[Int(b)].code
  }

  private func has(unit: Int16, before index: Int) -> Bool {
    guard let word = word(index), word.unitBefore >= 0 else { return false }
    return sameUnit(word.unitBefore, unit)
  }

  /// What the words behind a number multiply it by.
  private func scale(of number: Number) -> Int64? {
    number.scale > 0 ? number.scale : nil
  }
}
