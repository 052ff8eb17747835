import GRDB

/// A small line for each figure that two editions of a country's reports give, those that changed first.
func editionPlot(_ db: Database, name: String, limit: Int) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT left_area AS area, indicator_name || CASE left_sex WHEN 'F' THEN ', women' WHEN 'M' THEN ', men' ELSE '' END
        AS label, right_value AS older, left_value AS newer, right_label, left_label, right_edition, left_edition
      FROM comparison_wide WHERE kind = 'editions' AND comparable = 1 AND left_value IS NOT NULL
        AND right_value IS NOT NULL
      ORDER BY difference = 0, left_area, indicator_name, left_sex, left_edition, comparison_id
      """)
  guard !rows.isEmpty else { return "" }
  let shown = rows.prefix(limit)
  var drawing = Drawing()
  var words: [String] = []
  for (index, row) in shown.enumerated() {
    let x = Double(index % 3) * 240
    let y = Double(index / 3) * 112
    let older: Double = row["older"]
    let newer: Double = row["newer"]
    let span = max(abs(older), abs(newer))
    func height(_ value: Double) -> Double { y + 78 - 34 * (span > 0 ? value / span : 0) }
    drawing.text(row["area"], x: x, y: y + 14, style: "small", atMost: 34)
    drawing.text(row["label"], x: x, y: y + 30, atMost: 32)
    drawing.line(x, y + 84, x + 220, y + 84, style: "grid")
    drawing.line(x + 40, height(older), x + 180, height(newer), style: "trend")
    drawing.dot(x + 40, height(older), style: "mark")
    drawing.dot(x + 180, height(newer), style: "mark")
    drawing.text(row["right_label"], x: x + 32, y: height(older) + 4, anchor: .end, style: "value", atMost: 7)
    drawing.text(row["left_label"], x: x + 188, y: height(newer) + 4, style: "value", atMost: 7)
    drawing.text(row["right_edition"], x: x + 40, y: y + 98, anchor: .middle, style: "small", atMost: 12)
    drawing.text(row["left_edition"], x: x + 180, y: y + 98, anchor: .middle, style: "small", atMost: 12)
    words.append(
      "\(row["area"] as String), \(row["label"] as String): \(row["right_label"] as String) in "
        + "\(row["right_edition"] as String), \(row["left_label"] as String) in \(row["left_edition"] as String)"
    )
  }
  return drawing.figure(
    name, title: "From edition to edition", description: words.joined(separator: "; ") + ".",
    caption: "Each line has a scale of its own that begins at 0; figures that changed stand first."
      + partly(shown.count, of: rows.count, "figures"))
}
