/// Which hyphens at a line's end belong to the word, and which only to the line.
struct HyphenRules: Sendable {
  /// First parts that keep their hyphen, in lower case.
  private let keepAfter: Set<[UInt8]>
  /// Words before which a hyphen stays, with a space behind it, in lower case.
  private let stayBefore: Set<[UInt8]>
  /// Words that the language lists: what is broken is mended where it makes one of them.
  private let known: Set<[UInt8]>

  init(keepAfter: [String], stayBefore: [String], known: Set<String> = []) {
    self.keepAfter = Set(keepAfter.map { [UInt8]($0.utf8) })
    self.stayBefore = Set(stayBefore.map { [UInt8]($0.utf8) })
    self.known = Set(known.map { [UInt8]($0.utf8) })
  }

  enum Joint: Equatable {
    case space
    /// The hyphen or stroke stays, and nothing comes between.
    case nothing
    /// So many bytes of hyphen go.
    case mended(Int)
  }

  func joint(before line: Line, after previous: Line, in text: UnsafeBufferPointer<UInt8>) -> Joint {
    if text[previous.end - 1] == UInt8(ascii: "/") { return .nothing }
    let (size, isSoft) = hyphen(atEndOf: previous, text)
    guard size > 0, previous.length > size else { return .space }
    let before = text[previous.end - size - 1]
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    if digits.contains(before) {
      // "1990-" and "talet", "2015-" and "2016"; but "15-" and "till 24-åringar".
      if digits.contains(text[line.start]) { return .nothing }
      guard LineEnd.beginsWithLowerCase(text, line) else { return .space }
      return stayBefore.contains(firstWord(line, text)) ? .space : .nothing
    }
    guard isLetter(before) else { return .space }
    if isSoft, LineEnd.beginsWithLowerCase(text, line) { return .mended(size) }
    guard LineEnd.beginsWithLowerCase(text, line) else {
      return LineEnd.beginsWithCapital(text, line) ? .nothing : .space
    }
    let next = firstWord(line, text)
    if stayBefore.contains(next) { return .space }
    let last = lastWord(previous, size, text)
    return keepAfter.contains(last) && !known.contains(last + next) ? .nothing : .mended(size)
  }

  /// The bytes of the hyphen that ends a line: a plain or typographic one, or a soft one; 0 where none does.
  private func hyphen(atEndOf line: Line, _ text: UnsafeBufferPointer<UInt8>) -> (size: Int, isSoft: Bool) {
    let end = line.end
    if text[end - 1] == UInt8(ascii: "-") { return (1, false) }
    if line.length > 2, text[end - 2] == 0xC2, text[end - 1] == 0xAD { return (2, true) }
    if line.length > 3, text[end - 3] == 0xE2, text[end - 2] == 0x80,
      text[end - 1] == 0x90 || text[end - 1] == 0x91
    {
      return (3, false)
    }
    return (0, false)
  }

  private func firstWord(_ line: Line, _ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var end = line.start
    while end < line.end, isLetter(text[end]) { end += 1 }
    return text[line.start..<end].map(lowered)
  }

  /// The letters right before the hyphen.
  private func lastWord(_ line: Line, _ size: Int, _ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var start = line.end - size
    while start > line.start, isLetter(text[start - 1]) { start -= 1 }
    return text[start..<(line.end - size)].map(lowered)
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowered(byte))
  }

  private func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }
}
