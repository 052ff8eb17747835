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
    /// Every file, with the number of its figures or why it was refused.
    var states: [(planned: SeriesPlan.Planned, figures: Int, error: String)] = []
  }

  /// A file that is refused leaves its refusal.
  ///
  /// - Parameter db: the next release's, with code lists and without figures.
  /// - Throws: What stops the run, such as a full disk.
  func perform(_ db: Database) throws -> Outcome {
    var outcome = Outcome()
    for planned in plan.files {
      do {
        let read = try read(planned)
        try store(read, planned: planned, in: db)
        outcome.files += 1
        outcome.rows += read.account.rows
        outcome.figures += read.figures.count
        outcome.states.append((planned, read.figures.count, ""))
      } catch let error as ConfigurationError {
        try refuse(planned, error.description, in: db)
        outcome.failures.append((planned.file.name, error.description))
        outcome.states.append((planned, 0, error.description))
      } catch let error as Refusal {
        try refuse(planned, error.message, in: db)
        outcome.failures.append((planned.file.name, "\(planned.file.name): \(error.message)"))
        outcome.states.append((planned, 0, error.message))
      }
    }
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
    // The plan's hash is what the release, the lock and the next run go by.
    guard ContentHash.sha256(bytes) == planned.sha256 else {
      throw Refusal(message: "it was written while the run was reading it; run again when it is whole")
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
      return .commit
    }
  }

  private func refuse(_ planned: SeriesPlan.Planned, _ message: String, in db: Database) throws {
    try loadRefusal(message, of: planned.origin, into: db)
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
