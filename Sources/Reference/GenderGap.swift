import Core

extension Importer {
  private static let gaps: Set<String> = ["", "—", "–", "-", "N/A"]

  /// A table of the Global Gender Gap Report's appendix, as transcribed: no heading, country, women, men, their
  /// ratio, the score cut off at parity, the rank (ties are long), a ratio of the transcriber's.
  ///
  /// The entry says what the table measures; without `indicator` its rows are counted and give no figures.
  static let genderGapTable = Importer(
    name: "gender-gap-table", version: 1,
    dialect: Dialect(
      columns: ["country", "female", "male", "ratio", "score", "rank", "transcriber's ratio"], gaps: gaps)
  ) { reading in
    let sheet = reading.sheet
    let entry = reading.entry
    let edition = try reading.required("edition", entry.edition)
    try sheet.checkGenderGapRanks(column: 5)
    let only = reading.lists.measures[entry.indicator]?.sex
    for row in sheet.rows {
      let area = reading.lists.area(name: row.fields[0])
      let figures: [PublishedFigure] = try [(1, Observation.Sex.female), (2, .male)].compactMap {
        column, sex in
        guard only == nil || only == sex, let value = try sheet.number(row, column) else { return nil }
        return reading.figure(
          entry.indicator, area: area, sex: sex, period: entry.period.isEmpty ? edition : entry.period,
          edition: edition, value: value, line: row.line)
      }
      try reading.add(
        row, entry.indicator.isEmpty ? [] : figures,
        otherwise: entry.indicator.isEmpty ? "no indicator for this table" : "no value")
    }
  }

  /// Tables of another width that no indicator takes up: sex ratio at birth.
  static let genderGapRatio = uncharted(
    "gender-gap-ratio", ["country", "female", "male", "ratio", "rank"], rank: 4)

  /// The same: income in dollars, as estimated and as capped.
  static let genderGapIncome = uncharted(
    "gender-gap-income", ["country", "female", "male", "female capped", "male capped", "score", "rank"],
    rank: 6)

  /// The same: a survey among managers about equal pay.
  static let genderGapSurvey = uncharted(
    "gender-gap-survey", ["country", "survey", "ratio", "score", "rank", "transcriber's ratio"], rank: 4)

  private static func uncharted(_ name: String, _ columns: [String], rank: Int) -> Importer {
    Importer(name: name, version: 1, dialect: Dialect(columns: columns, gaps: gaps)) { reading in
      let sheet = reading.sheet
      try sheet.checkGenderGapRanks(column: rank)
      for row in sheet.rows {
        for column in 1..<rank { _ = try sheet.number(row, column) }
        try reading.add(row, [], otherwise: "no indicator for this table")
      }
    }
  }

  /// The index itself: overall and four subindexes, each with rank and score.
  static let genderGapIndex = Importer(
    name: "gender-gap-index", version: 1,
    dialect: Dialect(
      columns: [
        "country", "rank", "score", "economy rank", "economy score", "education rank", "education score",
        "health rank", "health score", "politics rank", "politics score",
      ], gaps: gaps)
  ) { reading in
    let sheet = reading.sheet
    let edition = try reading.required("edition", reading.entry.edition)
    let places = try sheet.rows.compactMap { row in
      try sheet.whole(row, 1).map { (rank: $0, line: row.line) }
    }
    let total = try sheet.checkRanks(places)
    for row in sheet.rows {
      if let score = try sheet.number(row, 2).flatMap(Double.init), !(0...1).contains(score) {
        throw sheet.error(row.line, "a score of \(row.fields[2]) can't be: scores lie between 0 and 1")
      }
      let place = try sheet.whole(row, 1)
      try reading.add(
        row,
        place.map {
          [
            reading.figure(
              "gender_gap_rank", area: reading.lists.area(name: row.fields[0]), period: edition,
              edition: edition, value: String($0), total: total, line: row.line)
          ]
        } ?? [])
    }
  }

  /// The Global Gender Gap Index as the World Bank's TCdata360 hands it out: one column per edition, ranks and
  /// scores in rows of their own.
  static let genderGapDump = Importer(
    name: "gender-gap-dump", version: 1, dialect: Dialect(gaps: gaps)
  ) { reading in
    let sheet = reading.sheet
    let code = try sheet.column("Country ISO3")
    let name = try sheet.column("Country Name")
    let measure = try sheet.column("Indicator")
    let kind = try sheet.column("Subindicator Type")
    _ = try sheet.column("Indicator Id")
    let years = sheet.yearColumns("")
    guard !years.isEmpty else { throw sheet.error(sheet.headerLine, "there is no column for any year") }
    func isRank(_ row: Sheet.Row) -> Bool {
      row.fields[measure] == "Overall Global Gender Gap Index" && row.fields[kind] == "Rank"
    }
    var totals: [String: Int] = [:]
    for column in years {
      var ranks: [Int] = []
      for row in sheet.rows where isRank(row) {
        if let rank = try sheet.whole(row, column.position) { ranks.append(rank) }
      }
      // One country of an edition may be left out; its place is counted.
      totals[column.year] = max(ranks.count, ranks.max() ?? 0)
    }
    for row in sheet.rows {
      guard isRank(row) else {
        try reading.add(row, [], otherwise: "no indicator for this subindex")
        continue
      }
      let area = reading.lists.area(code: row.fields[code], name: row.fields[name])
      let figures: [PublishedFigure] = try years.compactMap { column in
        guard let rank = try sheet.whole(row, column.position) else { return nil }
        return reading.figure(
          "gender_gap_rank", area: area, period: column.year, edition: column.year, value: String(rank),
          total: totals[column.year], published: reading.entry.published(edition: column.year), line: row.line
        )
      }
      try reading.add(row, figures)
    }
  }
}

extension Sheet {
  fileprivate func checkGenderGapRanks(column: Int) throws {
    _ = try checkRanks(
      try rows.compactMap { row in try whole(row, column).map { (rank: $0, line: row.line) } })
  }
}
