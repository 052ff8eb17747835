import Core

extension Importer {
  /// World Bank indicator CSV (`API_…_DS2_en_csv_v2`): four lines above the heading, one column per year, an
  /// empty last column. Groups of countries stand among the countries.
  static let worldBankWide = Importer(
    name: "world-bank-wide", version: 1, dialect: Dialect(preamble: .count(4), gaps: ["", ".."])
  ) { reading in
    let sheet = reading.sheet
    let indicator = try reading.required("indicator", reading.entry.indicator)
    let name = try sheet.column("Country Name")
    let code = try sheet.column("Country Code")
    _ = try sheet.column("Indicator Name")
    let series = try sheet.column("Indicator Code")
    let years = sheet.yearColumns("")
    guard !years.isEmpty else { throw sheet.error(sheet.headerLine, "there is no column for any year") }
    let first = sheet.rows[0].fields[series]
    for row in sheet.rows {
      guard row.fields[series] == first else {
        throw sheet.error(row.line, "is about \(row.fields[series]) where the first row is about \(first)")
      }
      let area = reading.lists.area(code: row.fields[code], name: row.fields[name])
      try reading.add(
        row,
        try years.compactMap { column in
          guard let value = try sheet.number(row, column.position) else { return nil }
          return reading.figure(indicator, area: area, period: column.year, value: value, line: row.line)
        })
    }
  }

  /// The same in long form: country, code, year, value.
  static let worldBankLong = Importer(
    name: "world-bank-long", version: 1, dialect: Dialect(gaps: ["", ".."])
  ) { reading in
    let sheet = reading.sheet
    let indicator = try reading.required("indicator", reading.entry.indicator)
    let name = try sheet.column("Country Name")
    let code = try sheet.column("Country Code")
    let year = try sheet.column("Year")
    let value = try sheet.column("Value")
    for row in sheet.rows {
      guard isYear(row.fields[year]) else {
        throw sheet.error(row.line, "\"\(row.fields[year])\" is not a year")
      }
      let area = reading.lists.area(code: row.fields[code], name: row.fields[name])
      try reading.add(
        row,
        try sheet.number(row, value).map {
          [reading.figure(indicator, area: area, period: row.fields[year], value: $0, line: row.line)]
        } ?? [])
    }
  }

  /// A series of the UN Statistics Division in the columns of SDMX: areas as M49 numbers, values by sex in
  /// columns `OBS_VALUE__F`, and comments that say as of when.
  static let unsdSeries = Importer(
    name: "unsd-series", version: 1, dialect: Dialect(gaps: ["", "N", "NaN", "NA"])
  ) { reading in
    let sheet = reading.sheet
    let indicator = try reading.required("indicator", reading.entry.indicator)
    let number = try sheet.column("REF_AREA")
    let name = try sheet.column("REF_AREA_DESC")
    let code = try sheet.column("ISO3")
    let year = try sheet.column("TIME_PERIOD")
    let unit = try sheet.column("UNIT_MEASURE")
    let only = reading.lists.measures[indicator]?.sex
    let columns = sheet.header.enumerated().compactMap { position, name -> (Int, Observation.Sex, Int?)? in
      guard name.hasPrefix("OBS_VALUE__") else { return nil }
      let rest = name.dropFirst("OBS_VALUE__".count)
      let sex: Observation.Sex? =
        rest.hasPrefix("F") ? .female : rest.hasPrefix("M") ? .male : rest.hasPrefix("_T") ? .total : nil
      guard let sex, only == nil || sex == only else { return nil }
      return (position, sex, sheet.optionalColumn(["COMMENT_OBS__\(rest)"]))
    }
    guard !columns.isEmpty else {
      throw sheet.error(sheet.headerLine, "there is no column \"OBS_VALUE__…\" for either sex")
    }
    for row in sheet.rows {
      guard row.fields[unit] == "PT" else {
        throw sheet.error(row.line, "the unit is \"\(row.fields[unit])\" where PT (per cent) is expected")
      }
      guard isYear(row.fields[year]) else {
        throw sheet.error(row.line, "\"\(row.fields[year])\" is not a year")
      }
      let area = reading.lists.area(
        code: row.fields[code], name: reading.lists.names[m49(row.fields[number])] ?? row.fields[name])
      try reading.add(
        row,
        try columns.compactMap { column, sex, comment in
          guard let value = try sheet.number(row, column) else { return nil }
          let day = comment.flatMap { dayOfYear(row.fields[$0]) }
          return reading.figure(
            indicator, area: area, sex: sex, period: row.fields[year] + (day.map { "-\($0)" } ?? ""),
            value: value,
            line: row.line)
        })
    }
  }

  /// Three digits.
  private static func m49(_ text: String) -> String {
    String(repeating: "0", count: max(0, 3 - text.utf8.count)) + text
  }

  /// The day that `as of 1 Feb of given year` names, as `02-01`.
  private static func dayOfYear(_ comment: String) -> String? {
    let words = comment.split { !$0.isLetter && !$0.isNumber }
    for (word, next) in zip(words, words.dropFirst()) {
      if let day = Int(word), (1...31).contains(day), let month = Month(String(next)) {
        return "\(month.number)-\(day < 10 ? "0" : "")\(day)"
      }
    }
    return nil
  }
}
