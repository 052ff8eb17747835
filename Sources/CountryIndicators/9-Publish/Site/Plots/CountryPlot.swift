import GRDB

/// The latest figure of each area on one strip for each indicator, on a scale of the indicator's own.
func countryPlot(_ db: Database, name: String, limit: Int) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT indicator_name || CASE sex WHEN 'F' THEN ', women' WHEN 'M' THEN ', men' ELSE '' END AS strip,
        area_id, number, value_label, unit_id
      FROM observation_latest l
      WHERE number IS NOT NULL AND value_kind NOT IN ('status', 'rank', 'date') AND area_kind = 'country'
        AND mention_kind <> 'magnitude' AND EXISTS (SELECT 1 FROM observation_latest r WHERE r.indicator_id = l.indicator_id
          AND r.sex = l.sex AND r.area_id <> l.area_id AND r.number IS NOT NULL AND r.area_kind = 'country')
      ORDER BY strip, number, area_id
      """)
  var strips: [(name: String, rows: [Row])] = []
  for row in rows {
    let strip: String = row["strip"]
    if strips.last?.name == strip {
      strips[strips.count - 1].rows.append(row)
    } else {
      strips.append((strip, [row]))
    }
  }
  guard !strips.isEmpty else { return "" }
  let shown = strips.prefix(limit)
  var drawing = Drawing()
  var y = 18.0
  var words: [String] = []
  for strip in shown {
    let numbers = strip.rows.map { $0["number"] as Double }
    let isShare = strip.rows.allSatisfy { $0["unit_id"] == "PERCENT" }
    let least = min(0, numbers.min() ?? 0)
    let most = isShare ? max(100, numbers.max() ?? 100) : (numbers.max() ?? 1)
    drawing.text(strip.name, x: 0, y: y + 4, atMost: 40)
    drawing.line(290, y, 610, y, style: "grid")
    var ends = [-1e9, -1e9]
    for (row, number) in zip(strip.rows, numbers) {
      let x = 290 + 320 * (most > least ? (number - least) / (most - least) : 0)
      drawing.dot(x, y, style: "mark")
      // Above where that is free, else below; where neither is, the table has it.
      if let level = ends.firstIndex(where: { $0 < x - 14 }) {
        drawing.text(row["area_id"], x: x, y: level == 0 ? y - 8 : y + 17, anchor: .middle, style: "small")
        ends[level] = x + 14
      }
    }
    drawing.text(decimalText(most) + (isShare ? " %" : ""), x: 634, y: y + 4, style: "small")
    words.append(
      strip.name + ": "
        + strip.rows.map { "\($0["area_id"] as String) \($0["value_label"] as String)" }
        .joined(separator: ", "))
    y += 40
  }
  return drawing.figure(
    name, title: "Latest figures of each country", description: words.joined(separator: "; ") + ".",
    caption: "Shares run from 0 to 100 %, other figures from 0 to the largest."
      + partly(
        shown.count, of: strips.count, "indicators"))
}
