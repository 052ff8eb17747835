import Core

extension Importer {
  /// The project's own form: one figure a line, every column named as in table `published_figure`, and the
  /// publication that each was read in.
  package static let figures = Importer(name: "figures", version: 1, dialect: Dialect()) { reading in
    let sheet = reading.sheet
    let names = [
      "source_id", "indicator_id", "treaty_id", "area_id", "sex", "time_period", "index_edition", "value",
      "total",
      "concept", "publication", "published_on",
    ]
    let columns = try names.map { try sheet.column($0) }
    for row in sheet.rows {
      let field = Dictionary(uniqueKeysWithValues: zip(names, columns.map { row.fields[$0].trimmed }))
      func text(_ name: String) -> String { field[name] ?? "" }
      guard let sex = Observation.Sex(rawValue: text("sex")) else {
        throw sheet.error(row.line, "the sex \"\(text("sex"))\" is none of F, M, _T")
      }
      let area = text("area_id")
      guard reading.lists.codes.contains(area) else {
        throw sheet.error(row.line, "the area \"\(area)\" is not in Codelists/areas.csv")
      }
      let isStatus = text("indicator_id") == "treaty_status"
      let value = isStatus ? text("value") : try sheet.number(row, columns[7])
      guard let value, !value.isEmpty else { throw sheet.error(row.line, "has no value") }
      guard !text("publication").isEmpty else { throw sheet.error(row.line, "names no publication") }
      var figure = reading.figure(
        text("indicator_id"), area: area, sex: sex, period: text("time_period"),
        edition: text("index_edition"),
        value: value, total: try sheet.whole(row, columns[8]), concept: text("concept"),
        published: text("published_on"), line: row.line)
      figure.source = text("source_id")
      figure.treaty = text("treaty_id")
      figure.vintage = text("publication")
      try reading.add(row, [figure])
    }
  }
}
