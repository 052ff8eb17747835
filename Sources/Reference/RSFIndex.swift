extension Importer {
  /// World Press Freedom Index as Reporters Without Borders hand it out, one file for each edition since 2002.
  ///
  /// Columns change their order and names (2022, 2023, 2025). Until 2012 parts of a state can have places of
  /// their own (`USA1`, `USA_I`), and all places count. Since 2013 scores lie between 0 and 100.
  static let rsfIndex = Importer(
    name: "rsf-index", version: 1,
    dialect: Dialect(delimiter: ";", decimalMark: ",", encodings: [.utf8, .windows1252])
  ) { reading in
    let sheet = reading.sheet
    let code = try sheet.column("ISO")
    let rank = try sheet.column("Rank N", "Rank")
    let name = try sheet.column("EN_country", "Country_EN")
    let edition = try sheet.column("Year (N)")
    _ = try sheet.column("Zone")
    _ = try sheet.column("FR_country", "Country_FR")
    _ = try sheet.column("Rank N-1")
    let score = try sheet.scoreColumn()
    var ranks: [(rank: Int, line: Int)] = []
    var seen: [String: Int] = [:]
    for row in sheet.rows {
      guard let place = try sheet.whole(row, rank) else {
        throw sheet.error(row.line, "has no rank")
      }
      ranks.append((place, row.line))
      if let earlier = seen.updateValue(row.line, forKey: row.fields[code]) {
        throw sheet.error(row.line, "\(row.fields[code]) stands on line \(earlier) already")
      }
    }
    let total = try sheet.checkRanks(ranks)
    let first = sheet.rows[0].fields[edition]
    for (row, place) in zip(sheet.rows, ranks) {
      let year = row.fields[edition]
      guard year == first, let period = period(of: year) else {
        throw sheet.error(row.line, "the edition is \"\(year)\" where the first row has \"\(first)\"")
      }
      if let text = try sheet.number(row, score), let value = Double(text) {
        let isPercent = period.suffix(4) >= "2013"
        guard value <= (isPercent ? 100 : 200), !isPercent || value >= 0 else {
          throw sheet.error(
            row.line,
            "a score of \(row.fields[score]) can't be: scores \(isPercent ? "lie between 0 and 100" : "do not pass 200")"
          )
        }
      }
      try reading.add(
        row,
        [
          reading.figure(
            "press_freedom_rank", area: reading.lists.area(code: row.fields[code], name: row.fields[name]),
            period: period, edition: year, value: String(place.rank), total: total,
            published: reading.entry.published(edition: year), line: row.line)
        ])
    }
  }

  /// `2011-12` is about both years.
  private static func period(of edition: String) -> String? {
    if isYear(edition) { return edition }
    let parts = edition.split(separator: "-")
    guard parts.count == 2, isYear(String(parts[0])), parts[1].utf8.count == 2, Int(parts[1]) != nil else {
      return nil
    }
    return "\(parts[0])/\(parts[0].prefix(2))\(parts[1])"
  }
}

extension Sheet {
  /// `Score N`, `Score`, or since 2025 `Score` with the year.
  fileprivate func scoreColumn() throws -> Int {
    if let position = header.firstIndex(where: { $0.hasPrefix("Score ") && isYear(String($0.dropFirst(6))) })
    {
      return position
    }
    return try column("Score N", "Score")
  }
}
