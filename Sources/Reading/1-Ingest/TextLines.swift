/// The lines of a text as a reader of pages sees them: blank, indented, a printed label.
struct TextLines {
  var all: [TextLine] = []

  /// Takes LF, CRLF and form feed for line ends.
  init(_ text: [UInt8], _ layout: Layout) {
    var start = 0
    for (offset, byte) in text.enumerated() where byte == 0x0A || byte == 0x0C {
      all.append(TextLine(text, start..<offset, layout))
      start = offset + 1
    }
    if start < text.count { all.append(TextLine(text, start..<text.count, layout)) }
  }

  /// Whether an empty line follows almost every printed line.
  var isDoubleSpaced: Bool {
    var printed = 0
    var followed = 0
    for (line, next) in zip(all, all.dropFirst()) where !line.isBlank {
      printed += 1
      if next.isBlank { followed += 1 }
    }
    // Clean paragraphs with an empty line between them are no such text: their lines are long.
    let longest = all.filter { !$0.isBlank && $0.length > 200 }.count
    return printed >= 20 && followed * 10 >= printed * 8 && longest * 10 < printed
  }
}

struct TextLine {
  /// Byte offset of its first character.
  var start: Int
  /// In bytes, without the line's end.
  var length: Int
  var isBlank: Bool
  /// Spaces before its first other character.
  var indentation: Int
  var label: PrintedLabel?

  init(_ text: [UInt8], _ range: Range<Int>, _ layout: Layout) {
    start = range.lowerBound
    length = range.count
    let bytes = text[range]
    indentation = bytes.prefix { $0 == 0x20 }.count
    let first = bytes.firstIndex { $0 > 0x20 }
    isBlank = first == nil
    if let first, bytes.count <= 40, let last = bytes.lastIndex(where: { $0 > 0x20 }) {
      label = PrintedLabel(bytes[first...last], layout)
    }
  }
}

/// The number that is printed on a page, in one of the forms that the layout has: `12`, `12 (14)`.
struct PrintedLabel {
  var text: String
  var number: Int
  var total: Int?

  init?(_ bytes: ArraySlice<UInt8>, _ layout: Layout) {
    let text = String(decoding: bytes, as: UTF8.self)
    for form in layout.pageLabels where !form.isPlain {
      guard let found = form.numbers(in: bytes) else { continue }
      (self.text, number, total) = (text, found.number, found.total)
      return
    }
    let parts = text.split(separator: " ", omittingEmptySubsequences: true)
    guard let number = parts.first.flatMap({ Self.digits($0) }), parts.count <= 2 else { return nil }
    if parts.count == 2 {
      guard parts[1].hasPrefix("("), parts[1].hasSuffix(")"),
        let total = Self.digits(parts[1].dropFirst().dropLast()), number <= total
      else { return nil }
      self.total = total
    }
    guard layout.pageLabels.contains(where: { $0.isPlain && $0.hasTotal == (parts.count == 2) }) else {
      return nil
    }
    self.text = text
    self.number = number
  }

  /// A page's number has at most three digits, which keeps lone years out.
  private static func digits(_ text: Substring) -> Int? {
    guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(text), number > 0
    else { return nil }
    return number
  }
}
