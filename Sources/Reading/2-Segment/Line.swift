import Quantities

/// A printed line, without the blanks around it.
package struct Line {
  /// First byte, and the byte after the last, in the document's text.
  package var start: Int
  package var end: Int
  var isBlankAfter = false
  /// A form feed stands before it.
  var isPageStart = false

  package var length: Int { end - start }
}

/// What the lines of a text tell of how it was set.
struct LineStatistics {
  /// A blank line follows almost every printed line, so that blank lines part no paragraphs.
  var isDoubleSpaced: Bool
  /// Bytes of a full line; the width at which the text was wrapped.
  var width: Int

  init(_ lines: [Line], _ text: UnsafeBufferPointer<UInt8>) {
    var blankAfter = 0
    var open = 0
    for line in lines {
      if line.isBlankAfter { blankAfter += 1 }
      if !LineEnd.closes(text, line) { open += 1 }
    }
    isDoubleSpaced =
      lines.count >= 8 && blankAfter * 10 >= lines.count * 6 && open * 10 >= lines.count * 5
    // The ninth decile: a few overlong lines do not count.
    let lengths = lines.map(\.length).sorted()
    width = lengths.isEmpty ? 0 : lengths[lengths.count * 9 / 10]
  }
}

/// How a line ends and begins.
enum LineEnd {
  /// Ends with a full stop, question mark or the like, brackets and quotation marks aside.
  static func closes(_ text: UnsafeBufferPointer<UInt8>, _ line: Line) -> Bool {
    var end = line.end - 1
    while end >= line.start, isWrapper(text[end]) { end -= 1 }
    guard end >= line.start else { return false }
    return [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":")].contains(text[end])
  }

  /// A short line of a label, a colon and a value, as forms have them: "Inspectors: 40".
  static func isField(_ text: UnsafeBufferPointer<UInt8>, _ line: Line) -> Bool {
    guard line.length <= 120, !closes(text, line) else { return false }
    var place = line.start + 1
    while place < line.end - 1 {
      if text[place] == UInt8(ascii: ":") { return text[place + 1] == 0x20 }
      place += 1
    }
    return false
  }

  /// Blanks before a line.
  static func indent(_ text: UnsafeBufferPointer<UInt8>, _ line: Line) -> Int {
    var place = line.start
    while place > 0, text[place - 1] == 0x20 || text[place - 1] == 0x09 { place -= 1 }
    return line.start - place
  }

  /// Brackets, quotation marks, and the bytes of typographic ones.
  private static func isWrapper(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == 0x9D
      || byte == 0x99 || byte == 0xE2 || byte == 0x80 || byte == 0xBB || byte == 0xC2
  }

  /// Begins with an upper-case letter of Latin script.
  static func beginsWithCapital(_ text: UnsafeBufferPointer<UInt8>, _ line: Line) -> Bool {
    guard line.length > 0 else { return false }
    let first = text[line.start]
    if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) { return true }
    return first == 0xC3 && line.length > 1 && (0x80...0x9E).contains(text[line.start + 1])
  }

  static func beginsWithLowerCase(_ text: UnsafeBufferPointer<UInt8>, _ line: Line) -> Bool {
    guard line.length > 0 else { return false }
    let first = text[line.start]
    if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) { return true }
    return first == 0xC3 && line.length > 1 && text[line.start + 1] >= 0x9F
  }

  static func beginsWithDigit(_ text: UnsafeBufferPointer<UInt8>, _ line: Line) -> Bool {
    line.length > 0 && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[line.start])
  }

  /// A bullet or dash with a space behind it.
  static func isBullet(_ text: UnsafeBufferPointer<UInt8>, _ line: Line) -> Bool {
    guard line.length > 2 else { return false }
    let first = text[line.start]
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "*") { return text[line.start + 1] == 0x20 }
    return first == 0xE2 && line.length > 4 && text[line.start + 1] == 0x80 && text[line.start + 3] == 0x20
  }

  /// Nothing but a printed page number, in one of the forms that the layout has: `12`, `12 (14)`.
  static func isPageLabel(_ text: UnsafeBufferPointer<UInt8>, _ line: Line, _ layout: Layout) -> Bool {
    if line.length <= 11, beginsWithDigit(text, line) {
      if isPlainLabel(text, line, layout) { return true }
    }
    guard line.length <= 40 else { return false }
    let bytes = UnsafeBufferPointer(rebasing: text[line.start..<line.end])
    return layout.pageLabels.contains { !$0.isPlain && $0.numbers(in: bytes) != nil }
  }

  private static func isPlainLabel(
    _ text: UnsafeBufferPointer<UInt8>, _ line: Line, _ layout: Layout
  ) -> Bool {
    var digits = 0
    var brackets = 0
    for place in line.start..<line.end {
      switch text[place] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "("), UInt8(ascii: ")"): brackets += 1
      case 0x20: break
      default: return false
      }
    }
    if brackets == 2 {
      return text[line.end - 1] == UInt8(ascii: ")")
        && layout.pageLabels.contains { $0.isPlain && $0.hasTotal }
    }
    return brackets == 0 && digits <= 3 && layout.pageLabels.contains { $0.isPlain && !$0.hasTotal }
  }
}
