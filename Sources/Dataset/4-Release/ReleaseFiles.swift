import Core
import Foundation
import GRDB

/// Before the paths of pages in the release's list.
package let pagesPrefix = "Reports/"

/// Writes the CSV files of observations and comparisons.
///
/// - Parameter labels: the language whose names stand beside the English ones; none for English.
package func writeCSVs(_ db: Database, _ tables: [ResultTable], labels: Labels, to data: inout Exchange)
  throws
{
  let sentences = SentenceBook()
  let all = try observationsCSV(
    db, filter: ExportFilter(includesRejected: true), labels: labels, sentences: sentences)
  try data.write("csv/observations.csv", all.bytes, rows: all.rows)
  for indicator in try String.fetchAll(db, sql: "SELECT indicator_id FROM indicator ORDER BY indicator_id") {
    let one = try observationsCSV(
      db, filter: ExportFilter(indicators: [indicator]), labels: labels, sentences: sentences)
    // A file with a header alone would be one more to look into for nothing.
    guard one.rows > 0 else { continue }
    try data.write("csv/indicators/\(indicator).csv", one.bytes, rows: one.rows)
  }
  for row in try Row.fetchAll(db, sql: "SELECT kind, sql, with_sentences FROM comparison_kind ORDER BY kind")
  {
    let kind: String = row["kind"]
    let path = "csv/comparisons/\(kind).csv"
    let isWritten = try data.stream(path) { write in
      try comparisonCSV(
        db, kind: kind, hasRows: row["sql"] != "", hasSentences: row["with_sentences"], labels: labels,
        to: write)
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
  _ db: Database, kind: String, hasRows: Bool, hasSentences: Bool, labels: Labels,
  to write: ([UInt8]) throws -> Void
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
  let extra = labelColumns(for: names, of: "w", in: labels)
  let rows = try Row.fetchCursor(
    db,
    sql: """
      SELECT *, CASE \(sample) WHEN 1 THEN 'SAMPLE' ELSE '' END AS sample_notice
        \(extra.map { ", " + $0.sql }.joined()) FROM \(from) w
      \(hasView ? "" : "WHERE kind = :kind") ORDER BY \(key.joined(separator: ", "))
      """, arguments: hasView ? [] : ["kind": kind])
  let columns = names + ["sample_notice"] + extra.map(\.name)
  guard hasSentences else { return try writeCSV(rows, columns: columns, to: write) }
  return try writeCSV(rows, columns: columns, more: sentenceColumns.map(\.name)) { row in
    try sentenceColumns.map { try sentence(stating: row[$0.observation], in: db) }
  } to: {
    try write($0)
  }
}

/// Columns at the end of the CSV of a comparison that has sentences, and the observation that each states.
let sentenceColumns = [
  (name: "left_sentence", observation: "left_observation_id"),
  (name: "right_sentence", observation: "right_observation_id"),
]

/// The whole sentence that states an observation, lines joined; empty in a release without texts.
private func sentence(stating observation: String?, in db: Database) throws -> String {
  let statement = try db.cachedStatement(
    sql: """
      SELECT m.document_id, m.char_start, m.char_end, m.quote FROM observation o JOIN mention m USING (mention_id)
      WHERE o.observation_id = ?
      """)
  guard let observation, let row = try Row.fetchOne(statement, arguments: [observation]) else { return "" }
  let around = try sentence(around: row, in: db)
  if around.before.isEmpty, around.after.isEmpty { return "" }
  return around.before + joined(row["quote"]) + around.after
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

/// What the release consists of, as JSON with a line for each file; no clock, no path of the machine. Rows are left out
/// where none are counted.
package func manifest(of release: Release, options: PublishOptions) -> [UInt8] {
  let rows = release.counts.sorted { $0.key < $1.key }.map { ($0.key, JSONText.whole($0.value)) }
  let files = release.files.map { file in
    JSONText.object(
      [("path", JSONText.string(file.path)), ("bytes", JSONText.whole(file.bytes))]
        + (file.rows.map { [("rows", JSONText.whole($0))] } ?? []) + [
          ("sha256", JSONText.string(file.sha256))
        ],
      spaced: true)
  }
  return JSONText.lines(
    [
      ("schema_version", JSONText.whole(schemaVersion)),
      ("program_version", JSONText.string(options.programVersion)),
      ("with_text", Array((options.withText ? "true" : "false").utf8)),
      ("labels", JSONText.string(options.labels.language)),
      ("logical_sha256", JSONText.string(release.logicalHash)),
    ] + (rows.isEmpty ? [] : [("rows", JSONText.lines(rows, indent: 4))]) + [
      ("files", JSONText.lines(files, indent: 4))
    ]) + [UInt8(ascii: "\n")]
}
