import Acquire
import Core
import Dataset
import Diff
import Foundation
import GRDB
import Reading
import Reference
import Site

extension Execution {
  /// Load, verify, compare and publish, each where its inputs changed or what it makes is not there.
  ///
  /// - Parameters:
  ///   - knowledge: reads the rules when they are first needed.
  ///   - record: the record of a document; nil for those that runs keep.
  func makeDataset(
    _ records: [(document: String, file: String, fingerprint: String)], _ knowledge: () throws -> RuleSet,
    _ report: inout RunReport, id: Int64, record: ((String) throws -> DocumentRecord)? = nil
  ) throws {
    let states = fingerprints.dataset(records: Ledger.hash(records), series: plan.series.hash)
    let known = try ledger.read { try Ledger($0).states }
    let file = run.places.nextRelease
    let isBuilt = try ledger.read { try Ledger.isBuilt(states[0].fingerprint, at: file, $0) }
    // Documents that failed again, or that were read anew to the same end, change nothing here.
    let fault = plan.dataset.contains { $0.stage == .publish } ? PublishedFiles.fault(in: run.places) : nil
    func isStale(_ stage: Stage) -> Bool {
      guard let state = states.first(where: { $0.stage == stage }), !run.options.force, record == nil else {
        return true
      }
      return known[stage.name] != state.fingerprint
        || stage == .publish && fault != nil
    }
    if !isStale(.load) {
      // What was refused stays refused, whether or not there is anything to do.
      report.failures += try ledger.read { try Ledger.refusedSeries($0) }
    }
    let isNeeded = plan.dataset.contains { isStale($0.stage) }
    var next: NextRelease?
    var hasChanged = false
    var hasRefused = false
    for planned in plan.dataset {
      guard let state = states.first(where: { $0.stage == planned.stage }) else { continue }
      let stands = planned.stage == .publish || isBuilt
      if !isNeeded || (!hasChanged && stands && !isStale(planned.stage)) {
        observe(.stage(planned.stage, summary: "unchanged", seconds: 0))
        continue
      }
      hasChanged = true
      let clock = ContinuousClock()
      let start = clock.now
      let summary: String
      switch planned.stage {
      case .load:
        let made = try load(records, try knowledge(), state, &report, id: id, record)
        next = made.release
        summary = made.summary
        hasRefused = made.hasRefused
      case .verify:
        let release = try next ?? NextRelease(standingAt: file)
        next = release
        report.findings = try release.queue.write {
          try verify($0, checks: run.workspace.file("Checks"))
        }
        summary = Self.summary(report.findings)
      case .compare:
        let release = try next ?? NextRelease(standingAt: file)
        next = release
        let counts = try release.queue.write {
          try compare($0, comparisons: run.workspace.file("Comparisons"))
        }
        let refused = counts.reduce(0) { $0 + $1.refused.values.reduce(0, +) }
        summary = "\(plural(counts.reduce(0) { $0 + $1.compared }, "comparison")), \(refused) refused"
      default:
        let release = try next ?? NextRelease(standingAt: file)
        next = nil
        if let gate = try removals(release.queue), !gate.isOpen {
          report.refusal = gate
          try refuse(gate, planned, state, run: id)
          continue
        }
        let published = try publish(
          release.queue, pipeline: run.workspace.pipeline, to: run.places.release,
          reports: run.places.reports,
          options: PublishOptions(
            withText: run.options.withText, programVersion: run.options.programVersion,
            since: run.options.since, labels: run.options.labels))
        // Somebody may have cleared away what was just put into place; then it is not published.
        if let fault = PublishedFiles.missing(in: run.places) {
          throw Failure(
            .inputOutput, "what was published did not stay: \(fault)", place: run.places.name,
            remedy: "See which program clears the folder away, then run again")
        }
        let isSample = try release.queue.read {
          try Bool.fetchOne($0, sql: "SELECT max(is_sample) FROM document") ?? false
        }
        // It is the release now.
        try ledger.write {
          try Ledger.forgetState(Ledger.built, $0)
          try Ledger.recordPublished(
            $0, observations: published.counts["observation"] ?? 0, isSample: isSample,
            hash: published.logicalHash, run: id)
        }
        try release.queue.close()
        NextRelease.remove(file)
        report.release = published
        for remark in published.remarks { observe(.warning(remark)) }
        if run.places.removeSingleRelease() {
          observe(
            .warning(
              "several pipelines share this project now: this one's release is in \(run.places.name), and the one "
                + "that it published alone is gone from Data/release and Reports"))
        }
        summary =
          "\(plural(published.files.count, "file")) in \(run.places.name), content \(published.logicalHash.prefix(16))"
      }
      let seconds = (clock.now - start).seconds
      try ledger.write { db in
        // A document that the database refused is tried again, and said again.
        if planned.stage != .load || !hasRefused { try Ledger.recordState(db, state, run: id) }
        try Ledger.recordRun(
          db, stage: planned.stage, fingerprint: state.fingerprint,
          because: planned.reasons.joined(separator: "; "), seconds: seconds, run: id)
      }
      observe(.stage(planned.stage, summary: summary, seconds: seconds))
    }
  }

  private func load(
    _ records: [(document: String, file: String, fingerprint: String)], _ rules: RuleSet,
    _ state: StageInputs, _ report: inout RunReport, id: Int64,
    _ record: ((String) throws -> DocumentRecord)?
  ) throws -> (release: NextRelease, summary: String, hasRefused: Bool) {
    try ledger.write { try Ledger.forgetState(Ledger.built, $0) }
    let store = run.places.records
    let kept = Dictionary(uniqueKeysWithValues: records.map { ($0.document, $0.fingerprint) })
    let release = try NextRelease(at: run.places.nextRelease)
    var imported: SeriesImport.Outcome?
    let counts = try release.load(
      ReleaseContent(
        lists: rules.lists, decisions: fingerprints.knowledge.decisions, documents: records.map(\.document),
        record: record ?? { try store.record(kept[$0] ?? "") },
        loadSeries: { imported = try importSeries(into: $0) },
        loadMethodBreaks: { try Orchestration.loadMethodBreaks(pipeline: run.workspace.pipeline, into: $0) }))
    for refused in counts.refused {
      let file = records.first { $0.document == refused.document }?.file ?? refused.document
      report.failures.append((file, refused.message))
      observe(.warning("\(file): \(refused.message)"))
      try ledger.write { try Ledger.recordRefusal($0, document: refused.document, error: refused.message) }
    }
    if counts.staleDecisions > 0 {
      observe(
        .warning(
          "\(plural(counts.staleDecisions, "reader's decision")) no longer find\(counts.staleDecisions == 1 ? "s" : "") "
            + "the words decided on; \"indicators verify\" names \(counts.staleDecisions == 1 ? "it" : "them")"
        ))
    }
    if counts.unusedDecisions > 0 {
      observe(
        .warning(
          "\(plural(counts.unusedDecisions, "reader's decision")) \(counts.unusedDecisions == 1 ? "is" : "are") about "
            + "reports that are not here; table review_decision lists them as unused"))
    }
    var summary =
      "\(plural(counts.documents, "record")) → \(plural(counts.mentions, "mention")), "
      + plural(counts.observations, "observation")
    if let imported, imported.files > 0 || !imported.failures.isEmpty {
      report.failures += imported.failures
      for failure in imported.failures { observe(.warning(failure.failure)) }
      summary +=
        "; \(plural(imported.files, "publisher's file")) → \(plural(imported.figures, "published figure"))"
      if !imported.failures.isEmpty { summary += ", \(imported.failures.count) refused" }
    }
    try ledger.write { try Ledger.recordBuilt($0, state, run: id) }
    if record == nil, run.options.documents.isEmpty { store.prune(keeping: Set(records.map(\.fingerprint))) }
    return (release, summary, !counts.refused.isEmpty)
  }

  /// Imports publishers' files, locks the bytes of those that were taken, and notes what became of each.
  private func importSeries(into db: Database) throws -> SeriesImport.Outcome {
    let outcome = try SeriesImport(
      plan: plan.series, lists: try PublishedLists(db, pipeline: run.workspace.pipeline),
      snapshots: run.places.snapshots
    ).perform(db)
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
    try ledger.write { try Ledger.recordSeries($0, outcome.states) }
    return outcome
  }

  static func summary(_ findings: [Finding]) -> String {
    func count(_ severity: Finding.Severity) -> Int { findings.count { $0.severity == severity } }
    return
      "\(plural(count(.error), "error")), \(plural(count(.warning), "warning")), \(plural(count(.info), "note"))"
  }
}
