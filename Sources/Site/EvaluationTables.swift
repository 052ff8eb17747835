import Core
import Foundation

/// What `indicators evaluate --page Reports/quality.md` left beside the pages; empty where nothing was measured. The
/// release shows it, so it is part of publish's fingerprint.
package func evaluationText(in reports: URL) -> String {
  (try? String(contentsOf: reports.appendingPathComponent("quality.md"), encoding: .utf8)) ?? ""
}

/// The figures that `indicators evaluate --page` wrote, as HTML: its headings, sentences and tables, all of it escaped.
func evaluationHTML(_ markdown: String, _ t: Labels) -> String {
  guard !markdown.isEmpty else {
    return
      "<p>"
      + t(
        "Not measured here. Precision and recall against what a careful reader found in some texts come from <code>indicators evaluate --gold DIR --page Reports/quality.md</code>; the next release then shows them."
      ) + "</p>\n"
  }
  var html = ""
  var heading = t("Evaluation")
  var lines: [String] = []
  func close() {
    if !lines.isEmpty { html += table(lines, caption: heading, t) }
    lines = []
  }
  for line in markdown.split(whereSeparator: \.isNewline).map({ $0.trimmingCharacters(in: .whitespaces) }) {
    if line.hasPrefix("|") {
      lines.append(line)
      continue
    }
    close()
    if line.hasPrefix("# ") || line.isEmpty { continue }
    if line.hasPrefix("## ") {
      heading = t.said(String(line.dropFirst(3)))
      html += "<h3>\(escapedHTML(heading))</h3>\n"
    } else {
      html += "<p>\(escapedHTML(t.said(line)))</p>\n"
    }
  }
  close()
  return html
}

private func table(_ lines: [String], caption: String, _ t: Labels) -> String {
  let rows = lines.map { line in
    line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
      $0.replacing("**", with: "").trimmingCharacters(in: .whitespaces)
    }
  }
  guard rows.count > 1, let names = rows.first else { return "" }
  let isNumeric = rows[1].map { $0.hasSuffix(":") }
  let columns = names.enumerated().map { place, name in
    SiteTable.Column(
      name: name.isEmpty ? t("Of") : t.said(name), isNumeric: place < isNumeric.count && isNumeric[place])
  }
  let cells = rows.dropFirst(2).filter { $0.count == columns.count }.map { row in
    row.enumerated().map { isolatedHTML($0 == 0 ? t.spoken($1) : t.said($1)) }
  }
  return SiteTable(caption: caption, labels: t, columns: columns, rows: cells).html()
}
