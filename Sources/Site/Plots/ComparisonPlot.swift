import Core
import GRDB

/// The plot that suits a kind of comparison.
func comparisonPlot(_ db: Database, kind: String, name: String, scope: PlotScope) throws -> String {
  switch kind {
  case "sex": try pairPlot(Row.fetchAll(db, sql: pairSQL(byArea: false)), name: name, scope: scope)
  case "rank": try rankPlot(Row.fetchAll(db, sql: rankSQL(byArea: false)), name: name, scope: scope)
  case "editions": try editionPlot(Row.fetchAll(db, sql: editionSQL(byArea: false)), name: name, scope: scope)
  case "countries": try countryPlot(db, name: name, scope: scope)
  case "treaties": try treatyPlot(db, name: name, scope: scope)
  case "coverage": try coveragePlot(db, name: name, scope: scope)
  case "publishers":
    publisherPlot(
      try Row.fetchAll(db, sql: publisherSQL(byArea: false)), name: name, scope: scope)
  case "published": try publishedPlot(db, name: name, scope: scope)
  default: try outcomePlot(db, kind: kind, name: name, scope: scope)
  }
}

/// Says below a plot that it shows a part.
func partly(_ shown: Int, of all: Int, _ what: String, _ t: Labels) -> String {
  shown < all ? " " + t("The first \(shown) of \(all) \(what) are drawn; the table has all.") : ""
}

/// ", women" where that is not what the indicator is about anyway. Needs `i`, the indicator.
func sexWords(_ column: String) -> String {
  "CASE WHEN i.sex = \(column) THEN '' WHEN \(column) = 'F' THEN ', women' WHEN \(column) = 'M' THEN ', men' ELSE '' END"
}

/// For a kind without a plot of its own: how many were compared, and how many refused for what.
private func outcomePlot(_ db: Database, kind: String, name: String, scope: PlotScope) throws -> String {
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
    rows.map { (scope.labels.spoken($0["outcome"]), $0["number"]) }, name: name,
    title: scope.labels("Outcomes"),
    description: scope.labels("How many pairs had which outcome"), width: scope.width, scope.labels)
}

/// Horizontal bars with their counts; empty where there are none.
///
/// - Parameter total: what a bar could be at most; without it the longest bar fills the plot.
func barPlot(
  _ bars: [(label: String, count: Int)], name: String, title: String, description: String, total: Int? = nil,
  caption: String = "", width: Double, _ t: Labels
) -> String {
  guard let most = bars.map(\.count).max(), most > 0 else { return "" }
  let full = Double(total ?? most)
  let lanes = bars.map { bar in
    Lanes.Lane(
      label: bar.label, bars: [Lanes.Bar(share: Double(bar.count) / full, style: "bar")],
      hasTrack: total != nil, values: [readable(total.map { t("\(bar.count) of \($0)") } ?? "\(bar.count)")])
  }
  let plot = Lanes(columns: [Lanes.Column(title: "")], groups: [Lanes.Group(lanes: lanes)])
  let words = bars.map { "\($0.label) \($0.count)" }.joined(separator: "; ")
  return plotFigure(
    name, title: title, description: "\(description): \(words).", caption: caption, width: width,
    draw: plot.drawing)
}
