import Acquire
import Core
import Foundation

/// Where a command works: the pipeline's folder (what we know) and the project's (what we got and made).
public struct Workspace: Sendable {
  /// Holds pipeline.yml, Indicators/, Checks/, Comparisons/, Decisions/; beside it stand Languages/, Codelists/ and
  /// whatever else pipelines share.
  public let pipeline: URL
  /// Holds Pipelines/ and Data/; absent where the pipeline is the program's own.
  public let project: URL?
  /// Whether the project holds other pipelines too; each then has folders of its own for what it makes.
  public let isOneOfSeveral: Bool

  /// - Parameters:
  ///   - pipeline: The folder with pipeline.yml.
  ///   - project: The folder with Pipelines/ and Data/.
  public init(pipeline: URL, project: URL?, isOneOfSeveral: Bool = false) {
    self.pipeline = pipeline
    self.project = project
    self.isOneOfSeveral = isOneOfSeveral
  }

  /// Of the pipeline's folder, as messages call it: `Pipelines/human-rights`.
  public var pipelinePath: String { "Pipelines/\(pipeline.lastPathComponent)" }

  /// - Throws: `Failure` of kind `noInput` where there is no project.
  public func requireProject() throws -> URL {
    if let project { return project }
    throw Failure(
      .noInput, "this is not a project's folder",
      remedy:
        "Go into one, name it with --project, start one with \"indicators init DIR\", or name files with --input"
    )
  }

  /// The list of the project's reports.
  public func reportList() throws -> URL {
    try requireProject().appendingPathComponent("Data/reports.yml")
  }

  /// How messages call a file of the pipeline, or one that it shares with others:
  /// `Pipelines/human-rights/Indicators/hdi_rank/sv.yml`, `Pipelines/Languages/sv/words.yml`.
  package func name(_ path: String) -> String {
    isShared(path, of: pipeline) ? "Pipelines/\(path)" : "\(pipelinePath)/\(path)"
  }

  /// Where a file of what people wrote stands.
  package func file(_ path: String) -> URL {
    knowledgeFile(path, of: pipeline)
  }
}

/// Where a run keeps its working files and puts its results.
public struct Places: Sendable {
  /// Snapshots, records, the ledger, lock of the process.
  public let work: URL
  /// Database and CSVs.
  public let release: URL
  public let reports: URL
  /// Which bytes the reports were.
  public let lockFile: URL
  /// How messages call `release`.
  public let name: String
  public let workspace: Workspace
  /// The pipeline's id, after which the database is named.
  public let pipelineID: String

  /// Which bytes the publishers' files of a folder named on the command line had.
  var seriesLock: URL { work.appendingPathComponent("series.lock") }
  /// What ran when, on what, and why.
  public var ledger: URL { work.appendingPathComponent("ledger.sqlite") }
  /// The database of a release that is not in its place yet.
  public var nextRelease: URL { work.appendingPathComponent("next.sqlite") }
  package var records: RecordStore { RecordStore(folder: work.appendingPathComponent("records")) }
  var snapshots: Snapshots { Snapshots(work.appendingPathComponent("snapshots")) }
  /// The published database.
  public var releaseDatabase: URL { release.appendingPathComponent("\(pipelineID).sqlite") }

  /// How a person would type a file in these places, from where `name` is typed.
  public func typed(_ file: URL) -> String {
    let path = file.standardizedFileURL.path
    let above = release.standardizedFileURL.deletingLastPathComponent().path + "/"
    let typed = name as NSString
    guard path.hasPrefix(above), ![".", ".."].contains(typed.lastPathComponent) else { return path }
    return (typed.deletingLastPathComponent as NSString).appendingPathComponent(
      String(path.dropFirst(above.count)))
  }

  /// - Parameters:
  ///   - output: `--output`.
  ///   - hasInput: Whether the user named files: their text never lands in the project's own Reports/.
  /// - Throws: `Failure` where neither project nor output is known, `ConfigurationError` for a pipeline without an id.
  public init(workspace: Workspace, output: String?, hasInput: Bool, currentFolder: URL) throws {
    if let output {
      let folder = URL(fileURLWithPath: output, relativeTo: currentFolder).absoluteURL
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), !isFolder.boolValue {
        throw Failure(
          .inputOutput, "this is a file, and results go to a folder", place: output,
          remedy: "Name a folder; it is made where there is none")
      }
      try self.init(apart: folder, name: output, workspace)
    } else if hasInput {
      if let project = workspace.project {
        let name = "Data/release-input" + workspace.part
        try self.init(apart: project.appendingPathComponent(name), name: name, workspace)
      } else {
        try self.init(
          apart: currentFolder.appendingPathComponent("release-input"), name: "release-input", workspace)
      }
    } else {
      let project = try workspace.requireProject()
      let name = "Data/release" + workspace.part
      let lock = workspace.isOneOfSeveral ? "Data/build\(workspace.part)/reports.lock" : "Data/reports.lock"
      try self.init(
        work: project.appendingPathComponent("Data/build" + workspace.part),
        release: project.appendingPathComponent(name),
        reports: project.appendingPathComponent("Reports" + workspace.part),
        lockFile: project.appendingPathComponent(lock), name: name, workspace)
    }
  }

  private init(apart folder: URL, name: String, _ workspace: Workspace) throws {
    let work = folder.appendingPathComponent(".work")
    try self.init(
      work: work, release: folder, reports: folder.appendingPathComponent("Reports"),
      lockFile: work.appendingPathComponent("reports.lock"), name: name, workspace)
  }

  private init(
    work: URL, release: URL, reports: URL, lockFile: URL, name: String, _ workspace: Workspace
  ) throws {
    self.work = work
    self.release = release
    self.reports = reports
    self.lockFile = lockFile
    self.name = name
    self.workspace = workspace
    pipelineID = try PipelineName(of: workspace.pipeline).id
  }
}

extension Workspace {
  /// `/human-rights` where a project has several pipelines, else nothing.
  fileprivate var part: String { isOneOfSeveral ? "/\(pipeline.lastPathComponent)" : "" }
}
