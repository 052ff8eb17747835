import Acquire
import Core
import Dataset
import Diff
import Foundation
import GRDB
import Reading
import Reference
import Site

/// The part of a run that does the work which its plan names.
struct Execution: Sendable {
  let run: PipelineRun
  let ledger: DatabaseQueue
  let fingerprints: Fingerprints
  let plan: Plan
  let observe: @Sendable (RunEvent) -> Void

  func begin(_ db: Database) throws -> Int64 {
    try db.execute(
      sql: "INSERT INTO run (started_at, program_version, arguments) VALUES (?, ?, ?)",
      arguments: [now(), run.options.programVersion, run.options.arguments])
    return db.lastInsertedRowID
  }

  func end(_ db: Database, id: Int64, status: Int) throws {
    try db.execute(
      sql: "UPDATE run SET finished_at = ?, exit_code = ? WHERE run_id = ?", arguments: [now(), status, id])
  }

  func perform(_ report: inout RunReport, id: Int64) throws {
    let selection = run.options.selection
    if selection.contains(.acquire) { try acquireAll(id: id) }
    var rules: RuleSet?
    func knowledge() throws -> RuleSet {
      if let rules { return rules }
      let read = try RuleSet(fingerprints.knowledge.files)
      rules = read
      return read
    }
    if !plan.stale.isEmpty || !plan.gone.isEmpty {
      report.failures = try readAll(try knowledge(), id: id)
    }
    if run.options.failFast, let first = report.failures.first {
      observe(.warning("stopped at \(first.file); nothing was published"))
      return
    }
    guard selection.makesDataset else { return }
    let records = try ledger.read { try Ledger($0).records }
    if records.isEmpty, report.failures.isEmpty {
      throw Failure(
        .noInput, "no document has been read yet", place: run.places.name,
        remedy: "Run the earlier stages too: indicators run")
    }
    if records.isEmpty {
      observe(.warning("no document could be read; an earlier release, if there is one, is left as it was"))
      return
    }
    guard !plan.dataset.isEmpty else { return }
    try makeDataset(records, knowledge, &report, id: id)
  }

  /// Keeps the bytes of every report that takes part, and renews the lock file.
  private func acquireAll(id: Int64) throws {
    let clock = ContinuousClock()
    let start = clock.now
    var lock = LockFile()
    var new = 0
    var kept = 0
    for document in plan.documents where document.failure == nil {
      if document.firstStage != nil, let report = document.report, try run.places.snapshots.keep(report) {
        new += 1
      }
      lock.add(
        document.entry.file, sha256: document.sha256, size: document.size, mediaType: document.mediaType)
      kept += 1
    }
    try lock.write(to: run.places.lockFile, named: run.places.lockFile.lastPathComponent)
    let seconds = (clock.now - start).seconds
    try ledger.write { try Ledger.recordRun($0, stage: .acquire, seconds: seconds, run: id) }
    observe(
      .stage(
        .acquire, summary: "\(plural(run.entries.count, "report")) → \(plural(kept, "snapshot")), \(new) new",
        seconds: seconds))
  }

  /// Reads the stale documents; returns those that failed.
  private func readAll(_ rules: RuleSet, id: Int64) throws -> [(file: String, failure: String)] {
    let clock = ContinuousClock()
    let start = clock.now
    let current = Set(plan.documents.map(\.sha256))
    try ledger.write { db in
      for (file, document) in plan.gone where !current.contains(document) || document == "file:" + file {
        try Ledger.forget(db, document: document)
      }
    }
    let stale = plan.stale
    guard !stale.isEmpty else { return [] }
    let stage = ReadStage(
      run: run, ledger: ledger, fingerprints: fingerprints, rules: rules, documents: stale, current: current,
      id: id, observe: observe)
    let outcome = try stage.perform()
    guard run.options.selection.reads else { return outcome.failures }
    let seconds = (clock.now - start).seconds
    try ledger.write { try Ledger.recordRun($0, stage: .read, seconds: seconds, run: id) }
    let counts = outcome.counts
    let failed = outcome.failures.isEmpty ? "" : ", \(outcome.failures.count) failed"
    observe(
      .stage(
        .read,
        summary: "\(plural(stale.count, "document")) → \(plural(counts.pages, "page")), "
          + "\(plural(counts.mentions, "mention")), \(plural(counts.observations, "observation"))\(failed)",
        seconds: seconds))
    return outcome.failures
  }

  private func now() -> String {
    Date().formatted(.iso8601)
  }
}

extension Duration {
  package var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
