import Core
import Foundation
import GRDB

/// Makes the release's database of one that was loaded, verified and compared: the same pages for the same rows, nothing
/// of when or where it was made.
///
/// - Parameters:
///   - queue: stays as it is.
///   - scratch: a file that is made and removed again.
///   - file: must not exist yet.
package func finishDatabase(
  _ queue: DatabaseQueue, to file: URL, scratch: URL, options: PublishOptions
) throws {
  try? FileManager.default.removeItem(at: scratch)
  defer { try? FileManager.default.removeItem(at: scratch) }
  try queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [scratch.path]) }
  let release = try DatabaseQueue(path: scratch.path)
  try release.writeWithoutTransaction { db in
    try db.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536")
    try db.inTransaction {
      if !options.withText { try removeTexts(from: db) }
      try describeRelease(db, options: options)
      return .commit
    }
    try db.execute(sql: "ANALYZE")
    try db.execute(sql: "VACUUM INTO ?", arguments: [file.path])
  }
  try release.close()
}

/// Makes the index of words over all passages.
package func indexPassages(_ db: Database) throws {
  try db.execute(sql: "INSERT INTO passage_fts (passage_fts) VALUES ('rebuild')")
  try db.execute(sql: "INSERT INTO passage_fts (passage_fts) VALUES ('optimize')")
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
      DELETE FROM passage;
      UPDATE page SET text = NULL;
      UPDATE section SET heading = '';
      UPDATE evidence SET quote = '' WHERE dimension NOT IN ('value', 'total');
      UPDATE claim SET quote = '';
      """)
  try db.execute(sql: groundingTriggers())
  try indexPassages(db)
}

/// What a release's database says of its own subject; empty where it says nothing.
func pipelineName(in db: Database) throws -> PipelineName {
  func value(_ key: String) throws -> String {
    try String.fetchOne(db, sql: "SELECT value FROM meta_release WHERE key = ?", arguments: [key]) ?? ""
  }
  return PipelineName(id: try value("pipeline"), names: ["en": try value("title")])
}

private func describeRelease(_ db: Database, options: PublishOptions) throws {
  let samples = try Int.fetchOne(db, sql: "SELECT count(*) FROM document WHERE is_sample = 1") ?? 0
  let entries = [
    "program_version": options.programVersion, "sample": samples > 0 ? "SAMPLE" : "",
    "pipeline": options.pipeline.id, "title": options.pipeline.title,
    "schema_version": "\(schemaVersion)", "with_text": options.withText ? "1" : "0",
  ]
  for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
    try db.execute(sql: "INSERT INTO meta_release VALUES (?, ?)", arguments: [key, value])
  }
}
