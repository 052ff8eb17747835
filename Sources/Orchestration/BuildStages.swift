import Core
import Dataset
import Foundation
import GRDB
import Reading
import Reference
import Review

/// The next release's database: made once, from records, publishers' figures, decisions and code lists, in the order of
/// the documents' ids. Nothing of when, where or in which order enters it.
///
/// It stands among the working files until publish puts it into place. A build that was interrupted leaves a file that no
/// ledger vouches for, and so is made anew.
struct NextRelease {
  let file: URL
  let queue: DatabaseQueue

  /// Begins anew, with the schema and no row.
  init(at file: URL) throws {
    self.file = file
    queue = try namingStorage(file) {
      Self.remove(file)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      let queue = try DatabaseQueue(path: file.path)
      try queue.writeWithoutTransaction { db in
        try Self.tune(db)
        try db.inTransaction {
          try createSchema(in: db)
          return .commit
        }
      }
      return queue
    }
  }

  /// Goes on with one that was made.
  init(standingAt file: URL) throws {
    self.file = file
    queue = try namingStorage(file) { try DatabaseQueue(path: file.path) }
    try queue.writeWithoutTransaction { try Self.tune($0) }
  }

  /// What is lost in a crash is made again; so nothing need be on the disk before the end.
  private static func tune(_ db: Database) throws {
    try db.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536")
  }

  static func remove(_ file: URL) {
    for ending in ["", "-wal", "-shm", "-journal"] {
      try? FileManager.default.removeItem(atPath: file.path + ending)
    }
  }
}

/// What a release is made of, whoever made it.
struct ReleaseContent {
  /// Codes that rows refer to, rules among them.
  var lists: CodelistBundle
  /// Held against the code lists; what they refuse becomes a finding.
  var decisions: DecisionFile
  /// Ids of the documents, in any order.
  var documents: [String]
  /// The record of a document.
  var record: (String) throws -> DocumentRecord
  /// Puts publishers' figures into the database; the code lists are there.
  var loadSeries: (Database) throws -> Void
  /// Puts the years in which an index changed its method into the database.
  var loadMethodBreaks: (Database) throws -> Void
}

/// What load made.
struct LoadCounts {
  var documents = 0
  var mentions = 0
  var observations = 0
  /// Decisions whose words are gone, and those whose report is not there.
  var staleDecisions = 0
  var unusedDecisions = 0
  /// Documents that the database refused, by id, and why.
  var refused: [(document: String, message: String)] = []
}

extension NextRelease {
  /// Loads everything into the empty database.
  ///
  /// - Parameter progress: is told how many records are loaded.
  /// - Throws: What stops the run: a full disk, a damaged record, a mistake in a code list. A document that the database
  ///   refuses is left out and named in the result.
  func load(_ content: ReleaseContent, progress: (Int) -> Void = { _ in }) throws -> LoadCounts {
    let decisions = content.decisions.checked(against: DecisionLists(content.lists))
    let placed = try PlacedDecisions(decisions.lines, documents: content.documents) {
      try content.record($0).document
    }
    return try namingStorage(file) {
      var counts = LoadCounts()
      try queue.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          try loadCodelists(content.lists, into: db)
          try content.loadMethodBreaks(db)
          try content.loadSeries(db)
          for (place, document) in content.documents.sorted().enumerated() {
            var record = try content.record(document)
            record.apply(placed, indicators: content.lists.indicators)
            do {
              try Dataset.load(record, into: db)
              counts.documents += 1
              counts.mentions += record.mentions.count
              counts.observations += record.observations.count
            } catch let error as LoadError {
              counts.refused.append((record.document.id, error.description))
            }
            progress(place + 1)
          }
          for fault in decisions.faults { try insertFinding(fault, into: db) }
          let rows = try decisionRows(placed, db)
          counts.staleDecisions = rows.count { $0.outcome == .stale }
          counts.unusedDecisions = rows.count { $0.outcome == .unused }
          try loadDecisions(rows, into: db)
          try indexPassages(db)
          return .commit
        }
      }
      return counts
    }
  }

  /// A check that fails until the line is mended: what a reader decided there is not in the release.
  private func insertFinding(_ fault: ConfigurationError, into db: Database) throws {
    try Dataset.insertFinding(
      Finding(
        severity: .error, check: "unusable-decision",
        subject: "\(fault.file)\(fault.line.map { ":\($0)" } ?? "")",
        message: "\(fault.message); the decision is left out"), origin: "decision", document: "", into: db)
  }

  /// Decisions as the database lists them, with what became of each.
  private func decisionRows(_ placed: PlacedDecisions, _ db: Database) throws -> [DecisionRow] {
    try placed.all.map { decision, id, target in
      let isKnown = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM document WHERE document_id = ?)", arguments: [target.document])
      let isLost = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM finding WHERE check_slug = 'stale-decision' AND subject = ?)",
        arguments: [id])
      return DecisionRow(
        id: id, document: target.document, charStart: target.charStart, charEnd: target.charEnd,
        quote: target.quote,
        indicator: decision.indicator, field: decision.field.rawValue, old: decision.old, new: decision.new,
        reason: decision.reason, who: decision.who, when: decision.when,
        outcome: isKnown != true ? .unused : isLost == true ? .stale : .applied)
    }
  }
}
