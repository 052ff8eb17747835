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
  /// Files that earlier runs loaded and the list no longer names, with the documents' ids.
  public var gone: [(file: String, document: String)]
  /// Publishers' files that would be imported, and those that are gone.
  package var series = SeriesPlan()
  /// Verify, compare and publish, where they would run.
  public var database: [PlannedStage]
  /// How many stages take part.
  package var stages: Int
  /// Whether code lists and rules are loaded anew.
  var renewsLists: Bool

  public var isEmpty: Bool {
    documents.allSatisfy { $0.firstStage == nil } && gone.isEmpty && series.changes == 0 && database.isEmpty
      && !renewsLists
  }

  /// Documents that would be read.
  public var stale: [PlannedDocument] { documents.filter { $0.firstStage != nil } }
}

/// One report, and the first stage that would run for it.
public struct PlannedDocument: Sendable {
  public var entry: ReportEntry
  /// Empty where the bytes can't be read.
  public var sha256: String
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

extension Plan {
  /// - Parameters:
  ///   - db: The working database.
  ///   - selected: Which entries take part; the others stay as they are.
  ///   - outputFault: What is wrong with the files of the last release.
  package init(
    _ db: Database, entries: [ReportEntry], selected: (ReportEntry) -> Bool, fingerprints: inout Fingerprints,
    selection: StageSelection, force: Bool, series: SeriesPlan, outputFault: () -> String?,
    workspace: Workspace,
    list: String
  ) throws {
    let ledger = try Ledger(db)
    let named = workspace.name
    documents = []
    stages = selection.stages.count
    var fileOfHash: [String: String] = [:]
    for entry in entries {
      var planned = PlannedDocument(entry: entry, sha256: "", firstStage: nil, reasons: [], failure: nil)
      let known = ledger.files[entry.file]
      do {
        let report = try acquire(entry)
        planned.sha256 = report.sha256
        if let twin = fileOfHash[report.sha256] {
          throw Failure(
            .data, "the file has the same bytes as \(twin)", place: entry.file,
            remedy: "Name one of them only")
        }
        fileOfHash[report.sha256] = entry.file
        let language = entry.language.isEmpty ? known?.language ?? "" : entry.language
        let stages = fingerprints.document(
          entry, sha256: report.sha256, mediaType: report.mediaType, language: language)
        let stale = stages.first { known?.fingerprints[$0.stage.name] != $0.fingerprint }
        if known == nil {
          planned.firstStage = .acquire
          planned.reasons = ["new document"]
        } else if let known, let failed = known.failure {
          planned.firstStage = try Stage.named(failed.stage)
          planned.reasons = ["failed before"]
        } else if let stale, let known {
          planned.firstStage = stale.stage
          planned.reasons = try Ledger.reasons(
            db, document: known.document, stage: stale, declaredIn: list, named: named)
        }
      } catch let failure as Failure {
        planned.failure = failure
        planned.firstStage = .acquire
        planned.reasons = [known == nil ? "new document" : "the file can't be read"]
      }
      if force, planned.firstStage == nil {
        planned.firstStage = .acquire
        planned.reasons = ["forced"]
      }
      if !selected(entry) || !selection.reads && !selection.contains(.acquire) { planned.firstStage = nil }
      documents.append(planned)
    }
    let listed = Set(entries.map(\.file))
    gone = ledger.files.filter { !listed.contains($0.key) }.map { ($0.key, $0.value.document) }
      .sorted { $0.file < $1.file }
    if selection.loads { self.series = series } else { gone = [] }
    database = []
    renewsLists = false
    try planDatabase(
      db, ledger: ledger, fingerprints: fingerprints, selection: selection, force: force,
      outputFault: outputFault, named: named)
  }

  private mutating func planDatabase(
    _ db: Database, ledger: Ledger, fingerprints: Fingerprints, selection: StageSelection, force: Bool,
    outputFault: () -> String?, named: (String) -> String
  ) throws {
    let changed = selection.loads ? stale.count + gone.count : 0
    let documents = try Ledger.loadedDocuments(db)
    for inputs in fingerprints.database(documents: documents) {
      let stage = inputs.stage
      guard selection.contains(stage) else { continue }
      var reasons: [String] = []
      if ledger.states[stage.name] != inputs.fingerprint {
        reasons = try Ledger.reasons(db, stage: inputs, named: named)
      }
      if stage == .load {
        renewsLists = !reasons.isEmpty || changed > 0
        continue
      }
      if changed > 0 { reasons = ["\(plural(changed, "document")) changed"] }
      if series.changes > 0 { reasons.append("\(plural(series.changes, "publisher's file")) changed") }
      if stage == .publish, reasons.isEmpty, let fault = outputFault() { reasons = [fault] }
      if force { reasons = ["forced"] }
      if !reasons.isEmpty { database.append(PlannedStage(stage: stage, reasons: reasons)) }
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
        if renewsLists, stale.isEmpty, gone.isEmpty, series.changes == 0 {
          lines.append("\(padded(stage.name))because: code lists or rules changed")
        }
      }
      for planned in database where planned.stage == stage {
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
