/// Signs before a number, and values that can't be.
extension QuantityScanner {
  /// "−3.5 per cent": a minus sign or the word makes the value negative, a hyphen or dash only where it can be no other.
  func addSign(_ result: inout Quantity, _ number: Number) {
    let place = number.first - 1
    guard Int(result.firstToken) == number.first, result.high == nil, result.total == nil,
      let value = result.value, value.digits > 0
    else { return }
    let token = tokenizer.tokens[place]
    let isWord = has(place, .minus) && token.kind == .word
    guard isWord || isDash(place) && isGlued(number.first) && !isGlued(place) || isBracketedMinus(place)
    else {
      return
    }
    if !isWord {
      guard tokenizer.tokens[place - 1].kind != .digits || token.number == 0x2212 else { return }
      let canBeNegative: Bool =
        switch result.kind {
        case .share, .money, .measure, .index: true
        case .count: value.places > 0 || token.number == 0x2212
        default: false
        }
      // At a paragraph's beginning a hyphen is a bullet.
      guard canBeNegative, token.number == 0x2212 || place > firstToken else { return }
    }
    result.value = Fixed(-value.digits, places: value.places)
    result.firstToken = Int32(place)
    result.start = token.start
    if result.boundTokens.isEmpty { result = bounded(result) }
  }

  /// A replacement character glued to the number.
  private func isLost(_ index: Int) -> Bool {
    let token = tokenizer.tokens[index]
    guard token.kind == .mark, token.end - token.start == 3, text[Int(token.start)] == 0xEF,
      text[Int(token.start) + 1] == 0xBF
    else { return false }
    return text[Int(token.start) + 2] == 0xBD
  }

  private func isBracketedMinus(_ place: Int) -> Bool {
    isDash(place) && isGlued(place + 1) && isMark(place - 1, "(")
  }

  /// "12,500 refugees" where the comma parts decimals: nobody counts half a person, so the thousands are meant, but the
  /// text does not say so.
  func regroup(_ result: inout Quantity) {
    guard result.high == nil, let value = result.value, value.places == 3 else { return }
    let isWhole = result.noun >= 0 && has(Int(result.noun), .countable | .person | .rankBase)
    // No money has three decimals.
    guard result.kind == .money || result.kind == .count && result.unit < 0 && isWhole else { return }
    result.value = Fixed(value.digits)
    result.flaw = .grouping
  }

  /// Persons, seats and ranks are whole; a rank is not behind the last.
  func check(_ result: inout Quantity) {
    if isLost(Int(result.firstToken) - 1) || isLost(Int(result.endToken)), result.kind != .reference {
      result.flaw = .damaged
    }
    guard result.flaw == .none, let value = result.value else { return }
    switch result.kind {
    case .rank:
      if value.places > 0 { result.flaw = .notWhole }
      if let total = result.total, total.isLess(than: value) { result.flaw = .impossible }
    case .count:
      // "2.5 children for each woman" is an average; nobody has an average of 12.5.
      let isWhole = result.noun >= 0 && has(Int(result.noun), .countable | .person) && result.unit < 0
      if isWhole, value.withoutZeros.places > 0, value.number > 10 { result.flaw = .notWhole }
      if let total = result.total, total.isLess(than: value) { result.flaw = .impossible }
    case .share where value.number > 100:
      let end = Int(result.endToken)
      if has(end, .of), has(end + 1, .person) || has(end + 2, .person) { result.flaw = .impossible }
    case .age where value.number > 130: result.flaw = .impossible
    default: break
    }
  }
}
