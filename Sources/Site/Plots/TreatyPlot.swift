import Core
import GRDB

/// Treaties down, countries across, a letter in each cell that a report fills; of many countries, how many stand where.
func treatyPlot(_ db: Database, name: String, scope: PlotScope) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT treaty_id, area_id, area_name, status, year FROM comparison_treaties WHERE status <> 'not_stated'
      ORDER BY treaty_id, area_id
      """)
  guard !rows.isEmpty else { return "" }
  let t = scope.labels
  let all = grouped(rows, by: "treaty_id")
  let areas = Set(rows.map { $0["area_id"] as String }).sorted()
  let shown = Array(all.prefix(scope.limit))
  let words = shown.map { treaty in
    let counts = Dictionary(grouping: treaty.rows) { t.spoken($0["status"]) }.mapValues(\.count)
    return "\(treaty.key): "
      + counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
  return plotFigure(
    name, title: t("Treaties by country"),
    description: "\(t.counted(areas.count, "country", "countries")). \(words.joined(separator: "; ")).",
    caption: t("R ratified, A acceded, S signed, N not ratified; an empty place is not stated by any report.")
      + partly(shown.count, of: all.count, t("treaties"), t), width: scope.width
  ) { size in
    let cell = min(64, (size.width - 152) / Double(areas.count))
    return cell >= 33 ? matrix(shown, areas, cell: cell, size) : bars(shown, of: areas.count).drawing(size)
  }
}

private func matrix(
  _ treaties: [(key: String, rows: [Row])], _ areas: [String], cell: Double, _ size: PlotSize
) -> Drawing {
  var drawing = Drawing(width: size.width)
  for (column, area) in areas.enumerated() {
    drawing.text(area, x: 152 + (Double(column) + 0.5) * cell, y: 14, anchor: .middle, style: "small")
  }
  for (line, treaty) in treaties.enumerated() {
    let y = 22 + Double(line) * 24
    drawing.text(treaty.key, x: 0, y: y + 15, style: "small", room: 165)
    for column in areas.indices {
      drawing.box(152 + Double(column) * cell + 1, y + 1, cell - 2, 20, style: "cell-none")
    }
    for row in treaty.rows {
      guard let column = areas.firstIndex(of: row["area_id"]), let mark = marks[row["status"] as String]
      else { continue }
      let x = 152 + Double(column) * cell
      drawing.box(x + 1, y + 1, cell - 2, 20, style: mark.style)
      let year: String = row["year"]
      let words = cell >= 60 && !year.isEmpty ? "\(mark.letter) \(year.prefix(4))" : mark.letter
      drawing.text(words, x: x + cell / 2, y: y + 15.5, anchor: .middle, style: mark.style + "-text")
    }
  }
  return drawing
}

/// In a bar ratified and acceded lie side by side.
private func barStyle(_ status: String) -> String {
  status == "acceded" ? "cell-acceded" : marks[status]?.style ?? ""
}

private func bars(_ treaties: [(key: String, rows: [Row])], of areas: Int) -> Lanes {
  let order = TreatyStatus.allCases.map(\.rawValue)
  let lanes = treaties.map { treaty in
    let counts = order.map { status in treaty.rows.count { ($0["status"] as String) == status } }
    return Lanes.Lane(
      label: treaty.key,
      bars: zip(order, counts).map { status, count in
        Lanes.Bar(share: Double(count) / Double(areas), style: barStyle(status))
      }, hasTrack: true, values: counts.map { $0 == 0 ? "" : "\($0)" })
  }
  return Lanes(
    columns: zip(["R", "A", "S", "N"], order).map {
      Lanes.Column(title: $0, mark: .box, style: barStyle($1))
    }, groups: [Lanes.Group(lanes: lanes)])
}

private struct Mark {
  var letter: String
  var style: String
}

private let marks: [String: Mark] = [
  "ratified": Mark(letter: "R", style: "cell-yes"), "acceded": Mark(letter: "A", style: "cell-yes"),
  "signed": Mark(letter: "S", style: "cell-half"), "not_ratified": Mark(letter: "N", style: "cell-no"),
]
