import Core

/// A table for a terminal: columns aligned, cells wrapped so that no line is wider than the terminal.
///
/// - Parameter sentence: a column of sentences, which stand below their row across the whole width.
func renderText(_ table: ResultTable, _ t: Labels, sentence: Int? = nil, width: Int, limit: Int) -> String {
  var lines = [table.heading] + wrapped(table.explanation, to: width)
  if table.isSample { lines += wrapped(t.fixed(sampleNotice), to: width) }
  lines.append("")
  let shown = table.speaking.filter { $0 != sentence }
  if table.rows.isEmpty {
    lines.append(t("Nothing to compare."))
  } else {
    let rows = table.rows.prefix(limit).map { row in shown.map { row[$0].text } }
    let columns = shown.map { table.columns[$0] }
    let widths = fitted(columns.map(\.name), rows, to: width)
    func put(_ cells: [String]) {
      let parts = zip(cells, widths).map { wrapped($0, to: $1) }
      for line in 0..<(parts.map(\.count).max() ?? 0) {
        let texts = parts.indices.map { index in
          padded(line < parts[index].count ? parts[index][line] : "", widths[index], columns[index].isNumeric)
        }
        lines.append(trimmedEnd(texts.joined(separator: "  ")))
      }
    }
    put(columns.map(\.name))
    lines.append(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
    for (row, whole) in zip(rows, table.rows) {
      put(row)
      guard let sentence, !whole[sentence].text.isEmpty else { continue }
      lines += wrapped(whole[sentence].text, to: width - 4).map { "    " + $0 }
    }
    if rows.count < table.rows.count { lines.append(t("… and \(table.rows.count - rows.count) rows more")) }
  }
  let remarks = [table.note, table.account(t)].filter { !$0.isEmpty }
  if !remarks.isEmpty { lines.append("") }
  for remark in remarks { lines += wrapped(remark, to: width) }
  return lines.joined(separator: "\n") + "\n"
}

/// Columns of a terminal that a text fills.
func displayWidth(_ text: some StringProtocol) -> Int {
  text.unicodeScalars.reduce(0) { sum, scalar in
    switch scalar.value {
    case 0x00AD, 0x200B...0x200F, 0x0300...0x036F: sum
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      sum + 2
    default: sum + 1
    }
  }
}

/// The text in lines of at most `width` columns, broken between words; a longer word is cut and ends in "…".
func wrapped(_ text: String, to width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(whereSeparator: { $0 == " " || $0.isNewline || $0 == "\t" }) {
    var word = String(word)
    if displayWidth(word) > width {
      while !word.isEmpty, displayWidth(word) > max(0, width - 1) { word.removeLast() }
      word += "…"
    }
    if line.isEmpty {
      line = word
    } else if displayWidth(line) + 1 + displayWidth(word) <= width {
      line += " " + word
    } else {
      lines.append(line)
      line = word
    }
  }
  return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
}

/// Widths of columns that together fit: the widest give way first, and words are cut only where nothing else helps.
private func fitted(_ names: [String], _ rows: [[String]], to width: Int) -> [Int] {
  let texts = names.indices.map { index in [names[index]] + rows.map { $0[index] } }
  let longest = texts.map { column in
    column.flatMap { $0.split(separator: " ") }.map { displayWidth($0) }.max() ?? 0
  }
  var widths = texts.map { column in column.map { displayWidth($0) }.max() ?? 0 }
  var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
  for floors in [longest.map { min($0, 24) }, longest.map { min($0, 6) }] {
    while excess > 0 {
      let room = widths.indices.filter { widths[$0] > floors[$0] }
      guard let widest = room.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
  }
  return widths
}

private func padded(_ text: String, _ width: Int, _ right: Bool) -> String {
  let fill = String(repeating: " ", count: max(0, width - displayWidth(text)))
  return right ? fill + text : text + fill
}

private func trimmedEnd(_ text: String) -> String {
  var text = Substring(text)
  while text.last == " " { text.removeLast() }
  return String(text)
}
