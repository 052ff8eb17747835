/// A stretch of lines that belong together.
package struct Paragraph {
  package var kind: Kind
  /// Indices of its lines. Furniture between two of them is a paragraph of its own.
  package var lines: [Int]

  package enum Kind {
    case body, heading
    /// Page labels and the like: scanned for numbers, but part of no sentence.
    case furniture
  }
}

/// Groups lines into paragraphs, headings and page furniture.
///
/// In ordinary text a blank line ends a paragraph. In text where a blank line follows every printed line, a
/// paragraph ends with a line that ends a sentence well before the margin, and a heading is what stands
/// between such an end and a new sentence without ending one itself.
func paragraphs(
  of lines: [Line], in text: UnsafeBufferPointer<UInt8>, _ statistics: LineStatistics, _ layout: Layout
) -> [Paragraph] {
  var result: [Paragraph] = []
  var current: [Int] = []
  func close() {
    guard !current.isEmpty else { return }
    let kind: Paragraph.Kind = isHeading(current, lines, text, layout) ? .heading : .body
    result.append(Paragraph(kind: kind, lines: current))
    current = []
  }
  let running = RunningLines(lines, in: text, statistics, layout)
  for (index, line) in lines.enumerated() {
    if running.contains(index) || LineEnd.isPageLabel(text, line, layout) && isFurniture(index, lines) {
      result.append(Paragraph(kind: .furniture, lines: [index]))
      continue
    }
    if startsMarkedHeading(text, line) || LineEnd.isBullet(text, line) { close() }
    current.append(index)
    // What stands at a page's edge and is no text ends no paragraph.
    let isBroken = index + 1 < lines.count && running.contains(index + 1)
    if isBroken { continue }
    let next = index + 1 < lines.count ? lines[index + 1] : nil
    if endsParagraph(line, next, current, lines, text, statistics, layout) { close() }
  }
  close()
  return result
}

/// A number alone on its line is furniture where the text has pages: at a page's edge, or set apart.
private func isFurniture(_ index: Int, _ lines: [Line]) -> Bool {
  let line = lines[index]
  let before = index == 0 || lines[index - 1].isBlankAfter || line.isPageStart
  let after = index + 1 == lines.count || line.isBlankAfter || lines[index + 1].isPageStart
  return before || after
}

private func endsParagraph(
  _ line: Line, _ next: Line?, _ current: [Int], _ lines: [Line], _ text: UnsafeBufferPointer<UInt8>,
  _ statistics: LineStatistics, _ layout: Layout
) -> Bool {
  guard let next else { return true }
  if startsMarkedHeading(text, line) { return true }
  let closes = LineEnd.closes(text, line)
  if !statistics.isDoubleSpaced {
    // A page break inside a sentence ends no paragraph.
    if next.isPageStart || LineEnd.isPageLabel(text, next, layout) { return closes }
    return line.isBlankAfter
  }
  if closes { return line.length * 10 < statistics.width * 8 || isHeadingStart(next, text, layout) }
  let isShort = line.length * 100 < statistics.width * 78
  guard isShort || isNumbered(lines[current[0]], text, layout), current.count <= 3 else { return false }
  return !LineEnd.beginsWithLowerCase(text, next) && text[line.end - 1] != UInt8(ascii: ",")
    && text[line.end - 1] != UInt8(ascii: "-")
}

private func isHeading(
  _ current: [Int], _ lines: [Line], _ text: UnsafeBufferPointer<UInt8>, _ layout: Layout
) -> Bool {
  let first = lines[current[0]]
  let last = lines[current[current.count - 1]]
  if startsMarkedHeading(text, first) { return true }
  let length = last.end - first.start
  guard current.count <= 3, length <= 240, !LineEnd.closes(text, last), !LineEnd.isBullet(text, first) else {
    return false
  }
  return LineEnd.beginsWithCapital(text, first) || isNumbered(first, text, layout)
}

/// Begins with a number as the layout's headings do.
private func isNumbered(_ line: Line, _ text: UnsafeBufferPointer<UInt8>, _ layout: Layout) -> Bool {
  layout.headingNumbers.contains { $0.begins(line, text) }
}

private func isHeadingStart(_ line: Line, _ text: UnsafeBufferPointer<UInt8>, _ layout: Layout) -> Bool {
  isNumbered(line, text, layout) && !LineEnd.closes(text, line)
}

/// `# Heading`, as in Markdown.
private func startsMarkedHeading(_ text: UnsafeBufferPointer<UInt8>, _ line: Line) -> Bool {
  line.length > 2 && text[line.start] == UInt8(ascii: "#")
}
