import Core

/// Finds the pages of a text; they follow each other without gap and cover all of it.
///
/// Form feeds say where pages end. Without any, a text whose printed lines are each followed by an empty
/// one begins a page at every line that starts with exactly one space and has text after it, if the layout has it
/// so, and at every line that is only a printed label with a total such as `12 (14)`. Other texts are broken at running
/// labels `2 (3)`, `3 (3)`, and are one page where there are none. Takes time in proportion to the text.
///
/// - Parameters:
///   - fromConverter: Whether a program that knows the pages wrote the form feeds.
///   - layout: Which forms labels have, and whether pages begin indented.
public func findPages(
  in text: [UInt8], fromConverter: Bool = false, layout: Layout = .general
) -> [Page] {
  let lines = TextLines(text, layout)
  var starts: [(byte: Int, method: Page.Method)]
  if text.contains(0x0C) {
    starts = formFeedStarts(text).map { ($0, fromConverter ? .converter : .formfeed) }
  } else if fromConverter {
    starts = [(0, .converter)]
  } else {
    starts = lines.isDoubleSpaced ? doubleSpacedStarts(lines, layout) : labelStarts(lines)
  }
  if starts.isEmpty { starts = [(0, .unknown)] }
  return cut(text, at: starts, lines: lines)
}

private func formFeedStarts(_ text: [UInt8]) -> [Int] {
  var starts = [0]
  for (offset, byte) in text.enumerated() where byte == 0x0C { starts.append(offset + 1) }
  // What follows the last form feed is a page only if something stands on it.
  if let last = starts.last, starts.count > 1, text[last...].allSatisfy({ $0 <= 0x20 }) {
    starts.removeLast()
  }
  return starts
}

private func doubleSpacedStarts(
  _ lines: TextLines, _ layout: Layout
) -> [(byte: Int, method: Page.Method)] {
  func isIndented(_ line: TextLine) -> Bool { layout.pagesBeginIndented && line.indentation == 1 }
  var starts: [(byte: Int, method: Page.Method)] = []
  let printed = lines.all.filter { !$0.isBlank }
  for (index, line) in printed.enumerated() {
    if isIndented(line) {
      starts.append((line.start, .inferred))
    } else if let label = line.label, label.total != nil {
      // A label right before a page's beginning, or right after one, belongs to a page that is found already.
      let endsPage = index + 1 == printed.count || isIndented(printed[index + 1])
      let beginsPage = index > 0 && isIndented(printed[index - 1])
      if !endsPage, !beginsPage { starts.append((line.start, .printed)) }
    }
  }
  return withBeginning(starts, lines)
}

/// Labels with a total, of one total, rising, are headers, or footers where the last of them ends the text.
private func labelStarts(_ lines: TextLines) -> [(byte: Int, method: Page.Method)] {
  let printed = lines.all.filter { !$0.isBlank }
  let labelled = printed.indices.filter { printed[$0].label?.total != nil }
  let labels = labelled.compactMap { printed[$0].label }
  guard labels.count > 1, Set(labels.map(\.total)).count == 1,
    zip(labels, labels.dropFirst()).allSatisfy({ $0.number < $1.number })
  else { return [] }
  let areFooters = labelled.last == printed.indices.last && labelled.first != 0
  let starts = labelled.compactMap { index in
    areFooters ? (index + 1 < printed.count ? printed[index + 1].start : nil) : printed[index].start
  }
  return withBeginning(starts.map { ($0, .printed) }, lines)
}

/// Text before the first beginning is a page of its own; mere space there belongs to the first page.
private func withBeginning(
  _ starts: [(byte: Int, method: Page.Method)], _ lines: TextLines
) -> [(byte: Int, method: Page.Method)] {
  guard let first = starts.first else { return [] }
  var starts = starts
  let printedBefore = lines.all.contains { !$0.isBlank && $0.start < first.byte }
  if printedBefore { starts.insert((0, first.method), at: 0) } else { starts[0].byte = 0 }
  return starts
}

private func cut(
  _ text: [UInt8], at starts: [(byte: Int, method: Page.Method)], lines: TextLines
) -> [Page] {
  var pages: [Page] = []
  var character = 0
  var nextLine = 0
  for (index, start) in starts.enumerated() {
    let end = index + 1 < starts.count ? starts[index + 1].byte : text.count
    let characters = text[start.byte..<end].reduce(into: 0) { if $1 & 0xC0 != 0x80 { $0 += 1 } }
    var first: TextLine?
    var last: TextLine?
    while nextLine < lines.all.count, lines.all[nextLine].start < end {
      let line = lines.all[nextLine]
      if !line.isBlank {
        if first == nil { first = line }
        last = line
      }
      nextLine += 1
    }
    let label = [first, last].compactMap { $0?.label }.first { $0.total != nil || starts.count > 1 }
    pages.append(
      Page(
        number: index + 1, label: label?.text ?? "", method: start.method,
        span: Span(
          charStart: character, charEnd: character + characters, byteStart: start.byte, byteEnd: end)))
    character += characters
  }
  return pages
}
