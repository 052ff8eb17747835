import Foundation
import GRDB

/// What a report says as a multiple of what the source published, on a doubling scale, with the verdicts counted.
func publishedPlot(_ db: Database, name: String, limit: Int) throws -> String {
  let verdicts = try Row.fetchAll(
    db,
    sql: """
      SELECT CASE WHEN comparable = 1 THEN verdict ELSE 'not_comparable: ' || reason END AS verdict, count(*) AS number
      FROM comparison WHERE kind = 'published' GROUP BY 1 ORDER BY number DESC, 1 LIMIT 14
      """)
  guard !verdicts.isEmpty else { return "" }
  let counts = barPlot(
    verdicts.map { (spoken($0["verdict"]), $0["number"]) }, name: "\(name)-verdicts", title: "Verdicts",
    description: "Figures by verdict")
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT left_area || ', ' || indicator_name AS label, left_value AS said, right_value AS published, left_label,
        right_label, verdict
      FROM comparison_wide WHERE kind = 'published' AND comparable = 1 AND left_value > 0 AND right_value > 0
      ORDER BY verdict <> 'differs', max(left_value / right_value, right_value / left_value) DESC, label, comparison_id
      """)
  guard !rows.isEmpty else { return counts }
  let shown = rows.prefix(limit)
  var drawing = Drawing(width: 800)
  for (factor, label) in [(-1.0, "half"), (0, "the same"), (1, "double")] {
    drawing.text(label, x: 430 + factor * 110, y: 14, anchor: .middle, style: "small")
    drawing.line(430 + factor * 110, 20, 430 + factor * 110, 26 + 24 * Double(shown.count), style: "grid")
  }
  var words: [String] = []
  for (index, row) in shown.enumerated() {
    let y = 36 + 24 * Double(index)
    let said: Double = row["said"]
    let published: Double = row["published"]
    let verdict: String = row["verdict"]
    let x = 430 + 110 * min(1.2, max(-1.2, log2(said / published)))
    drawing.text(row["label"], x: 0, y: y + 4, atMost: 42)
    drawing.line(430, y, x, y, style: "gap")
    if verdict == "differs" {
      drawing.diamond(x, y, style: "differs")
    } else {
      drawing.dot(x, y, style: "agrees")
    }
    drawing.text(
      "\(row["left_label"] as String) / \(row["right_label"] as String)", x: 576, y: y + 4, style: "value",
      atMost: 24)
    words.append(
      "\(row["label"] as String): report \(row["left_label"] as String), published \(row["right_label"] as String), "
        + spoken(verdict))
  }
  return counts
    + drawing.figure(
      name, title: "Reported against published", description: words.joined(separator: "; ") + ".",
      caption:
        "Where the report's figure lies against the published one. A diamond differs; numbers are report / published."
        + partly(shown.count, of: rows.count, "figures"))
}
