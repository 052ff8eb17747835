/// A number's digits: their groups of three and their decimals, in the manner of the language and of others.
extension QuantityScanner {
  /// Digits with their groups and decimals; nil where there are too many, or where they are a footnote's mark.
  func plainDigits(at index: Int) -> Number? {
    let token = tokenizer.tokens[index]
    guard token.number >= 0, !token.flags.contains(.raised) else { return nil }
    var value = token.number
    var end = index + 1
    var number = Number(first: index, end: end, value: Fixed(value))
    var isForeign = false
    if token.digitCount <= 3, token.number > 0 {
      // The leading group has at most three digits: a year before a number is not its thousands.
      while let group = group(at: end) {
        // What no number holds is read to its end all the same: its last groups are no numbers of their own.
        if value < 1_000_000_000_000_000 {
          value = value * 1000 + tokenizer.tokens[group].number
        } else {
          number.flaw = .grouping
        }
        end = group + 1
      }
      if end == index + 1, let (all, last) = foreignGroups(at: index) {
        (value, end) = (all, last)
        isForeign = true
      }
      if end == index + 1, let (all, last) = smallGroups(at: index) {
        (value, end) = (all, last)
        number.flaw = .grouping
      }
      if let group = gluedMark(at: end) {
        value = value * 1000 + group
        end += 1
        number.flaw = .mark
      }
    }
    number.end = end
    number.value = Fixed(value)
    number.mayBeYear = token.digitCount == 4 && end == index + 1
    if let places = decimals(at: end, grouped: end > index + 1, isForeign: isForeign) {
      let scale = Self.powersOfTen[places]
      guard value <= Int64.max / scale - 1 else { return number }
      number.mayBeGrouped = places == 3 && end == index + 1 && token.digitCount <= 3 && token.number > 0
      number.value = Fixed(value * scale + tokenizer.tokens[end + 1].number, places: UInt8(places))
      number.end = end + 2
      number.mayBeYear = false
    }
    return number
  }

  /// The token of the next three digits of a grouped number.
  private func group(at index: Int) -> Int? {
    let token = tokenizer.tokens[index]
    if token.kind == .digits {
      let groups = token.flags.contains(.groupingSpace) && model.lexicon.groupMarks.contains(0x20)
      return token.digitCount == 3 && groups && !token.flags.contains(.raised) ? index : nil
    }
    guard token.kind == .mark, let mark = UInt8(exactly: token.number),
      model.lexicon.groupMarks.contains(mark), mark != 0x20
    else { return nil }
    return threeDigits(at: index)
  }

  /// The token of exactly three digits behind a mark, both glued.
  private func threeDigits(at index: Int) -> Int? {
    let next = tokenizer.tokens[index + 1]
    guard tokenizer.tokens[index].kind == .mark, isGlued(index), isGlued(index + 1), next.kind == .digits,
      next.digitCount == 3, !next.flags.contains(.raised)
    else { return nil }
    return index + 1
  }

  /// "1,234,567" where the comma is the decimal mark: twice it can only group.
  private func foreignGroups(at index: Int) -> (value: Int64, end: Int)? {
    let mark = tokenizer.tokens[index + 1].number
    guard [0x2C, 0x2E, 0x27].contains(mark) else { return nil }
    var value = tokenizer.tokens[index].number
    var end = index + 1
    while tokenizer.tokens[end].number == mark, let group = threeDigits(at: end), value < 1_000_000_000_000 {
      value = value * 1000 + tokenizer.tokens[group].number
      end = group + 1
    }
    // More of the same is a list or a version.
    let goesOn =
      tokenizer.tokens[end].number == mark && isGlued(end) && isGlued(end + 1)
      && tokenizer.tokens[end + 1].kind == .digits
    let isPlain = mark == 0x27 || hasOtherDecimals(end, than: mark)
    return end >= index + (isPlain ? 3 : 5) && !goesOn ? (value, end) : nil
  }

  /// Whether decimals follow behind another mark: after "1,234" ".56".
  private func hasOtherDecimals(_ index: Int, than mark: Int64) -> Bool {
    let (other, next) = (tokenizer.tokens[index], tokenizer.tokens[index + 1])
    return other.kind == .mark && other.number != mark && (other.number == 0x2C || other.number == 0x2E)
      && isGlued(index) && isGlued(index + 1) && next.kind == .digits && next.digitCount <= 2
      && !next.flags.contains(.raised)
  }

  /// "1,23,456": groups of two before the last of three, as in India.
  private func smallGroups(at index: Int) -> (value: Int64, end: Int)? {
    let mark = tokenizer.tokens[index + 1].number
    guard let byte = UInt8(exactly: max(0, mark)), model.lexicon.groupMarks.contains(byte), byte != 0x20,
      byte != 0x2E, tokenizer.tokens[index].digitCount <= 2
    else { return nil }
    var value = tokenizer.tokens[index].number
    var place = index + 1
    while tokenizer.tokens[place].kind == .mark, tokenizer.tokens[place].number == mark, isGlued(place),
      isGlued(place + 1), tokenizer.tokens[place + 1].kind == .digits, place < index + 12
    {
      let group = tokenizer.tokens[place + 1]
      if group.digitCount == 3, place > index + 1 { return (value * 1000 + group.number, place + 2) }
      guard group.digitCount == 2 else { return nil }
      value = value * 100 + group.number
      place += 2
    }
    return nil
  }

  /// The next three digits where one or two more are glued to them, a footnote's mark: "1 20012".
  private func gluedMark(at index: Int) -> Int64? {
    let token = tokenizer.tokens[index]
    guard token.kind == .digits, token.flags.contains(.groupingSpace),
      model.lexicon.groupMarks.contains(0x20),
      (4...5).contains(token.digitCount), !token.flags.contains(.raised)
    else { return nil }
    // Four digits may be a year: "kapitel 3 2016".
    if token.digitCount == 4, (1900...2099).contains(token.number), !isCounted(index + 1),
      unit(index + 1) == nil
    {
      return nil
    }
    return token.number / (token.digitCount == 4 ? 10 : 100)
  }

  /// How many decimals follow.
  private func decimals(at index: Int, grouped: Bool, isForeign: Bool) -> Int? {
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
    // "1,234.56" where the comma is the decimal mark: the marks have changed their parts.
    if isForeign { return mark.number != tokenizer.tokens[index - 2].number ? Int(next.digitCount) : nil }
    if mark.number == Int64(model.lexicon.decimalMark) { return Int(next.digitCount) }
    return mark.number == 0x2E && !grouped ? Int(next.digitCount) : nil
  }

  static let powersOfTen: [Int64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  ]
}
