import Core
import Dataset
import Foundation
import GRDB
import Review

/// What the ledger says of who made what of which: the ground of both exports.
///
/// It reaches from files to stages to files. From an observation to its characters lead the keys of the release's
/// own tables, which neither PROV nor OpenLineage has words for.
public struct LineageRecord: Sendable {
  var runs: [Run] = []
  /// What stands done or failed for each document and stage, by document and the order of stages.
  var documentStages: [DocumentStage] = []
  /// Load, verify, compare and publish, as they stand.
  var databaseStages: [DatabaseStage] = []
  /// Jobs are named after it.
  package var pipelineID: String { pipeline.name.id }
  /// Files of what the program knows by the hash over all of them.
  package var sets: [String: [File]] = [:]
  /// Publishers' files that were imported, by their names below the folder of series.
  var publishedFiles: [File] = []
  /// Ids of the documents that are loaded.
  var loaded: [String] = []
  /// One hash over all that is loaded, as the stages of the whole database name it.
  var loadedHash = ""
  package var decisions: [Decision] = []
  /// What the last publish wrote; empty where nothing was.
  package var release: [Release.File] = []
  /// What each stage takes and makes.
  package var pipeline: PipelineFile

  package struct File: Hashable, Sendable {
    package var path: String
    package var sha256: String

    package init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  struct Run: Sendable {
    var id: Int64
    /// ISO 8601, UTC.
    var started: String
    /// Empty where the run was interrupted.
    var finished: String
    var version: String
    var arguments: String
    var exitCode: Int?
    /// In the order of the data's path.
    var stages: [StageRun] = []
  }

  struct StageRun: Sendable {
    var stage: Stage
    var error: String
    var because: String
    var seconds: Double
  }

  struct DocumentStage: Sendable {
    var document: String
    /// As listed or as typed; the same for all stages of a document.
    var file: String
    var stage: Stage
    var fingerprint: String
    /// Id of the set of files that it read.
    var set: String
    /// Fingerprint of the stage before; empty for the first.
    var before: String
    var error: String
    var run: Int64?
  }

  struct DatabaseStage: Sendable {
    var stage: Stage
    var fingerprint: String
    var set: String
    /// Fingerprints of the stages before.
    var before: [String]
    /// Hash over what was loaded.
    var documents: String
    var run: Int64?
  }

  package struct Decision: Sendable {
    package var id: String
    package var document: String
    package var who: String
    package var when: String

    package init(id: String, document: String, who: String, when: String) {
      self.id = id
      self.document = document
      self.who = who
      self.when = when
    }
  }

  /// - Throws: `Failure` of kind `noInput` before the first run.
  public init(_ places: Places, _ workspace: Workspace) throws {
    guard let queue = Ledger.openReadOnly(at: places.ledger) else {
      throw Failure(
        .noInput, "nothing has run here yet", place: places.name,
        remedy: "Run the pipeline with \"indicators run\"")
    }
    let pipeline = try PipelineFile(workspace)
    self = try queue.read { try LineageRecord($0, pipeline, named: workspace.name) }
    release = PublishedFiles.listed(in: places)
    if FileManager.default.fileExists(atPath: places.releaseDatabase.path) {
      decisions = try Dataset.openReadOnly(at: places.releaseDatabase).read(Self.decisions)
    }
  }

  /// - Parameters:
  ///   - db: the ledger.
  ///   - named: how messages call a file of what people wrote.
  package init(_ db: Database, _ pipeline: PipelineFile, named: (String) -> String) throws {
    self.pipeline = pipeline
    for row in try Row.fetchAll(db, sql: "SELECT * FROM run ORDER BY run_id") {
      runs.append(
        Run(
          id: row["run_id"], started: row["started_at"], finished: row["finished_at"] ?? "",
          version: row["program_version"], arguments: row["arguments"], exitCode: row["exit_code"]))
    }
    for row in try Row.fetchAll(db, sql: "SELECT * FROM stage_run") {
      let id: Int64 = row["run_id"]
      guard let place = runs.firstIndex(where: { $0.id == id }) else { continue }
      runs[place].stages.append(
        StageRun(
          stage: try Stage.named(row["stage"]), error: row["error"], because: row["because"],
          seconds: row["seconds"]))
    }
    for place in runs.indices { runs[place].stages.sort { $0.stage.index < $1.stage.index } }
    try readStages(db)
    for row in try Row.fetchAll(db, sql: "SELECT * FROM input_set ORDER BY file") {
      sets[row["input_set_id"], default: []].append(
        File(path: named(row["file"]), sha256: row["sha256"]))
    }
    publishedFiles = try Row.fetchAll(
      db, sql: "SELECT file, sha256 FROM series_state WHERE error = '' ORDER BY file"
    ).map { File(path: $0["file"], sha256: $0["sha256"]) }
    let records = try Ledger(db).records
    loaded = records.map(\.document)
    loadedHash = Ledger.hash(records)
  }

  /// Decisions that the release rests on.
  private static func decisions(_ db: Database) throws -> [Decision] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM review_decision WHERE outcome <> 'unused' ORDER BY decided_at, decision_id"
    ).map {
      Decision(
        id: $0["decision_id"], document: $0["document_id"], who: $0["decided_by"], when: $0["decided_at"])
    }
  }

  private mutating func readStages(_ db: Database) throws {
    var files: [String: String] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT * FROM document_stage") {
      let values = try Self.values(row["inputs"])
      let stage = try Stage.named(row["stage"])
      if stage == .acquire { files[row["document_id"]] = values["file"] }
      documentStages.append(
        DocumentStage(
          document: row["document_id"], file: "", stage: stage, fingerprint: row["fingerprint"],
          set: values["set"] ?? "", before: values["before"] ?? "", error: row["error"], run: row["run_id"]))
    }
    for place in documentStages.indices {
      documentStages[place].file = files[documentStages[place].document] ?? ""
    }
    documentStages.sort { ($0.document, $0.stage.index) < ($1.document, $1.stage.index) }
    for row in try Row.fetchAll(
      db, sql: "SELECT * FROM stage_state WHERE stage NOT IN (?, ?)",
      arguments: [Ledger.built, Ledger.published])
    {
      let values = try Self.values(row["inputs"])
      databaseStages.append(
        DatabaseStage(
          stage: try Stage.named(row["stage"]), fingerprint: row["fingerprint"], set: values["set"] ?? "",
          before: ["before", "compare"].compactMap { values[$0] }, documents: values["records"] ?? "",
          run: row["run_id"]))
    }
    databaseStages.sort { $0.stage.index < $1.stage.index }
  }

  private static func values(_ json: String) throws -> [String: String] {
    try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
  }

  /// Only what this run did.
  ///
  /// - Throws: `Failure` of kind `noInput` where there was no such run.
  public func restricted(to run: Int64) throws -> LineageRecord {
    guard runs.contains(where: { $0.id == run }) else {
      let (first, last) = (runs.first?.id ?? 0, runs.last?.id ?? 0)
      let known =
        runs.isEmpty
        ? "No run is recorded" : first == last ? "There is run \(first)" : "There are \(first)–\(last)"
      throw Failure(.noInput, "there is no run \(run)", place: "--run", remedy: known)
    }
    var record = self
    record.runs = runs.filter { $0.id == run }
    record.documentStages = documentStages.filter { $0.run == run }
    record.databaseStages = databaseStages.filter { $0.run == run }
    if !record.databaseStages.contains(where: { $0.stage == .publish }) { record.release = [] }
    return record
  }

  /// What a stage makes, in the words of pipeline.yml.
  func products(of stage: Stage) -> [String] { pipeline.declaration(of: stage).makes }

  /// What a stage takes of the stages before it, in the words of pipeline.yml.
  package func taken(by stage: Stage) -> [String] {
    let made = Set(Stage.all.flatMap(products))
    return pipeline.declaration(of: stage).takes.filter(made.contains)
  }
}
