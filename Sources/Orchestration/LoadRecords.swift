import Acquire
import Core
import Dataset
import Foundation
import GRDB
import Reading
import Reference

/// Records in files of NDJSON, found by their documents, so that none but the one at hand is in memory.
struct RecordFiles {
  private struct Place {
    var file: Int
    var range: Range<Int>
  }

  private let files: [Data]
  private let names: [String]
  private var places: [String: Place] = [:]

  /// Ids of the documents, sorted.
  var documents: [String] { places.keys.sorted() }

  /// - Parameters:
  ///   - files: NDJSON, a record a line, in any order; the same record twice counts once.
  ///   - names: how messages call the files.
  /// - Throws: `Failure` for a line that is no record, or for two records that say different things of one document.
  init(_ files: [URL], named names: [String]) throws {
    self.names = names
    self.files = try zip(files, names).map { try readFile($0, named: $1) }
    for (index, bytes) in self.files.enumerated() {
      var start = bytes.startIndex
      var line = 0
      while start < bytes.endIndex {
        line += 1
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
        defer { start = end < bytes.endIndex ? end + 1 : end }
        guard bytes[start..<end].contains(where: { $0 > 0x20 }) else { continue }
        let place = Place(file: index, range: start..<end)
        let record = try decoded(place, at: "\(names[index]):\(line)")
        guard let other = places[record.document.id] else {
          places[record.document.id] = place
          continue
        }
        var twin = try decoded(other, at: "")
        twin.fingerprint = record.fingerprint
        guard encode(twin) == encode(record) else {
          throw Failure(
            .data, "two records say different things of one document (\(record.document.id.prefix(12)))",
            place: "\(names[index]):\(line)", remedy: "Keep the one that was made last")
        }
      }
    }
  }

  func record(_ document: String) throws -> DocumentRecord {
    guard let place = places[document] else {
      throw Failure(.data, "there is no record of this document", place: document)
    }
    return try decoded(place, at: names[place.file])
  }

  private func decoded(_ place: Place, at name: String) throws -> DocumentRecord {
    do {
      return try files[place.file][place.range].withUnsafeBytes {
        try decode($0.bindMemory(to: UInt8.self))
      }
    } catch let error as JSONError {
      throw Failure(
        .data, "this is no record: \(error)", place: name,
        remedy: "Make records with: indicators extract --stream --records")
    }
  }
}

/// Makes a release of records that were made elsewhere: on a cluster, by other shards, in another order.
///
/// The same records give the same bytes as one run over the reports.
/// - Parameters:
///   - files: NDJSON, a record a line.
///   - names: how messages call them.
/// - Throws: `Failure` for what is no record, and what stops a run.
public func loadRecords(
  _ files: [URL], named names: [String], workspace: Workspace, places: Places, options: RunOptions,
  observe: @escaping @Sendable (RunEvent) -> Void
) throws -> RunReport {
  try places.recover()
  try places.requireOwn()
  let lock = try RunLock(in: places.work)
  defer { withExtendedLifetime(lock) {} }
  let records = try RecordFiles(files, named: names)
  guard !records.documents.isEmpty else {
    throw Failure(
      .noInput, "there is no record in these files", place: names.joined(separator: ", "),
      remedy: "Make records with: indicators extract --stream --records")
  }
  let run = PipelineRun(
    workspace: workspace, places: places, entries: [], list: names.joined(separator: ", "), options: options)
  return try run.load(records, observe: observe)
}

extension PipelineRun {
  fileprivate func load(
    _ records: RecordFiles, observe: @escaping @Sendable (RunEvent) -> Void
  ) throws -> RunReport {
    let ledger = try Ledger.open(at: places.ledger)
    let fingerprints = try makeFingerprints()
    let hints = try ledger.read { try FileHints($0, trusts: !options.rehash) }
    let series = try ledger.read { try seriesPlan($0, fingerprints, hints) }
    var plan = Plan(documents: [], gone: [], series: series, dataset: [], stages: 4)
    plan.dataset = [Stage.load, .verify, .compare, .publish].map {
      PlannedStage(stage: $0, reasons: ["records were named"])
    }
    let execution = Execution(
      run: self, ledger: ledger, fingerprints: fingerprints, plan: plan, observe: observe)
    let id = try ledger.write { try execution.begin($0) }
    var report = RunReport()
    report.documents = records.documents.count
    report.stages = plan.dataset.count
    do {
      let rules = try RuleSet(fingerprints.knowledge.files)
      try execution.makeDataset(
        records.documents.map { ($0, $0, "") }, { rules }, &report, id: id, record: records.record)
    } catch {
      try? ledger.write { try execution.end($0, id: id, status: 1) }
      throw error
    }
    let status = report.refusal != nil ? 1 : report.failures.isEmpty ? 0 : 3
    try ledger.write { try execution.end($0, id: id, status: status) }
    return report
  }
}
