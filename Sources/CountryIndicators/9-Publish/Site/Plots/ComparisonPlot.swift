import GRDB

/// The plot that suits a kind of comparison. `limit` is how many rows are drawn at most; the table has them all.
func comparisonPlot(_ db: Database, kind: String, name: String, limit: Int) throws -> String {
  switch kind {
  case "sex": try pairPlot(db, name: name, limit: limit)
  case "rank": try rankPlot(db, name: name, limit: limit)
  case "editions": try editionPlot(db, name: name, limit: limit)
  case "countries": try countryPlot(db, name: name, limit: limit)
  case "treaties": try treatyPlot(db, name: name, limit: limit)
  case "coverage": try coveragePlot(db, name: name, limit: limit)
  case "published": try publishedPlot(db, name: name, limit: limit)
  default: try outcomePlot(db, kind: kind, name: name)
  }
}

/// Says below a plot that it shows a part.
func partly(_ shown: Int, of all: Int, _ what: String) -> String {
  shown < all ? " The first \(shown) of \(all) \(what) are drawn; the table has all." : ""
}

/// For a kind without a plot of its own: how many were compared, and how many refused for what.
private func outcomePlot(_ db: Database, kind: String, name: String) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT CASE reason WHEN '' THEN verdict_class ELSE 'refused: ' || reason END AS outcome, count(*) AS number
      FROM (SELECT reason, CASE WHEN instr(verdict, ':') > 0 THEN substr(verdict, 1, instr(verdict, ':') - 1)
        WHEN length(verdict) > 30 THEN 'compared' WHEN verdict = '' THEN 'compared' ELSE verdict END AS verdict_class
        FROM comparison WHERE kind = ?)
      GROUP BY outcome ORDER BY number DESC, outcome LIMIT 12
      """, arguments: [kind])
  return barPlot(
    rows.map { ($0["outcome"], $0["number"]) }, name: name, title: "Outcomes",
    description: "How many pairs had which outcome")
}

/// Horizontal bars with their counts; empty where there are none.
func barPlot(
  _ bars: [(label: String, count: Int)], name: String, title: String, description: String, total: Int? = nil,
  caption: String = ""
) -> String {
  guard let most = bars.map(\.count).max(), most > 0 else { return "" }
  var drawing = Drawing()
  let full = Double(total ?? most)
  for (index, bar) in bars.enumerated() {
    let y = 6 + Double(index) * 24
    drawing.text(bar.label, x: 0, y: y + 12, atMost: 36)
    if total != nil { drawing.box(270, y, 380, 16, style: "track") }
    drawing.box(270, y, 380 * Double(bar.count) / full, 16, style: "bar")
    drawing.text(
      total.map { "\(bar.count) of \($0)" } ?? "\(bar.count)",
      x: total == nil ? 276 + 380 * Double(bar.count) / full : 656, y: y + 12)
  }
  let words = bars.map { "\($0.label) \($0.count)" }.joined(separator: "; ")
  return drawing.figure(name, title: title, description: "\(description): \(words).", caption: caption)
}
