import GRDB

/// How many of the indicators each report states.
func coveragePlot(_ db: Database, name: String, limit: Int) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT d.area_id || ' ' || d.report_edition AS label, count(DISTINCT o.indicator_id) AS stated
      FROM document d LEFT JOIN observation o ON o.document_id = d.document_id AND o.review_status <> 'rejected'
      GROUP BY d.document_id ORDER BY d.area_id, d.report_edition, d.document_id
      """)
  let all = try Int.fetchOne(db, sql: "SELECT count(*) FROM indicator") ?? 0
  let shown = rows.prefix(limit)
  return barPlot(
    shown.map { ($0["label"], $0["stated"]) }, name: name, title: "Indicators stated by each report",
    description: "Indicators stated, of \(all)", total: all,
    caption: "Absence of a number is not absence of a problem."
      + partly(shown.count, of: rows.count, "reports"))
}

/// What became of the numbers of a report (or of all): one bar in three parts.
func ledgerPlot(name: String, observed: Int, classified: Int, unexplained: Int) -> String {
  let all = observed + classified + unexplained
  guard all > 0 else { return "" }
  // Narrow enough for a phone.
  var drawing = Drawing(width: 340)
  var x = 0.0
  let parts = [
    ("became observations", observed, "part-observed"), ("classified", classified, "part-classified"),
    ("unexplained", unexplained, "part-unexplained"),
  ]
  for (index, (words, count, style)) in parts.enumerated() {
    let width = 340 * Double(count) / Double(all)
    drawing.box(x, 2, width, 22, style: style)
    x += width
    let y = 46 + 20 * Double(index)
    drawing.box(0, y - 10, 12, 12, style: style)
    drawing.text("\(count) \(words)", x: 20, y: y)
  }
  return drawing.figure(
    name, title: "What became of every number",
    description:
      "Of \(all) numbers \(observed) became observations, \(classified) are classified, \(unexplained) are unexplained."
  )
}
