/// Numbers in digits and words, with their groups, decimals and multipliers.
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
    var hasScale = false
  }

  /// The number that begins at a token, whatever it turns out to be; nil where none does.
  func number(at index: Int) -> Number? {
    let token = tokenizer.tokens[index]
    if token.kind == .digits { return digits(at: index) }
    return has(index, .numeral) ? numerals(at: index) : nil
  }

  private func digits(at index: Int) -> Number? {
    let token = tokenizer.tokens[index]
    guard token.number >= 0, !token.flags.contains(.raised) else { return nil }
    var value = token.number
    var end = index + 1
    if token.digitCount <= 3 {
      // The leading group has at most three digits: a year before a number is not its thousands.
      while let group = group(at: end), value < 1_000_000_000_000 {
        value = value * 1000 + tokenizer.tokens[group].number
        end = group + 1
      }
    }
    var number = Number(first: index, end: end, value: Fixed(value))
    number.mayBeYear = token.digitCount == 4 && end == index + 1
    if let places = decimals(at: end, grouped: end > index + 1) {
      let scale = Self.powersOfTen[places]
      guard value <= Int64.max / scale - 1 else { return number }
      number.value = Fixed(value * scale + tokenizer.tokens[end + 1].number, places: UInt8(places))
      number.end = end + 2
      number.mayBeYear = false
    }
    multiply(&number)
    return number
  }

  /// The token of the next three digits of a grouped number.
  private func group(at index: Int) -> Int? {
    let token = tokenizer.tokens[index]
    if token.kind == .digits {
      return token.digitCount == 3 && token.flags.contains(.groupingSpace) && !token.flags.contains(.raised)
        ? index : nil
    }
    guard model.lexicon.groupsByPoint, isMark(index, "."), isGlued(index), isGlued(index + 1) else {
      return nil
    }
    let next = tokenizer.tokens[index + 1]
    return next.kind == .digits && next.digitCount == 3 ? index + 1 : nil
  }

  /// How many decimals follow.
  private func decimals(at index: Int, grouped: Bool) -> Int? {
    let mark = tokenizer.tokens[index]
    let next = tokenizer.tokens[index + 1]
    guard mark.kind == .mark, next.kind == .digits, isGlued(index), isGlued(index + 1), next.digitCount <= 9,
      !next.flags.contains(.raised)
    else { return nil }
    // "1,2,3" and "1.2.3" are lists, sections or dates.
    let again = tokenizer.tokens[index + 2]
    if again.kind == .mark, again.number == mark.number, isGlued(index + 2),
      tokenizer.tokens[index + 3].kind == .digits, isGlued(index + 3)
    {
      return nil
    }
    if mark.number == Int64(model.lexicon.decimalMark) { return Int(next.digitCount) }
    return mark.number == 0x2E && !grouped ? Int(next.digitCount) : nil
  }

  private func numerals(at index: Int) -> Number? {
    var sum = NumeralSum()
    var end = index
    var last = index
    while let word = word(end), word.classes.contains(.numeral), tokenizer.tokens[end].kind == .word,
      end == index || !isGlued(end)
    {
      // "en" in the middle of a number continues it only behind tens and hundreds.
      if end > index, word.classes.contains(.article), !word.isScale, sum.value % 10 != 0 { break }
      guard sum.add(word.value, isScale: word.isScale) else { break }
      last = end
      end += 1
    }
    guard end > index else { return nil }
    var number = Number(first: index, end: last + 1, value: Fixed(sum.value))
    number.isWords = true
    number.isArticle = end == index + 1 && has(index, .article)
    number.hasScale = (index..<end).contains { word($0)?.isScale ?? false }
    addHalf(&number)
    multiply(&number)
    return number
  }

  /// "two and a half" and "half a million".
  private func addHalf(_ number: inout Number) {
    if has(number.end, .and), has(number.end + 1, .article), has(number.end + 2, .halfOf) {
      number.value = Fixed(number.value.digits * 10 + 5, places: 1)
      number.end += 3
    } else if number.isArticle, has(number.end, .halfOf),
      word(number.end + 1)?.isScale == true || unit(number.end + 1)?.kind == .share
    {
      number.value = Fixed(5, places: 1)
      number.end += 1
    } else {
      return
    }
    number.isArticle = false
  }

  /// "12,8 million".
  private func multiply(_ number: inout Number) {
    while let word = word(number.end), word.isScale, tokenizer.tokens[number.end].kind == .word,
      let product = number.value.times(word.value)
    {
      number.value = product
      number.end += 1
      number.mayBeYear = false
      number.isArticle = false
      number.hasScale = true
    }
  }

  static let powersOfTen: [Int64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  ]
}
