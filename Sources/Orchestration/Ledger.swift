import Core
import Dataset
import Foundation
import GRDB
import Reading

/// What earlier runs did, as rows of the working database: for each document and stage the fingerprint, and
/// for each fingerprint what it was made of.
struct Ledger {
  /// What is known of a report, by its file.
  struct Known {
    /// SHA-256 of its bytes, or `file:` and its name where they could not be read.
    package var document: String
    package var language = ""
    var fingerprints: [String: String] = [:]
    /// Of the stage that failed.
    package var failure: (stage: String, error: String)?

    package init(
      document: String, language: String = "", fingerprints: [String: String] = [:],
      failure: (stage: String, error: String)? = nil
    ) {
      self.document = document
      self.language = language
      self.fingerprints = fingerprints
      self.failure = failure
    }
  }

  private(set) var files: [String: Known] = [:]
  private(set) var states: [String: String] = [:]

  /// What the program's ledgers say in `PRAGMA application_id`: "HRle" in ASCII.
  static let applicationID = 0x4852_6C65
  /// Raised when the ledger's tables change; one of another version is begun anew.
  static let version = 1

  /// Opens the ledger of a folder of working files, or begins one.
  ///
  /// It holds nothing that a run can't find out again, so one that is damaged or of another version makes way.
  static func open(at file: URL) throws -> DatabaseQueue {
    try namingStorage(file) {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      if let queue = try? DatabaseQueue(path: file.path), (try? queue.read(isCurrent)) == true {
        return queue
      }
      for ending in ["", "-wal", "-shm", "-journal"] {
        try? FileManager.default.removeItem(atPath: file.path + ending)
      }
      let queue = try DatabaseQueue(path: file.path)
      try queue.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
      }
      try queue.write(prepare)
      return queue
    }
  }

  /// Opens a ledger for reading; nil where nothing has run yet.
  static func openReadOnly(at file: URL) -> DatabaseQueue? {
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    var configuration = Configuration()
    configuration.readonly = true
    guard let queue = try? DatabaseQueue(path: file.path, configuration: configuration),
      (try? queue.read(isCurrent)) == true
    else { return nil }
    return queue
  }

  /// Makes the ledger's tables in an empty database.
  static func prepare(_ db: Database) throws {
    try db.execute(sql: String(decoding: PackageResources.Ledger_sql, as: UTF8.self))
    try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
  }

  private static func isCurrent(_ db: Database) throws -> Bool {
    try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID
      && Int.fetchOne(db, sql: "PRAGMA user_version") == version
  }

  init(_ db: Database) throws {
    var byDocument: [String: Known] = [:]
    var fileOf: [String: String] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT document_id, stage, fingerprint, status, error,
          CASE stage WHEN 'acquire' THEN inputs ->> '$.file' WHEN 'read' THEN inputs ->> '$.language' END
        FROM document_stage
        """)
    while let row = try rows.next() {
      let document: String = row[0]
      let stage: String = row[1]
      var known = byDocument[document] ?? Known(document: document)
      known.fingerprints[stage] = row[2]
      if row[3] == "failed" { known.failure = (stage, row[4]) }
      if stage == Stage.acquire.name { fileOf[document] = row[5] }
      if stage == Stage.read.name { known.language = row[5] ?? "" }
      byDocument[document] = known
    }
    for (document, known) in byDocument {
      if let file = fileOf[document] { files[file] = known }
    }
    for row in try Row.fetchAll(db, sql: "SELECT stage, fingerprint FROM stage_state") {
      states[row[0]] = row[1]
    }
  }

  /// Documents that were read, with their records' fingerprints, by document.
  var records: [(document: String, file: String, fingerprint: String)] {
    files.compactMap { file, known in
      guard known.failure == nil, let fingerprint = known.fingerprints[Stage.read.name] else { return nil }
      return (known.document, file, fingerprint)
    }.sorted { $0.document < $1.document }
  }

  /// One hash over every record.
  static func hash(_ records: [(document: String, file: String, fingerprint: String)]) -> String {
    ContentHash.of(parts: records.flatMap { [$0.document, $0.fingerprint] })
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
    if let set = changed("set") {
      let rows = try Row.fetchAll(
        db, sql: "SELECT file, sha256 FROM input_set WHERE input_set_id = ?", arguments: [set.old])
      let files = Dictionary(rows.map { ($0[0] as String, $0[1] as String) }) { first, _ in first }
      reasons += now.set.changes(since: files, named: named)
    }
    if reasons.isEmpty, changed("records") != nil { reasons.append("other records") }
    if reasons.isEmpty, changed("series") != nil { reasons.append("other publishers' files") }
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

  /// The row that vouches for the next release's database; its fingerprint is the load's.
  static let built = "next-release"

  static func forgetState(_ name: String, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM stage_state WHERE stage = ?", arguments: [name])
  }

  static func recordBuilt(_ db: Database, _ load: StageInputs, run: Int64) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO stage_state (stage, fingerprint, inputs, run_id) VALUES (?, ?, '{}', ?)",
      arguments: [built, load.fingerprint, run])
  }

  /// Whether the next release's database stands there, made by the load of this fingerprint.
  static func isBuilt(_ fingerprint: String, at file: URL, _ db: Database) throws -> Bool {
    try String.fetchOne(db, sql: "SELECT fingerprint FROM stage_state WHERE stage = ?", arguments: [built])
      == fingerprint && FileManager.default.fileExists(atPath: file.path)
  }

  /// The row that says what was published last.
  static let published = "published"

  /// Notes how many observations the release has that was put into place: it tells what is lost where the release itself
  /// is gone.
  static func recordPublished(_ db: Database, observations: Int, isSample: Bool, hash: String, run: Int64)
    throws
  {
    let values = ["observations": String(observations), "sample": isSample ? "true" : "false"]
    try db.execute(
      sql: "INSERT OR REPLACE INTO stage_state (stage, fingerprint, inputs, run_id) VALUES (?, ?, ?, ?)",
      arguments: [published, hash, try json(values), run])
  }

  /// What the release had that was put into place last; nil where none was.
  static func lastPublished(_ db: Database) throws -> (observations: Int, isSample: Bool)? {
    guard
      let stored = try String.fetchOne(
        db, sql: "SELECT inputs FROM stage_state WHERE stage = ?", arguments: [published]),
      let values = try? JSONDecoder().decode([String: String].self, from: Data(stored.utf8)),
      let observations = values["observations"].flatMap({ Int($0) })
    else { return nil }
    return (observations, values["sample"] == "true")
  }

  /// A document that was read and that the database refused: it is read again next time.
  static func recordRefusal(_ db: Database, document: String, error: String) throws {
    try db.execute(
      sql: "UPDATE document_stage SET status = 'failed', error = ? WHERE document_id = ? AND stage = 'read'",
      arguments: [error, document])
  }

  /// Replaces what is known of publishers' files.
  static func recordSeries(
    _ db: Database, _ files: [(planned: SeriesPlan.Planned, figures: Int, error: String)]
  ) throws {
    try db.execute(sql: "DELETE FROM series_state")
    for file in files {
      try db.execute(
        sql: "INSERT INTO series_state VALUES (?, ?, ?, ?, ?)",
        arguments: [
          file.planned.file.name, file.planned.sha256, file.planned.fingerprint, file.figures, file.error,
        ])
    }
  }

  /// Publishers' files that the last load refused, by name.
  static func refusedSeries(_ db: Database) throws -> [(file: String, failure: String)] {
    try Row.fetchAll(db, sql: "SELECT file, error FROM series_state WHERE error <> '' ORDER BY file").map {
      (($0[0] as String), "\($0[0] as String): \($0[1] as String)")
    }
  }
}
