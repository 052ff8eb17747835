import Core
import Foundation
import Reading

/// What became of a project's own files when it took over the program's rules and tables.
public struct ProjectUpdate: Hashable, Sendable {
  /// Where what stood there before is now, below the project's folder: `Pipelines.earlier`.
  public var earlier: String
  /// What people had made and the project keeps, below `Pipelines/`: `human-rights/Decisions`.
  public var kept: [String]
  /// Files that the program has none of and that are only in `earlier`, below it.
  public var left: [String]
}

/// Gives a project the rules, tables, checks and labels of this program, whatever earlier program's it had. Decisions,
/// `must-keep.yml`, indicators of one's own that still read, and other pipelines stay; all that was there is kept beside.
/// Data/ and Reports/ are as they were; the next run reads every report anew.
///
/// - Parameters:
///   - project: that is updated.
///   - own: the program's own pipeline.
/// - Throws: `Failure` where they are one and the same, or where the folder can't be written; then nothing changed.
public func updateProject(_ project: URL, named name: String, from own: Workspace) throws -> ProjectUpdate {
  let files = FileManager.default
  let pipelines = project.appendingPathComponent("Pipelines")
  let source = own.pipeline.deletingLastPathComponent()
  guard FileSystem.resolved(pipelines.path) != FileSystem.resolved(source.path) else {
    throw Failure(
      .usage, "these rules are the program's own", place: name, remedy: "Nothing is to be done")
  }
  let lock = try FolderLock(project, named: name)
  defer { withExtendedLifetime(lock) {} }
  let fresh = project.appendingPathComponent("Pipelines.new-\(getpid())")
  defer { try? files.removeItem(at: fresh) }
  var update = ProjectUpdate(earlier: freeName("Pipelines.earlier", in: project), kept: [], left: [])
  do {
    try files.createDirectory(at: fresh, withIntermediateDirectories: true)
    try copyShared(from: own, to: fresh)
    let id = try PipelineName(of: own.pipeline).id
    try files.copyItem(at: own.pipeline, to: fresh.appendingPathComponent(id))
    try? files.removeItem(at: fresh.appendingPathComponent("\(id)/Decisions"))
    try files.createDirectory(
      at: fresh.appendingPathComponent("\(id)/Decisions"), withIntermediateDirectories: true)
    for path in ["\(id)/Decisions", "\(id)/must-keep.yml"] + others(than: id, in: project) {
      let old = pipelines.appendingPathComponent(path)
      guard FileSystem.followed(old.path) != nil else { continue }
      try? files.removeItem(at: fresh.appendingPathComponent(path))
      try files.copyItem(at: old, to: fresh.appendingPathComponent(path))
      update.kept.append(path)
    }
    for path in ownIndicators(of: id, in: pipelines, not: fresh) {
      let copy = fresh.appendingPathComponent(path)
      try files.copyItem(at: pipelines.appendingPathComponent(path), to: copy)
      // Written in a form that is no longer read, it would stop every run.
      if (try? RuleSet(pipeline: fresh.appendingPathComponent(id))) == nil {
        try files.removeItem(at: copy)
      } else {
        update.kept.append(path)
      }
    }
    update.left = paths(in: pipelines).filter { path in
      FileSystem.entry(fresh.appendingPathComponent(path).path) == nil
        // In 0.1 what pipelines share stood inside the pipeline.
        && FileSystem.entry(fresh.appendingPathComponent(String(path.dropFirst(id.count + 1))).path) == nil
    }
    try FileSystem.syncAll(around: fresh.path)
    try put(fresh, into: pipelines, keeping: project.appendingPathComponent(update.earlier))
    try FileSystem.sync(project.path)
  } catch let failure as Failure {
    throw failure
  } catch let error as ConfigurationError {
    throw error
  } catch {
    throw Failure(
      .inputOutput, "the project can't be written", place: name,
      remedy: "Check that the folder is writable and that the disk has room")
  }
  return update
}

/// A reader finds the old rules or the new ones.
private func put(_ fresh: URL, into place: URL, keeping earlier: URL) throws {
  if FileSystem.exchange(fresh.path, place.path) == 0 {
    try FileSystem.move(fresh.path, to: earlier.path)
  } else {
    try FileSystem.move(place.path, to: earlier.path)
    try FileSystem.move(fresh.path, to: place.path)
  }
}

private func freeName(_ name: String, in folder: URL) -> String {
  var number = 1
  var candidate = name
  while FileSystem.entry(folder.appendingPathComponent(candidate).path) != nil {
    number += 1
    candidate = "\(name)-\(number)"
  }
  return candidate
}

/// The project's pipelines that are not the program's.
private func others(than id: String, in project: URL) -> [String] {
  Workspace.pipelines(in: project).filter { $0 != id }
}

/// Indicators that the program does not have.
private func ownIndicators(of id: String, in pipelines: URL, not fresh: URL) -> [String] {
  FileSystem.names(in: pipelines.appendingPathComponent("\(id)/Indicators").path)
    .map { "\(id)/Indicators/\($0)" }
    .filter { FileSystem.entry(fresh.appendingPathComponent($0).path) == nil }
}

/// Files below a folder, sorted.
private func paths(in folder: URL) -> [String] {
  let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
  return names.sorted().filter { FileSystem.followed(folder.appendingPathComponent($0).path)?.kind == .file }
}
