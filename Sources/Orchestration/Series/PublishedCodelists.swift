import Core
import Foundation
import GRDB
import Reference

extension PublishedLists {
  /// From the code lists that are loaded, and the publishers' names for areas (`Codelists/area_names.csv`).
  ///
  /// - Throws: `ConfigurationError` for the list of names.
  package init(_ db: Database, pipeline: URL) throws {
    var measures: [String: Measure] = [:]
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT indicator_id, minimum, maximum, sex, unit_id IN ('RANK','INDEX','PERCENT'), unit_id = 'STATUS'
        FROM indicator
        """)
    {
      measures[row[0]] = Measure(
        minimum: row[1], maximum: row[2], isBounded: row[4], isStatus: row[5],
        sex: Observation.Sex(rawValue: row[3]))
    }
    var treaties: [String: String] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT untc_reference, treaty_id FROM treaty") {
      treaties[row[0]] = row[1]
    }
    var codes: Set<String> = []
    var countries: [String] = []
    var names: [String: String] = [:]
    for row in try Row.fetchAll(
      db,
      sql: "SELECT area_id, iso2, m49, name_en, kind FROM area WHERE kind <> 'as_written' ORDER BY area_id")
    {
      let id: String = row[0]
      codes.insert(id)
      if row[4] == "country" { countries.append(id) }
      for name in [row[1], row[2], row[3]] as [String] where !name.isEmpty { names[name] = id }
    }
    for row in try Self.rows(pipeline, "area_names.csv", ["name", "area_id"]) { names[row[0]] = row[1] }
    self.init(
      measures: measures, treaties: treaties, codes: codes, countries: countries, names: names)
  }

  /// Rows of a code list that may be absent.
  package static func rows(_ pipeline: URL, _ name: String, _ columns: [String]) throws -> [[String]] {
    let url = knowledgeFile("Codelists/\(name)", of: pipeline)
    guard let bytes = try? Data(contentsOf: url) else { return [] }
    let table = try CSVTable(Array(bytes), file: "Codelists/\(name)")
    let positions = try table.columns(columns)
    return table.rows.map { row in positions.map { row.fields[$0] } }
  }
}

/// Loads the years in which an index changed its method (`Codelists/method_breaks.csv`).
///
/// - Throws: `ConfigurationError` where a year is none.
func loadMethodBreaks(pipeline: URL, into db: Database) throws {
  try db.execute(sql: "DELETE FROM method_break")
  for row in try PublishedLists.rows(pipeline, "method_breaks.csv", ["indicator_id", "first_year", "note"]) {
    guard isYear(row[1]) else {
      throw ConfigurationError(
        file: "Codelists/method_breaks.csv", line: nil, message: "\"\(row[1])\" is not a year")
    }
    try db.execute(
      sql:
        "INSERT INTO method_break SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM indicator WHERE indicator_id = ?)",
      arguments: [row[0], row[1], row[2], row[0]])
  }
}
