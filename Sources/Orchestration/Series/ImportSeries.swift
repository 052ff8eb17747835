import Acquire
import Core
import Dataset
import Foundation
import GRDB
import Reference

/// Puts publishers' files into the database: figures, and for each file what became of its rows.
struct SeriesImport {
  let plan: SeriesPlan
  let lists: PublishedLists
  let snapshots: Snapshots

  struct Outcome {
    var files = 0
    var rows = 0
    var figures = 0
    /// By name, in order.
    var failures: [(file: String, failure: String)] = []
  }

  /// Files that are gone or changed leave nothing behind; a file that is refused leaves its refusal.
  ///
  /// - Throws: What stops the run, such as a full disk.
  func perform(_ db: Database) throws -> Outcome {
    var outcome = Outcome()
    // Comparisons are made anew after this.
    try db.execute(sql: "DELETE FROM comparison WHERE right_published_figure_id IS NOT NULL")
    for name in plan.gone + plan.stale.map(\.file.name) { try Self.forget(name, in: db) }
    for planned in plan.stale {
      do {
        let read = try read(planned)
        try store(read, planned: planned, in: db)
        outcome.files += 1
        outcome.rows += read.account.rows
        outcome.figures += read.figures.count
      } catch let error as ConfigurationError {
        try refuse(planned, error.description, in: db)
        outcome.failures.append((planned.file.name, error.description))
      } catch let error as Refusal {
        try refuse(planned, error.message, in: db)
        outcome.failures.append((planned.file.name, "\(planned.file.name): \(error.message)"))
      }
    }
    try db.execute(
      sql: """
        DELETE FROM area WHERE kind = 'as_written' AND area_id NOT IN (
          SELECT area_id FROM document UNION SELECT area_id FROM observation UNION SELECT area_id FROM published_figure)
        """)
    return outcome
  }

  private struct Refusal: Error {
    var message: String
  }

  private func read(_ planned: SeriesPlan.Planned) throws -> PublishedFile {
    if let refusal = planned.refusal { throw Refusal(message: refusal) }
    let bytes: Data
    do {
      bytes = try readFile(planned.file.location, named: planned.file.name)
    } catch let failure as Failure {
      throw Refusal(message: failure.description)
    }
    let kept = snapshots.file(planned.sha256)
    if !FileManager.default.fileExists(atPath: kept.path) {
      try writeFile(bytes, to: kept, named: "snapshots/\(planned.sha256)", durably: false)
    }
    return try TableReading.file(
      Array(bytes), file: planned.file.name, entry: planned.file.entry, lists: lists)
  }

  private func store(_ read: PublishedFile, planned: SeriesPlan.Planned, in db: Database) throws {
    try db.inSavepoint {
      try loadPublished(read, from: planned.origin, codes: lists.codes, into: db)
      try Self.record(planned, error: "", in: db)
      return .commit
    }
  }

  private func refuse(_ planned: SeriesPlan.Planned, _ message: String, in db: Database) throws {
    try loadRefusal(message, of: planned.origin, into: db)
    try Self.record(planned, error: message, in: db)
  }

  private static func record(_ planned: SeriesPlan.Planned, error: String, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO series_state VALUES (?, ?, ?)",
      arguments: [planned.file.name, planned.fingerprint, error])
  }

  private static func forget(_ file: String, in db: Database) throws {
    try forgetPublished(file, in: db)
    try db.execute(sql: "DELETE FROM series_state WHERE file = ?", arguments: [file])
  }
}

extension SeriesPlan.Planned {
  fileprivate var origin: PublishedOrigin {
    PublishedOrigin(
      file: file.name, sha256: sha256, format: file.entry.format, title: file.entry.title,
      url: file.entry.url,
      licence: file.entry.licence)
  }
}
