import Core
import GRDB

/// How many of the indicators each report states; of many reports, how many state each indicator.
func coveragePlot(_ db: Database, name: String, scope: PlotScope) throws -> String {
  let reports = try Row.fetchAll(
    db,
    sql: """
      SELECT a.name_en || ' ' || d.report_edition AS label, count(DISTINCT o.indicator_id) AS stated
      FROM document d JOIN area a USING (area_id)
      LEFT JOIN observation o ON o.document_id = d.document_id AND o.review_status <> 'rejected'
      GROUP BY d.document_id ORDER BY stated DESC, label, d.document_id
      """)
  let t = scope.labels
  let caption = t("Absence of a number is not absence of a problem.")
  if reports.count <= scope.limit {
    let all = try Int.fetchOne(db, sql: "SELECT count(*) FROM indicator") ?? 0
    return barPlot(
      reports.map { ($0["label"], $0["stated"]) }, name: name, title: t("Indicators stated by each report"),
      description: t("Indicators stated, of \(all)"), total: all, caption: caption, width: scope.width, t)
  }
  let indicators = try Row.fetchAll(
    db,
    sql: """
      SELECT i.name_en AS label, count(DISTINCT o.document_id) AS reports
      FROM indicator i JOIN observation o ON o.indicator_id = i.indicator_id AND o.review_status <> 'rejected'
      GROUP BY i.indicator_id ORDER BY reports DESC, label
      """)
  let shown = indicators.prefix(max(scope.limit, 12))
  return barPlot(
    shown.map { ($0["label"], $0["reports"]) }, name: name, title: t("Reports that state each indicator"),
    description: t("Reports, of \(reports.count)"), total: reports.count,
    caption: caption + partly(shown.count, of: indicators.count, t("indicators"), t), width: scope.width, t)
}

/// What became of the numbers of a report (or of all): one bar in three parts.
func ledgerPlot(name: String, observed: Int, classified: Int, unexplained: Int, _ t: Labels) -> String {
  let all = observed + classified + unexplained
  guard all > 0 else { return "" }
  let parts = [
    (t("mentions became observations"), observed, "part-observed"),
    (t("classified"), classified, "part-classified"),
    (t("unexplained"), unexplained, "part-unexplained"),
  ]
  return plotFigure(
    name, title: t("What became of every number"),
    description:
      t(
        "Of \(all) numbers \(observed) mentions became observations (one mention can become several), \(classified) are classified, \(unexplained) are unexplained."
      ),
    width: 360
  ) { size in
    var drawing = Drawing(width: size.width)
    var x = 0.0
    for (index, (words, count, style)) in parts.enumerated() {
      let width = size.width * Double(count) / Double(all)
      drawing.box(x, 2, width, 22, style: style)
      x += width
      let y = 46 + 20 * Double(index)
      drawing.box(0, y - 10, 12, 12, style: style)
      drawing.text("\(readable("\(count)")) \(words)", x: 20, y: y)
    }
    return drawing
  }
}
