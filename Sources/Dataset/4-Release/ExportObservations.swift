import Core
import Foundation
import GRDB

/// Writes the observations that the filter lets through, in the order of indicator, area, period and report.
///
/// - Parameters:
///   - labels: the language of tables for people, whose names the database's session must have; CSV, NDJSON and
///     spreadsheets have the names in it beside the English ones.
///   - width: of the terminal, in columns; only for `.table`.
///   - sentences: read before, where several files are written of one database.
///   - write: takes bytes as they are made; CSV and NDJSON come in pieces.
/// - Returns: how many observations were written.
/// - Throws: `LookupError` for an indicator, area or document that the database does not know.
public func exportObservations(
  _ db: Database, filter: ExportFilter, format: ExportFormat, labels: Labels = .english, width: Int = 100,
  sentences: SentenceBook = SentenceBook(), to write: ([UInt8]) throws -> Void
) throws -> Int {
  try check(filter, in: db)
  let rows = try Row.fetchCursor(db, sql: exportSQL(labels), arguments: try filter.arguments())
  let columns = exportColumns + exportLabels(labels)
  switch format {
  case .csv:
    return try writeCSV(rows, columns: columns, sentences: (sentences, db), to: write)
  case .ndjson:
    var count = 0
    while let row = try rows.next() {
      let sentence = try sentences.sentence(of: row, in: db)
      let cells = columns.map {
        ($0, $0 == "sentence" ? JSONText.string(sentence) : JSONText.value(row[$0]))
      }
      try write(JSONText.object(cells) + [UInt8(ascii: "\n")])
      count += 1
    }
    return count
  case .excel:
    try write(Spreadsheet.mark + Spreadsheet.line(columns))
    var count = 0
    while let row = try rows.next() {
      let sentence = try sentences.sentence(of: row, in: db)
      try write(Spreadsheet.line(columns.map { $0 == "sentence" ? sentence : csvText(row[$0]) }))
      count += 1
    }
    return count
  case .sdmxCSV:
    return try sdmxCSV(db, filter: filter, to: write)
  case .table, .markdown, .html:
    let table = try observationTable(db, rows)
    let shape: TableFormat = format == .table ? .table : format == .markdown ? .markdown : .html
    try write(Array(render(table, as: shape, labels: labels, width: width).utf8))
    return table.rows.count
  }
}

/// Writes one CSV for each indicator that the filter lets through, and that a report states.
///
/// - Returns: the files, sorted by name.
/// - Throws: `LookupError` as `exportObservations`, `StorageError` where the folder can't be written.
public func exportIndicators(
  _ db: Database, filter: ExportFilter, labels: Labels = .english, to folder: URL
) throws -> [URL] {
  try check(filter, in: db)
  var files: [URL] = []
  let sentences = SentenceBook()
  let all = try String.fetchAll(db, sql: "SELECT indicator_id FROM indicator ORDER BY indicator_id")
  try namingStorage(folder) {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for indicator in all where filter.indicators.isEmpty || filter.indicators.contains(indicator) {
      var one = filter
      one.indicators = [indicator]
      let file = folder.appendingPathComponent("\(indicator).csv")
      let table = try observationsCSV(db, filter: one, labels: labels, sentences: sentences)
      guard table.rows > 0 else { continue }
      try Data(table.bytes).write(to: file, options: .atomic)
      files.append(file)
    }
  }
  return files
}

/// The filter's observations as CSV, and how many they are.
func observationsCSV(
  _ db: Database, filter: ExportFilter, labels: Labels = .english, sentences: SentenceBook
) throws -> (bytes: [UInt8], rows: Int) {
  var bytes: [UInt8] = []
  let rows = try exportObservations(
    db, filter: filter, format: .csv, labels: labels, sentences: sentences
  ) { bytes += $0 }
  return (bytes, rows)
}

/// Header and rows; numbers as decimal text. Returns how many rows.
///
/// - Parameters:
///   - sentences: fills a column `sentence`.
///   - more: names of columns behind them, whose fields `fields` makes of each row.
func writeCSV(
  _ rows: RowCursor, columns: [String], sentences: (SentenceBook, Database)? = nil, more: [String] = [],
  fields: (Row) throws -> [String] = { _ in [] }, to write: ([UInt8]) throws -> Void
) throws -> Int {
  var bytes = CSV.line(columns + more)
  var count = 0
  var places: [Int] = []
  while let row = try rows.next() {
    // Looking each name up in each row would cost more than all the rest.
    if count == 0 { places = columns.compactMap { Array(row.columnNames).firstIndex(of: $0) } }
    var cells = places.map { csvText(row[$0]) }
    if let (book, db) = sentences, let place = columns.firstIndex(of: "sentence") {
      cells[place] = try book.sentence(of: row, in: db)
    }
    CSV.append(try cells + fields(row), to: &bytes)
    count += 1
    if bytes.count > 1 << 16 {
      try write(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
  }
  try write(bytes)
  return count
}

package func csvText(_ value: DatabaseValue) -> String {
  switch value.storage {
  case .null, .blob: ""
  case .int64(let number): "\(number)"
  case .double(let number): decimalText(number)
  case .string(let text): text
  }
}

/// Columns of the exported observations. `value` is the number, empty for dates and statuses; `value_text` is the value
/// as written.
let exportColumns = [
  "observation_id", "document_id", "area_id", "area_name", "indicator_id", "indicator_name", "treaty_id",
  "time_period", "period_start", "period_end", "sex", "age", "base", "value", "value_text", "value_high",
  "qualifier",
  "total",
  "unit_id", "index_edition", "cited_source_id", "cited_source_name", "source_class", "obs_status",
  "review_status",
  "quote", "sentence", "page_number", "page_label", "char_start", "char_end", "byte_start", "byte_end",
  "rule_id",
  "outline_id", "family_id",
  "report_edition", "document_title", "publisher", "published_on", "url", "is_sample", "sample_notice",
]

private func exportSQL(_ labels: Labels) -> String {
  """
  SELECT observation_id, document_id, area_id, area_name, indicator_id, indicator_name, treaty_id, time_period,
    period_start, period_end, sex, age, base, value, value_text, value_high, qualifier, total, unit_id,
    index_edition, cited_source_id, cited_source_name, source_class, obs_status, review_status, quote, '' AS sentence, page_number,
    page_label, char_start, char_end, byte_start, byte_end, rule_id, outline_id, family_id, report_edition, document_title,
    publisher, published_on, url, is_sample, CASE is_sample WHEN 1 THEN 'SAMPLE' ELSE '' END AS sample_notice,
    value_label, as_of_label\(labelSQL(labels))
  FROM observation_wide w
  \(observationFilter)
  ORDER BY indicator_id, area_id, treaty_id, as_of, published_on, document_id, sex, char_start, observation_id
  """
}

private func labelSQL(_ labels: Labels) -> String {
  labelColumns(for: exportColumns, of: "w", in: labels).map { ", " + $0.sql }.joined()
}

/// Columns that come after the others where a language was asked for.
func exportLabels(_ labels: Labels) -> [String] {
  labelColumns(for: exportColumns, of: "w", in: labels).map(\.name)
}

/// What an `ExportFilter` lets through, of `observation_wide w`.
let observationFilter = """
  WHERE (:indicators = '[]' OR indicator_id IN (SELECT value FROM json_each(:indicators)))
    AND (:areas = '[]' OR w.area_id IN (SELECT value FROM json_each(:areas)))
    AND (:documents = '[]' OR EXISTS (
      SELECT 1 FROM json_each(:documents) WHERE substr(document_id, 1, length(value)) = value))
    AND (:rejected OR review_status <> 'rejected')
  """

extension ExportFilter {
  package func arguments() throws -> StatementArguments {
    func json(_ list: [String]) throws -> String {
      String(decoding: try JSONEncoder().encode(list), as: UTF8.self)
    }
    return try [
      "indicators": json(indicators), "areas": json(areas), "documents": json(documents),
      "rejected": includesRejected,
    ]
  }
}

func check(_ filter: ExportFilter, in db: Database) throws {
  let lists = [
    ("indicator", "SELECT 1 FROM indicator WHERE indicator_id = ?", filter.indicators),
    ("area", "SELECT 1 FROM area WHERE area_id = ?", filter.areas),
    ("document", "SELECT 1 FROM document WHERE substr(document_id, 1, length(?1)) = ?1", filter.documents),
  ]
  for (what, sql, asked) in lists {
    for name in asked where try Row.fetchOne(db, sql: sql, arguments: [name]) == nil {
      throw LookupError(what: what, asked: name, like: try known(what, in: db))
    }
  }
}

/// Names that a filter may have, and for countries their English names too.
private func known(_ what: String, in db: Database) throws -> [String] {
  switch what {
  case "indicator": try String.fetchAll(db, sql: "SELECT indicator_id FROM indicator ORDER BY 1")
  case "area": try String.fetchAll(db, sql: "SELECT area_id FROM area ORDER BY 1")
  default: []
  }
}

private func observationTable(_ db: Database, _ rows: RowCursor) throws -> ResultTable {
  let names = ["Id", "Area", "Indicator", "Period", "Sex", "Value", "Source", "Report", "Page", "Quote"]
  var table = ResultTable(
    kind: "observations", title: "Observations",
    explanation: "What the reports state, with the words that state it.",
    note: "", columns: names.map { ResultTable.Column(name: $0, isNumeric: $0 == "Page") }, rows: [],
    compared: 0,
    refused: [:], isSample: try hasSamples(db))
  while let row = try rows.next() {
    let id: String = row["observation_id"]
    let sex: String = row["sex"]
    let treaty: String = row["treaty_id"]
    let indicator: String = row["indicator_name"]
    let page: Int = row["page_number"]
    let texts: [String] = [
      String(id.prefix(8)), row["area_id"], treaty.isEmpty ? indicator : "\(indicator) \(treaty)",
      row["as_of_label"],
      sex == "_T" ? "" : sex, row["value_label"], row["cited_source_id"], row["report_edition"], "\(page)",
      row["quote"],
    ]
    table.rows.append(texts.map { ResultTable.Cell(text: $0, observations: [id]) })
  }
  return table
}

extension JSONText {
  /// Numbers as in CSV files: decimal text without an exponent.
  static func value(_ value: DatabaseValue) -> [UInt8] {
    switch value.storage {
    case .null, .blob: Array("null".utf8)
    case .int64(let number): whole(Int(number))
    case .double(let number): Array(decimalText(number).utf8)
    case .string(let text): string(text)
    }
  }
}
