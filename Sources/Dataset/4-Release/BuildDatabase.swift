import Foundation
import GRDB

/// Builds the release's database from the working one: rows in the order of their keys, nothing of when or where
/// it was made, so that the same rows give the same bytes.
///
/// - Parameters:
///   - scratch: a file that is made and removed again.
///   - file: must not exist yet.
package func buildDatabase(from work: Database, to file: URL, scratch: URL, options: PublishOptions) throws {
  try? FileManager.default.removeItem(at: scratch)
  defer { try? FileManager.default.removeItem(at: scratch) }
  let queue = try DatabaseQueue(path: scratch.path)
  try queue.writeWithoutTransaction { db in
    try db.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536")
    try db.inTransaction {
      try createSchema(in: db, kind: .release)
      for table in releaseTables where options.withText || table != "passage" {
        try copy(table, from: work, to: db)
      }
      if !options.withText { try removeTexts(from: db) }
      try describeRelease(db, options: options)
      try db.execute(sql: "INSERT INTO passage_fts (passage_fts) VALUES ('rebuild')")
      try db.execute(sql: "INSERT INTO passage_fts (passage_fts) VALUES ('optimize')")
      return .commit
    }
    try db.execute(sql: "ANALYZE")
    try db.execute(sql: "VACUUM INTO ?", arguments: [file.path])
  }
  try queue.close()
}

/// Referred to before referring. The descriptions of tables come with the schema.
let releaseTables = [
  "unit", "source", "area", "treaty", "indicator", "label", "family", "rule", "document", "page", "section",
  "passage",
  "mention",
  "observation", "evidence", "claim", "published_file", "published_row_passed_over", "published_figure",
  "method_break",
  "comparison_kind", "comparison", "quality_check", "finding",
  "review_decision",
]

private func copy(_ table: String, from work: Database, to db: Database) throws {
  let columns = try String.fetchAll(
    db, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [table])
  let marks = columns.map { _ in "?" }.joined(separator: ", ")
  let list = columns.joined(separator: ", ")
  let insert = try db.cachedStatement(sql: "INSERT INTO \(table) (\(list)) VALUES (\(marks))")
  let rows = try Row.fetchCursor(
    work, sql: "SELECT \(list) FROM \(table) ORDER BY \(try sortKey(of: table, in: db))")
  while let row = try rows.next() {
    try insert.execute(arguments: StatementArguments(row.databaseValues))
  }
}

/// The columns of a table's primary key; passages in the order of their text.
func sortKey(of table: String, in db: Database) throws -> String {
  let key = try String.fetchAll(
    db, sql: "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", arguments: [table])
  return key.joined(separator: ", ")
}

/// Leaves offsets, hashes and the quotes of the numbers themselves. The triggers that keep pages and quotes
/// together stand aside for it.
private func removeTexts(from db: Database) throws {
  for trigger in try String.fetchAll(
    db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
  {
    try db.execute(sql: "DROP TRIGGER \(trigger)")
  }
  try db.execute(
    sql: """
      UPDATE page SET text = NULL;
      UPDATE section SET heading = '';
      UPDATE evidence SET quote = '' WHERE dimension NOT IN ('value', 'total');
      UPDATE claim SET quote = '';
      """)
  try db.execute(sql: groundingTriggers())
}

private func describeRelease(_ db: Database, options: PublishOptions) throws {
  let samples = try Int.fetchOne(db, sql: "SELECT count(*) FROM document WHERE is_sample = 1") ?? 0
  let entries = [
    "program_version": options.programVersion, "sample": samples > 0 ? "SAMPLE" : "",
    "schema_version": "\(schemaVersion)", "with_text": options.withText ? "1" : "0",
  ]
  for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
    try db.execute(sql: "INSERT INTO meta_release VALUES (?, ?)", arguments: [key, value])
  }
}
