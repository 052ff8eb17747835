import Dataset
import Diff
import Foundation
import GRDB

/// A run looks at what it is about to replace.
extension Execution {
  /// What the new release would lose; nil where nothing stands there to lose, or nobody asked. Where the release's
  /// database is gone or is not the one that was published, its list still says how many observations it had.
  ///
  /// - Parameter next: the new release's database.
  /// - Throws: `ConfigurationError` for must-keep.yml.
  func removals(_ next: DatabaseQueue) throws -> RemovalGate? {
    guard run.options.guardsRemovals else { return nil }
    let keep = try KeepList(run.workspace)
    let standing = run.places.releaseDatabase
    let list = ReleaseList(in: run.places.release.path)
    let published = list?.files.first { $0.path == standing.lastPathComponent }
    if let fault = published.flatMap({ PublishedFiles.fault(of: $0, in: run.places) }) {
      return try removals(of: list, because: fault, keep, next)
    }
    guard FileManager.default.fileExists(atPath: standing.path) else {
      return try removalsOfWhatIsGone(keep, next)
    }
    let release: DatabaseQueue
    do {
      release = try openReadOnly(at: standing)
    } catch {
      return try removals(of: list, because: "\(error)", keep, next)
    }
    return try release.read { old in
      try next.read { new in
        // Real reports that take the samples' place take nothing away.
        let isSample = try [old, new].map {
          try Bool.fetchOne($0, sql: "SELECT max(is_sample) FROM document")
        }
        guard isSample[0] == isSample[1] else { return nil }
        return try RemovalGate(from: old, to: new, keep: keep, budget: run.options.maxRemoved)
      }
    }
  }

  /// Where nothing stands, the ledger still says what was published last.
  private func removalsOfWhatIsGone(_ keep: KeepList, _ next: DatabaseQueue) throws -> RemovalGate? {
    guard let last = try ledger.read({ try Ledger.lastPublished($0) }) else { return nil }
    return try next.read { db in
      let isSample = try Bool.fetchOne(db, sql: "SELECT max(is_sample) FROM document")
      guard isSample == last.isSample else { return nil }
      let gate = try RemovalGate(
        before: last.observations, because: "\(run.places.name) is gone", to: db, keep: keep,
        budget: run.options.maxRemoved)
      if gate.lostCount > 0 {
        observe(.warning("what this release loses was only counted: \(run.places.name) is gone"))
      }
      return gate
    }
  }

  private func removals(
    of list: ReleaseList?, because reason: String, _ keep: KeepList, _ next: DatabaseQueue
  ) throws -> RemovalGate? {
    guard let before = list?.rows?["observation"] else {
      observe(.warning("what this release loses was not looked at: \(reason)"))
      return nil
    }
    observe(.warning("what this release loses was only counted: \(reason)"))
    return try next.read {
      try RemovalGate(before: before, because: reason, to: $0, keep: keep, budget: run.options.maxRemoved)
    }
  }

  func refuse(_ gate: RemovalGate, _ planned: PlannedStage, _ state: StageInputs, run id: Int64) throws {
    try ledger.write { db in
      try Ledger.recordRun(
        db, stage: planned.stage, fingerprint: state.fingerprint,
        error: gate.lines.joined(separator: "; "), because: planned.reasons.joined(separator: "; "),
        seconds: 0,
        run: id)
    }
    observe(.stage(planned.stage, summary: "refused; \(standingRelease(run.places))", seconds: 0))
  }
}

/// Whether the release that was not replaced is whole; a sentence without its full stop.
public func standingRelease(_ places: Places) -> String {
  guard let fault = PublishedFiles.fault(in: places) else { return "the earlier release stands as it was" }
  return "the earlier release is not whole: \(fault)"
}

extension KeepList {
  /// The list of the pipeline's folder.
  ///
  /// - Throws: `ConfigurationError` with the line of what is wrong.
  public init(_ workspace: Workspace) throws {
    try self.init(workspace.pipeline.appendingPathComponent(Self.file), named: workspace.name(Self.file))
  }
}
