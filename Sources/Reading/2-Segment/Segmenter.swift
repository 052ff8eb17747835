/// Cuts a document's text into paragraphs, headings and page furniture, in time linear in its length.
struct Segmenter {
  private let hyphens: HyphenRules

  init(_ hyphens: HyphenRules) {
    self.hyphens = hyphens
  }

  /// Calls `body` for each paragraph in the order of the text, with its clean text and its lines' range.
  ///
  /// A text of one line is handed on as it is, without copying: `body` then gets no clean text.
  func forEachParagraph(
    of text: UnsafeBufferPointer<UInt8>, _ clean: inout CleanText, layout: Layout = .general,
    _ body: (Paragraph.Kind, Range<Int>, CleanText?) throws -> Void
  ) rethrows {
    let lines = Self.lines(of: text)
    guard lines.count > 1 else {
      guard let line = lines.first else { return }
      let kind: Paragraph.Kind = LineEnd.isPageLabel(text, line, layout) ? .furniture : .body
      return try body(kind, line.start..<line.end, nil)
    }
    let statistics = LineStatistics(lines, text)
    for paragraph in paragraphs(of: lines, in: text, statistics, layout) {
      clean.removeAll()
      join(paragraph.lines, lines, text, &clean)
      let range = lines[paragraph.lines[0]].start..<lines[paragraph.lines[paragraph.lines.count - 1]].end
      try body(paragraph.kind, range, clean)
    }
  }

  /// The lines that have something on them.
  static func lines(of text: UnsafeBufferPointer<UInt8>) -> [Line] {
    var lines: [Line] = []
    var start = 0
    var isPageStart = false
    while start < text.count {
      var end = start
      while end < text.count, text[end] != 0x0A, !isSeparator(text, end) { end += 1 }
      var first = start
      while first < end, isBlank(text[first]) {
        if text[first] == 0x0C { isPageStart = true }
        first += 1
      }
      var last = end
      while last > first, isBlank(text[last - 1]) {
        last -= 1
      }
      if first < last {
        lines.append(Line(start: first, end: last, isPageStart: isPageStart))
        isPageStart = false
      } else if !lines.isEmpty {
        lines[lines.count - 1].isBlankAfter = true
      }
      // Of a line or paragraph separator three bytes go.
      start = end + (end < text.count && text[end] == 0xE2 ? 3 : 1)
    }
    return lines
  }

  /// U+2028 or U+2029, which end a line as a line feed does.
  @inline(__always)
  private static func isSeparator(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard text[index] == 0xE2, index + 2 < text.count, text[index + 1] == 0x80 else { return false }
    return text[index + 2] == 0xA8 || text[index + 2] == 0xA9
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }

  private func join(
    _ indices: [Int], _ lines: [Line], _ text: UnsafeBufferPointer<UInt8>, _ clean: inout CleanText
  ) {
    for (order, index) in indices.enumerated() {
      let line = lines[index]
      var start = line.start
      if order == 0 {
        while start < line.end,
          text[start] == UInt8(ascii: "#") || (start > line.start && text[start] == 0x20)
        {
          start += 1
        }
      } else {
        let previous = lines[indices[order - 1]]
        switch hyphens.joint(before: line, after: previous, in: text) {
        case .space where LineEnd.isField(text, previous):
          let endsGroup = LineEnd.indent(text, line) < LineEnd.indent(text, previous)
          if endsGroup || LineEnd.isField(text, line) {
            clean.appendFieldEnd(isLast: endsGroup)
          } else {
            clean.appendSpace()
          }
        case .space: clean.appendSpace()
        case .nothing: break
        case .mended(let size): clean.removeLast(size)
        }
      }
      clean.append(text, start..<line.end)
    }
  }
}
