import Foundation

extension Importer {
  /// Mid-Year Trends, annex table 1: for each country of asylum a row per kind of population, with the stock at
  /// the start and in the middle of a year. Numbers are padded, thousands have commas, nothing is `-00`.
  static let unhcrMidYear = Importer(
    name: "unhcr-mid-year", version: 1,
    dialect: Dialect(groupMark: ",", preamble: .lines(startingWith: "#"), gaps: ["", "-"])
  ) { reading in
    let sheet = reading.sheet
    let name = try sheet.column("Country/territory of asylum/residence")
    let kind = try sheet.column("Type of population")
    _ = try sheet.column("UN major regions")
    guard let start = sheet.yearColumns("Population Start ").first,
      let middle = sheet.yearColumns("Population Mid ").first, let year = Int(start.year)
    else {
      throw sheet.error(
        sheet.headerLine, "the columns \"Population Start YYYY\" and \"Population Mid YYYY\" are missing")
    }
    for row in sheet.rows {
      guard let indicator = indicator(ofPopulation: row.fields[kind]) else {
        try reading.add(row, [], otherwise: "no indicator for this kind of population")
        continue
      }
      let area = reading.lists.area(name: row.fields[name])
      // The start of a year is the end of the one before.
      let figures: [PublishedFigure] = try [
        (start.position, "\(year - 1)-12-31"), (middle.position, "\(middle.year)-06-30"),
      ].compactMap { column, day in
        guard let value = try sheet.number(row, column) else { return nil }
        return reading.figure(indicator, area: area, period: day, value: value, line: row.line)
      }
      try reading.add(row, figures)
    }
  }

  /// Global Trends, annex table 1: one row per country of asylum, one column per kind of population.
  static let unhcrYearEnd = Importer(
    name: "unhcr-year-end", version: 1,
    dialect: Dialect(groupMark: ",", preamble: .lines(startingWith: "#"), gaps: ["", "-"])
  ) { reading in
    let sheet = reading.sheet
    let period = try reading.required("period", reading.entry.period)
    let name = try sheet.column("Country")
    let code = sheet.optionalColumn(["countryCode"])
    let columns = [
      (
        try sheet.column(
          "Total Refugee and people in refugee-like situations",
          "Total refugees and people in refugee-like situations"), "refugees"
      ),
      (try sheet.column("Asylum-seekers", "Asylum-seekers (pending cases)"), "asylum_seekers"),
      (
        try sheet.column(
          "IDPs protected/assisted by UNHCR, incl. people in IDP-like situations",
          "IDPs protected/ assisted by UNHCR, incl. people in IDP-like situations"),
        "internally_displaced_persons"
      ),
      (try sheet.column("Persons under UNHCR's statelessness mandate"), "stateless_persons"),
    ]
    _ = try sheet.column("Total population of concern")
    for row in sheet.rows {
      let area = reading.lists.area(code: code.map { row.fields[$0] } ?? "", name: row.fields[name])
      try reading.add(
        row,
        try columns.compactMap { column, indicator in
          guard let value = try sheet.number(row, column) else { return nil }
          return reading.figure(indicator, area: area, period: period, value: value, line: row.line)
        })
    }
  }

  private static func indicator(ofPopulation kind: String) -> String? {
    switch kind {
    case "Total Refugee and people in refugee-like situations",
      "Total refugees and people in refugee-like situations":
      "refugees"
    case "Asylum-seekers": "asylum_seekers"
    case "IDPs protected/assisted by UNHCR, incl. people in IDP-like situations":
      "internally_displaced_persons"
    case "Persons under UNHCR's statelessness mandate": "stateless_persons"
    default: nil
    }
  }
}
