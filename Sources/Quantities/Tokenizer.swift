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
  private static let longestWord = 96

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
    while index < end {
      let byte = bytes[index]
      let start = index
      switch classes[Int(byte)] {
      case ByteClass.space:
        flags = .spaceBefore
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
        scan: while index < end {
          let byte = bytes[index]
          switch classes[Int(byte)] {
          case ByteClass.letter, ByteClass.digit:
            let low = lower[Int(byte)]
            hash = (hash ^ UInt32(low)) &* 16_777_619
            if length < Self.longestWord { word[length] = low }
            length += 1
            letters += 1
            if low != byte { capitals += 1 }
            index += 1
          case ByteClass.leadC3:
            guard index + 1 < end else { break scan }
            var second = bytes[index + 1]
            if second == 0x97 || second == 0xB7 { break scan }
            letters += 1
            if second < 0x9F {
              second += 0x20
              capitals += 1
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
            let size = letterSize(bytes, index, end)
            guard size > 0 else { break scan }
            letters += 1
            if size == 2 {
              let value = UInt16(byte & 0x1F) << 6 | UInt16(bytes[index + 1] & 0x3F)
              let low = lowerTwo[Int(value)]
              if low != value { capitals += 1 }
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
          index = start + sign(bytes, start, end, at: next, &flags, &seedCount)
          if tokens[next].kind == .edge { continue }
        } else {
          let number = length > Self.longestWord ? -1 : table.find(word, length, hash: hash)
          if capitals > 0 {
            let ascii = bytes[start] < 0x80
            if bytes[start] != word[0] || (!ascii && bytes[start + 1] != word[1]) { flags.insert(.capital) }
            if capitals == letters { flags.insert(.allCapitals) }
          }
          tokens[next] = Token(
            start: Int32(start), end: Int32(index), word: number, kind: .word, flags: flags, digitCount: 0,
            number: 0)
          if number >= 0, !table.words[Int(number)].classes.isDisjoint(with: .seeds) {
            seeds[seedCount] = Int32(next)
            seedCount += 1
          }
        }
      }
      if tokens[next].flags.contains(.spaceBefore), startsSentence(next) {
        tokens[next].flags.insert(.sentenceStart)
      }
      next += 1
      flags = []
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
    case ByteClass.leadTwo: return index + 1 < end ? 2 : 0
    case ByteClass.leadThree:
      // E2: general punctuation, currency, arrows. E3 80: marks of East Asian scripts. EF: private use, BOM.
      let lead = bytes[index]
      if lead == 0xE2 || lead == 0xEF { return 0 }
      return index + 2 < end && !(lead == 0xE3 && bytes[index + 1] == 0x80) ? 3 : 0
    default: return 0
    }
  }

  /// Writes the token of a sign beyond ASCII, or passes over a space; gives the bytes consumed.
  private func sign(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, at next: Int, _ flags: inout Token.Flags,
    _ seedCount: inout Int
  ) -> Int {
    let lead = bytes[start]
    let size = min(lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2, end - start)
    let second = size > 1 ? bytes[start + 1] : 0
    let third = size > 2 ? bytes[start + 2] : 0
    tokens[next] = .edge
    // No-break space; thin, figure, narrow no-break and the other spaces.
    if lead == 0xC2, second == 0xA0 {
      flags.formUnion([.spaceBefore, .groupingSpace])
      return size
    }
    if lead == 0xE2, second == 0x80, third <= 0x8A || third == 0xAF {
      flags.formUnion([.spaceBefore, .groupingSpace])
      return size
    }
    if lead == 0xC2 && second == 0xAD || lead == 0xE2 && second == 0x80 && third <= 0x8F || lead == 0xEF {
      return size  // Soft hyphen outside a word, zero-width signs, byte order mark.
    }
    var token = Token(
      start: Int32(start), end: Int32(start + size), word: -1, kind: .mark, flags: flags, digitCount: 0,
      number: 0)
    switch (lead, second, third) {
    case (0xE2, 0x80, 0x90...0x95), (0xE2, 0x88, 0x92):  // Hyphens, dashes, minus.
      token.word = table.marks[0x2D]
      token.number = third >= 0x93 ? 0x2013 : 0x2D
    case (0xE2, 0x82, 0xAC):
      token.word = word(of: bytes + start, 3)
    case (0xC2, 0xA3, _), (0xC2, 0xA5, _), (0xC2, 0xA7, _), (0xC2, 0xB0, _), (0xC2, 0xBD, _):
      token.word = word(of: bytes + start, 2)
    case (0xC2, 0xB9, _), (0xC2, 0xB2, _), (0xC2, 0xB3, _):
      token.kind = .digits
      token.flags.insert(.raised)
      token.number = second == 0xB9 ? 1 : Int64(second) - 0xB0
      token.digitCount = 1
      seeds[seedCount] = Int32(next)
      seedCount += 1
    default: break
    }
    tokens[next] = token
    return size
  }

  private func word(of bytes: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
    table.find(bytes, length, hash: WordTable.hash(bytes, length))
  }

  /// Whether a sentence ends before this token, which a space precedes.
  @inline(__always)
  private func startsSentence(_ index: Int) -> Bool {
    var before = index - 1
    if tokens[before].kind == .word { return false }
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
