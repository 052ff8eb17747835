import Core

/// A table as text for a terminal, Markdown, CSV or HTML; ends with a newline.
///
/// - Parameters:
///   - labels: the language to write it in.
///   - width: of the terminal, in columns; only for `.table`.
///   - limit: rows to show at most; only for `.table`, which says how many it leaves out.
public func render(
  _ table: ResultTable, as format: TableFormat, labels: Labels = .english, width: Int = 100, limit: Int = .max
) -> String {
  switch format {
  case .table:
    renderText(
      table.written(with: labels), labels, sentence: table.columns.firstIndex { $0.name == "In short" },
      width: width, limit: limit)
  case .markdown: renderMarkdown(table.written(with: labels), labels)
  case .csv: renderCSV(table)
  case .html: renderHTML(table.written(with: labels), labels)
  }
}

/// What every rendering of a table made from samples says.
package let sampleNotice =
  "SAMPLE: made from sample reports written for this project, not from anyone's report."

extension ResultTable {
  package var heading: String { isSample ? "\(title) (SAMPLE)" : title }

  /// The table in another language: title, explanation, note, headings, and the cells whose words are known. Quotes
  /// stay as they are.
  public func written(with labels: Labels) -> ResultTable {
    if labels.isEnglish { return self }
    var table = self
    table.title = labels.said(title)
    table.explanation = labels.said(explanation)
    table.note = labels.said(note)
    table.omits = labels.said(omits)
    table.columns = columns.map { Column(name: labels.said($0.name), isNumeric: $0.isNumeric) }
    table.rows = rows.map { row in
      zip(columns, row).map { column, cell in
        isVerbatim(column.name) ? cell : Cell(text: labels.said(cell.text), observations: cell.observations)
      }
    }
    return table
  }

  /// How many were compared, how many refused for what, and how many of them the table shows where it leaves some out.
  package func account(_ t: Labels) -> String {
    let refusals = refused.sorted { $0.key < $1.key }
    if compared == 0, refusals.isEmpty { return "" }
    let number = refusals.reduce(0) { $0 + $1.value }
    let shown =
      omits.isEmpty || rows.count >= compared + number
      ? ""
      : " "
        + (rows.count == 1
          ? t("1 is shown; \(omits) are not.") : t("\(rows.count) are shown; \(omits) are not."))
    if refusals.isEmpty { return t("\(compared) compared, none refused.") + shown }
    let reasons = refusals.map { "\(t.said($0.key)) \($0.value)" }.joined(separator: ", ")
    return t("\(compared) compared, \(number) refused: \(reasons).") + shown
  }

  /// Columns that say something in at least one row; all of them where there is no row.
  package var speaking: [Int] {
    rows.isEmpty
      ? Array(columns.indices) : columns.indices.filter { index in rows.contains { !$0[index].text.isEmpty } }
  }
}

private func renderMarkdown(_ table: ResultTable, _ t: Labels) -> String {
  var text = "## \(escapedMarkdown(table.heading))\n\n\(escapedMarkdown(table.explanation))\n\n"
  if table.isSample { text += "**\(t.fixed(sampleNotice))**\n\n" }
  text += markdownTable(table, t) { text, _ in text }
  for line in [table.note, table.account(t)] where !line.isEmpty { text += "\n\(escapedMarkdown(line))\n" }
  return text
}

/// The bare table in Markdown. `link` may wrap the escaped text of a cell that rests on observations.
package func markdownTable(_ table: ResultTable, _ t: Labels, link: (String, [String]) -> String) -> String {
  if table.rows.isEmpty { return t("Nothing to compare.") + "\n" }
  let shown = table.speaking
  var text = "| " + shown.map { escapedMarkdown(table.columns[$0].name) }.joined(separator: " | ") + " |\n"
  text += "|" + shown.map { table.columns[$0].isNumeric ? " ---: |" : " --- |" }.joined() + "\n"
  for row in table.rows {
    let cells = shown.map { index in
      let cell = escapedMarkdown(row[index].text)
      return row[index].observations.isEmpty ? cell : link(cell, row[index].observations)
    }
    text += "| " + cells.joined(separator: " | ") + " |\n"
  }
  return text
}

private func renderCSV(_ table: ResultTable) -> String {
  var bytes = CSV.line(table.columns.map(\.name) + ["Sample"])
  for row in table.rows { bytes += CSV.line(row.map(\.text) + [table.isSample ? "SAMPLE" : ""]) }
  return String(decoding: bytes, as: UTF8.self)
}

private func renderHTML(_ table: ResultTable, _ t: Labels) -> String {
  var text = "<h2>\(escapedHTML(table.heading))</h2>\n<p>\(escapedHTML(table.explanation))</p>\n"
  if table.isSample { text += "<p><strong>\(t.fixed(sampleNotice))</strong></p>\n" }
  text += "<table>\n<thead><tr>"
  text +=
    table.columns.map { "<th scope=\"col\">\(escapedHTML($0.name))</th>" }.joined()
    + "</tr></thead>\n<tbody>\n"
  for row in table.rows {
    let cells = row.map { cell in
      let ids =
        cell.observations.isEmpty ? "" : " data-observations=\"\(cell.observations.joined(separator: " "))\""
      return "<td\(ids)>\(escapedHTML(cell.text))</td>"
    }
    text += "<tr>" + cells.joined() + "</tr>\n"
  }
  text += "</tbody>\n</table>\n"
  for line in [table.note, table.account(t)] where !line.isEmpty { text += "<p>\(escapedHTML(line))</p>\n" }
  return text
}
