import GRDB

/// Treaties down, countries across, a letter in each cell that a report fills.
func treatyPlot(_ db: Database, name: String, limit: Int) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      WITH cell AS MATERIALIZED (SELECT treaty_id, area_id, area_name, status, year FROM comparison_treaties)
      SELECT * FROM cell WHERE treaty_id IN (SELECT treaty_id FROM cell WHERE status <> 'not_stated')
      ORDER BY treaty_id, area_id
      """)
  var treaties: [String] = []
  var areas: [String] = []
  for row in rows {
    if treaties.last != row["treaty_id"] { treaties.append(row["treaty_id"]) }
    if !areas.contains(row["area_id"]) { areas.append(row["area_id"]) }
  }
  guard !treaties.isEmpty else { return "" }
  let width = max(36, min(64, 560 / Double(areas.count)))
  var drawing = Drawing(width: max(720, 170 + width * Double(areas.count)))
  for (column, area) in areas.enumerated() {
    drawing.text(area, x: 170 + (Double(column) + 0.5) * width, y: 14, anchor: .middle, style: "small")
  }
  var counts: [String: Int] = [:]
  for row in rows {
    let treaty: String = row["treaty_id"]
    let status: String = row["status"]
    counts[status, default: 0] += 1
    guard let line = treaties.firstIndex(of: treaty), line < limit,
      let column = areas.firstIndex(of: row["area_id"])
    else { continue }
    let y = 22 + Double(line) * 24
    let x = 170 + Double(column) * width
    if column == 0 { drawing.text(treaty, x: 0, y: y + 15, atMost: 18) }
    let mark = marks[status] ?? Mark(letter: "?", style: "cell-none")
    drawing.box(x + 1, y + 1, width - 2, 20, style: mark.style)
    let year: String = row["year"]
    let letter = width >= 60 && !year.isEmpty ? "\(mark.letter) \(year)" : mark.letter
    drawing.text(letter, x: x + width / 2, y: y + 15, anchor: .middle, style: mark.style + "-text")
  }
  let words = counts.sorted { $0.key < $1.key }.map { "\(spoken($0.key)) \($0.value)" }.joined(
    separator: ", ")
  return drawing.figure(
    name, title: "Treaties by country",
    description: "\(treaties.count) treaties and \(areas.count) countries: \(words). The table names each.",
    caption: "R ratified, A acceded, S signed, N not ratified, · not stated by any report."
      + partly(min(limit, treaties.count), of: treaties.count, "treaties"))
}

private struct Mark {
  var letter: String
  var style: String
}

private let marks: [String: Mark] = [
  "ratified": Mark(letter: "R", style: "cell-yes"), "acceded": Mark(letter: "A", style: "cell-yes"),
  "signed": Mark(letter: "S", style: "cell-half"), "not_ratified": Mark(letter: "N", style: "cell-no"),
  "not_stated": Mark(letter: "·", style: "cell-none"),
]
