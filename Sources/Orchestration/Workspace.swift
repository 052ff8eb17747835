import Acquire
import Core
import Foundation

/// Where a command works: the pipeline's folder (what we know) and the project's (what we got and made).
public struct Workspace: Sendable {
  /// Holds Languages/, Indicators/, Codelists/, Checks/, Comparisons/, Decisions/.
  public let pipeline: URL
  /// Holds Pipelines/ and Data/; absent where the pipeline is the program's own.
  public let project: URL?

  /// Of the pipeline's folder, below a project.
  public static let pipelinePath = "Pipelines/human-rights"

  /// Looks for the pipeline: `--project`; upwards from the current folder; the variable
  /// INDICATORS_PIPELINE; upwards from the program itself; `../share/indicators` beside it.
  ///
  /// - Throws: `Failure` of kind `configuration` that says where it looked.
  public static func find(
    project: String?, currentFolder: URL, environment: [String: String], executable: URL?
  ) throws -> Workspace {
    if let project {
      let folder = URL(fileURLWithPath: project, relativeTo: currentFolder).absoluteURL
      guard isPipeline(folder.appendingPathComponent(pipelinePath)) else {
        throw Failure(
          .configuration, "no pipeline in this project", place: "\(project)/\(pipelinePath)",
          remedy: "Start a project with: indicators init \(project)")
      }
      return Workspace(pipeline: folder.appendingPathComponent(pipelinePath), project: folder)
    }
    if let folder = upwards(from: currentFolder) {
      return Workspace(pipeline: folder.appendingPathComponent(pipelinePath), project: folder)
    }
    if let path = environment["INDICATORS_PIPELINE"], !path.isEmpty {
      let folder = URL(fileURLWithPath: path, relativeTo: currentFolder).absoluteURL
      guard isPipeline(folder) else {
        throw Failure(
          .configuration, "INDICATORS_PIPELINE names a folder that holds no pipeline.yml", place: path,
          remedy: "Let it name the folder \(pipelinePath)")
      }
      return Workspace(pipeline: folder, project: nil)
    }
    if let executable = executable?.resolvingSymlinksInPath() {
      let beside = executable.deletingLastPathComponent()
      if let folder = upwards(from: beside) {
        return Workspace(pipeline: folder.appendingPathComponent(pipelinePath), project: nil)
      }
      let shared = beside.deletingLastPathComponent().appendingPathComponent("share/indicators")
      for folder in [shared, shared.appendingPathComponent(pipelinePath)] where isPipeline(folder) {
        return Workspace(pipeline: folder, project: nil)
      }
    }
    throw Failure(
      .configuration, "no folder \(pipelinePath) from here upwards nor beside the program",
      remedy:
        "Go into a project, name one with --project, or let INDICATORS_PIPELINE name the pipeline's folder")
  }

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

  /// How publishers' tables are laid out: beside the pipelines, which share it.
  package var reference: URL { pipeline.deletingLastPathComponent().appendingPathComponent("Reference") }
  static let referencePath = "Pipelines/Reference"

  /// How messages call a file of the pipeline: `Pipelines/human-rights/Indicators/hdi_rank/sv.yml`.
  package func name(_ path: String) -> String {
    "\(Self.pipelinePath)/\(path)"
  }

  /// Where a file of what people wrote stands; of what pipelines share, beside this one's folder.
  package func file(_ path: String) -> URL {
    pipeline.appendingPathComponent(path)
  }

  private static func isPipeline(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("pipeline.yml").path)
  }

  private static func upwards(from start: URL) -> URL? {
    var folder = start.standardizedFileURL
    while true {
      if isPipeline(folder.appendingPathComponent(pipelinePath)) { return folder }
      let parent = folder.deletingLastPathComponent().standardizedFileURL
      if parent.path == folder.path { return nil }
      folder = parent
    }
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

  /// Which bytes the publishers' files of a folder named on the command line had.
  var seriesLock: URL { work.appendingPathComponent("series.lock") }
  /// What ran when, on what, and why.
  public var ledger: URL { work.appendingPathComponent("ledger.sqlite") }
  /// The database of a release that is not in its place yet.
  public var nextRelease: URL { work.appendingPathComponent("next.sqlite") }
  package var records: RecordStore { RecordStore(folder: work.appendingPathComponent("records")) }
  var snapshots: Snapshots { Snapshots(work.appendingPathComponent("snapshots")) }
  /// The published database.
  public var releaseDatabase: URL { release.appendingPathComponent("human-rights.sqlite") }

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
  /// - Throws: `Failure` where neither project nor output is known.
  public init(workspace: Workspace, output: String?, hasInput: Bool, currentFolder: URL) throws {
    if let output {
      let folder = URL(fileURLWithPath: output, relativeTo: currentFolder).absoluteURL
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), !isFolder.boolValue {
        throw Failure(
          .inputOutput, "this is a file, and results go to a folder", place: output,
          remedy: "Name a folder; it is made where there is none")
      }
      self.init(apart: folder, name: output)
    } else if hasInput {
      if let project = workspace.project {
        self.init(apart: project.appendingPathComponent("Data/release-input"), name: "Data/release-input")
      } else {
        self.init(apart: currentFolder.appendingPathComponent("release-input"), name: "release-input")
      }
    } else {
      let project = try workspace.requireProject()
      self.init(
        work: project.appendingPathComponent("Data/build"),
        release: project.appendingPathComponent("Data/release"),
        reports: project.appendingPathComponent("Reports"),
        lockFile: project.appendingPathComponent("Data/reports.lock"), name: "Data/release")
    }
  }

  private init(apart folder: URL, name: String) {
    let work = folder.appendingPathComponent(".work")
    self.init(
      work: work, release: folder, reports: folder.appendingPathComponent("Reports"),
      lockFile: work.appendingPathComponent("reports.lock"), name: name)
  }

  private init(work: URL, release: URL, reports: URL, lockFile: URL, name: String) {
    self.work = work
    self.release = release
    self.reports = reports
    self.lockFile = lockFile
    self.name = name
  }
}
