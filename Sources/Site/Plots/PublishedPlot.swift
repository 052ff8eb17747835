import Core
import Foundation
import GRDB

/// What a report says as a multiple of what the source published, on a doubling scale, with the verdicts counted.
func publishedPlot(_ db: Database, name: String, scope: PlotScope) throws -> String {
  let verdicts = try Row.fetchAll(
    db,
    sql: """
      SELECT CASE WHEN comparable = 1 OR verdict = reason THEN verdict ELSE 'not comparable: ' || reason END AS verdict,
        count(*) AS number
      FROM comparison WHERE kind = 'published'
      GROUP BY 1 ORDER BY number DESC, 1 LIMIT 14
      """)
  guard !verdicts.isEmpty else { return "" }
  let t = scope.labels
  let counts = barPlot(
    verdicts.map { (t.spoken($0["verdict"]), $0["number"]) }, name: "\(name)-verdicts", title: t("Verdicts"),
    description: t("Figures by verdict"), width: scope.width, t)
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT left_area || ', ' || indicator_name || \(sexWords("left_sex")) AS label, left_value * CASE WHEN o.total > 0 AND published_total > 0 THEN published_total / o.total ELSE 1 END AS said,
        right_value AS published, left_label, right_label, verdict
      FROM comparison_published JOIN indicator i USING (indicator_id)
      JOIN observation o ON o.observation_id = left_observation_id
      WHERE comparable = 1 AND left_value > 0 AND right_value > 0
        AND i.value_kind NOT IN ('date', 'status')
      ORDER BY verdict_rank, max(left_value / right_value, right_value / left_value) DESC, label, comparison_id
      """)
  guard !rows.isEmpty else { return counts }
  let shown = rows.prefix(scope.limit)
  var words: [String] = []
  let lanes = shown.map { row -> Lanes.Lane in
    let said: Double = row["said"]
    let published: Double = row["published"]
    let verdict: String = row["verdict"]
    let place = 0.5 + min(0.5, max(-0.5, log2(said / published) / 2))
    let labels = [readable(t.said(row["left_label"])), readable(t.said(row["right_label"]))]
    let label = t.said(row["label"])
    words.append("\(label): " + t("report \(labels[0]), published \(labels[1]), \(t.spoken(verdict))"))
    return Lanes.Lane(
      label: label, gap: min(0.5, place)...max(0.5, place),
      marks: [
        verdict.hasPrefix("agrees")
          ? Lanes.Mark(at: place, style: "agrees")
          : Lanes.Mark(
            at: place, shape: .diamond, style: verdict == "differs" ? "differs" : "differs elsewhere")
      ], values: labels)
  }
  let plot = Lanes(
    columns: [Lanes.Column(title: t("report")), Lanes.Column(title: t("published"))],
    groups: [Lanes.Group(low: t("half"), high: t("double"), lanes: lanes)])
  return counts
    + plotFigure(
      name, title: t("Reported against published"), description: words.joined(separator: "; ") + ".",
      caption:
        t(
          "Where the report's figure lies against what was published for the time or edition that it speaks of, which stands in the middle. A diamond differs, a hollow diamond is a figure of another date or edition, a dot agrees; worst first."
        ) + partly(shown.count, of: rows.count, t("figures"), t), width: scope.width, draw: plot.drawing)
}
