import Acquire
import Core
import Dataset
import Foundation
import GRDB
import Reading
import Site
import Synchronization

/// A run of the pipeline over a list of reports: plans by hashes, reads what changed with several workers
/// and one writer, then verifies, compares and publishes.
public struct PipelineRun: Sendable {
  public let workspace: Workspace
  public let places: Places
  public let entries: [ReportEntry]
  public let options: RunOptions
  /// How messages call the list of reports.
  public let list: String

  public init(
    workspace: Workspace, places: Places, entries: [ReportEntry], list: String, options: RunOptions
  ) {
    self.workspace = workspace
    self.places = places
    self.entries = entries
    self.list = list
    self.options = options
  }

  /// What would run. Reads only; makes no folder and no ledger.
  public func plan() throws -> Plan {
    try places.requireOwn()
    var fingerprints = try makeFingerprints()
    let planning = { (db: Database) in
      let hints = try FileHints(db, trusts: !options.rehash)
      return try makePlan(db, &fingerprints, hints)
    }
    // Before the first run nothing is known.
    guard let ledger = Ledger.openReadOnly(at: places.ledger) else {
      return try DatabaseQueue().write { empty in
        try Ledger.prepare(empty)
        return try planning(empty)
      }
    }
    return try ledger.read(planning)
  }

  /// Runs what has to run.
  ///
  /// - Parameter observe: Called from any thread, one call at a time.
  /// - Throws: What stops the whole run: `Failure`, `ConfigurationError`, `StorageError`, `DatabaseMismatch`.
  ///   Documents that fail are in the report instead, unless the run is to stop at the first.
  public func execute(observe: @escaping @Sendable (RunEvent) -> Void) throws -> RunReport {
    try refuseMixing()
    try places.recover()
    try places.requireOwn()
    let lock = try RunLock(in: places.work)
    defer { withExtendedLifetime(lock) {} }
    places.removeUnfinished()
    let ledger = try Ledger.open(at: places.ledger)
    // Release 0.1 kept a working copy of all facts here.
    NextRelease.remove(places.work.appendingPathComponent("work.sqlite"))
    var fingerprints = try makeFingerprints()
    let plan = try ledger.write { db in
      let hints = try FileHints(db, trusts: !options.rehash)
      let plan = try makePlan(db, &fingerprints, hints)
      if !hints.isEmpty { try hints.store(db) }
      return plan
    }
    var report = RunReport()
    report.documents = entries.filter(options.selects).count
    report.stages = options.selection.stages.count
    if plan.isEmpty {
      report.didNothing = true
      // All is published; a run that was killed left what it had loaded anew to the same end.
      if options.selection.contains(.publish), options.documents.isEmpty {
        try ledger.write { try Ledger.forgetState(Ledger.built, $0) }
        NextRelease.remove(places.nextRelease)
      }
      report.findings = try standing()
      return report
    }
    observe(.planned(plan.lines(explain: false)))
    for warning in plan.warnings { observe(.warning(warning)) }
    let execution = Execution(
      run: self, ledger: ledger, fingerprints: fingerprints, plan: plan, observe: observe)
    let id = try ledger.write { try execution.begin($0) }
    do {
      try execution.perform(&report, id: id)
      if report.findings.isEmpty { report.findings = try standing() }
    } catch {
      try? ledger.write { try execution.end($0, id: id, status: 1) }
      throw error
    }
    let status = report.refusal != nil ? 1 : report.failures.isEmpty ? 0 : 3
    try ledger.write { try execution.end($0, id: id, status: status) }
    return report
  }

  /// What the last verify found: a check that fails goes on failing in runs that have nothing to do.
  private func standing() throws -> [Finding] {
    guard options.selection.contains(.verify) else { return [] }
    for file in [places.nextRelease, places.releaseDatabase] {
      guard FileManager.default.fileExists(atPath: file.path),
        let queue = try? openReadOnly(at: file)
      else { continue }
      return try queue.read { try findings(in: $0) }
    }
    return []
  }

  private func makePlan(
    _ db: Database, _ fingerprints: inout Fingerprints, _ hints: FileHints
  ) throws -> Plan {
    let inputs = PlanningInputs(
      entries: entries, selected: options.selects, selection: options.selection, force: options.force,
      series: try seriesPlan(db, fingerprints, hints), hasRecord: places.records.has,
      isBuilt: { (try? Ledger.isBuilt($0, at: places.nextRelease, db)) == true },
      outputFault: { PublishedFiles.fault(in: places, hints: hints) }, named: workspace.name, list: list)
    return try Plan(db, inputs, fingerprints: &fingerprints, hints: hints)
  }

  func seriesPlan(
    _ db: Database, _ fingerprints: Fingerprints, _ hints: FileHints
  ) throws -> SeriesPlan {
    guard options.selection.makesDataset else { return SeriesPlan() }
    guard let list = try SeriesList(workspace, folder: options.series, folderName: options.seriesName) else {
      var plan = try SeriesPlan(withoutList: db)
      try plan.withoutFolder(
        db, locks: (SeriesLock(), try SeriesLock(places.seriesLock, named: "series.lock")))
      return plan
    }
    let locks = try SeriesLocks(list, workspace: workspace, places: places)
    var plan = try SeriesPlan(
      db, list: list, lists: fingerprints.knowledge.set(of: .load).id, locks: (locks.own, locks.foreign),
      relock: options.relock,
      force: options.force, hints: hints)
    if options.series == nil { try plan.withoutFolder(db, locks: (locks.own, locks.foreign)) }
    return plan
  }

  func makeFingerprints() throws -> Fingerprints {
    let needsConverter = entries.contains { $0.file.lowercased().hasSuffix(".pdf") }
    var publishing = "\(options.programVersion) \(options.withText ? "with" : "without") text"
    if let since = options.since {
      guard since.standardizedFileURL != places.releaseDatabase.standardizedFileURL else {
        throw Failure(
          .usage, "--since names the release that this run replaces", place: options.sinceName,
          remedy: "Keep a copy of a release that was given out, and name that")
      }
      publishing += " since \(ContentHash.sha256(try readFile(since, named: options.sinceName)).prefix(12))"
    }
    let name = try PipelineName(of: workspace.pipeline)
    publishing += ", \(name.id): \(name.title)"
    if options.labels.identity != Labels.english.identity {
      let hash = ContentHash.of(parts: options.labels.identity)
      publishing += ", labels \(options.labels.language) \(hash.prefix(12))"
    }
    // The evaluation's figures stand on a page of the site.
    let evaluation = evaluationText(in: places.reports)
    if !evaluation.isEmpty { publishing += ", evaluation \(ContentHash.of(parts: [evaluation]).prefix(12))" }
    return Fingerprints(
      try KnowledgeFiles(workspace),
      converter: needsConverter ? (try? PDFConverter().version) ?? "" : "",
      publishing: publishing)
  }

  /// Samples are written for the project; among real reports they would pass for evidence.
  private func refuseMixing() throws {
    guard let sample = entries.first(where: \.isSample), let real = entries.first(where: { !$0.isSample })
    else { return }
    throw Failure(
      .configuration,
      "samples and real reports can't be in one release: \(sample.file) is a sample, \(real.file) is not",
      place: real.declaredAt.isEmpty ? list : real.declaredAt,
      remedy: "Keep real reports in a project of their own (indicators init DIR)")
  }
}
