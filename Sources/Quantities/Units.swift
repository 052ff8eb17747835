/// Units behind a number: of one word or of several ("per cent").
extension QuantityScanner {
  /// The unit whose name begins at a token, and the token after the name.
  func unitName(_ index: Int) -> (unit: Int16, end: Int)? {
    guard let word = word(index), !startsLine(index) else { return nil }
    if model.hasUnitPhrases, !word.boundPhrases.isEmpty, let name = unitPhrase(index, word, model.unitOfGroup)
    {
      return name
    }
    return word.unit < 0 ? nil : (word.unit, index + 1)
  }

  /// The longest phrase that names a unit here.
  private func unitPhrase(_ index: Int, _ word: Word, _ units: [Int: Int16]) -> (unit: Int16, end: Int)? {
    var best: (unit: Int16, end: Int)?
    for place in word.boundPhrases {
      let number = Int(tokenizer.table.lists[Int(place)])
      guard let unit = units[Int(model.patterns.phrases[number].group)],
        let end = end(ofPhrase: number, at: index), end > best?.end ?? 0
      else { continue }
      best = (unit, end)
    }
    return best
  }

  /// The unit that begins a longer word glued to digits by a hyphen: "15-årsgräns".
  func unitHead(_ index: Int) -> Int16? {
    let token = tokenizer.tokens[index]
    guard token.kind == .word, token.end - token.start < 64 else { return nil }
    let bytes = text[Int(token.start)..<Int(token.end)].map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
    return bytes.withUnsafeBufferPointer { model.head(of: $0, at: 0) }
  }

  func unit(_ index: Int) -> Lexicon.Unit? {
    unitName(index).map { model.lexicon.units[Int($0.unit)] }
  }

  func kind(ofUnit unit: Int16) -> Quantity.Kind { model.lexicon.units[Int(unit)].kind }

  /// The unit that stands before a number: "$", "USD", "week", "US$".
  func unitBefore(_ number: Number) -> (unit: Int16, first: Int)? {
    let place = number.first - 1
    guard let word = word(place), word.unitBefore >= 0 else { return nil }
    let isSign = tokenizer.tokens[place].kind == .mark
    let kind = kind(ofUnit: word.unitBefore)
    guard !isGlued(number.first) || isSign || kind == .money, kind != .duration || number.value.number < 60
    else {
      return nil
    }
    // "US$", "A$"
    let country = place - 1
    if isSign, isGlued(place), tokenizer.tokens[country].kind == .word,
      tokenizer.tokens[country].flags.contains(.allCapitals)
    {
      return (
        self.word(country)?.unitBefore ?? -1 >= 0
          ? self.word(country)?.unitBefore ?? word.unitBefore : word.unitBefore, country
      )
    }
    return (word.unitBefore, place)
  }

  /// "two kronor and 23 öre": the smaller unit of the same money is added.
  func addParts(_ result: inout Quantity) {
    guard result.kind == .money, result.high == nil, let value = result.value, value.places == 0 else {
      return
    }
    let code = model.lexicon.units[Int(result.unit)].code
    let end = Int(result.endToken)
    guard has(end, .and), let small = number(at: end + 1), small.value.places == 0,
      let name = unitName(small.end), model.lexicon.units[Int(name.unit)].code == code
    else { return }
    let parts = model.lexicon.units[Int(name.unit)].parts
    guard parts > 1, small.value.digits < parts,
      let sum = Fixed(value.digits * parts + small.value.digits, over: parts)
    else { return }
    result.value = sum
    extend(&result, to: name.end)
  }
}
