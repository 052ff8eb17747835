import Core
import Dataset
import Foundation
import GRDB

/// How far each document came in the last run that touched it.
public struct DocumentStatus: Sendable {
  public var file: String
  /// SHA-256 of the bytes; empty where they could not be read.
  public var document: String
  /// By stage: `done` or `failed`; stages that were not reached are absent.
  public var stages: [String: String]
  /// Empty where nothing failed.
  public var error: String
}

/// Reads the ledger, sorted by file.
///
/// - Throws: `Failure` of kind `noInput` before the first run.
public func documentStatus(_ places: Places) throws -> [DocumentStatus] {
  guard let queue = Ledger.openReadOnly(at: places.ledger) else {
    throw Failure(
      .noInput, "nothing has run here yet", place: places.name,
      remedy: "Run the pipeline with \"indicators run\"")
  }
  let ledger = try queue.read { try Ledger($0) }
  return ledger.files.map { file, known in
    var stages = known.fingerprints.mapValues { _ in "done" }
    if let failure = known.failure { stages[failure.stage] = "failed" }
    return DocumentStatus(
      file: file, document: known.document.hasPrefix("file:") ? "" : known.document, stages: stages,
      error: known.failure?.error ?? "")
  }.sorted { Array($0.file.utf8).lexicographicallyPrecedes(Array($1.file.utf8)) }
}
