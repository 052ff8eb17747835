/// Cuts UTF-8 bytes into words, runs of digits and marks, and looks each word up.
///
/// One pass, no allocation per token. The bytes must be valid UTF-8.
final class Tokenizer {
  let table: WordTable
  /// Behind a constant pointer, so that reading it costs no check for exclusive access.
  private let state: UnsafeMutablePointer<State>

  private struct State {
    var tokens: UnsafeMutablePointer<Token>
    var count = 0
    var seeds: UnsafeMutablePointer<Int32>
    var seedCount = 0
    var capacity: Int
  }

  /// The tokens of the text, with `lookahead` edges before the first and after the last.
  @inline(__always) var tokens: UnsafeMutablePointer<Token> { state.pointee.tokens }
  @inline(__always) var count: Int { state.pointee.count }
  /// Tokens that can begin or be a number, in order.
  @inline(__always) var seeds: UnsafeMutablePointer<Int32> { state.pointee.seeds }
  @inline(__always) var seedCount: Int { state.pointee.seedCount }
  private let classes: UnsafeMutablePointer<UInt8>
  private let lower: UnsafeMutablePointer<UInt8>
  private let lowerTwo: UnsafeMutablePointer<UInt16>
  private let word: UnsafeMutablePointer<UInt8>
  static let longestWord = 96

  init(_ model: WordModel) {
    table = WordTable(model)
    let capacity = 1 << 10
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        tokens: .allocate(capacity: capacity), seeds: .allocate(capacity: capacity), capacity: capacity))
    classes = .allocate(capacity: 256)
    lower = .allocate(capacity: 256)
    lowerTwo = .allocate(capacity: 0x800)
    word = .allocate(capacity: Self.longestWord + 8)
    for (index, value) in ByteClass.table().enumerated() { classes[index] = value }
    for (index, value) in ByteClass.lowerTable().enumerated() { lower[index] = value }
    for (index, value) in ByteClass.lowerTwoByteTable().enumerated() { lowerTwo[index] = value }
  }

  deinit {
    tokens.deallocate()
    seeds.deallocate()
    state.deallocate()
    classes.deallocate()
    lower.deallocate()
    lowerTwo.deallocate()
    word.deallocate()
  }

  /// Edges after the last token, so that looking ahead needs no bounds check.
  static let lookahead = 12

  func tokenize(_ text: UnsafeBufferPointer<UInt8>) {
    table.makeRoom()
    reserve(text.count + 2 * Self.lookahead + 2)
    guard let bytes = text.baseAddress else { return finish(0, seeds: 0) }
    let (classes, lower, word, tokens, seeds) = (classes, lower, word, tokens, seeds)
    let end = text.count
    var index = 0
    var next = Self.lookahead
    var seedCount = 0
    for edge in 0..<Self.lookahead { tokens[edge] = .edge }
    var flags: Token.Flags = [.spaceBefore]
    /// What the next token has from this one.
    var following: Token.Flags = []
    let seedClasses = WordClass.seeds
    while index < end {
      let byte = bytes[index]
      let start = index
      switch classes[Int(byte)] {
      case ByteClass.space:
        flags = byte == 0x0A ? [.spaceBefore, .lineStart] : .spaceBefore
        if byte == 0x0A, index + 1 < end, bytes[index + 1] == 0x0A { flags.insert(.sentenceStart) }
        if byte == 0x20, index + 1 < end, classes[Int(bytes[index + 1])] == ByteClass.digit {
          flags.insert(.groupingSpace)
        }
        index += 1
        while index < end, classes[Int(bytes[index])] == ByteClass.space {
          index += 1
          flags.remove(.groupingSpace)
        }
        continue
      case ByteClass.digit:
        var value: Int64 = 0
        repeat {
          value = value &* 10 &+ Int64(bytes[index] &- 0x30)
          index += 1
        } while index < end && classes[Int(bytes[index])] == ByteClass.digit
        if index - start <= 2, flags.isEmpty, index == end || isBoundary(bytes[index]),
          isGluedMark(next, flags) || isBehindYear(next, bytes, index, end)
        {
          flags.insert(.raised)
        }
        // Short numbers can be cues as well ("18"); longer ones would only fill the table.
        let short = index - start <= 2
        let number = short ? self.word(of: bytes + start, index - start) : -1
        tokens[next] = Token(
          start: Int32(start), end: Int32(index), word: number, kind: .digits, flags: flags,
          digitCount: UInt16(truncatingIfNeeded: min(index - start, 1000)),
          number: index - start > 18 ? -1 : value)
        seeds[seedCount] = Int32(next)
        seedCount += 1
      case ByteClass.mark:
        index += 1
        let mark = byte < 0x80 ? table.marks[Int(byte)] : -1
        tokens[next] = Token(
          start: Int32(start), end: Int32(index), word: mark, kind: .mark, flags: flags, digitCount: 0,
          number: Int64(byte))
      default:
        var hash: UInt32 = 2_166_136_261
        var length = 0
        var capitals = 0
        var letters = 0
        var beginsCapital = false
        var isComposed = false
        scan: while index < end {
          let byte = bytes[index]
          switch classes[Int(byte)] {
          case ByteClass.letter, ByteClass.digit:
            let low = lower[Int(byte)]
            hash = (hash ^ UInt32(low)) &* 16_777_619
            if length < Self.longestWord { word[length] = low }
            length += 1
            letters += 1
            if low != byte {
              capitals += 1
              if letters == 1 { beginsCapital = true }
            }
            index += 1
          case ByteClass.leadC3:
            guard index + 1 < end else { break scan }
            var second = bytes[index + 1]
            if second == 0x97 || second == 0xB7 { break scan }
            letters += 1
            if second < 0x9F {
              second += 0x20
              capitals += 1
              if letters == 1 { beginsCapital = true }
            }
            hash = ((hash ^ UInt32(byte)) &* 16_777_619 ^ UInt32(second)) &* 16_777_619
            if length < Self.longestWord {
              word[length] = byte
              word[length + 1] = second
            }
            length += 2
            index += 2
          case ByteClass.leadC2:
            guard index + 1 < end, bytes[index + 1] == 0xAD, length > 0 else { break scan }
            index += 2  // A soft hyphen is no part of the word.
          default:
            if byte == 0xCC || byte == 0xCD, index + 1 < end, length > 0 {
              let mark = UInt32(byte & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
              if Letters.compose(word, &length, mark: mark, capacity: Self.longestWord) {
                isComposed = true
                index += 2
                continue
              }
            }
            if byte >= 0xE2, index + 2 < end {
              let (second, third) = (bytes[index + 1], bytes[index + 2])
              if byte == 0xEF, second == 0xAC, let parts = Letters.ligature(third) {
                for offset in 0..<parts.utf8CodeUnitCount {
                  let letter = parts.utf8Start[offset]
                  hash = (hash ^ UInt32(letter)) &* 16_777_619
                  if length < Self.longestWord { word[length] = letter }
                  length += 1
                }
                letters += 1
                index += 3
                continue
              }
              if length > 0, Letters.isInvisible(byte, second, third) {
                index += 3
                continue
              }
            }
            let size = letterSize(bytes, index, end)
            guard size > 0 else { break scan }
            letters += 1
            if size == 2 {
              let value = UInt16(byte & 0x1F) << 6 | UInt16(bytes[index + 1] & 0x3F)
              let low = lowerTwo[Int(value)]
              if low != value {
                capitals += 1
                if letters == 1 { beginsCapital = true }
              }
              let pair = (UInt8(0xC0 | low >> 6), UInt8(0x80 | low & 0x3F))
              hash = ((hash ^ UInt32(pair.0)) &* 16_777_619 ^ UInt32(pair.1)) &* 16_777_619
              if length < Self.longestWord {
                word[length] = pair.0
                word[length + 1] = pair.1
              }
            } else {
              for offset in 0..<size {
                hash = (hash ^ UInt32(bytes[index + offset])) &* 16_777_619
                if length + offset < Self.longestWord { word[length + offset] = bytes[index + offset] }
              }
            }
            length += size
            index += size
          }
        }
        if length == 0 {
          index = start
          let digit = Letters.digit(bytes, start, end)
          if digit.size > 0 {
            readForeignDigits(bytes, &index, end, at: next, flags)
            seeds[seedCount] = Int32(next)
            seedCount += 1
          } else {
            index += sign(bytes, start, end, at: next, &flags, &seedCount)
            if tokens[next].kind == .edge { continue }
          }
        } else {
          if isComposed { hash = WordTable.hash(word, min(length, Self.longestWord)) }
          var number = length > Self.longestWord ? -1 : table.find(word, length, hash: hash)
          if capitals > 0 {
            if beginsCapital { flags.insert(.capital) }
            if capitals == letters { flags.insert(.allCapitals) }
          }
          let isSeed = number >= 0 && !table.words[Int(number)].classes.isDisjoint(with: seedClasses)
          if isSeed, table.words[Int(number)].split > 0, index - start == length {
            // "USD1" is a sign and a number, "miljoner3" a word and a footnote's mark.
            let first = Int(table.words[Int(number)].split)
            number = table.find(word, first, hash: WordTable.hash(word, first))
            index = start + first
            if table.words[Int(number)].unitBefore < 0,
              table.words[Int(number)].classes.isDisjoint(with: .yearLead)
            {
              following = .raised
            }
          }
          tokens[next] = Token(
            start: Int32(start), end: Int32(index), word: number, kind: .word, flags: flags, digitCount: 0,
            number: 0)
          if isSeed {
            seeds[seedCount] = Int32(next)
            seedCount += 1
          }
        }
      }
      if tokens[next].flags.contains(.spaceBefore), startsSentence(next) {
        tokens[next].flags.insert(.sentenceStart)
      }
      next += 1
      flags = following
      following = []
    }
    finish(next - Self.lookahead, seeds: seedCount)
  }

  private func finish(_ count: Int, seeds: Int) {
    for edge in 0..<Self.lookahead { tokens[Self.lookahead + count + edge] = .edge }
    state.pointee.count = count
    state.pointee.seedCount = seeds
  }

  private func reserve(_ needed: Int) {
    guard needed > state.pointee.capacity else { return }
    tokens.deallocate()
    seeds.deallocate()
    let capacity = needed + needed / 4
    state.pointee.capacity = capacity
    state.pointee.tokens = .allocate(capacity: capacity)
    state.pointee.seeds = .allocate(capacity: capacity)
  }

  /// Bytes of the letter that begins here, 0 where none does. Letters beyond Latin-1 are not told apart
  /// from other signs of their blocks, which costs nothing: an unknown word is an unknown word.
  @inline(__always)
  private func letterSize(_ bytes: UnsafePointer<UInt8>, _ index: Int, _ end: Int) -> Int {
    switch classes[Int(bytes[index])] {
    case ByteClass.leadTwo:
      guard index + 1 < end else { return 0 }
      let (lead, second) = (bytes[index], bytes[index + 1])
      // Digits and number marks of Arabic script; the letter apostrophe.
      if lead == 0xD9, (0xA0...0xAC).contains(second) { return 0 }
      if lead == 0xDB, (0xB0...0xB9).contains(second) { return 0 }
      return lead == 0xCA && second == 0xBC ? 0 : 2
    case ByteClass.leadThree:
      // E2: general punctuation, currency, arrows. E3 80: marks of East Asian scripts. EF: private use, BOM.
      let lead = bytes[index]
      if lead == 0xE2 || lead == 0xEF { return 0 }
      if lead == 0xE0, Letters.digit(bytes, index, end).size > 0 { return 0 }
      return index + 2 < end && !(lead == 0xE3 && bytes[index + 1] == 0x80) ? 3 : 0
    default: return 0
    }
  }

  /// Digits of one other script that stand together.
  private func readForeignDigits(
    _ bytes: UnsafePointer<UInt8>, _ index: inout Int, _ end: Int, at next: Int, _ flags: Token.Flags
  ) {
    let start = index
    var value: Int64 = 0
    var count = 0
    while true {
      let digit = Letters.digit(bytes, index, end)
      guard digit.size > 0 else { break }
      value = value &* 10 &+ digit.value
      count += 1
      index += digit.size
    }
    tokens[next] = Token(
      start: Int32(start), end: Int32(index), word: -1, kind: .digits, flags: flags,
      digitCount: UInt16(truncatingIfNeeded: min(count, 1000)), number: count > 18 ? -1 : value)
  }

  /// Whether digits here would stand right behind a mark that itself stands right behind a word: "poäng.3".
  @inline(__always)
  private func isGluedMark(_ next: Int, _ flags: Token.Flags) -> Bool {
    let (mark, word) = (tokens[next - 1], tokens[next - 2])
    guard flags.isEmpty, mark.kind == .mark, !mark.flags.contains(.spaceBefore) || mark.number == 0x25 else {
      return false
    }
    switch mark.number {
    case 0x2E, 0x2C, 0x3B, 0x21, 0x3F, 0x29, 0x25, 0x22: break
    default: return false
    }
    if mark.number == 0x29 || mark.number == 0x25 || mark.number == 0x22 { return true }
    // "(2015).1"
    if word.kind == .mark, mark.number == 0x2E, [0x29, 0x22, 0x25, 0x5D].contains(word.number) {
      return true
    }
    guard word.kind == .word, word.word >= 0, word.end - word.start > 2 else { return false }
    return table.words[Int(word.word)].classes
      .isDisjoint(with: .abbreviation | .referenceBefore | .lawBefore | .rankBefore)
  }

  /// Whether digits here stand right behind the full stop of a sentence that ends with a year: "i 2019.5 Landet".
  private func isBehindYear(_ next: Int, _ bytes: UnsafePointer<UInt8>, _ index: Int, _ end: Int) -> Bool {
    let (mark, year) = (tokens[next - 1], tokens[next - 2])
    guard mark.kind == .mark, mark.number == 0x2E, year.kind == .digits, year.digitCount == 4,
      (1800...2099).contains(year.number), !mark.flags.contains(.spaceBefore), index + 1 < end,
      bytes[index] == 0x20
    else { return false }
    let letter = bytes[index + 1]
    if letter == 0xC3, index + 2 < end { return (0x80...0x9E).contains(bytes[index + 2]) }
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter)
  }

  @inline(__always)
  private func isBoundary(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0xC2 || byte == 0xE2 }

  func word(of bytes: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
    table.find(bytes, length, hash: WordTable.hash(bytes, length))
  }

  /// Whether a sentence ends before this token, which a space precedes.
  @inline(__always)
  private func startsSentence(_ index: Int) -> Bool {
    var before = index - 1
    if tokens[before].kind == .word { return false }
    while tokens[before].flags.contains(.raised) { before -= 1 }
    // A closing quotation mark or bracket may stand between.
    if tokens[before].kind == .mark, !isTerminator(tokens[before]), tokens[before - 1].kind == .mark {
      before -= 1
    }
    guard tokens[before].kind == .mark, isTerminator(tokens[before]) else { return false }
    let token = tokens[index]
    guard token.kind != .word || token.flags.contains(.capital) else { return false }
    guard tokens[before].number == 0x2E else { return true }
    let word = tokens[before - 1]
    guard word.kind == .word, word.word >= 0 else { return true }
    if word.end - word.start == 1, !word.flags.contains(.capital) { return false }
    return !table.words[Int(word.word)].classes.contains(.abbreviation)
  }

  @inline(__always)
  private func isTerminator(_ token: Token) -> Bool {
    token.number == 0x2E || token.number == 0x21 || token.number == 0x3F
  }
}
