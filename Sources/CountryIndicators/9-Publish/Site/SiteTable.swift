/// A table in HTML that scrolls within its own frame. Cells are HTML already.
struct SiteTable {
  struct Column {
    var name: String
    var isNumeric = false
  }

  var caption: String
  var columns: [Column]
  /// As many cells as columns; the first of each row is its heading.
  var rows: [[String]] = []

  func html() -> String {
    guard !rows.isEmpty else { return "<p>None.</p>\n" }
    var text =
      "<div class=\"scroll\" role=\"region\" aria-label=\"\(escapedHTML(caption))\" tabindex=\"0\">\n<table>\n"
    text += "<caption>\(escapedHTML(caption))</caption>\n<thead><tr>"
    for column in columns {
      text += "<th scope=\"col\"\(column.isNumeric ? " class=\"n\"" : "")>\(escapedHTML(column.name))</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for row in rows {
      text += "<tr>"
      for (place, cell) in row.enumerated() {
        let style = columns[place].isNumeric ? " class=\"n\"" : ""
        text += place == 0 ? "<th scope=\"row\"\(style)>\(cell)</th>" : "<td\(style)>\(cell)</td>"
      }
      text += "</tr>\n"
    }
    return text + "</tbody>\n</table>\n</div>\n"
  }
}
