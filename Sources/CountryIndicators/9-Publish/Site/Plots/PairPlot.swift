import GRDB

/// Women and men as two dots on one line, one line for each pair, one scale for each unit.
func pairPlot(_ db: Database, name: String, limit: Int) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT unit_id, left_area || ', ' || indicator_name || ' ' || CASE WHEN left_period LIKE 'undated%' THEN ''
        ELSE left_period END AS label, left_value, right_value, left_label, right_label
      FROM comparison_wide WHERE kind = 'sex' AND comparable = 1
      ORDER BY unit_id <> 'PERCENT', unit_id, abs(difference) DESC, left_area, indicator_name, comparison_id
      """)
  guard !rows.isEmpty else { return "" }
  let shown = rows.prefix(limit)
  var drawing = Drawing()
  drawing.dot(8, 10, style: "women")
  drawing.text("women", x: 20, y: 14)
  drawing.diamond(88, 10, style: "men")
  drawing.text("men", x: 102, y: 14)
  var y = 40.0
  var words: [String] = []
  var unit: String?
  var most = 100.0
  for row in shown {
    let next: String = row["unit_id"]
    let women: Double = row["left_value"] ?? 0
    let men: Double = row["right_value"] ?? 0
    if next != unit {
      unit = next
      most =
        next == "PERCENT"
        ? 100
        : shown.filter { $0["unit_id"] == next }.reduce(0) {
          max($0, ($1["left_value"] as Double?) ?? 0, ($1["right_value"] as Double?) ?? 0)
        }
      drawing.text("0", x: 320, y: y, anchor: .middle, style: "small")
      drawing.text(
        next == "PERCENT" ? "100 %" : "\(decimalText(most)) \(next.lowercased())", x: 650, y: y, anchor: .end,
        style: "small")
      y += 18
    }
    func place(_ value: Double) -> Double { 320 + 330 * (most > 0 ? value / most : 0) }
    drawing.text(row["label"], x: 0, y: y + 4, atMost: 38)
    drawing.line(320, y, 650, y, style: "grid")
    drawing.line(place(women), y, place(men), y, style: "gap")
    drawing.diamond(place(men), y, style: "men")
    drawing.dot(place(women), y, style: "women")
    let womenFirst = women <= men
    let labels: (String, String) = (row["left_label"], row["right_label"])
    drawing.text(
      womenFirst ? labels.0 : labels.1, x: place(min(women, men)) - 10, y: y + 4, anchor: .end, style: "value"
    )
    drawing.text(womenFirst ? labels.1 : labels.0, x: place(max(women, men)) + 10, y: y + 4, style: "value")
    words.append("\(row["label"] as String): women \(labels.0), men \(labels.1)")
    y += 26
  }
  return drawing.figure(
    name, title: "Women and men", description: words.joined(separator: "; ") + ".",
    caption: "Largest difference first." + partly(shown.count, of: rows.count, "pairs"))
}
