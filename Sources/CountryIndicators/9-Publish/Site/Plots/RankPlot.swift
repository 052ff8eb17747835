import GRDB

/// Each rank on a strip from last to first, with the share and the number of countries behind.
func rankPlot(_ db: Database, name: String, limit: Int) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT c.left_area || ', ' || c.indicator_name AS label, c.right_value AS share, c.left_label AS rank,
        CAST(o.total - o.value AS INTEGER) AS behind, coalesce(nullif(o.index_edition, ''), nullif(o.time_period, ''),
          'edition not stated') AS edition
      FROM comparison_wide c JOIN observation o ON o.observation_id = c.left_observation_id
      WHERE c.kind = 'rank' AND c.comparable = 1
      ORDER BY c.indicator_name, c.left_area, c.left_edition, c.comparison_id
      """)
  guard !rows.isEmpty else { return "" }
  let shown = rows.prefix(limit)
  var drawing = Drawing()
  drawing.text("last", x: 300, y: 14, style: "small")
  drawing.text("first", x: 560, y: 14, anchor: .end, style: "small")
  var y = 32.0
  var words: [String] = []
  for row in shown {
    let share: Double = row["share"] ?? 0
    let behind: Int = row["behind"]
    let rank: String = row["rank"]
    drawing.text(row["label"], x: 0, y: y + 4, atMost: 44)
    drawing.box(300, y - 6, 260, 12, style: "track")
    drawing.box(300, y - 6, 260 * share, 12, style: "bar")
    drawing.dot(300 + 260 * share, y, style: "mark")
    drawing.text("\(rank), \(behind) behind", x: 572, y: y + 4, style: "value", atMost: 26)
    words.append(
      "\(row["label"] as String): \(rank), \(row["edition"] as String), \(behind) countries behind")
    y += 26
  }
  return drawing.figure(
    name, title: "Ranks as the share of countries behind", description: words.joined(separator: "; ") + ".",
    caption: "The bar is the share of countries that stand behind."
      + partly(shown.count, of: rows.count, "ranks"))
}
