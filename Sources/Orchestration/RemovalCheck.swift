import Dataset
import Diff
import Foundation
import GRDB

/// A run looks at what it is about to replace.
extension Execution {
  /// What the new release would lose; nil where nothing stands there to lose, or nobody asked.
  ///
  /// - Throws: `ConfigurationError` for must-keep.yml.
  func removals() throws -> RemovalGate? {
    guard run.options.guardsRemovals else { return nil }
    let keep = try KeepList(run.workspace)
    let standing = run.places.releaseDatabase
    guard FileManager.default.fileExists(atPath: standing.path) else { return nil }
    let release: DatabaseQueue
    do {
      release = try openReadOnly(at: standing)
    } catch {
      observe(.warning("what this release loses was not looked at: \(error)"))
      return nil
    }
    return try release.read { old in
      try queue.read { new in
        // Real reports that take the samples' place take nothing away.
        let isSample = try [old, new].map {
          try Bool.fetchOne($0, sql: "SELECT max(is_sample) FROM document")
        }
        guard isSample[0] == isSample[1] else { return nil }
        return try RemovalGate(from: old, to: new, keep: keep, budget: run.options.maxRemoved)
      }
    }
  }

  func refuse(_ gate: RemovalGate, _ planned: PlannedStage, _ state: StageInputs, run id: Int64) throws {
    try queue.write { db in
      try Ledger.recordRun(
        db, stage: planned.stage, fingerprint: state.fingerprint,
        error: gate.lines.joined(separator: "; "), because: planned.reasons.joined(separator: "; "),
        seconds: 0,
        run: id)
    }
    observe(.stage(planned.stage, summary: "refused; the earlier release stands as it was", seconds: 0))
  }
}

extension KeepList {
  /// The list of the pipeline's folder.
  ///
  /// - Throws: `ConfigurationError` with the line of what is wrong.
  public init(_ workspace: Workspace) throws {
    try self.init(workspace.pipeline.appendingPathComponent(Self.file), named: workspace.name(Self.file))
  }
}
