/// What a number is, from the words around it.
extension QuantityScanner {
  func readDigits(_ index: Int) -> Quantity? {
    let token = tokenizer.tokens[index]
    if token.flags.contains(.raised) {
      return reference(index..<(index + 1), .footnote, value: Fixed(token.number))
    }
    if let reference = readReference(index) { return reference }
    if let date = readDate(index) { return date }
    if let version = readVersion(index) { return version }
    if let count = readRoundDigits(index) { return count }
    if let ordinal = readDigitOrdinal(index) { return ordinal }
    guard let number = number(at: index) else {
      // More digits than a number has: an account, a telephone, a registration.
      return reference(index..<(index + 1), .name, value: nil)
    }
    guard let result = read(number) else { return nil }
    // "5G", "7c" and "6O" are no numbers.
    let end = Int(result.endToken)
    if end == number.end, isGlued(end), tokenizer.tokens[end].kind == .word,
      result.kind == .count || result.kind == .age
    {
      return reference(index..<(end + 1), .name, value: Fixed(tokenizer.tokens[index].number))
    }
    return result
  }

  func readNumeral(_ index: Int) -> Quantity? {
    if let day = readDay(index) { return day }
    guard let number = number(at: index) else { return nil }
    // "Article Four"
    if has(index - 1, .referenceBefore), tokenizer.tokens[index - 1].flags.contains(.capital),
      tokenizer.tokens[index].flags.contains(.capital)
    {
      return reference((index - 1)..<number.end, .reference, value: number.value)
    }
    if let ordinal = readSpacedOrdinal(number) { return ordinal }
    if number.isSelective, !selects(number), !counts(number) { return nil }
    if number.isArticle, !counts(number) || has(number.first - 1, .and) && has(number.first - 2, .every) {
      return nil
    }
    return read(number)
  }

  /// Whether a numeral that may be a pronoun stands right before what it counts.
  private func selects(_ number: Number) -> Bool {
    let place = number.end
    if has(place, .inOf) { return readRatio(number) != nil }
    let isJoined = isDash(place) && isGlued(place) && isGlued(place + 1)
    guard tokenizer.tokens[place].kind == .word, !isGlued(place) else {
      return isJoined && (has(place + 1, .denominator | .halfOf) || unit(place + 1) != nil)
    }
    return !has(place, .function | .of | .and | .or | .to)
  }

  /// "a 50-tal": about fifty; without the article it is a decade.
  private func readRoundDigits(_ index: Int) -> Quantity? {
    let token = tokenizer.tokens[index]
    guard isDash(index + 1), isGlued(index + 1), isGlued(index + 2), has(index + 2, .roundSuffix),
      token.digitCount <= 3, token.number > 0,
      token.digitCount == 3 || token.number % 10 > 0 || has(index - 1, .article | .vague | .leadArticle)
    else { return nil }
    var result = quantity(.count, .number, index..<(index + 3), value: Fixed(token.number))
    result.bound = .about
    var number = Number(first: index, end: index + 3, value: Fixed(token.number))
    number.isWords = true
    attachUnit(&result, number)
    return result
  }

  /// Whether an article counts here: "at least one person", "one per cent", "one of three".
  private func counts(_ number: Number) -> Bool {
    if has(number.end, .denominator) || (has(number.end, .of) && ratioBase(after: number) != nil) {
      return true
    }
    if number.inner != nil { return true }
    // "one month of the leave"
    if unit(number.end)?.kind == .duration, has(number.end + 1, .of), word(number.end)?.unit ?? -1 >= 0,
      !has(number.end, .compound), has(number.first - 1, .function), !has(number.first - 1, .and)
    {
      return true
    }
    if has(number.end + 1, .denominator), word(number.end)?.bound != nil { return true }
    if let unit = unit(number.end), !has(number.end, .compound),
      unit.kind == .share || unit.kind == .money && isGlued(number.end)
    {
      return true
    }
    // "cut to one month"
    if has(number.first - 1, .to), unit(number.end)?.kind == .duration { return true }
    // "one to three years"
    if has(number.end, .to), let high = self.number(at: number.end + 1), unit(high.end) != nil { return true }
    if unit(number.end) != nil, has(number.end + 1, .ageAfter) { return true }
    // "within a year"
    if has(number.first - 1, .per), unit(number.end)?.kind == .duration { return true }
    guard let bound = boundBefore(number.first) else { return false }
    if bound.bound == .atLeast { return true }
    // "under a year" says when, "control over a town" where.
    guard !has(bound.tokens.lowerBound, .dateLead) else { return false }
    if unit(number.end) != nil { return bound.bound != .about }
    let isPlain = bound.bound == .atMost || (bound.bound == .moreThan && bound.tokens.count > 1)
    return isPlain && tokenizer.tokens[number.end].kind == .word && !has(number.end, .function)
  }

  /// Reads on from a number, and says what is wrong with what came out.
  func read(_ number: Number) -> Quantity? {
    guard var result = readOn(number) else { return nil }
    if let inner = number.inner, result.boundTokens.isEmpty {
      result.bound = inner.bound
      result.boundTokens = Int32(inner.tokens.lowerBound)..<Int32(inner.tokens.upperBound)
    }
    addSign(&result, number)
    readAgeBehind(&result)
    if number.flaw != .none { result.flaw = number.flaw }
    if number.mayBeGrouped { regroup(&result) }
    check(&result)
    return result
  }

  /// "60 and older": the bound behind says that it is an age.
  private func readAgeBehind(_ result: inout Quantity) {
    let isYears = result.unit >= 0 && model.lexicon.units[Int(result.unit)].code == "YEARS"
    guard result.kind == .count && result.unit < 0 && result.noun < 0 || result.kind == .duration && isYears,
      !result.boundTokens.isEmpty, result.boundTokens.lowerBound >= result.endToken,
      result.boundTokens.contains(where: { has(Int($0), .ageContext | .ageAfter) }),
      (result.value?.number ?? 0) < 120
    else { return }
    result.kind = .age
  }

  /// Its fraction, total, range, unit, rate or noun.
  private func readOn(_ number: Number) -> Quantity? {
    if let fraction = readFraction(number) { return bounded(fraction) }
    if has(number.first - 1, .vague), number.isWords, number.hasScale || isRound(number.value) {
      let tokens = (number.first - 1)..<number.end
      return loose(quantity(.magnitude, .magnitude, tokens, value: number.value))
    }
    if has(number.first - 1, .rankBefore), !number.mayBeYear || number.value.digits < 300 {
      return readRank(number, from: number.first - 1)
    }
    if has(number.first - 2, .rankBefore), isMark(number.first - 1, ":") || isAbbreviated(number.first - 2) {
      return readRank(number, from: number.first - 2)
    }
    if number.isPart, unit(number.end) == nil {
      return bounded(quantity(.fraction, .fraction, number.first..<number.end, value: number.value))
    }
    if let ratio = readRatio(number) { return ratio }
    if number.isArticle, has(number.end, .of) { return nil }
    if let range = readRange(number) { return bounded(range) }
    var result = quantity(.count, .number, number.first..<number.end, value: number.value)
    if let before = unitBefore(number) {
      result.unit = before.unit
      result.kind = kind(ofUnit: before.unit)
      result.reading = .unit
      result.firstToken = Int32(before.first)
      result.start = tokenizer.tokens[before.first].start
      return bounded(result)
    }
    attachUnit(&result, number)
    addParts(&result)
    addWhole(&result, number)
    return bounded(result)
  }

  /// "23 ministers, of whom eight are women", "42 members. Nine of them": the count before is the whole.
  private func addWhole(_ result: inout Quantity, _ number: Number) {
    let isPart =
      has(number.first - 1, .partOf) || has(number.end, .of) && has(number.end + 1, .partOf)
    guard isPart, result.kind == .count, result.unit < 0, result.total == nil,
      let whole = quantities.last, whole.kind == .count, whole.unit < 0, whole.high == nil,
      let all = whole.value,
      number.first - Int(whole.endToken) <= Self.longestWayToWhole, number.value.isLess(than: all)
    else { return }
    result.whole = all
    result.wholeTokens = whole.firstToken..<whole.endToken
  }

  /// In tokens.
  private static let longestWayToWhole = 20

  /// A hundred, a thousand, a hundred thousand.
  private func isRound(_ value: Fixed) -> Bool {
    value.places == 0 && value.digits >= 100 && Self.powersOfTen.contains(value.digits)
  }

  /// Gives a quantity the unit, rate base or noun that follows its number.
  func attachUnit(_ result: inout Quantity, _ number: Number) {
    var place = number.end
    let isJoined = isDash(place) && isGlued(place) && isGlued(place + 1)
    if isJoined { place += 1 }
    // "US-dollar": the unit is the word's second half.
    if isDash(place + 1), isGlued(place + 1), isGlued(place + 2), unit(place) == nil,
      unit(place + 2)?.kind == .money
    {
      place += 2
    }
    // "the first three months", in the order of other languages: "three first months".
    if has(place, .weakOrdinal), unit(place + 1)?.kind == .duration { place += 1 }
    place = pastFiller(place, &result)
    let head = isJoined && tokenizer.tokens[number.end - 1].kind == .digits ? unitHead(place) : nil
    if let (unit, end) = unitName(place) ?? head.map({ ($0, place + 1) }), !isYearsOwn(place, number) {
      result.unit = unit
      result.kind = kind(ofUnit: unit)
      result.reading = .unit
      let scale = model.lexicon.units[Int(unit)].scale
      if scale != 1 {
        result.value = result.value?.times(scale) ?? result.value
        result.high = result.high?.times(scale) ?? result.high
      }
      let parts = model.lexicon.units[Int(unit)].parts
      if parts != 1 {
        result.value = result.value.flatMap { $0.over(parts) } ?? result.value
        result.high = result.high.flatMap { $0.over(parts) } ?? result.high
      }
      extend(&result, to: end)
      refine(&result, number)
      return
    }
    if let rate = rate(after: place) {
      result.kind = .rate
      result.reading = .rate
      result.unit = rate.unit
      if rate.noun >= 0 { result.noun = Int32(rate.noun) }
      extend(&result, to: rate.end)
      return
    }
    if has(number.first - 1, .ageContext), !isCounted(place), !has(place, .of), isAge(number) {
      result.kind = .age
      return
    }
    if isLabelledAge(number) {
      result.kind = .age
      return
    }
    if isJoined, tokenizer.tokens[place].kind == .word, model.lexicon.joinsByHyphen {
      // "a 57-member council"
      result.noun = Int32(place)
      extend(&result, to: place + 1)
      return
    }
    if let noun = countedNoun(from: place) {
      result.noun = Int32(noun)
      if noun <= place + 1 { extend(&result, to: noun + 1) }
    } else if has(place, .of) {
      result.refersBack = true
    } else if result.reading == .number || result.reading == .range, isAge(number) {
      result.kind = .age
    } else if let value = result.value, value.places > 1,
      value.digits < Self.powersOfTen[Int(min(value.places, 9))],
      before(number.first, within: 14, .indexContext) || after(number.end, within: 6, .indexContext)
    {
      result.kind = .index
    }
  }

  /// The place of the unit behind one word that says more of it: "30 million Comorian francs", "24 consecutive hours",
  /// "10 or more years".
  private func pastFiller(_ place: Int, _ result: inout Quantity) -> Int {
    guard unitName(place) == nil, tokenizer.tokens[place].kind == .word, !isGlued(place), !startsLine(place)
    else { return place }
    if let bound = boundAfter(place), let unit = unit(bound.tokens.upperBound), unit.kind != .count {
      result.bound = bound.bound
      result.boundTokens = Int32(bound.tokens.lowerBound)..<Int32(bound.tokens.upperBound)
      return bound.tokens.upperBound
    }
    guard let unit = unit(place + 1), !has(place + 1, .compound) else { return place }
    if has(place, .unitFiller) { return place + 1 }
    let isAdjective = !has(place, .function | .and | .or | .of | .numeral | .countable | .person)
    return unit.kind == .money && isAdjective ? place + 1 : place
  }

  /// "Age: 13", "Age Range: 10-14"
  private func isLabelledAge(_ number: Number) -> Bool {
    guard isMark(number.first - 1, ":"), isGlued(number.first - 1), number.value.number < 120 else {
      return false
    }
    return has(number.first - 2, .ageContext | .ageAfter)
      || has(number.first - 3, .ageContext) && tokenizer.tokens[number.first - 2].kind == .word
  }

  /// "victims were 232 in the year 2016" against "life expectancy was 49 years in 1990".
  private func isYearsOwn(_ place: Int, _ number: Number) -> Bool {
    guard isYearName(place) else { return false }
    return number.value.places > 0 && number.value.number < 1
      || !before(number.first, within: 16, .durationContext | .ageContext)
  }

  /// "0,788 in the year 2015": the word belongs to the year behind it.
  func isYearName(_ index: Int) -> Bool {
    let next = tokenizer.tokens[index + 1]
    return has(index, .year) && next.kind == .digits && next.digitCount == 4
  }

  /// The noun that is counted: right behind the number, or behind its adjectives.
  private func countedNoun(from index: Int) -> Int? {
    for place in index..<(index + 5) {
      if isCounted(place) { return place }
      let token = tokenizer.tokens[place]
      if token.kind == .mark, token.number == 0x2C, place > index { continue }
      guard token.kind == .word, !has(place, .function), !isGlued(place), !startsLine(place) else { break }
    }
    // An unknown word is taken for the noun where one must follow.
    let next = tokenizer.tokens[index]
    return next.kind == .word && !isGlued(index) && !startsLine(index)
      && !has(index, .function | .year | .notAfterYear | .numeral | .ordinal | .month | .magnitude)
      ? index : nil
  }

  func extend(_ result: inout Quantity, to end: Int) {
    result.endToken = Int32(end)
    result.end = tokenizer.tokens[end - 1].end
  }

  /// "per 100 000 inhabitants" after at most two words.
  private func rate(after index: Int) -> (unit: Int16, end: Int, noun: Int)? {
    for place in index...(index + 2) {
      guard has(place, .per) else {
        if tokenizer.tokens[place].kind != .word { return nil }
        continue
      }
      guard let base = number(at: place + (isAbbreviated(place) ? 2 : 1)), base.value.places == 0,
        let unit = model.lexicon.units.firstIndex(where: { $0.kind == .rate && $0.scale == base.value.digits }
        )
      else { return nil }
      var end = base.end
      if tokenizer.tokens[end].kind == .word, !has(end, .function), unit >= 0 { end += 1 }
      return (Int16(unit), end, place > index ? place - 1 : -1)
    }
    return nil
  }

  /// Adds what the words around say of the bound.
  func bounded(_ quantity: Quantity) -> Quantity {
    var result = quantity
    let first = Int(result.firstToken)
    if let after = boundAfter(Int(result.endToken)) {
      result.bound = after.bound
      result.boundTokens = Int32(after.tokens.lowerBound)..<Int32(after.tokens.upperBound)
    }
    if let found = boundBefore(first) {
      // "under" before a duration says when, not how much.
      let isWhen =
        has(found.tokens.lowerBound, .dateLead) && result.kind == .duration && result.reading != .compound
        && word(first)?.unitBefore ?? -1 < 0
      if !isWhen {
        if result.bound == .range && found.bound == .about { return result }
        result.bound = found.bound
        result.boundTokens = Int32(found.tokens.lowerBound)..<Int32(found.tokens.upperBound)
      }
    } else if has(first - 1, .leadArticle | .article), result.boundTokens.isEmpty,
      let found = boundBefore(first - 1)
    {
      // "more than a dozen"
      result.bound = found.bound
      result.boundTokens = Int32(found.tokens.lowerBound)..<Int32(found.tokens.upperBound)
    } else if has(first - 1, .copula), let found = boundBefore(first - 1), found.bound == .about {
      result.bound = .about
      result.boundTokens = Int32(found.tokens.lowerBound)..<Int32(found.tokens.upperBound)
    }
    return result
  }
}
