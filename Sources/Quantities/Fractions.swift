/// Fractions and every-nth, in words.
extension QuantityScanner {
  /// "two thirds", "a good third".
  func readFraction(_ number: Number) -> Quantity? {
    var place = number.end
    if model.lexicon.joinsByHyphen, isDash(place), isGlued(place), isGlued(place + 1) { place += 1 }
    var bound: FoundBound?
    if let inner = word(place)?.bound, has(place + 1, .denominator) {
      bound = FoundBound(bound: inner, tokens: place..<(place + 1))
      place += 1
    }
    guard has(place, .denominator), let denominator = word(place)?.value, number.value.places == 0,
      let value = Fixed(number.value.digits, over: denominator)
    else { return nil }
    var result = quantity(.fraction, .fraction, number.first..<(place + 1), value: value)
    if let bound {
      result.bound = bound.bound
      result.boundTokens = Int32(bound.tokens.lowerBound)..<Int32(bound.tokens.upperBound)
    }
    return result
  }

  /// "a third of", "a quarter of".
  func readLoneDenominator(_ index: Int) -> Quantity? {
    guard has(index - 1, .leadArticle), has(index + 1, .of), let parts = word(index)?.value,
      let value = Fixed(1, over: parts)
    else { return nil }
    return bounded(quantity(.fraction, .fraction, (index - 1)..<(index + 1), value: value))
  }

  /// "half a million", "half a dozen".
  private func readHalfOfScale(_ index: Int) -> Quantity? {
    let place = has(index + 1, .article | .leadArticle) ? index + 2 : index + 1
    guard let word = word(place), word.isScale || word.classes.contains(.collective),
      let value = Fixed(5, places: 1).times(word.value)
    else { return nil }
    var number = Number(first: index, end: place + 1, value: value)
    number.isWords = true
    number.scale = word.isScale ? word.value : 0
    return read(number)
  }

  /// "every fourth", "every other", "the half", "half the population".
  func readFractionWord(_ index: Int) -> Quantity? {
    let classes = classes(index)
    if !classes.isDisjoint(with: .half | .halfOf), let count = readHalfOfScale(index) { return count }
    if classes.contains(.everyOther) {
      if isInterval(index + 1) {
        var result = quantity(.duration, .everyNth, index..<(index + 2), value: Fixed(2))
        result.unit = word(index + 1)?.unit ?? -1
        return result
      }
      return bounded(quantity(.fraction, .everyNth, index..<(index + 1), value: Fixed(5, places: 1)))
    }
    if classes.contains(.every) {
      guard has(index + 1, .ordinal), let word = word(index + 1), word.value > 1,
        let value = Fixed(1, over: word.value)
      else { return nil }
      if isInterval(index + 2) {
        var result = quantity(.duration, .everyNth, index..<(index + 3), value: Fixed(word.value))
        result.unit = self.word(index + 2)?.unit ?? -1
        return result
      }
      return bounded(quantity(.fraction, .everyNth, index..<(index + 2), value: value))
    }
    if classes.contains(.half) {
      return bounded(quantity(.fraction, .fraction, index..<(index + 1), value: Fixed(5, places: 1)))
    }
    // "halva befolkningen", not "halva dagen".
    guard classes.contains(.halfOf), has(index + 1, .person), !has(index - 1, .article) else { return nil }
    return bounded(quantity(.fraction, .fraction, index..<(index + 1), value: Fixed(5, places: 1)))
  }

  /// A unit of time makes "every fifth" an interval, not a share.
  private func isInterval(_ index: Int) -> Bool { unit(index)?.kind == .duration }

  /// Thousands of, some twenty, doubled.
  func readLooseWord(_ index: Int) -> Quantity? {
    guard let word = word(index) else { return nil }
    let tokens = index..<(index + 1)
    if word.classes.contains(.collective) {
      var number = Number(first: index, end: index + 1, value: Fixed(word.value))
      number.isWords = true
      // "several dozen"
      if has(index - 1, .vague) {
        return loose(quantity(.magnitude, .magnitude, (index - 1)..<(index + 1), value: number.value))
      }
      guard var result = read(number) else { return nil }
      if word.classes.contains(.roundCount), result.bound == .exact { result.bound = .about }
      return result
    }
    if word.classes.contains(.magnitude) {
      // "tens of thousands"
      if has(index + 1, .of), has(index + 2, .magnitude), let factor = self.word(index + 2)?.value,
        let product = Fixed(word.value).times(factor)
      {
        return loose(quantity(.magnitude, .magnitude, index..<(index + 3), value: product))
      }
      // "a tiotal years": one of its unit, about.
      if let unit = unit(index + 1), unit.kind != .count {
        var result = quantity(.count, .number, tokens, value: Fixed(word.value))
        var number = Number(first: index, end: index + 1, value: Fixed(word.value))
        number.isWords = true
        attachUnit(&result, number)
        result = bounded(result)
        if result.bound == .exact { result.bound = .about }
        return result
      }
      return loose(quantity(.magnitude, .magnitude, tokens, value: Fixed(word.value)))
    }
    if word.classes.contains(.roundCount) {
      var result = quantity(.count, .number, tokens, value: Fixed(word.value))
      result.bound = .about
      if let unit = unit(index + 1), unit.kind != .count {
        var number = Number(first: index, end: index + 1, value: Fixed(word.value))
        number.isWords = true
        attachUnit(&result, number)
        return result
      }
      if isCounted(index + 1) {
        result.noun = Int32(index + 1)
        extend(&result, to: index + 2)
      }
      return result
    }
    return bounded(
      quantity(.factor, .factor, tokens, value: Fixed(word.value, places: 2).times(1).map(Self.plain)))
  }

  /// Without the zeros that hundredths leave behind.
  private static func plain(_ value: Fixed) -> Fixed {
    var value = value
    while value.places > 0, value.digits % 10 == 0 {
      value = Fixed(value.digits / 10, places: value.places - 1)
    }
    return value
  }

  /// A magnitude is never exact.
  func loose(_ quantity: Quantity) -> Quantity {
    var result = quantity
    result.bound = .atLeast
    let end = Int(result.endToken)
    if isCounted(end) {
      result.noun = Int32(end)
      extend(&result, to: end + 1)
    }
    return result
  }

  /// A number inside a word: "the seven-per-cent threshold".
  func readCompound(_ index: Int) -> Quantity? {
    guard let word = word(index) else { return nil }
    if word.denominator > 0, let value = Fixed(word.value, over: word.denominator) {
      return bounded(quantity(.fraction, .fraction, index..<(index + 1), value: value))
    }
    guard word.unit >= 0 else { return nil }
    let unit = model.lexicon.units[Int(word.unit)]
    var result = quantity(unit.kind, .compound, index..<(index + 1), value: Fixed(word.value))
    result.unit = word.unit
    if unit.scale != 1 { result.value = result.value?.times(unit.scale) }
    if word.isOrdinalCompound, unit.kind != .rank { return nil }
    // "a one-party state" says what kind, not how many.
    if word.value == 1, unit.kind == .count { return nil }
    if unit.kind == .duration, has(index + 1, .person) { result.kind = .age }
    return unit.kind == .rank ? withRankBase(result) : bounded(result)
  }

  func withRankBase(_ rank: Quantity) -> Quantity {
    var result = rank
    let end = Int(rank.endToken)
    let probe = Number(first: end - 1, end: end, value: rank.value ?? Fixed(0))
    if let base = ratioBase(after: probe) {
      result.total = base.value
      result.totalTokens = Int32(base.first)..<Int32(base.end)
      extend(&result, to: has(base.end, .rankBase) ? base.end + 1 : base.end)
    }
    return result
  }
}
