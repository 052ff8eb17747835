import Acquire
import Core
import Dataset
import Dispatch
import Foundation
import GRDB
import Reading
import Reference
import Review
import Synchronization

/// The part of a run that does the work which its plan names.
struct Execution: Sendable {
  let run: PipelineRun
  let queue: DatabaseQueue
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
    let stale = plan.stale
    if selection.reads || plan.renewsLists {
      if plan.renewsLists || !stale.isEmpty || !plan.gone.isEmpty {
        report.failures = try readAll(stale, id: id)
      }
    }
    if selection.loads, plan.series.changes > 0 {
      report.failures += try importSeries()
    }
    if run.options.failFast, let first = report.failures.first {
      observe(.warning("stopped at \(first.file); nothing was published"))
      return
    }
    let loaded = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM document") ?? 0 }
    if loaded == 0, report.failures.isEmpty, !plan.database.isEmpty {
      throw Failure(
        .noInput, "no document is loaded yet", place: run.places.name,
        remedy: "Run the earlier stages too: indicators run")
    }
    if loaded == 0, !report.failures.isEmpty {
      observe(.warning("no document could be read; an earlier release, if there is one, is left as it was"))
      return
    }
    try finish(&report, id: id)
  }

  /// Keeps the bytes of every report that takes part, and renews the lock file.
  private func acquireAll(id: Int64) throws {
    let clock = ContinuousClock()
    let start = clock.now
    var lock = LockFile()
    var new = 0
    var kept = 0
    for document in plan.documents where document.failure == nil {
      let report = try acquire(document.entry)
      if document.firstStage != nil, try run.places.snapshots.keep(report) { new += 1 }
      lock.add(report)
      kept += 1
    }
    try lock.write(to: run.places.lockFile, named: run.places.lockFile.lastPathComponent)
    try queue.write {
      try Ledger.recordRun($0, stage: .acquire, seconds: (clock.now - start).seconds, run: id)
    }
    observe(
      .stage(
        .acquire, summary: "\(plural(run.entries.count, "report")) → \(plural(kept, "snapshot")), \(new) new",
        seconds: (clock.now - start).seconds))
  }

  /// Reads the stale documents and loads them; returns those that failed.
  private func readAll(_ stale: [PlannedDocument], id: Int64) throws -> [(file: String, failure: String)] {
    let clock = ContinuousClock()
    let start = clock.now
    let rules = try RuleSet(pipeline: run.workspace.pipeline)
    let lists = CodelistBundle(
      areas: rules.areas, units: rules.units, sources: rules.sources, treaties: rules.treaties,
      indicators: rules.indicators, rules: rules.descriptions)
    let current = Set(plan.documents.map(\.sha256))
    if run.options.selection.loads {
      try queue.write { db in
        try loadCodelists(lists, into: db)
        for (_, document) in plan.gone where !current.contains(document) {
          try remove(documentID: document, from: db)
          try Ledger.forget(db, document: document)
        }
        for (file, document) in plan.gone where document == "file:" + file {
          try Ledger.forget(db, document: document)
        }
      }
    }
    let pass = ReadingPass(
      run: run, queue: queue, fingerprints: fingerprints, rules: rules, documents: stale, current: current,
      id: id, observe: observe)
    let outcome = try pass.perform()
    let seconds = (clock.now - start).seconds
    if run.options.selection.loads {
      try queue.write { db in
        try loadCodelists(lists, into: db)
        try loadMethodBreaks(pipeline: run.workspace.pipeline, into: db)
        try loadDecisions(try decisionRows(db), into: db)
        // Whatever fails later, this much is done.
        if let state = fingerprints.database(documents: "").first {
          try Ledger.recordState(db, state, run: id)
        }
        for stage in Stage.ofDocuments where stage != .acquire && !stale.isEmpty {
          try Ledger.recordRun(db, stage: stage, seconds: seconds, run: id)
        }
      }
    }
    if !stale.isEmpty { report(outcome, of: stale.count, seconds: seconds) }
    return outcome.failures
  }

  /// Imports what changed among publishers' files and locks its bytes; returns those that were refused.
  private func importSeries() throws -> [(file: String, failure: String)] {
    let clock = ContinuousClock()
    let start = clock.now
    let outcome = try namingStorage(run.places.database) {
      try queue.write { db in
        try SeriesImport(
          plan: plan.series, lists: try PublishedLists(db, pipeline: run.workspace.pipeline),
          snapshots: run.places.snapshots
        ).perform(db)
      }
    }
    let refused = Set(outcome.failures.map(\.file))
    if let list = try SeriesList(
      run.workspace, folder: run.options.series, folderName: run.options.seriesName)
    {
      var locks = try SeriesLocks(list, workspace: run.workspace, places: run.places)
      for planned in plan.series.files where !refused.contains(planned.file.name) && planned.refusal == nil {
        locks.add(planned)
      }
      try locks.write()
    }
    let summary =
      "\(plural(outcome.files, "publisher's file")), \(plural(outcome.rows, "row")) → \(plural(outcome.figures, "published figure"))"
    observe(
      .stage(
        .load, summary: summary + (outcome.failures.isEmpty ? "" : ", \(outcome.failures.count) refused"),
        seconds: (clock.now - start).seconds))
    for failure in outcome.failures { observe(.warning(failure.failure)) }
    return outcome.failures
  }

  private func report(_ outcome: ReadingPass.Outcome, of count: Int, seconds: Double) {
    let counts = outcome.counts
    let documents = plural(count - outcome.failures.count, "document")
    let lines: [(Stage, String)] = [
      (.ingest, "\(plural(count, "document")) → \(plural(counts.pages, "page"))"),
      (
        .segment,
        "\(documents) → \(plural(counts.sections, "section")), \(plural(counts.passages, "passage"))"
      ),
      (.extract, "\(documents) → \(plural(counts.mentions, "mention"))"),
      (
        .normalise,
        "\(plural(counts.mentions, "mention")) → \(plural(counts.observations, "observation")), \(plural(counts.findings, "finding"))"
      ),
      (.load, "\(documents) → \(run.places.database.lastPathComponent)"),
    ]
    let failed = outcome.failures.isEmpty ? "" : ", \(outcome.failures.count) failed"
    for (stage, summary) in lines where run.options.selection.contains(stage) {
      observe(
        .stage(
          stage, summary: summary + (stage == .ingest ? failed : ""), seconds: stage == .load ? seconds : 0))
    }
  }

  /// Decisions as the database lists them, with what became of each.
  private func decisionRows(_ db: Database) throws -> [DecisionRow] {
    try fingerprints.configuration.decisions.map { decision in
      let target = decision.target
      let known = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM document WHERE document_id = ?)", arguments: [target.document])
      let isLost = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM finding WHERE check_slug = 'stale-decision' AND subject = ?)",
        arguments: [decision.id])
      return DecisionRow(
        id: decision.id, document: target.document,
        charStart: target.charStart, charEnd: target.charEnd, quote: target.quote,
        indicator: decision.indicator, field: decision.field.rawValue, old: decision.old, new: decision.new,
        reason: decision.reason, who: decision.who, when: decision.when,
        outcome: known != true ? .unused : isLost == true ? .stale : .applied)
    }
  }
}

extension Execution {
  /// Verify, compare and publish, each where its inputs changed.
  private func finish(_ report: inout RunReport, id: Int64) throws {
    let clock = ContinuousClock()
    let documents = try queue.read { try Ledger.loadedDocuments($0) }
    let inputs = fingerprints.database(documents: documents)
    let workspace = run.workspace
    let before = try queue.read { try Ledger($0).states }
    for planned in plan.database {
      guard let state = inputs.last(where: { $0.stage == planned.stage }) else { continue }
      // Documents that failed again, or were read anew to the same end, change nothing here.
      let isDone = before[planned.stage.name] == state.fingerprint
      if isDone, !run.options.force, planned.stage != .publish || PublishedFiles.fault(in: run.places) == nil
      {
        observe(.stage(planned.stage, summary: "unchanged", seconds: 0))
        continue
      }
      let start = clock.now
      let summary: String
      switch planned.stage {
      case .verify:
        report.findings = try queue.write {
          try verify($0, checks: workspace.pipeline.appendingPathComponent("Checks"))
        }
        summary = Self.summary(report.findings)
      case .compare:
        let counts = try queue.write {
          try compare($0, comparisons: workspace.pipeline.appendingPathComponent("Comparisons"))
        }
        let refused = counts.reduce(0) { $0 + $1.refused.values.reduce(0, +) }
        summary = "\(plural(counts.reduce(0) { $0 + $1.compared }, "comparison")), \(refused) refused"
      default:
        if let gate = try removals(), !gate.isOpen {
          report.refusal = gate
          try refuse(gate, planned, state, run: id)
          continue
        }
        let release = try queue.read {
          try publish(
            $0, pipeline: workspace.pipeline, to: run.places.release, reports: run.places.reports,
            options: PublishOptions(
              withText: run.options.withText, programVersion: run.options.programVersion,
              since: run.options.since, labels: run.options.labels))
        }
        report.release = release
        for remark in release.remarks { observe(.warning(remark)) }
        summary =
          "\(plural(release.files.count, "file")) in \(run.places.name), content \(release.logicalHash.prefix(16))"
      }
      let seconds = (clock.now - start).seconds
      try queue.write { db in
        try Ledger.recordState(db, state, run: id)
        try Ledger.recordRun(
          db, stage: planned.stage, fingerprint: state.fingerprint,
          because: planned.reasons.joined(separator: "; "), seconds: seconds, run: id)
      }
      observe(.stage(planned.stage, summary: summary, seconds: seconds))
    }
  }

  static func summary(_ findings: [Finding]) -> String {
    func count(_ severity: Finding.Severity) -> Int { findings.count { $0.severity == severity } }
    return
      "\(plural(count(.error), "error")), \(plural(count(.warning), "warning")), \(plural(count(.info), "note"))"
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
