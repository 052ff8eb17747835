import Core

/// What tells a whole file from one that was cut at a line's end, or that answers a narrower question.
package struct Wholeness: Sendable {
  /// The last whose year the file has reached holds.
  var leastRows: [Floor] = []
  /// The letter that the last area's name does not stand before, in a list by the alphabet; empty where there is none.
  var reaches = ""

  struct Floor: Sendable {
    /// Year; empty where it always holds.
    var since = ""
    var rows: Int
  }

  init() {}

  /// - Throws: `ConfigurationError` with the line of what is no number of rows and no letter.
  init(_ yaml: StrictYAML, over defaults: Wholeness) throws {
    self = defaults
    if let rows = yaml.optional("least_rows") {
      leastRows =
        rows.isText
        ? [Floor(rows: try rows.integer())]
        : try rows.list().map { floor in
          try floor.allow(["since", "rows"])
          return Floor(
            since: try floor.optional("since")?.string() ?? "", rows: try floor.required("rows").integer())
        }
    }
    if let letter = yaml.optional("reaches") {
      reaches = try letter.string()
      guard reaches.isEmpty || reaches.utf8.count == 1 && ("A"..."Z").contains(reaches) else {
        throw letter.error("expected a letter from A to Z, or nothing")
      }
    }
  }

  /// For fingerprints.
  var parts: [String] { leastRows.flatMap { [$0.since, String($0.rows)] } + [reaches] }
}

extension TableReading {
  /// - Throws: `ConfigurationError` where a part of the table is missing as far as the table itself tells it.
  func checkWhole() throws {
    let wholeness = entry.said.wholeness
    guard let last = sheet.rows.last else { return }
    if !wholeness.leastRows.isEmpty {
      let year =
        wholeness.leastRows.contains { !$0.since.isEmpty } ? try self.year(of: sheet.rows[0]) : ""
      let floor = wholeness.leastRows.last { $0.since <= year }?.rows ?? 0
      guard sheet.rows.count >= floor else {
        throw sheet.error(
          last.line,
          "ends after \(plural(sheet.rows.count, "row")) where a whole file has at least \(floor); if it is whole, say "
            + "least_rows in its entry (\(entry.declaredAt))")
      }
    }
    let name = cell(last, layout.area.name ?? layout.area.code)
    if let letter = wholeness.reaches.unicodeScalars.first,
      let first = name.uppercased().unicodeScalars.first,
      ("A"..."Z").contains(first), first < letter
    {
      throw sheet.error(
        last.line,
        "ends with \(name), and a whole list by the alphabet reaches \(wholeness.reaches); if it is whole, say "
          + "reaches: \"\" in its entry (\(entry.declaredAt))")
    }
  }

  /// A year that the table could not know of when it appeared.
  ///
  /// - Throws: `ConfigurationError` with the line.
  func checkVintage(_ figure: PublishedFigure) throws {
    guard let about = DateInterval8601(figure.period), let published = DateInterval8601(figure.published),
      about.firstDay > published.lastDay
    else { return }
    throw sheet.error(
      figure.line, "is about \(figure.period), and the table appeared \(figure.published)")
  }
}
