/// Numbers that name something: articles of law, pages, resolutions, "covid-19".
extension QuantityScanner {
  func reference(_ tokens: Range<Int>, _ reading: Quantity.Reading, value: Fixed?) -> Quantity {
    var result = quantity(.reference, reading, tokens, value: value)
    if value == nil, tokenizer.tokens[tokens.lowerBound].kind == .word {
      result.value = trailingDigits(tokens.lowerBound)
    }
    return result
  }

  func readReference(_ index: Int) -> Quantity? {
    let token = tokenizer.tokens[index]
    let value = token.number >= 0 ? Fixed(token.number) : nil
    if index == firstToken, let heading = readSectionNumber(index) { return heading }
    if isNameWithNumber(index) {
      return reference((index - 2)..<(index + 1), .name, value: value)
    }
    if isGlued(index), isPartOfAddress(index) { return reference(index..<(index + 1), .name, value: value) }
    if isBracketed(index), token.digitCount <= 2, isGlued(index - 1) {
      return reference((index - 1)..<(index + 2), .footnote, value: value)
    }
    if isNumberOfLaw(index) {
      return reference(index..<(index + 3), .reference, value: value)
    }
    guard isNamed(index) else { return nil }
    let first = has(index - 1, .referenceBefore | .lawBefore) ? index - 1 : index
    var end = index + 1
    // "2015:12", "12.3", "87/2010"
    while [":", ".", "/"].contains(where: { isMark(end, $0) }), isGlued(end), isGlued(end + 1),
      tokenizer.tokens[end + 1].kind == .digits
    {
      end += 2
    }
    referenceEnd = end
    var result = reference(first..<end, .reference, value: value)
    if let base = Optional(Number(first: index, end: end, value: value ?? Fixed(0))).flatMap(ratioBase) {
      result.total = base.value
      extend(&result, to: base.end)
    }
    return result
  }

  private func isNamed(_ index: Int) -> Bool {
    // "number 126 of 175" is a place when something is ranked.
    if has(index - 1, .rankBefore), let number = number(at: index),
      ratioBase(after: number) != nil || isRanking(index - 1, number.end)
    {
      return false
    }
    if has(index - 1, .referenceBefore) {
      // "by paragraph 4 per cent are due"
      return unit(index + 1).map { ![.share, .duration, .money].contains($0.kind) } ?? true
    }
    if has(index - 1, .lawBefore) {
      let isDated = isMark(index + 1, ":") && isGlued(index + 1)
      // "by law 15 is the age"
      let isCounting = unit(index + 1) != nil || isCounted(index + 1) || has(index + 1, .copula)
      return isDated || (tokenizer.tokens[index].digitCount != 4 && !isCounting)
    }
    if isMark(index - 1, "."), has(index - 2, .referenceBefore) { return true }
    // "articles 9 and 10", "articles 9, 10"
    return referenceEnd > 0 && referenceEnd == index - 1
      && (has(index - 1, .and) || isMark(index - 1, ",") || isDash(index - 1))
  }

  /// "covid-19", "B-52": a hyphen binds the digits to a word that is no number.
  private func isNameWithNumber(_ index: Int) -> Bool {
    let word = tokenizer.tokens[index - 2]
    return isGlued(index) && isDash(index - 1) && isGlued(index - 1) && word.kind == .word
      && !has(index - 2, .numeral | .month | .yearLead | .partOfPeriod)
  }

  /// "3.0.1", "192.168.1.1": a version, a section or an address.
  func readVersion(_ index: Int) -> Quantity? {
    let mark = tokenizer.tokens[index + 1]
    guard mark.kind == .mark, mark.number == 0x2E else { return nil }
    var end = index + 1
    var hasOddGroup = false
    while isMark(end, "."), isGlued(end), isGlued(end + 1), tokenizer.tokens[end + 1].kind == .digits,
      !tokenizer.tokens[end + 1].flags.contains(.raised)
    {
      hasOddGroup = hasOddGroup || tokenizer.tokens[end + 1].digitCount != 3
      end += 2
    }
    guard end >= index + 5, hasOddGroup else { return nil }
    return reference(index..<end, .name, value: Fixed(tokenizer.tokens[index].number))
  }

  /// "541/1983": a number and the year it was given in, no fraction.
  private func isNumberOfLaw(_ index: Int) -> Bool {
    let (number, year) = (tokenizer.tokens[index], tokenizer.tokens[index + 2])
    // "2016:45", of which the year comes first.
    if isMark(index + 1, ":"), isGlued(index + 1), isGlued(index + 2), year.kind == .digits,
      number.digitCount == 4,
      (1800...2099).contains(number.number), year.digitCount <= 4
    {
      return true
    }
    guard isMark(index + 1, "/"), isGlued(index + 1), isGlued(index + 2), year.kind == .digits,
      year.digitCount == 4, (1800...2099).contains(year.number), number.digitCount <= 4, number.number > 12
    else { return false }
    return number.digitCount < 4 || year.number - number.number > 30 || number.number > year.number
  }

  private func isBracketed(_ index: Int) -> Bool {
    isMark(index - 1, "[") && isMark(index + 1, "]")
  }

  /// Digits in a web or mail address.
  private func isPartOfAddress(_ index: Int) -> Bool {
    var place = index - 1
    while place > index - 40, place >= firstToken {
      if isMark(place, "@") || (isMark(place, "/") && isMark(place - 1, "/")) { return true }
      if !isGlued(place) { return false }
      place -= 1
    }
    return false
  }

  /// "2." and "2.1" before a capital at a paragraph's beginning.
  private func readSectionNumber(_ index: Int) -> Quantity? {
    guard tokenizer.tokens[index].digitCount <= 2 else { return nil }
    var end = index + 1
    while isMark(end, "."), isGlued(end), tokenizer.tokens[end + 1].kind == .digits, isGlued(end + 1),
      tokenizer.tokens[end + 1].digitCount <= 2
    {
      end += 2
    }
    let hasPoint = isMark(end, ".") || isMark(end, ")")
    if hasPoint { end += 1 }
    guard hasPoint || end > index + 1, tokenizer.tokens[end].kind != .digits else { return nil }
    guard tokenizer.tokens[end].kind == .edge || tokenizer.tokens[end].flags.contains(.capital) else {
      return nil
    }
    return reference(index..<end, .sectionNumber, value: Fixed(tokenizer.tokens[index].number))
  }

  /// A Roman numeral with a point at a paragraph's beginning: "IV. Civil rights".
  func readRomanNumeral() -> Quantity? {
    let token = tokenizer.tokens[firstToken]
    guard token.kind == .word, token.flags.contains(.allCapitals), isMark(firstToken + 1, "."),
      isGlued(firstToken + 1), tokenizer.count > 2, let value = romanValue(token)
    else { return nil }
    return reference(firstToken..<(firstToken + 2), .sectionNumber, value: Fixed(value))
  }

  private func romanValue(_ token: Token) -> Int64? {
    guard token.end - token.start <= 6 else { return nil }
    var value: Int64 = 0
    var last: Int64 = 1000
    for place in token.start..<token.end {
      guard let letter = romanDigit(text[Int(place)]) else { return nil }
      value += letter > last ? letter - 2 * last : letter
      last = letter
    }
    return value < 100 ? value : nil
  }

  private func romanDigit(_ byte: UInt8) -> Int64? {
    switch byte {
    case UInt8(ascii: "I"): 1
    case UInt8(ascii: "V"): 5
    case UInt8(ascii: "X"): 10
    case UInt8(ascii: "L"): 50
    default: nil
    }
  }

  /// The number at the end of "G20".
  func trailingDigits(_ index: Int) -> Fixed? {
    let token = tokenizer.tokens[index]
    var value: Int64 = 0
    var scale: Int64 = 1
    var place = Int(token.end) - 1
    while place >= Int(token.start), (0x30...0x39).contains(text[place]), scale < 1_000_000_000_000 {
      value += Int64(text[place] - 0x30) * scale
      scale *= 10
      place -= 1
    }
    return scale > 1 ? Fixed(value) : nil
  }

  /// "12 (14)" and nothing else: a printed page label.
  func readPageLabel() -> Quantity? {
    let first = firstToken
    guard tokenizer.count == 4, tokenizer.tokens[first].kind == .digits, isMark(first + 1, "("),
      tokenizer.tokens[first + 2].kind == .digits, isMark(first + 3, ")")
    else { return nil }
    var result = reference(first..<(first + 4), .sectionNumber, value: Fixed(tokenizer.tokens[first].number))
    result.total = Fixed(tokenizer.tokens[first + 2].number)
    return result
  }
}
