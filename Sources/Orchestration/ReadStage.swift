import Acquire
import Core
import Dataset
import Dispatch
import Foundation
import GRDB
import Reading
import Synchronization

/// Reads documents, several at once, and keeps the record of each under its fingerprint.
///
/// What is kept does not depend on the order: a record is a function of the document's bytes and of what the program
/// knows.
package struct ReadStage: Sendable {
  package let run: PipelineRun
  let ledger: DatabaseQueue
  let fingerprints: Fingerprints
  package let rules: RuleSet
  package let documents: [PlannedDocument]
  /// Ids of all documents that this run's list stands for.
  package let current: Set<String>
  package let id: Int64
  let observe: @Sendable (RunEvent) -> Void

  package struct Counts: Sendable {
    package var pages = 0
    package var sections = 0
    package var passages = 0
    package var mentions = 0
    package var observations = 0
    package var findings = 0
  }

  package struct Outcome: Sendable {
    package var counts = Counts()
    /// In the order of the list.
    package var failures: [(file: String, failure: String)] = []

    package init(counts: Counts = Counts(), failures: [(file: String, failure: String)] = []) {
      self.counts = counts
      self.failures = failures
    }
  }

  private struct Progress {
    var next = 0
    var done = 0
    var counts = Counts()
    var failures: [Int: String] = [:]
    /// What stops the run, such as a full disk.
    var stop: (any Error)?
  }

  func perform() throws -> Outcome {
    guard !documents.isEmpty else { return Outcome() }
    let progress = Mutex(Progress())
    let converter = try? PDFConverter.ifNeeded(by: documents)
    let workers = max(1, min(run.options.jobs, documents.count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      let reader = DocumentReader(rules)
      while let index = progress.withLock({ next(&$0) }) {
        let error = attempt(documents[index], reader: reader, converter: converter ?? nil, progress: progress)
        progress.withLock { state in
          state.done += 1
          if let error { state.failures[index] = error }
          observe(
            .document(file: documents[index].entry.file, error: error, done: state.done, of: documents.count))
        }
      }
    }
    let end = progress.withLock { $0 }
    if let stop = end.stop { throw stop }
    let failures = end.failures.sorted { $0.key < $1.key }
    return Outcome(
      counts: end.counts, failures: failures.map { (documents[$0.key].entry.file, $0.value) })
  }

  private func next(_ state: inout Progress) -> Int? {
    let isOver = state.stop != nil || (run.options.failFast && !state.failures.isEmpty)
    guard !isOver, state.next < documents.count else { return nil }
    defer { state.next += 1 }
    return state.next
  }

  /// - Returns: Why the document failed; nil where it was read, or where the whole run stops.
  private func attempt(
    _ planned: PlannedDocument, reader: DocumentReader, converter: PDFConverter?,
    progress: borrowing Mutex<Progress>
  ) -> String? {
    var stages: [StageInputs] = []
    do {
      if let failure = planned.failure { throw failure }
      let report = try planned.report ?? acquire(planned.entry)
      try run.places.snapshots.keep(report)
      var fingerprints = fingerprints
      stages = fingerprints.document(
        planned.entry, sha256: report.sha256, mediaType: report.mediaType, language: planned.entry.language)
      guard run.options.selection.reads else {
        try recordDone(planned, stages: [stages[0]])
        return nil
      }
      let (document, pages) = try ingest(
        report, snapshot: run.places.snapshots.file(report.sha256), pdf: converter, rules: rules)
      if let doubt = areaDoubt(document, file: planned.entry.stem, rules: rules) {
        progress.withLock { _ in observe(.warning("\(planned.entry.file): \(doubt)")) }
      }
      stages = fingerprints.document(
        planned.entry, sha256: report.sha256, mediaType: report.mediaType, language: document.language)
      var record = try reader.read(document, pages: pages)
      record.fingerprint = stages[1].fingerprint
      try run.places.records.keep(record)
      try recordDone(planned, stages: stages)
      progress.withLock { $0.counts.add(record) }
      return nil
    } catch let error as StorageError {
      progress.withLock { $0.stop = error }
      return nil
    } catch let failure as Failure where failure.kind == .inputOutput {
      progress.withLock { $0.stop = failure }
      return nil
    } catch {
      let message = "\(error)"
      do {
        try recordFailure(planned, stages: stages, message: message)
      } catch {
        progress.withLock { $0.stop = error }
      }
      return message
    }
  }

  private func recordDone(_ planned: PlannedDocument, stages: [StageInputs]) throws {
    let document = planned.sha256
    try ledger.write { db in
      try forgetEarlier(db, planned, now: document)
      try Ledger.recordDone(db, document: document, stages: stages, run: id)
    }
  }

  /// A document that fails has no record in the next release.
  private func recordFailure(_ planned: PlannedDocument, stages: [StageInputs], message: String) throws {
    var stages = stages
    // Bytes that another file of the list has too are that file's document.
    let isOwn = planned.failure == nil && !planned.sha256.isEmpty
    let document = isOwn ? planned.sha256 : "file:" + planned.entry.file
    if stages.isEmpty {
      stages = [StageInputs(.acquire, ["file": planned.entry.file, "bytes": "", "declared": ""])]
    }
    try ledger.write { db in
      try forgetEarlier(db, planned, now: document)
      try Ledger.recordFailure(db, document: document, stages: stages, error: message, run: id)
    }
  }

  /// Forgets what was noted for the same file when it had other bytes.
  private func forgetEarlier(_ db: Database, _ planned: PlannedDocument, now: String) throws {
    let earlier = try String.fetchAll(
      db,
      sql: "SELECT document_id FROM document_stage WHERE stage = 'acquire' AND inputs ->> '$.file' = ?",
      arguments: [planned.entry.file])
    for document in earlier where document != now && !current.contains(document) {
      try Ledger.forget(db, document: document)
    }
  }
}

extension ReadStage.Counts {
  package mutating func add(_ read: DocumentRecord) {
    pages += read.pages.count
    sections += read.sections.count
    passages += read.passages.count
    mentions += read.mentions.count
    observations += read.observations.count
    findings += read.findings.count
  }
}

extension PDFConverter {
  /// Looked for once for a whole run.
  static func ifNeeded(by documents: [PlannedDocument]) throws -> PDFConverter? {
    documents.contains { $0.entry.file.lowercased().hasSuffix(".pdf") } ? try PDFConverter() : nil
  }
}
