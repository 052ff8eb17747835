/// Signs beyond ASCII: spaces, dashes, fractions, raised digits, comparisons, currencies.
extension Tokenizer {
  /// Writes the token of a sign, or passes over a space; gives the bytes consumed.
  func sign(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, at next: Int, _ flags: inout Token.Flags,
    _ seedCount: inout Int
  ) -> Int {
    let lead = bytes[start]
    let size = min(lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2, end - start)
    let second = size > 1 ? bytes[start + 1] : 0
    let third = size > 2 ? bytes[start + 2] : 0
    tokens[next] = .edge
    // No-break space; thin, figure, narrow no-break and the other spaces; line and paragraph separators.
    if lead == 0xC2, second == 0xA0 || second == 0x85 {
      flags.formUnion([.spaceBefore, .groupingSpace])
      return size
    }
    if lead == 0xE2, second == 0x80, third <= 0x8A || third == 0xAF || third == 0xA8 || third == 0xA9 {
      flags.formUnion([.spaceBefore, .groupingSpace])
      return size
    }
    let isBetweenDigits =
      isDigitBefore(start, next) && start + size < end && isDigit(bytes, start + size, end)
    if Letters.isInvisible(lead, second, third) {
      // A zero-width space between digits groups them.
      if isBetweenDigits { flags.insert(.groupingSpace) }
      return size
    }
    var token = Token(
      start: Int32(start), end: Int32(start + size), word: -1, kind: .mark, flags: flags, digitCount: 0,
      number: 0)
    if lead == 0xC2, second == 0xAD {
      // A soft hyphen outside a word is nothing, but between digits it is printed as a dash.
      guard isBetweenDigits else { return size }
      token.word = table.marks[0x2D]
      token.number = 0x2013
      tokens[next] = token
      return size
    }
    if let ascii = Self.ascii(lead, second, third) {
      token.word = table.marks[Int(ascii)]
      token.number = Int64(ascii)
    } else if lead == 0xD9, second == 0xAB {
      token.number = Int64(table.model.lexicon.decimalMark)
    } else if let dash = Self.dash(lead, second, third) {
      token.word = table.marks[0x2D]
      token.number = dash
    } else if let (numerator, denominator) = Self.fraction(lead, second, third) {
      token.flags.insert(.fraction)
      token.number = numerator << 8 | denominator
      seeds[seedCount] = Int32(next)
      seedCount += 1
    } else if let raised = Self.raised(lead, second, third) {
      token.kind = .digits
      token.flags.insert(.raised)
      token.number = raised
      token.digitCount = 1
      seeds[seedCount] = Int32(next)
      seedCount += 1
    } else if lead == 0xC2 || lead == 0xC3
      || lead == 0xE2 && ((0x82...0x89).contains(second) || second == 0x80 && third == 0xB0)
    {
      token.word = word(of: bytes + start, size)
    }
    tokens[next] = token
    return size
  }

  /// Whether the token before ends right here and is digits.
  private func isDigitBefore(_ start: Int, _ next: Int) -> Bool {
    tokens[next - 1].kind == .digits && Int(tokens[next - 1].end) == start
  }

  private func isDigit(_ bytes: UnsafePointer<UInt8>, _ index: Int, _ end: Int) -> Bool {
    (0x30...0x39).contains(bytes[index]) || Letters.digit(bytes, index, end).size > 0
  }

  /// The ASCII mark that a sign is another form of.
  private static func ascii(_ lead: UInt8, _ second: UInt8, _ third: UInt8) -> UInt8? {
    switch (lead, second, third) {
    case (0xE2, 0x80, 0x98), (0xE2, 0x80, 0x99), (0xE2, 0x80, 0xB2), (0xC2, 0xB4, _), (0xCA, 0xBC, _),
      (0xD9, 0xAC, _):
      0x27
    case (0xE2, 0x81, 0x84), (0xE2, 0x88, 0x95): 0x2F
    case (0xD9, 0xAA, _): 0x25
    case (0xEF, 0xBC, 0x81...0x8F), (0xEF, 0xBC, 0x9A...0xA0): third - 0x80 + 0x20
    default: nil
    }
  }

  /// Hyphens `-`, dashes `–` and the minus sign, as the number that `isDash` asks for.
  private static func dash(_ lead: UInt8, _ second: UInt8, _ third: UInt8) -> Int64? {
    switch (lead, second, third) {
    case (0xE2, 0x80, 0x90...0x92): 0x2D
    case (0xE2, 0x80, 0x93...0x95): 0x2013
    case (0xE2, 0x88, 0x92): 0x2212
    default: nil
    }
  }

  private static func fraction(_ lead: UInt8, _ second: UInt8, _ third: UInt8) -> (Int64, Int64)? {
    switch (lead, second, third) {
    case (0xC2, 0xBC, _): (1, 4)
    case (0xC2, 0xBD, _): (1, 2)
    case (0xC2, 0xBE, _): (3, 4)
    case (0xE2, 0x85, 0x90...0x9E): vulgar[Int(third - 0x90)]
    default: nil
    }
  }

  /// U+2150 to U+215E.
  private static let vulgar: [(Int64, Int64)] = [
    (1, 7), (1, 9), (1, 10), (1, 3), (2, 3), (1, 5), (2, 5), (3, 5), (4, 5), (1, 6), (5, 6), (1, 8), (3, 8),
    (5, 8), (7, 8),
  ]

  private static func raised(_ lead: UInt8, _ second: UInt8, _ third: UInt8) -> Int64? {
    switch (lead, second, third) {
    case (0xC2, 0xB9, _): 1
    case (0xC2, 0xB2...0xB3, _): Int64(second) - 0xB0
    case (0xE2, 0x81, 0xB0), (0xE2, 0x81, 0xB4...0xB9): Int64(third) - 0xB0
    default: nil
    }
  }
}
