import Core

/// A table in HTML that scrolls within its own frame. Cells are HTML already.
struct SiteTable {
  struct Column {
    package var name: String
    package var isNumeric = false

    package init(name: String, isNumeric: Bool = false) {
      self.name = name
      self.isNumeric = isNumeric
    }
  }

  var caption: String
  /// Of the page; caption, headings and cells are in its language already.
  var labels: Labels
  var columns: [Column]
  /// As many cells as columns; the first of each row is its heading.
  var rows: [[String]] = []

  func html() -> String {
    guard !rows.isEmpty else { return "<p>\(labels("None."))</p>\n" }
    let styles = columns.indices.map(style)
    var text =
      "<div class=\"scroll\" role=\"region\" aria-label=\"\(escapedHTML(caption))\" tabindex=\"0\">\n"
    text += "<table\(columns.count > 9 ? " class=\"matrix\"" : "")>\n"
    text += "<caption>\(escapedHTML(caption))</caption>\n<thead><tr>"
    for (column, style) in zip(columns, styles) {
      text += "<th scope=\"col\"\(style)>\(escapedHTML(column.name))</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for row in rows {
      text += "<tr>"
      for (place, cell) in row.enumerated() {
        text += place == 0 ? "<th scope=\"row\"\(styles[0])>\(cell)</th>" : "<td\(styles[place])>\(cell)</td>"
      }
      text += "</tr>\n"
    }
    return text + "</tbody>\n</table>\n</div>\n"
  }

  /// Figures stand right, codes and dates are never broken, sentences have room.
  private func style(_ place: Int) -> String {
    let lengths = rows.map { shownLength($0[place]) }
    let longest = lengths.max() ?? 0
    if columns[place].isNumeric { return " class=\"n\"" }
    return longest > 44 ? " class=\"l\"" : longest <= 18 ? " class=\"s\"" : ""
  }
}

/// Characters of HTML that a reader sees, near enough.
private func shownLength(_ html: String) -> Int {
  var length = 0
  var isTag = false
  for byte in html.utf8 {
    if byte == UInt8(ascii: "<") { isTag = true }
    if !isTag, byte & 0xC0 != 0x80 { length += 1 }
    if byte == UInt8(ascii: ">") { isTag = false }
  }
  return length
}
