/// Which hyphens at a line's end belong to the word, and which only to the line.
struct HyphenRules: Sendable {
  /// First parts that keep their hyphen, in lower case.
  private let keepAfter: Set<[UInt8]>
  /// Words before which a hyphen stays, with a space behind it, in lower case.
  private let stayBefore: Set<[UInt8]>

  init(keepAfter: [String], stayBefore: [String]) {
    self.keepAfter = Set(keepAfter.map { [UInt8]($0.utf8) })
    self.stayBefore = Set(stayBefore.map { [UInt8]($0.utf8) })
  }

  enum Joint {
    case space
    /// The hyphen or stroke stays, and nothing comes between.
    case nothing
    /// The hyphen goes.
    case mended
  }

  func joint(before line: Line, after previous: Line, in text: UnsafeBufferPointer<UInt8>) -> Joint {
    let last = text[previous.end - 1]
    if last == UInt8(ascii: "/") { return .nothing }
    guard last == UInt8(ascii: "-"), previous.length > 1, isLetter(text[previous.end - 2]) else {
      return .space
    }
    guard LineEnd.beginsWithLowerCase(text, line) else {
      return LineEnd.beginsWithCapital(text, line) ? .nothing : .space
    }
    if stayBefore.contains(firstWord(line, text)) { return .space }
    return keepAfter.contains(lastWord(previous, text)) ? .nothing : .mended
  }

  private func firstWord(_ line: Line, _ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var end = line.start
    while end < line.end, isLetter(text[end]) { end += 1 }
    return text[line.start..<end].map(lowered)
  }

  /// The letters right before the hyphen.
  private func lastWord(_ line: Line, _ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var start = line.end - 1
    while start > line.start, isLetter(text[start - 1]) { start -= 1 }
    return text[start..<(line.end - 1)].map(lowered)
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowered(byte))
  }

  private func lowered(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }
}
