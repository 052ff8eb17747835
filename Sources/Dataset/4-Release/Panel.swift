import Core
import GRDB

/// How a panel of area, indicator and year is laid out.
public enum PanelShape: String, CaseIterable, Sendable {
  /// A row for each key, with value, qualifier, source and report as columns.
  case long
  /// A row for each area and year, a column for each indicator and sex; numbers alone.
  case wide
}

/// Writes the observations as a panel for statistics programs: one row for one key, CSV.
///
/// The year is the one that a figure states, else its index's edition, else, where `undated` lets such figures in, the year
/// in which its report was published; `year_basis` says which. Where reports state a key several times the figure of the
/// narrowest period wins, then the newest report's. Part-time, age-group and other-base figures are keys of their own.
/// - Returns: how many rows were written, without the header.
/// - Throws: `LookupError` as `exportObservations`.
public func exportPanel(
  _ db: Database, filter: ExportFilter, shape: PanelShape, undated: Bool, to write: ([UInt8]) throws -> Void
) throws -> Int {
  try check(filter, in: db)
  var arguments = try filter.arguments()
  arguments += ["undated": undated]
  let rows = try Row.fetchCursor(db, sql: panelSQL, arguments: arguments)
  switch shape {
  case .long: return try writeCSV(rows, columns: panelColumns, to: write)
  case .wide: return try writeWide(rows, to: write)
  }
}

private let panelColumns = [
  "area_id", "area_name", "indicator_id", "indicator_name", "treaty_id", "sex", "age", "base", "year",
  "year_basis", "value", "value_text", "value_high", "qualifier", "total", "unit_id", "cited_source_id",
  "source_class", "time_period", "index_edition", "as_of", "family_id", "report_edition", "published_on",
  "stated_count", "observation_id", "is_sample",
]

private let panelSQL = """
  WITH dated AS (
    SELECT w.*, CASE WHEN time_period <> '' THEN CAST(substr(period_end, 1, 4) AS INTEGER)
        WHEN index_edition GLOB '[12][0-9][0-9][0-9]*' THEN CAST(substr(index_edition, 1, 4) AS INTEGER)
        WHEN published_on <> '' THEN CAST(substr(published_on, 1, 4) AS INTEGER) END AS year,
      CASE WHEN time_period <> '' THEN 'stated' WHEN index_edition GLOB '[12][0-9][0-9][0-9]*' THEN 'edition'
        ELSE 'report' END AS year_basis
    FROM observation_wide w
    \(observationFilter)),
  placed AS (
    SELECT *, row_number() OVER same AS place, count(*) OVER (
        PARTITION BY area_id, indicator_id, treaty_id, sex, age, base, year) AS stated_count
    FROM dated WHERE year IS NOT NULL AND (:undated OR year_basis <> 'report')
    WINDOW same AS (PARTITION BY area_id, indicator_id, treaty_id, sex, age, base, year
      ORDER BY CASE year_basis WHEN 'stated' THEN 0 WHEN 'edition' THEN 1 ELSE 2 END,
        julianday(period_end) - julianday(period_start), qualifier <> 'exact', published_on DESC, observation_id))
  SELECT * FROM placed WHERE place = 1
  ORDER BY area_id, indicator_id, treaty_id, sex, age, base, year
  """

/// Whole populations only: a column of an age group would say nothing of which.
private func writeWide(_ rows: RowCursor, to write: ([UInt8]) throws -> Void) throws -> Int {
  struct Key: Hashable {
    var area: String
    var name: String
    var year: Int
  }
  var values: [Key: [String: String]] = [:]
  var columns: Set<String> = []
  while let row = try rows.next() {
    guard let value = row["value"] as Double?, row["age"] as String == "_T", row["base"] as String == ""
    else {
      continue
    }
    let sex: String = row["sex"]
    let column = (row["indicator_id"] as String) + (sex == "_T" ? "" : sex == "F" ? "_women" : "_men")
    columns.insert(column)
    values[Key(area: row["area_id"], name: row["area_name"], year: row["year"]), default: [:]][column] =
      decimalText(value)
  }
  let names = columns.sorted()
  try write(CSV.line(["area_id", "area_name", "year"] + names))
  let keys = values.keys.sorted { ($0.area, $0.year) < ($1.area, $1.year) }
  for key in keys {
    try write(CSV.line([key.area, key.name, "\(key.year)"] + names.map { values[key]?[$0] ?? "" }))
  }
  return keys.count
}
