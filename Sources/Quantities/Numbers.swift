/// Numbers in digits and words, with their decimals, fractions and multipliers.
extension QuantityScanner {
  struct Number {
    var first: Int
    var end: Int
    var value: Fixed
    /// Four digits written together: it may be a year.
    var mayBeYear = false
    var isWords = false
    /// Only an article so far: it counts where the grammar says so.
    var isArticle = false
    /// What the words at its end multiply it by, or 0.
    var scale: Int64 = 0
    /// Of words, their sum so far: an ordinal may end it ("two hundred first").
    var sum = NumeralSum()
    /// Written as a fraction of one: "⅓".
    var isPart = false
    /// A numeral that counts only before a noun.
    var isSelective = false
    /// Three decimals that would be thousands in another language: "12,500".
    var mayBeGrouped = false
    var flaw: Quantity.Flaw = .none
    /// "a good million": the bound stands inside.
    var inner: FoundBound?

    var hasScale: Bool { scale > 0 }
  }

  /// The number that begins at a token, whatever it turns out to be; nil where none does.
  func number(at index: Int) -> Number? {
    let token = tokenizer.tokens[index]
    if token.kind == .digits { return digits(at: index) }
    if token.flags.contains(.fraction) { return fractionSign(at: index) }
    let classes = classes(index)
    if classes.contains(.numeral) { return isNoNumber(index) ? nil : numerals(at: index) }
    return classes.contains(.decimalWord) ? decimalWord(at: index) : nil
  }

  private func digits(at index: Int) -> Number? {
    guard var number = plainDigits(at: index) else { return nil }
    passMark(&number)
    addFractionSign(&number)
    addWrittenFraction(&number)
    addPower(&number)
    addSpokenFraction(&number)
    multiply(&number)
    passMark(&number)
    addSmaller(&number)
    return number
  }

  /// "1 200¹² refugees": a footnote's mark does not part a number from what it counts.
  private func passMark(_ number: inout Number) {
    var next = number.end
    while tokenizer.tokens[next].flags.contains(.raised), isGlued(next) { next += 1 }
    guard next > number.end, unit(next) != nil || has(next, .of) || isCounted(next) || isScale(next) else {
      return
    }
    number.end = next
    number.mayBeYear = false
  }

  /// "½", "½ million".
  private func fractionSign(at index: Int) -> Number? {
    let token = tokenizer.tokens[index]
    guard let value = Fixed(token.number >> 8, over: token.number & 0xFF) else { return nil }
    var number = Number(first: index, end: index + 1, value: value)
    number.isPart = true
    multiply(&number)
    return number
  }

  /// "1½"
  private func addFractionSign(_ number: inout Number) {
    let token = tokenizer.tokens[number.end]
    guard token.flags.contains(.fraction), number.value.places == 0,
      let value = Fixed(
        number.value.digits * (token.number & 0xFF) + token.number >> 8, over: token.number & 0xFF)
    else { return }
    number.value = value
    number.end += 1
    number.mayBeYear = false
  }

  /// "2 1/2"
  private func addWrittenFraction(_ number: inout Number) {
    let place = number.end
    let (above, below) = (tokenizer.tokens[place], tokenizer.tokens[place + 2])
    guard !number.mayBeYear, number.value.places == 0, number.value.digits < 1000, above.kind == .digits,
      isMark(place + 1, "/"), isGlued(place + 1), isGlued(place + 2), below.kind == .digits,
      above.digitCount == 1,
      above.number > 0, above.number < below.number, below.number <= 10, !isGlued(place + 3),
      let value = Fixed(number.value.digits * below.number + above.number, over: below.number)
    else { return }
    number.value = value
    number.end = place + 3
  }

  /// "1,2e6", "1,2 × 10^6", "1,2·10⁶".
  private func addPower(_ number: inout Number) {
    let token = tokenizer.tokens[number.end]
    var power: Int64 = -1
    var end = number.end
    if token.kind == .word, isGlued(end), has(end, .hasDigits), token.end - token.start <= 3,
      text[Int(token.start)] | 0x20 == UInt8(ascii: "e"), let digits = trailingDigits(end)
    {
      power = digits.digits
      end += 1
    } else if isTimesSign(end), tokenizer.tokens[end + 1].number == 10,
      tokenizer.tokens[end + 1].kind == .digits
    {
      let isRaised = tokenizer.tokens[end + 2].flags.contains(.raised)
      let place = isRaised ? end + 2 : end + 3
      guard isRaised || isMark(end + 2, "^"), tokenizer.tokens[place].kind == .digits else { return }
      power = tokenizer.tokens[place].number
      end = place + 1
    }
    guard (1...12).contains(power), let value = number.value.times(Self.power(power)) else { return }
    number.value = value
    number.end = end
    number.mayBeYear = false
    number.mayBeGrouped = false
  }

  private func isTimesSign(_ index: Int) -> Bool {
    let token = tokenizer.tokens[index]
    guard token.kind == .mark, token.end - token.start == 2 else { return false }
    let (first, second) = (text[Int(token.start)], text[Int(token.start) + 1])
    return first == 0xC3 && second == 0x97 || first == 0xC2 && second == 0xB7
  }

  private static func power(_ exponent: Int64) -> Int64 {
    (0..<exponent).reduce(1) { value, _ in value * 10 }
  }

  private func numerals(at index: Int) -> Number? {
    var sum = NumeralSum()
    var end = index
    var last = index
    var scale: Int64 = 0
    while let word = word(end), word.classes.contains(.numeral), tokenizer.tokens[end].kind == .word,
      end == index || !isGlued(end) || isDash(end - 1)
    {
      // "en" in the middle of a number continues it only behind tens and hundreds.
      if end > index, word.classes.contains(.article), !word.isScale, sum.value % 10 != 0 { break }
      guard sum.add(word.value, isScale: word.isScale) else { break }
      scale = word.isScale ? word.value : word.scale
      last = end
      end = joint(after: end, sum.value, isScale: word.isScale || word.scale > 0)
    }
    guard last >= index, end > index else { return nil }
    var number = Number(first: index, end: last + 1, value: Fixed(sum.value))
    number.isWords = true
    number.isArticle = last == index && has(index, .article)
    number.isSelective = last == index && has(index, .selective)
    number.sum = sum
    number.scale = scale
    if scale >= 1_000_000_000_000_000 { number.scale = 0 }
    addInnerBound(&number)
    addSpokenDecimals(&number)
    addSpokenFraction(&number)
    multiply(&number)
    addSmaller(&number)
    return number
  }

  /// Where the next part of a number in words stands: "twenty-three", "one hundred and fifty".
  private func joint(after index: Int, _ value: Int64, isScale: Bool) -> Int {
    let next = index + 1
    if model.lexicon.joinsByHyphen, isDash(next), isGlued(next), isGlued(next + 1), has(next + 1, .numeral),
      value % 10 == 0, value % 100 != 0, let unit = word(next + 1), unit.value < 10
    {
      return next + 1
    }
    if model.lexicon.joinsByAnd, isScale, value >= 100, value % 100 == 0, has(next, .and),
      has(next + 1, .numeral), let rest = word(next + 1), rest.value < 100
    {
      return next + 1
    }
    // "two million, five hundred thousand"
    if model.lexicon.joinsByAnd, isScale, value >= 1000, isMark(next, ","), has(next + 1, .numeral),
      self.isScale(next + 1) || self.isScale(next + 2)
    {
      return next + 1
    }
    return next
  }

  /// "four point nine", "fyra komma nio"
  private func addSpokenDecimals(_ number: inout Number) {
    guard has(number.end, .spokenMark), number.value.places == 0, number.value.digits < 1_000_000 else {
      return
    }
    var place = number.end + 1
    var value = number.value
    while place < number.end + 4, let word = word(place), word.classes.contains(.numeral),
      (0...9).contains(word.value),
      !word.isScale
    {
      value = Fixed(value.digits * 10 + word.value, places: value.places + 1)
      place += 1
    }
    guard value.places > 0 else { return }
    number.value = value
    number.end = place
    number.isArticle = false
    number.isSelective = false
  }

  /// "a good million": the article, a bound, and a scale.
  private func addInnerBound(_ number: inout Number) {
    guard number.isArticle, let bound = word(number.end)?.bound, word(number.end + 1)?.isScale == true else {
      return
    }
    number.inner = FoundBound(bound: bound, tokens: number.end..<(number.end + 1))
    number.end += 1
  }

  /// "two and a half", "half a million", "a quarter of a million", "five and a quarter".
  private func addSpokenFraction(_ number: inout Number) {
    let end = number.end
    guard number.value.places == 0 else { return }
    if has(end, .and) {
      // "three and one-half", "five and a quarter"
      var place = end + 1
      if has(place, .article | .leadArticle | .numeral), word(place)?.value ?? 1 <= 1 { place += 1 }
      if isDash(place), isGlued(place) { place += 1 }
      guard place > end + 1 else { return }
      if has(place, .halfOf | .half) {
        number.value = Fixed(number.value.digits * 10 + 5, places: 1)
      } else if has(place, .denominator), let parts = word(place)?.value,
        unit(place + 1) != nil || isScale(place + 1),
        let value = Fixed(number.value.digits * parts + 1, over: parts)
      {
        number.value = value
      } else {
        return
      }
      number.end = place + 1
    } else if number.isArticle, has(end, .halfOf),
      isScale(end + 1) || unit(end + 1)?.kind == .share || isHalfOfRange(end + 1)
    {
      number.value = Fixed(5, places: 1)
      number.end += 1
    } else if has(end, .denominator), let parts = word(end)?.value, let scale = scaleOfFraction(end + 1),
      let value = number.value.times(scale.value), let part = Fixed(value.digits, over: parts)
    {
      // "en kvarts miljon", "three quarters of a million"
      number.value = part
      number.scale = scale.value
      number.end = scale.end
    } else {
      return
    }
    number.isArticle = false
    number.mayBeYear = false
  }

  func isScale(_ index: Int) -> Bool { word(index)?.isScale == true }

  /// "between a half and one million"
  private func isHalfOfRange(_ index: Int) -> Bool {
    guard has(index, .and | .to), has(index + 1, .numeral) else { return false }
    return isScale(index + 2)
  }

  /// The scale that a fraction is of, right behind it or behind "of a".
  private func scaleOfFraction(_ index: Int) -> (value: Int64, end: Int)? {
    var place = index
    if has(place, .of), has(place + 1, .article | .leadArticle) { place += 2 }
    guard let word = word(place), word.isScale else { return nil }
    return (word.value, place + 1)
  }

  /// "halvannan miljon"
  private func decimalWord(at index: Int) -> Number? {
    guard let word = word(index) else { return nil }
    var number = Number(first: index, end: index + 1, value: Fixed(word.value, places: 2).withoutZeros)
    number.isWords = true
    multiply(&number)
    return number
  }

  /// "12,8 million", "100k".
  private func multiply(_ number: inout Number) {
    while let word = word(number.end), tokenizer.tokens[number.end].kind == .word,
      word.isScale || isSuffix(number.end, word) || isCollective(number, word),
      let product = number.value.times(word.value)
    {
      number.value = product
      number.end += 1
      number.mayBeYear = false
      number.mayBeGrouped = false
      number.isArticle = false
      number.scale = word.value
      number.isPart = false
      if isAbbreviated(number.end - 1) { number.end += 1 }
    }
  }

  /// Whether the word is an abbreviation whose dot stands right behind it and ends no sentence: "2,5 mia. kroner".
  func isAbbreviated(_ index: Int) -> Bool {
    has(index, .abbreviation) && isMark(index + 1, ".") && isGlued(index + 1)
      && tokenizer.tokens[index + 2].kind != .edge
      && !tokenizer.tokens[index + 2].flags.contains(.sentenceStart)
  }

  /// "two dozen"
  private func isCollective(_ number: Number, _ word: Word) -> Bool {
    word.classes.contains(.collective) && number.scale == 0 && number.value.number < 100
      && !isGlued(number.end)
  }

  private func isSuffix(_ index: Int, _ word: Word) -> Bool {
    guard word.classes.contains(.scaleSuffix), isGlued(index), tokenizer.tokens[index - 1].kind == .digits
    else {
      return false
    }
    return !word.needsCapital || tokenizer.tokens[index].flags.contains(.capital)
  }

  /// "1 million 200 thousand".
  private func addSmaller(_ number: inout Number) {
    guard number.scale > 1000, number.value.places == 0, !has(number.end, .article) else { return }
    let token = tokenizer.tokens[number.end]
    guard token.kind == .digits || has(number.end, .numeral), let rest = self.number(at: number.end),
      rest.hasScale, rest.scale < number.scale, rest.value.places == 0, rest.value.digits < number.scale
    else { return }
    number.value = Fixed(number.value.digits + rest.value.digits)
    number.end = rest.end
    number.scale = rest.scale
  }

  /// Whether a phrase says that the number word here is none: "sex och samlevnad".
  func isNoNumber(_ index: Int) -> Bool {
    guard model.notNumber >= 0 else { return false }
    for start in stride(from: index, through: index - 2, by: -1) {
      guard let word = word(start) else { continue }
      for place in word.boundPhrases {
        let number = Int(tokenizer.table.lists[Int(place)])
        if Int(model.patterns.phrases[number].group) == model.notNumber,
          let end = end(ofPhrase: number, at: start), end > index
        {
          return true
        }
      }
    }
    return false
  }
}
