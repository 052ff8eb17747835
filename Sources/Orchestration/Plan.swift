import Acquire
import Core
import Dataset
import Foundation
import GRDB
import Site

/// What a run would do, and why: found by comparing hashes with those of the last run, without reading rules.
public struct Plan: Sendable {
  /// Every report of this run, in the order of its list.
  public var documents: [PlannedDocument]
  /// Files that earlier runs read and the list no longer names, with the documents' ids.
  public var gone: [(file: String, document: String)]
  /// Publishers' files that would be imported, and those that are gone.
  package var series = SeriesPlan()
  /// Load, verify, compare and publish, where they would run.
  public var dataset: [PlannedStage]
  /// How many stages take part.
  package var stages: Int

  public var isEmpty: Bool {
    documents.allSatisfy { $0.firstStage == nil } && gone.isEmpty && series.changes == 0 && dataset.isEmpty
  }

  /// Documents that would be read.
  public var stale: [PlannedDocument] { documents.filter { $0.firstStage != nil } }
}

/// One report, and the first stage that would run for it.
public struct PlannedDocument: Sendable {
  public var entry: ReportEntry
  /// Empty where the bytes can't be read.
  public var sha256: String
  package var size = 0
  package var mediaType = ""
  /// The bytes, where they had to be looked at: they are not read a second time.
  package var report: AcquiredReport?
  /// Nil where nothing changed.
  public var firstStage: Stage?
  public var reasons: [String]
  /// Found while looking at the file; the document will fail with it.
  package var failure: Failure?
}

public struct PlannedStage: Sendable {
  public var stage: Stage
  public var reasons: [String]
}

/// What a plan is made from, besides the ledger.
package struct PlanningInputs {
  package var entries: [ReportEntry]
  /// Which entries take part; the others stay as they are.
  package var selected: (ReportEntry) -> Bool
  package var selection: StageSelection
  package var force: Bool
  package var series: SeriesPlan
  /// Whether the record of a fingerprint is kept.
  var hasRecord: (String) -> Bool
  /// Whether the next release's database stands there, made by the load of this fingerprint.
  var isBuilt: (String) -> Bool
  /// What is wrong with the files of the last release.
  var outputFault: () -> String?
  /// How messages call a file of what people wrote, and the list of reports.
  package var named: (String) -> String
  package var list: String
}

extension Plan {
  /// - Parameter db: The ledger.
  package init(
    _ db: Database, _ inputs: PlanningInputs, fingerprints: inout Fingerprints, hints: FileHints
  ) throws {
    let ledger = try Ledger(db)
    documents = []
    stages = inputs.selection.stages.count
    series = inputs.series
    dataset = []
    gone = []
    var fileOfHash: [String: String] = [:]
    for entry in inputs.entries {
      var planned = PlannedDocument(entry: entry, sha256: "", reasons: [])
      let known = ledger.files[entry.file]
      do {
        try planned.look(hints)
        if let twin = fileOfHash[planned.sha256] {
          throw Failure(
            .data, "the file has the same bytes as \(twin)", place: entry.file,
            remedy: "Name one of them only")
        }
        fileOfHash[planned.sha256] = entry.file
        let language = entry.language.isEmpty ? known?.language ?? "" : entry.language
        let stages = fingerprints.document(
          entry, sha256: planned.sha256, mediaType: planned.mediaType, language: language)
        try planned.compare(stages, with: known, inputs, db)
      } catch let failure as Failure {
        planned.failure = failure
        planned.firstStage = .acquire
        planned.reasons = [known == nil ? "new document" : "the file can't be read"]
      }
      if inputs.force, planned.firstStage == nil {
        planned.firstStage = .acquire
        planned.reasons = ["forced"]
      }
      let takesPart = inputs.selection.reads || inputs.selection.contains(.acquire)
      if !inputs.selected(entry) || !takesPart { planned.firstStage = nil }
      if planned.firstStage == nil { planned.report = nil }
      documents.append(planned)
    }
    let listed = Set(inputs.entries.map(\.file))
    if inputs.selection.reads {
      gone = ledger.files.filter { !listed.contains($0.key) }.map { ($0.key, $0.value.document) }
        .sorted { $0.file < $1.file }
    }
    try planDataset(db, ledger, inputs, fingerprints)
  }

  /// The stages of the dataset are a chain: where one runs, those after it do, and where the next release's database is
  /// not there any more it is made again, from records.
  private mutating func planDataset(
    _ db: Database, _ ledger: Ledger, _ inputs: PlanningInputs, _ fingerprints: Fingerprints
  ) throws {
    guard inputs.selection.makesDataset else { return }
    let changed = inputs.selection.reads ? stale.count + gone.count : 0
    let states = fingerprints.dataset(
      records: Ledger.hash(ledger.records), series: series.hash)
    var isRunning = false
    for state in states where inputs.selection.contains(state.stage) {
      let stage = state.stage
      var reasons: [String] = []
      if ledger.states[stage.name] != state.fingerprint {
        reasons = try Ledger.reasons(db, stage: state, named: inputs.named)
      }
      if changed > 0 { reasons = ["\(plural(changed, "document")) changed"] }
      if series.changes > 0 { reasons.append("\(plural(series.changes, "publisher's file")) changed") }
      if stage == .publish, reasons.isEmpty, let fault = inputs.outputFault() { reasons = [fault] }
      if inputs.force { reasons = ["forced"] }
      if reasons.isEmpty, isRunning { reasons = ["an earlier stage runs"] }
      isRunning = isRunning || !reasons.isEmpty
      if !reasons.isEmpty { dataset.append(PlannedStage(stage: stage, reasons: reasons)) }
    }
    // A release that was put into place took its database along.
    let needed = dataset.map(\.stage)
    if isRunning, !needed.contains(.load), !inputs.isBuilt(states[0].fingerprint) {
      let last = needed.map(\.index).max() ?? 0
      let before = [Stage.load, .verify, .compare].filter { !needed.contains($0) && $0.index < last }
      dataset =
        before.map { PlannedStage(stage: $0, reasons: ["the next release is made from records"]) } + dataset
      dataset.sort { $0.stage.index < $1.stage.index }
    }
  }
}

extension PlannedDocument {
  /// Finds out what the file is, from a hint or from its bytes.
  ///
  /// - Throws: `Failure` as `acquire`.
  fileprivate mutating func look(_ hints: FileHints) throws {
    if let hint = hints.hint(for: entry.location), !hint.note.isEmpty {
      (sha256, size, mediaType) = (hint.sha256, hint.look.size, hint.note)
      return
    }
    let look = FileHints.Look(entry.location)
    let report = try acquire(entry)
    (sha256, size, mediaType) = (report.sha256, report.bytes.count, report.mediaType)
    self.report = report
    hints.note(entry.location, look: look, sha256: sha256, note: mediaType)
  }

  /// Finds the first stage whose inputs are not those of the last run, and why.
  fileprivate mutating func compare(
    _ stages: [StageInputs], with known: Ledger.Known?, _ inputs: PlanningInputs, _ db: Database
  ) throws {
    guard let known else {
      (firstStage, reasons) = (.acquire, ["new document"])
      return
    }
    if let failed = known.failure {
      firstStage = try Stage.named(failed.stage) == .acquire ? .acquire : .read
      reasons = ["failed before"]
      return
    }
    if let stale = stages.first(where: { known.fingerprints[$0.stage.name] != $0.fingerprint }) {
      firstStage = stale.stage
      reasons = try Ledger.reasons(
        db, document: known.document, stage: stale, declaredIn: inputs.list, named: inputs.named)
    } else if let record = known.fingerprints[Stage.read.name], !inputs.hasRecord(record) {
      (firstStage, reasons) = (.read, ["its record is missing"])
    }
  }
}

extension Plan {
  /// What would be lost without being meant, perhaps; a sentence each.
  public var warnings: [String] { series.warning.isEmpty ? [] : [series.warning] }

  /// The plan in lines for people: which stages run for how many documents, and why.
  public func lines(explain: Bool) -> [String] {
    if isEmpty {
      return ["nothing to do: \(plural(documents.count, "document")), \(plural(stages, "stage")) unchanged"]
    }
    var lines: [String] = []
    for stage in Stage.all {
      let starting = documents.filter { $0.firstStage == stage }
      for (reason, count) in counted(starting.flatMap(\.reasons)) {
        lines.append("\(padded(stage.name))because: \(reason) (\(plural(count, "document")))")
      }
      if explain {
        for document in starting {
          lines.append("\(padded(""))\(document.entry.file): \(document.reasons.joined(separator: "; "))")
        }
      }
      if stage == .load {
        for (reason, count) in counted(series.stale.map(\.reason)) {
          lines.append("\(padded(stage.name))because: \(reason) (\(plural(count, "file")))")
        }
        if explain {
          for planned in series.stale { lines.append("\(padded(""))\(planned.file.name): \(planned.reason)") }
        }
        if !series.unnamed.isEmpty {
          let files = plural(series.unnamed.count, "publisher's file")
          lines.append("\(padded(stage.name))because: no --series folder is named (\(files))")
        }
        for file in series.gone where !series.unnamed.contains(file) {
          lines.append("\(padded(stage.name))because: \(file) is no longer there")
        }
        for (file, _) in gone { lines.append("\(padded(stage.name))because: \(file) is no longer listed") }
      }
      for planned in dataset where planned.stage == stage {
        for reason in planned.reasons { lines.append("\(padded(stage.name))because: \(reason)") }
      }
    }
    return lines
  }

  /// In order of first appearance.
  private func counted(_ reasons: [String]) -> [(String, Int)] {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for reason in reasons {
      if counts[reason] == nil { order.append(reason) }
      counts[reason, default: 0] += 1
    }
    return order.map { ($0, counts[$0] ?? 0) }
  }
}
