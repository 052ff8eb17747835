import Foundation
import GRDB

/// Writes the release: the database, the CSV files, the codebook and the comparison tables into `output`, and the
/// report pages into `reports`. The same rows give the same bytes.
///
/// Everything is written beside what is there and put in its place at the end; a failure leaves the previous release.
/// - Parameters:
///   - work: a database that was loaded, verified and compared.
///   - folder: the pipeline's folder, with Comparisons/.
/// - Throws: `StorageError` for a full disk or a folder that can't be written, `ConfigurationError` for a comparison.
public func publish(
  _ work: Database, pipeline folder: URL, to output: URL, reports: URL, options: PublishOptions
) throws -> Release {
  try namingStorage(output) {
    var data = try Staging(in: output)
    defer { data.discard() }
    var pages = try namingStorage(reports) { try Staging(in: reports, prefix: "Reports/") }
    defer { pages.discard() }
    let file = data.fresh.appendingPathComponent(databaseName)
    try buildDatabase(
      from: work, to: file, scratch: data.fresh.appendingPathComponent("scratch.sqlite"), options: options)
    try data.note(databaseName)
    var release = Release(files: [], logicalHash: "", counts: [:])
    let queue = try openReadOnly(at: file)
    try queue.read { db in
      let identity = try logicalHash(of: db)
      release.logicalHash = identity.hash
      release.counts = identity.counts
      try data.write("codebook.md", Array(try codebook(db).utf8))
      let tables = try comparisonTables(
        db, comparisons: folder.appendingPathComponent("Comparisons"), matrixColumns: 40)
      try writeCSVs(db, tables, to: &data)
      try data.write("kodbok.md", Array(try swedishCodebook(db).utf8))
      try data.write("README.md", Array(try readme(db, release: identity.hash, options: options).utf8))
      try data.write("metadata.yaml", Array(try datasetteMetadata(db).utf8))
      try data.write(
        "CITATION.md", Array(try citationText(db, release: identity.hash, options: options).utf8))
      var series: [UInt8] = []
      let count = try sdmxCSV(db, filter: ExportFilter()) { series += $0 }
      try data.write("sdmx/observations.csv", series, rows: count)
      try data.write("sdmx/structure.xml", Array(try sdmxStructure(db).utf8))
      try data.write(
        "datapackage.json", dataPackage(db, files: data.files, release: identity.hash, options: options))
      let texts = tables.map { render($0, as: .markdown) }
      try data.write("tables.md", Array(("# Comparison tables\n\n" + texts.joined(separator: "\n")).utf8))
      for page in try reportPages(db, tables: tables) {
        try namingStorage(reports) { try pages.write(page.path, Array(page.text.utf8)) }
      }
      let evaluation = evaluationText(in: reports)
      try sitePages(
        db, tables: tables, release: identity.hash, evaluation: evaluation, options: options
      ) { path, text in
        try namingStorage(reports) { try pages.write(path, Array(text.utf8)) }
      }
    }
    try queue.close()
    release.files = (data.files + pages.files).sorted { $0.path < $1.path }
    try data.write("release.json", manifest(of: release, options: options))
    try namingStorage(reports) { try pages.commit() }
    try data.commit()
    return release
  }
}

private func readme(_ db: Database, release: String, options: PublishOptions) throws -> String {
  guard let since = options.since else {
    return try releaseReadme(db, release: release, previous: nil, options: options)
  }
  return try openReadOnly(at: since, anySchema: true).read {
    try releaseReadme(db, release: release, previous: $0, options: options)
  }
}

let databaseName = "human-rights.sqlite"

private func writeCSVs(_ db: Database, _ tables: [Table], to data: inout Staging) throws {
  let all = try observationsCSV(db, filter: ExportFilter(includesRejected: true))
  try data.write("csv/observations.csv", all.bytes, rows: all.rows)
  for indicator in try String.fetchAll(db, sql: "SELECT indicator_id FROM indicator ORDER BY indicator_id") {
    let one = try observationsCSV(db, filter: ExportFilter(indicators: [indicator]))
    try data.write("csv/indicators/\(indicator).csv", one.bytes, rows: one.rows)
  }
  for row in try Row.fetchAll(db, sql: "SELECT kind, sql FROM comparison_kind ORDER BY kind") {
    let kind: String = row["kind"]
    let path = "csv/comparisons/\(kind).csv"
    if let csv = try comparisonCSV(db, kind: kind, hasRows: row["sql"] != "") {
      try data.write(path, csv.bytes, rows: csv.rows)
    } else if let table = tables.first(where: { $0.kind == kind }) {
      try data.write(path, Array(render(table, as: .csv).utf8), rows: table.rows.count)
    }
  }
}

/// A comparison's rows with both sides spelled out, refused ones among them; the view of its own that a kind has
/// (comparison_treaties, comparison_coverage) in their place, which also tells what is not stated. Nil for a kind
/// that has neither.
func comparisonCSV(_ db: Database, kind: String, hasRows: Bool) throws -> (bytes: [UInt8], rows: Int)? {
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
  var bytes: [UInt8] = []
  let count = try writeCSV(rows, columns: names + ["sample_notice"]) { bytes += $0 }
  return (bytes, count)
}

/// What the release consists of, as JSON; no clock, no path of the machine.
private func manifest(of release: Release, options: PublishOptions) -> [UInt8] {
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
    field("rows", "{\n\(rows.joined(separator: ",\n"))\n  }"),
    field("files", "[\n\(files.joined(separator: ",\n"))\n  ]"),
  ]
  return Array(("{\n" + lines.joined(separator: ",\n") + "\n}\n").utf8)
}
