import Core
import Foundation
import GRDB

/// What earlier runs did, as rows of the working database: for each document and stage the fingerprint, and
/// for each fingerprint what it was made of.
struct Ledger {
  /// What is known of a report, by its file.
  struct Known {
    /// SHA-256 of its bytes, or `file:` and its name where they could not be read.
    var document: String
    var language = ""
    var fingerprints: [String: String] = [:]
    /// Of the stage that failed.
    var failure: (stage: String, error: String)?
  }

  private(set) var files: [String: Known] = [:]
  private(set) var states: [String: String] = [:]

  /// Adds the ledger's own table to a working database; sets of files are shared by thousands of rows.
  static func prepare(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE IF NOT EXISTS input_set (
          input_set_id TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
          PRIMARY KEY (input_set_id, file)) STRICT, WITHOUT ROWID
        """)
  }

  init(_ db: Database) throws {
    var byDocument: [String: Known] = [:]
    var fileOf: [String: String] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT document_id, stage, fingerprint, status, error,
          CASE stage WHEN 'acquire' THEN inputs ->> '$.file' WHEN 'ingest' THEN inputs ->> '$.language' END
        FROM document_stage
        """)
    while let row = try rows.next() {
      let document: String = row[0]
      let stage: String = row[1]
      var known = byDocument[document] ?? Known(document: document)
      known.fingerprints[stage] = row[2]
      if row[3] == "failed" { known.failure = (stage, row[4]) }
      if stage == Stage.acquire.name { fileOf[document] = row[5] }
      if stage == Stage.ingest.name { known.language = row[5] ?? "" }
      byDocument[document] = known
    }
    for (document, known) in byDocument {
      if let file = fileOf[document] { files[file] = known }
    }
    for row in try Row.fetchAll(db, sql: "SELECT stage, fingerprint FROM stage_state") {
      states[row[0]] = row[1]
    }
  }

  /// One hash over every document and publisher's file that is loaded, and over how.
  static func loadedDocuments(_ db: Database) throws -> String {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT document_id, fingerprint FROM document_stage
        WHERE stage = 'load' AND status = 'done' ORDER BY document_id
        """)
    // Publishers' files too: what is compared, verified and published rests on both.
    let series = try Row.fetchAll(db, sql: "SELECT file, fingerprint FROM series_state ORDER BY file")
    return ContentHash.of(parts: (rows + series).flatMap { [$0[0] as String, $0[1] as String] })
  }

  /// Why a document's stage runs again, in words.
  static func reasons(
    _ db: Database, document: String, stage: StageInputs, declaredIn: String, named: (String) -> String
  ) throws -> [String] {
    let stored = try String.fetchOne(
      db, sql: "SELECT inputs FROM document_stage WHERE document_id = ? AND stage = ?",
      arguments: [document, stage.stage.name])
    return try differences(db, stored: stored, now: stage, declaredIn: declaredIn, named: named)
  }

  /// Why a stage of the whole database runs again, in words.
  static func reasons(_ db: Database, stage: StageInputs, named: (String) -> String) throws -> [String] {
    let stored = try String.fetchOne(
      db, sql: "SELECT inputs FROM stage_state WHERE stage = ?", arguments: [stage.stage.name])
    return try differences(db, stored: stored, now: stage, declaredIn: "", named: named)
  }

  private static func differences(
    _ db: Database, stored: String?, now: StageInputs, declaredIn: String, named: (String) -> String
  ) throws -> [String] {
    guard let stored,
      let old = try? JSONDecoder().decode([String: String].self, from: Data(stored.utf8))
    else { return ["never ran"] }
    var reasons: [String] = []
    func changed(_ key: String) -> (old: String, new: String)? {
      let pair = (old[key] ?? "", now.values[key] ?? "")
      return pair.0 == pair.1 ? nil : pair
    }
    if let version = changed("version") { reasons.append("stage version \(version.old)→\(version.new)") }
    if let bytes = changed("bytes") {
      reasons.append("\(now.values["file"] ?? "") \(bytes.old.prefix(4))→\(bytes.new.prefix(4))")
    }
    if changed("declared") != nil { reasons.append("what \(declaredIn) declares about it") }
    if let converter = changed("converter") { reasons.append("\(converter.old) → \(converter.new)") }
    if let schema = changed("schema") { reasons.append("schema version \(schema.old)→\(schema.new)") }
    if let options = changed("options") { reasons.append("\(options.old) → \(options.new)") }
    if let decisions = changed("decisions") {
      reasons.append(
        "\(named("Decisions")) \(decisions.old.prefix(4))→\(decisions.new.prefix(4))")
    }
    if let set = changed("set") {
      let rows = try Row.fetchAll(
        db, sql: "SELECT file, sha256 FROM input_set WHERE input_set_id = ?", arguments: [set.old])
      let files = Dictionary(rows.map { ($0[0] as String, $0[1] as String) }) { first, _ in first }
      reasons += now.set.changes(since: files, named: named)
    }
    if reasons.isEmpty, changed("documents") != nil { reasons.append("other documents") }
    if reasons.isEmpty, changed("before") != nil || changed("compare") != nil {
      reasons.append("an earlier stage ran")
    }
    return reasons
  }
}

extension Ledger {
  /// Writes the rows of a document that was read and loaded.
  static func recordDone(_ db: Database, document: String, stages: [StageInputs], run: Int64) throws {
    try forget(db, document: document)
    for stage in stages {
      try record(db, document: document, stage: stage, error: "", run: run)
    }
  }

  /// Writes the rows of a document that failed at the last of these stages.
  static func recordFailure(
    _ db: Database, document: String, stages: [StageInputs], error: String, run: Int64
  ) throws {
    try forget(db, document: document)
    for (index, stage) in stages.enumerated() {
      let isLast = index == stages.count - 1
      try record(db, document: document, stage: stage, error: isLast ? error : "", run: run)
    }
  }

  static func forget(_ db: Database, document: String) throws {
    try db.execute(sql: "DELETE FROM document_stage WHERE document_id = ?", arguments: [document])
  }

  static func recordState(_ db: Database, _ stage: StageInputs, run: Int64) throws {
    try store(db, stage.set)
    try db.execute(
      sql: "INSERT OR REPLACE INTO stage_state (stage, fingerprint, inputs, run_id) VALUES (?, ?, ?, ?)",
      arguments: [stage.stage.name, stage.fingerprint, try json(stage.values), run])
  }

  /// Writes that a stage ran over everything that had changed; a later entry of the same run replaces it.
  ///
  /// - Parameters:
  ///   - fingerprint: of a stage of the whole database; documents have their own.
  ///   - seconds: for ingest to load, of the one pass that they share.
  static func recordRun(
    _ db: Database, stage: Stage, fingerprint: String = "", error: String = "", because: String = "",
    seconds: Double,
    run: Int64
  ) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO stage_run (run_id, stage, fingerprint, status, error, because, seconds)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        run, stage.name, fingerprint, error.isEmpty ? "done" : "failed", error, because, seconds,
      ])
  }

  private static func record(
    _ db: Database, document: String, stage: StageInputs, error: String, run: Int64
  ) throws {
    try store(db, stage.set)
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO document_stage (document_id, stage, fingerprint, inputs, status, error, run_id)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      document, stage.stage.name, stage.fingerprint, try json(stage.values),
      error.isEmpty ? "done" : "failed",
      error, run,
    ])
  }

  private static func store(_ db: Database, _ set: FileSet) throws {
    guard !set.files.isEmpty else { return }
    let query = try db.cachedStatement(sql: "SELECT 1 FROM input_set WHERE input_set_id = ? LIMIT 1")
    guard try Int.fetchOne(query, arguments: [set.id]) == nil else { return }
    for (file, hash) in set.files.sorted(by: { $0.key < $1.key }) {
      try db.execute(sql: "INSERT INTO input_set VALUES (?, ?, ?)", arguments: [set.id, file, hash])
    }
  }

  private static func json(_ values: [String: String]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(values), as: UTF8.self)
  }
}
