import Core
import Foundation

extension Importer {
  /// The old PopStats export: end of year, by country of asylum and of origin. `*` stands for one to four
  /// persons; a sum over such cells is a lower bound and says so.
  static let unhcrPopStats = Importer(name: "unhcr-popstats", version: 1, dialect: Dialect(gaps: ["", "-"])) {
    reading in
    let sheet = reading.sheet
    let year = try sheet.column("Year")
    let asylum = try sheet.column("Country of asylum or residence", "Country / territory of asylum/residence")
    _ = try sheet.column("Origin")
    _ = try sheet.column("Total Population")
    let columns = [
      (try sheet.column("Refugees"), "refugees"),
      (try sheet.column("Asylum-seekers (pending cases)"), "asylum_seekers"),
      (try sheet.column("Internally displaced persons (IDPs)"), "internally_displaced_persons"),
      (try sheet.column("Stateless persons"), "stateless_persons"),
    ]
    try reading.sum(year: year, columns: columns) { $0.area(name: $1.fields[asylum]) }
  }

  /// The Refugee Data Finder's population figures as CSV: what its API and the tables made of it have.
  /// End of year; UNHCR's own codes of countries (ARE is Egypt) are not read, ISO codes are.
  static let unhcrPopulation = Importer(
    name: "unhcr-population", version: 1, dialect: Dialect(gaps: ["", "-", "NA"]), read: readPopulation)

  /// The same as the API's JSON: `items`, numbers as numbers or texts, `-` for what is not known.
  static let unhcrPopulationJSON = Importer(
    name: "unhcr-population-json", version: 1, dialect: Dialect(gaps: ["", "-"]), isJSON: true,
    read: readPopulation)

  @Sendable private static func readPopulation(_ reading: inout Import) throws {
    let sheet = reading.sheet
    let year = try sheet.column("year")
    let code = try sheet.column("coa_iso")
    let name = try sheet.column("coa_name")
    let columns = [
      (try sheet.column("refugees"), "refugees"), (try sheet.column("asylum_seekers"), "asylum_seekers"),
      (try sheet.column("idps"), "internally_displaced_persons"),
      (try sheet.column("stateless"), "stateless_persons"),
    ]
    try reading.sum(year: year, columns: columns) { $0.area(code: $1.fields[code], name: $1.fields[name]) }
  }
}

extension Import {
  /// Sums the rows of a country of asylum over the countries of origin.
  ///
  /// - Parameter columns: position and indicator.
  fileprivate mutating func sum(
    year: Int, columns: [(Int, String)], area: (PublishedLists, Sheet.Row) -> String
  ) throws {
    struct Key: Hashable {
      var area: String
      var year: String
      var indicator: String
    }
    struct Sum {
      var value = 0
      var suppressed = 0
      var line: Int
    }
    var order: [Key] = []
    var sums: [Key: Sum] = [:]
    for row in sheet.rows {
      let time = row.fields[year].trimmed
      guard isYear(time) else {
        throw sheet.error(row.line, "\"\(time)\" in column \"\(sheet.header[year])\" is not a year")
      }
      let place = area(lists, row)
      var isUsed = false
      for (column, indicator) in columns {
        let isSuppressed = row.fields[column].trimmed == "*"
        let value = isSuppressed ? 0 : try sheet.whole(row, column)
        guard let value else { continue }
        isUsed = true
        let key = Key(area: place, year: time, indicator: indicator)
        if sums[key] == nil { order.append(key) }
        sums[key, default: Sum(line: row.line)].value += value
        if isSuppressed { sums[key]?.suppressed += 1 }
      }
      count(row, used: isUsed, otherwise: "no population of an indicator")
    }
    try derive(
      order.map { key in
        let sum = sums[key] ?? Sum(line: 1)
        return figure(
          key.indicator, area: key.area, period: "\(key.year)-12-31", value: String(sum.value),
          concept: sum.suppressed == 0
            ? "" : "lower bound: \(plural(sum.suppressed, "cell")) of one to four persons not counted",
          line: sum.line)
      })
  }
}

extension Sheet {
  /// The records under `items` (or a bare list of records) as rows; columns are all keys, sorted.
  ///
  /// - Throws: `ConfigurationError` where the file is not such JSON, or says it has more records than it holds.
  init(json bytes: [UInt8], file: String, dialect: Dialect) throws {
    func wrong(_ message: String) -> ConfigurationError {
      ConfigurationError(file: file, line: nil, message: message)
    }
    guard let json = try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed]) else {
      throw wrong("is not JSON; it may have been cut")
    }
    let object = json as? [String: Any]
    guard let items = (object?["items"] ?? json) as? [[String: Any]], !items.isEmpty else {
      throw wrong("has no records under \"items\"")
    }
    if let pages = (object?["maxPages"] as? NSNumber)?.intValue, pages > 1 {
      throw wrong("is one of \(pages) pages; fetch all in one with a larger limit")
    }
    let keys = Set(items.flatMap(\.keys)).sorted()
    let rows = try items.enumerated().map { index, item in
      guard item.count == keys.count else {
        throw ConfigurationError(
          file: file, line: index + 1, message: "record \(index + 1) lacks keys that others have")
      }
      return Row(
        line: index + 1,
        fields: keys.map { key in
          switch item[key] {
          case let text as String: text
          case let number as NSNumber: number.stringValue
          default: ""
          }
        })
    }
    self.init(file: file, header: keys, rows: rows, dialect: dialect)
  }
}
