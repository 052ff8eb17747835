import Core
import Dataset
import Foundation
import GRDB

/// A plot as a file of its own, to print or embed: title that states the finding, what it shows, the plot, source, date
/// and licence.
struct ChartFile {
  /// What it says, as a sentence.
  var title: String
  /// What is drawn.
  var subtitle: String
  /// Who says it, when, on what terms.
  var source: String

  /// - Parameter figure: what `plotFigure` made; its wide drawing is taken.
  /// - Returns: an SVG that needs nothing else; nil where the figure has none.
  func svg(of figure: String) -> String? {
    // Of several drawings the last is the one that the others lead up to.
    guard let wide = figure.range(of: "class=\"wide\"", options: .backwards),
      let start = figure.range(of: "<svg ", options: .backwards, range: figure.startIndex..<wide.lowerBound),
      let end = figure.range(of: "</svg>", range: start.upperBound..<figure.endIndex)
    else { return nil }
    let inner = String(figure[start.lowerBound..<end.upperBound])
    guard let size = inner.firstMatch(of: /width="([0-9.]+)" height="([0-9.]+)"/),
      let width = Double(size.1), let height = Double(size.2)
    else { return nil }
    let margin = 16.0
    let heading = broken(title, to: (width - 10) / 1.3)
    let below = broken(subtitle, to: width)
    let foot = broken(source, to: width * 1.1)
    let top = margin + 24 * Double(heading.count) + 18 * Double(below.count) + 8
    let whole = top + height + 14 + 16 * Double(foot.count) + margin
    var text =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(fixed(width + 2 * margin))\" height=\"\(fixed(whole))\" "
      + "viewBox=\"0 0 \(fixed(width + 2 * margin)) \(fixed(whole))\" font-family=\"system-ui, sans-serif\">\n"
    text +=
      "<style>\(String(decoding: PackageResources.site_css, as: UTF8.self).replacing("&", with: "&amp;").replacing("<", with: "&lt;"))\n.paper { fill: var(--paper); } .chart-title { font-size: 19px; font-weight: 600; } svg .chart-lead { font-size: 13.5px; fill: var(--quiet); }</style>\n"
    text += "<rect width=\"100%\" height=\"100%\" class=\"paper\"/>\n"
    var y = margin + 16
    for line in heading {
      text +=
        "<text x=\"\(fixed(margin))\" y=\"\(fixed(y))\" class=\"chart-title\">\(escapedHTML(line))</text>\n"
      y += 24
    }
    for line in below {
      text +=
        "<text x=\"\(fixed(margin))\" y=\"\(fixed(y))\" class=\"chart-lead\">\(escapedHTML(line))</text>\n"
      y += 18
    }
    text += inner.replacing("<svg ", with: "<svg x=\"\(fixed(margin))\" y=\"\(fixed(top))\" ") + "\n"
    y = top + height + 22
    for line in foot {
      text +=
        "<text x=\"\(fixed(margin))\" y=\"\(fixed(y))\" class=\"small\">\(escapedHTML(line))</text>\n"
      y += 16
    }
    return text + "</svg>\n"
  }
}

/// In lines of at most so many pixels at the plots' size of type.
private func broken(_ text: String, to width: Double) -> [String] {
  var lines: [String] = []
  for word in text.split(separator: " ") {
    if let last = lines.last, textWidth(last) + 5 + textWidth(word) <= width {
      lines[lines.count - 1] = last + " " + word
    } else {
      lines.append(String(word))
    }
  }
  return lines
}

/// The chart of a comparison; nil where nothing is drawn.
func chart(of table: ResultTable, plot: String, _ db: Database, _ site: Site) throws -> String? {
  let t = site.t
  let span = try Row.fetchOne(
    db,
    sql: """
      SELECT min(nullif(published_on, '')), max(nullif(published_on, '')), count(*), group_concat(DISTINCT publisher)
      FROM document
      """)
  let from: String = span?[0] ?? ""
  let to: String = span?[1] ?? ""
  let reports = t.counted(span?[2] ?? 0, "report")
  let who: String = span?[3] ?? ""
  let shown = (who.split(separator: ",").prefix(3).map(String.init) + [from == to ? from : "\(from)–\(to)"])
    .filter { !$0.isEmpty }.joined(separator: ", ")
  let source = t(
    "Source: \(reports) (\(shown)), read by Country Indicators, release \(site.shell.release). Each report's terms are in the release."
  )
  return ChartFile(
    title: try finding(of: table, db, t) + (table.isSample ? " (SAMPLE)" : ""),
    subtitle: t.said(table.explanation),
    source: source
  ).svg(of: plot)
}

/// What the comparison comes to in one sentence; its name where it has none.
private func finding(of table: ResultTable, _ db: Database, _ t: Labels) throws -> String {
  switch table.kind {
  case "published":
    let wrong = try verdicts(db, contradictedOnly: true).count
    return t("\(wrong) of \(table.compared) figures are not what their source published")
  case "sex":
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT left_area, indicator_name, left_label, right_label FROM comparison_by_sex
        WHERE comparable = 1 AND unit_id = 'PERCENT' ORDER BY abs(difference) DESC, comparison_id LIMIT 1
        """)
    guard let row else { return t.said(table.title) }
    return t(
      "\(row["left_area"] as String) has the widest gap between women and men: \(t.said(row["indicator_name"])), \(row["left_label"] as String) against \(row["right_label"] as String)"
    )
  case "rank":
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT left_area, indicator_name, left_label FROM comparison_by_rank WHERE comparable = 1
        ORDER BY right_value, comparison_id LIMIT 1
        """)
    guard let row else { return t.said(table.title) }
    return t(
      "\(row["left_area"] as String) ranks lowest: \(t.said(row["indicator_name"])), \(t.said(row["left_label"]))"
    )
  default: return t.said(table.title)
  }
}
