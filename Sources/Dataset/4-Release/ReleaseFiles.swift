import Foundation
import GRDB

package let databaseName = "human-rights.sqlite"

/// Before the paths of pages in the release's list.
package let pagesPrefix = "Reports/"

/// Writes the CSV files of observations and comparisons.
package func writeCSVs(_ db: Database, _ tables: [ResultTable], to data: inout Exchange) throws {
  let all = try observationsCSV(db, filter: ExportFilter(includesRejected: true))
  try data.write("csv/observations.csv", all.bytes, rows: all.rows)
  for indicator in try String.fetchAll(db, sql: "SELECT indicator_id FROM indicator ORDER BY indicator_id") {
    let one = try observationsCSV(db, filter: ExportFilter(indicators: [indicator]))
    try data.write("csv/indicators/\(indicator).csv", one.bytes, rows: one.rows)
  }
  for row in try Row.fetchAll(db, sql: "SELECT kind, sql FROM comparison_kind ORDER BY kind") {
    let kind: String = row["kind"]
    let path = "csv/comparisons/\(kind).csv"
    let isWritten = try data.stream(path) { write in
      try comparisonCSV(db, kind: kind, hasRows: row["sql"] != "", to: write)
    }
    if isWritten { continue }
    if let table = tables.first(where: { $0.kind == kind }) {
      try data.write(path, Array(render(table, as: .csv).utf8), rows: table.rows.count)
    }
  }
}

/// A comparison's rows with both sides spelled out, refused ones among them; the view of its own that a kind has
/// (comparison_treaties, comparison_coverage) in their place, which also tells what is not stated. Nil for a kind
/// that has neither.
private func comparisonCSV(
  _ db: Database, kind: String, hasRows: Bool, to write: ([UInt8]) throws -> Void
) throws -> Int? {
  let view = "comparison_\(kind)"
  let hasView =
    try Row.fetchOne(
      db, sql: "SELECT 1 FROM sqlite_schema WHERE type = 'view' AND name = ?", arguments: [view]) != nil
  guard hasView || hasRows else { return nil }
  let from = hasView ? view : "comparison_wide"
  let names = try String.fetchAll(
    db, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [from])
  let sample = names.contains("is_sample") ? "is_sample" : "(SELECT max(is_sample) FROM document)"
  let key = [
    "indicator_id", "treaty_id", "area_id", "left_area_id", "left_period", "right_area_id", "document_id",
    "comparison_id",
  ].filter(names.contains)
  let rows = try Row.fetchCursor(
    db,
    sql: """
      SELECT *, CASE \(sample) WHEN 1 THEN 'SAMPLE' ELSE '' END AS sample_notice FROM \(from)
      \(hasView ? "" : "WHERE kind = :kind") ORDER BY \(key.joined(separator: ", "))
      """, arguments: hasView ? [] : ["kind": kind])
  return try writeCSV(rows, columns: names + ["sample_notice"], to: write)
}

/// The list that lies beside the pages: which release they belong to, and what is of it.
package func pagesManifest(of release: Release, _ files: [Release.File], options: PublishOptions) -> [UInt8] {
  var pages = release
  pages.counts = [:]
  pages.files = files.map { file in
    var file = file
    file.path.removeFirst(pagesPrefix.count)
    return file
  }.sorted { $0.path < $1.path }
  return manifest(of: pages, options: options)
}

/// What the release consists of, as JSON; no clock, no path of the machine. Rows are left out where none are counted.
package func manifest(of release: Release, options: PublishOptions) -> [UInt8] {
  func field(_ name: String, _ value: String) -> String {
    "  \(String(decoding: JSONText.string(name), as: UTF8.self)): \(value)"
  }
  func quoted(_ text: String) -> String { String(decoding: JSONText.string(text), as: UTF8.self) }
  let rows = release.counts.sorted { $0.key < $1.key }.map { "    \(quoted($0.key)): \($0.value)" }
  let files = release.files.map { file in
    let rows = file.rows.map { ", \"rows\": \($0)" } ?? ""
    return
      "    {\"path\": \(quoted(file.path)), \"bytes\": \(file.bytes)\(rows), \"sha256\": \(quoted(file.sha256))}"
  }
  let lines = [
    field("schema_version", "\(schemaVersion)"), field("program_version", quoted(options.programVersion)),
    field("with_text", options.withText ? "true" : "false"),
    field("logical_sha256", quoted(release.logicalHash)),
  ]
  let counted = rows.isEmpty ? [] : [field("rows", "{\n\(rows.joined(separator: ",\n"))\n  }")]
  let list = [
    field("files", "[\n\(files.joined(separator: ",\n"))\n  ]")
  ]
  return Array(("{\n" + (lines + counted + list).joined(separator: ",\n") + "\n}\n").utf8)
}
