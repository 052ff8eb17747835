import Core
import Foundation

extension Workspace {
  /// Looks for the pipeline: `--project`; upwards from the current folder; the variable
  /// INDICATORS_PIPELINE; upwards from the program itself; `../share/indicators` beside it.
  ///
  /// - Parameter name: `--pipeline`, the name of a folder below Pipelines/; needed where a project holds several.
  /// - Throws: `Failure` of kind `configuration` that says where it looked, or which pipelines there are.
  public static func find(
    project: String?, pipeline name: String? = nil, currentFolder: URL, environment: [String: String],
    executable: URL?
  ) throws -> Workspace {
    if let project {
      let folder = URL(fileURLWithPath: project, relativeTo: currentFolder).absoluteURL
      guard let found = try Workspace(choosing: name, in: folder, isProject: true) else {
        throw Failure(
          .configuration, "no pipeline in this project", place: "\(project)/Pipelines",
          remedy: "Start a project with: indicators init \(project)")
      }
      return found
    }
    if let found = try upwards(from: currentFolder, name, isProject: true) { return found }
    return try own(
      pipeline: name, environment: environment, executable: executable, currentFolder: currentFolder)
  }

  /// The program's own pipeline: the variable INDICATORS_PIPELINE; upwards from the program itself;
  /// `../share/indicators` beside it.
  ///
  /// - Throws: as `find`.
  public static func own(
    pipeline name: String? = nil, environment: [String: String], executable: URL?, currentFolder: URL
  ) throws -> Workspace {
    if let path = environment["INDICATORS_PIPELINE"], !path.isEmpty {
      var folder = URL(fileURLWithPath: path, relativeTo: currentFolder).absoluteURL
      if let name { folder = folder.deletingLastPathComponent().appendingPathComponent(name) }
      guard isPipeline(folder) else {
        throw Failure(
          .configuration, "INDICATORS_PIPELINE names a folder that holds no pipeline.yml", place: path,
          remedy: "Let it name the pipeline's folder below Pipelines/")
      }
      return Workspace(pipeline: folder, project: nil)
    }
    if let executable = executable?.resolvingSymlinksInPath() {
      let beside = executable.deletingLastPathComponent()
      if let found = try upwards(from: beside, name, isProject: false) { return found }
      let shared = beside.deletingLastPathComponent().appendingPathComponent("share/indicators")
      if isPipeline(shared) { return Workspace(pipeline: shared, project: nil) }
      if let found = try Workspace(choosing: name, in: shared, isProject: false) { return found }
    }
    throw Failure(
      .configuration, "no folder Pipelines with a pipeline in it from here upwards nor beside the program",
      remedy:
        "Go into a project, name one with --project, or let INDICATORS_PIPELINE name the pipeline's folder")
  }

  /// Names of the pipelines' folders below `Pipelines/`, sorted.
  static func pipelines(in folder: URL) -> [String] {
    let below = folder.appendingPathComponent("Pipelines")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: below.path)) ?? []
    return names.filter { !$0.hasPrefix(".") && isPipeline(below.appendingPathComponent($0)) }.sorted()
  }

  /// The pipeline of that name below a folder, or the only one there is; nil where there is none.
  private init?(choosing name: String?, in folder: URL, isProject: Bool) throws {
    let names = Self.pipelines(in: folder)
    guard !names.isEmpty else { return nil }
    let listed = names.joined(separator: ", ")
    if let name, !names.contains(name) {
      throw Failure(
        .configuration, "there is no pipeline \(name)", place: "Pipelines/\(name)",
        remedy: "Name one of: \(listed)")
    }
    guard let chosen = name ?? (names.count == 1 ? names[0] : nil) else {
      throw Failure(
        .configuration, "several pipelines stand here", place: "Pipelines",
        remedy: "Name one with --pipeline: \(listed)")
    }
    self.init(
      pipeline: folder.appendingPathComponent("Pipelines/\(chosen)"), project: isProject ? folder : nil,
      isOneOfSeveral: isProject && names.count > 1)
  }

  private static func isPipeline(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("pipeline.yml").path)
  }

  private static func upwards(from start: URL, _ name: String?, isProject: Bool) throws -> Workspace? {
    var folder = start.standardizedFileURL
    while true {
      if let found = try Workspace(choosing: name, in: folder, isProject: isProject) { return found }
      let parent = folder.deletingLastPathComponent().standardizedFileURL
      if parent.path == folder.path { return nil }
      folder = parent
    }
  }
}
