import GRDB

/// A small line for each figure that two editions of a country's reports give, where it changed.
func editionPlot(_ db: Database, name: String, limit: Int) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT left_area AS area, indicator_name || CASE WHEN left_sex = i.sex THEN '' WHEN left_sex = 'F' THEN ', women' WHEN left_sex = 'M' THEN
        ', men' ELSE '' END
        AS label, right_value AS older, left_value AS newer, right_label, left_label, right_edition, left_edition
      FROM comparison_wide JOIN indicator i USING (indicator_id)
      WHERE kind = 'editions' AND comparable = 1 AND difference <> 0 AND i.value_kind NOT IN ('date', 'status')
      ORDER BY left_area, indicator_name, left_sex, left_edition, comparison_id
      """)
  guard !rows.isEmpty else { return "" }
  let shown = rows.prefix(limit)
  var drawing = Drawing()
  var words: [String] = []
  for (index, row) in shown.enumerated() {
    let x = Double(index % 3) * 240
    let y = Double(index / 3) * 122
    let older: Double = row["older"]
    let newer: Double = row["newer"]
    let span = max(abs(older), abs(newer))
    func height(_ value: Double) -> Double { y + 84 - 30 * (span > 0 ? value / span : 0) }
    drawing.text(row["area"], x: x, y: y + 14, style: "small", atMost: 34)
    drawing.text(row["label"], x: x, y: y + 30, atMost: 32)
    drawing.line(x, y + 90, x + 220, y + 90, style: "grid")
    drawing.line(x + 45, height(older), x + 175, height(newer), style: "trend")
    for (value, label, edition, at) in [
      (older, row["right_label"] as String, row["right_edition"] as String, x + 45),
      (newer, row["left_label"] as String, row["left_edition"] as String, x + 175),
    ] {
      drawing.dot(at, height(value), style: "mark")
      drawing.text(label, x: at, y: height(value) - 9, anchor: .middle, style: "value", atMost: 16)
      drawing.text(edition, x: at, y: y + 104, anchor: .middle, style: "small", atMost: 14)
    }
    words.append(
      "\(row["area"] as String), \(row["label"] as String): \(row["right_label"] as String) in "
        + "\(row["right_edition"] as String), \(row["left_label"] as String) in \(row["left_edition"] as String)"
    )
  }
  return drawing.figure(
    name, title: "From edition to edition", description: words.joined(separator: "; ") + ".",
    caption:
      "Each line has a scale of its own that begins at 0; figures that did not change are in the table alone."
      + partly(shown.count, of: rows.count, "figures"))
}
