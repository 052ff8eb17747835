import Core
import Dataset
import Foundation
import GRDB
import Reference

/// Which publishers' files would be imported, and why: found by comparing hashes.
package struct SeriesPlan: Sendable {
  package struct Planned: Sendable {
    package var file: SeriesFile
    /// Empty where the bytes can't be read.
    package var sha256: String
    package var size: Int
    package var fingerprint: String
    /// Empty where nothing changed.
    package var reason: String
    /// Why it is refused before it is read.
    package var refusal: String?
  }

  /// Every file of the list.
  package var files: [Planned] = []
  /// Files that an earlier run imported and that are no longer there.
  package var gone: [String] = []
  /// Those among `gone` that a folder of the last run held, where this run names none.
  private(set) var unnamed: [String] = []
  /// How many figures were imported from `unnamed`.
  private(set) var unnamedFigures = 0

  package var stale: [Planned] { files.filter { !$0.reason.isEmpty } }
  package var changes: Int { stale.count + gone.count }

  /// What is left out because no folder is named; empty where nothing is.
  package var warning: String {
    guard !unnamed.isEmpty else { return "" }
    let figures = "\(plural(unnamedFigures, "published figure")) of \(plural(unnamed.count, "file"))"
    return "this run names no --series folder, the last one did: \(figures) "
      + "\(unnamedFigures == 1 ? "is" : "are") left out; run again with --series FOLDER"
  }

  /// Tells files that are only not named from those that are no longer there.
  mutating func withoutFolder(_ db: Database, locks: (own: SeriesLock, foreign: SeriesLock)) throws {
    guard !locks.foreign.lines.isEmpty else { return }
    unnamed = gone.filter { locks.own.lines[$0] == nil }
    for file in unnamed {
      unnamedFigures +=
        try Int.fetchOne(db, sql: "SELECT figure_count FROM series_state WHERE file = ?", arguments: [file])
        ?? 0
    }
  }

  init() {}

  /// One hash over every file of the list, and over how each is taken.
  package var hash: String {
    ContentHash.of(parts: files.flatMap { [$0.file.name, $0.fingerprint] })
  }

  /// Where there is no list, whatever was imported goes.
  init(withoutList db: Database) throws {
    gone = try Self.known(db).keys.sorted()
  }

  /// - Parameters:
  ///   - lists: One hash over the code lists that an import looks things up in.
  ///   - locks: Of the project's own files and of the user's.
  init(
    _ db: Database, list: SeriesList, lists: String, locks: (own: SeriesLock, foreign: SeriesLock),
    relock: Bool,
    force: Bool, hints: FileHints
  ) throws {
    let known = try Self.known(db)
    for file in try list.files() {
      var planned = Planned(file: file, sha256: "", size: 0, fingerprint: "", reason: "", refusal: nil)
      do {
        (planned.sha256, planned.size) = try hints.sha256(of: file.location, named: file.name)
        let lock = file.isForeign ? locks.foreign : locks.own
        if !relock { planned.refusal = lock.refusal(file.name, sha256: planned.sha256, size: planned.size) }
      } catch let failure as Failure {
        planned.refusal = failure.description
      }
      planned.fingerprint = ContentHash.of(
        parts: [
          file.name, planned.sha256, file.entry.hash, String(TableReading.version), lists,
          planned.refusal ?? "",
        ])
      switch known[file.name] {
      case nil: planned.reason = "new file of a publisher"
      case (_, true)?: planned.reason = "refused before"
      case (planned.fingerprint, _)?: planned.reason = force ? "forced" : ""
      default: planned.reason = "changed file, entry, layout or code list"
      }
      files.append(planned)
    }
    let present = Set(files.map(\.file.name))
    gone = known.keys.filter { !present.contains($0) }.sorted()
  }

  private static func known(_ db: Database) throws -> [String: (fingerprint: String, failed: Bool)] {
    guard try db.tableExists("series_state") else { return [:] }
    var known: [String: (fingerprint: String, failed: Bool)] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT file, fingerprint, error <> '' FROM series_state") {
      known[row[0]] = (row[1], row[2])
    }
    return known
  }
}
