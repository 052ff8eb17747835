extension Importer {
  /// UNDP's complete time series of composite indices: one row per country, one column per measure and year.
  static let hdrSeries = Importer(
    name: "hdr-time-series", version: 1, dialect: Dialect(encodings: [.utf8, .latin1])
  ) { reading in
    let sheet = reading.sheet
    let edition = try reading.required("edition", reading.entry.edition)
    let code = try sheet.column("iso3")
    let name = try sheet.column("country")
    _ = try sheet.column("hdicode")
    _ = try sheet.column("region")
    let values = [
      ("hdi_", "hdi_value"), ("le_", "life_expectancy"), ("mmr_", "maternal_mortality_ratio"),
      ("lfpr_f_", "female_labour_participation"), ("pr_f_", "women_in_lower_house_share"),
    ].map { (columns: sheet.yearColumns($0.0), prefix: $0.0, indicator: $0.1) }
    for measure in values where measure.columns.isEmpty {
      throw sheet.error(sheet.headerLine, "there is no column \"\(measure.prefix)YYYY\"")
    }
    let ranks = try [("hdi_rank_", "hdi_rank"), ("gii_rank_", "gender_inequality_rank")].map {
      prefix, indicator in
      guard let column = sheet.yearColumns(prefix).last else {
        throw sheet.error(sheet.headerLine, "there is no column \"\(prefix)YYYY\"")
      }
      let places = try sheet.rows.compactMap { row in
        try sheet.whole(row, column.position).map { (rank: $0, line: row.line) }
      }
      return (column: column, indicator: indicator, total: try sheet.checkRanks(places))
    }
    for row in sheet.rows {
      let area = reading.lists.area(code: row.fields[code], name: row.fields[name])
      var figures: [PublishedFigure] = []
      for measure in values {
        // Only its newest year is an edition's own; the others are history as revised in it.
        let newest = measure.columns.map(\.year).max()
        for column in measure.columns {
          guard let value = try sheet.number(row, column.position) else { continue }
          figures.append(
            reading.figure(
              measure.indicator, area: area, period: column.year,
              edition: column.year == newest ? edition : "",
              value: value,
              concept: measure.prefix == "pr_f_" ? "both chambers together" : nil, line: row.line))
        }
      }
      for rank in ranks {
        guard let place = try sheet.whole(row, rank.column.position) else { continue }
        figures.append(
          reading.figure(
            rank.indicator, area: area, period: rank.column.year, edition: edition, value: String(place),
            total: rank.total, line: row.line))
      }
      try reading.add(row, figures)
    }
  }

  private static let annex = Dialect(
    groupMark: ",", encodings: [.utf8, .latin1], gaps: ["", "..", "—", "–", "n.a."])

  /// Table 1 of a Human Development Report's annex: rank, index and components.
  ///
  /// The table of 2016 has two columns of the same name; the last one is the rank of the year before, computed
  /// anew, and no edition's own.
  static let hdrIndexTable = Importer(name: "hdr-table-1", version: 1, dialect: annex) { reading in
    let sheet = reading.sheet
    let edition = try reading.required("edition", reading.entry.edition)
    let period = try reading.required("period", reading.entry.period)
    let rank = try sheet.column("HDI rank")
    let name = try sheet.column("Country")
    let index = try sheet.column("Human Development Index (HDI)")
    let life = try sheet.column("Life expectancy at birth")
    _ = try sheet.column("Gross national income (GNI) per capita")
    let last = sheet.header.lastIndex { $0.lowercased() == "hdi rank" } ?? rank
    let places = try sheet.rows.compactMap { row in
      try sheet.whole(row, rank).map { (rank: $0, line: row.line) }
    }
    let total = try sheet.checkRanks(places)
    for row in sheet.rows {
      let area = reading.lists.area(name: row.fields[name])
      var figures: [PublishedFigure] = []
      func add(_ indicator: String, _ value: String?, total: Int? = nil) {
        guard let value else { return }
        figures.append(
          reading.figure(
            indicator, area: area, period: period, edition: edition, value: value, total: total,
            line: row.line))
      }
      add("hdi_rank", try sheet.whole(row, rank).map(String.init), total: total)
      add("hdi_value", try sheet.number(row, index))
      add("life_expectancy", try sheet.number(row, life))
      if last != rank, let place = try sheet.whole(row, last), let year = Int(period) {
        figures.append(
          reading.figure(
            "hdi_rank", area: area, period: String(year - 1), value: String(place), total: total,
            concept: "rank of \(year - 1) as computed anew in \(edition)", line: row.line))
      }
      try reading.add(row, figures)
    }
  }

  /// The table of the Gender Inequality Index in the same annex.
  static let hdrInequalityTable = Importer(name: "hdr-table-gii", version: 1, dialect: annex) { reading in
    let sheet = reading.sheet
    let edition = try reading.required("edition", reading.entry.edition)
    let period = try reading.required("period", reading.entry.period)
    let name = try sheet.column("Country")
    let rank = try sheet.column("GII Rank")
    let index = try sheet.column("Gender Inequality Index (GII)")
    var columns = [
      (try sheet.column("Maternal Mortality Ratio"), "maternal_mortality_ratio"),
      (try sheet.column("Labour Force Participation Rate (Female)"), "female_labour_participation"),
    ]
    let places = try sheet.rows.compactMap { row in
      try sheet.whole(row, rank).map { (rank: $0, line: row.line) }
    }
    let total = try sheet.checkRanks(places)
    // A copy that has the ranks of the HDI under this heading is about: its ranks do not follow the index.
    let ranked = try sheet.rows.compactMap { row -> (Int, Double)? in
      guard let place = try sheet.whole(row, rank),
        let value = try sheet.number(row, index).flatMap(Double.init)
      else { return nil }
      return (place, value)
    }.sorted { $0.0 < $1.0 }
    if zip(ranked, ranked.dropFirst()).allSatisfy({ $0.1 <= $1.1 }) {
      columns.append((rank, "gender_inequality_rank"))
    }
    for row in sheet.rows {
      let area = reading.lists.area(name: row.fields[name])
      let figures: [PublishedFigure] = try columns.compactMap { column, indicator in
        guard let value = try sheet.number(row, column) else { return nil }
        return reading.figure(
          indicator, area: area, period: period, edition: edition, value: value,
          total: indicator == "gender_inequality_rank" ? total : nil, line: row.line)
      }
      try reading.add(row, figures)
    }
  }
}
