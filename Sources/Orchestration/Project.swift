import Acquire
import Core
import Dataset
import Foundation
import Reading

/// Starts a project: a copy of the pipeline's configuration and of what pipelines share, an empty list of reports,
/// an empty Reports/.
///
/// Nothing that is there is written over; the pipeline comes last, so that what a kill left can be started again.
///
/// - Throws: `Failure` where the folder holds a project already or files that would be in the way, or can't be written.
public func startProject(in folder: URL, named name: String, from workspace: Workspace) throws {
  let pipelines = folder.appendingPathComponent("Pipelines")
  let target = pipelines.appendingPathComponent(try PipelineName(of: workspace.pipeline).id)
  guard Workspace.pipelines(in: folder).isEmpty, !FileManager.default.fileExists(atPath: target.path) else {
    throw Failure(
      .inputOutput, "the folder holds a project already", place: name,
      remedy: "Choose another folder, or work in this one")
  }
  let files = FileManager.default
  try? files.createDirectory(at: folder, withIntermediateDirectories: true)
  let lock = try FolderLock(folder, named: name)
  defer { withExtendedLifetime(lock) {} }
  let list = folder.appendingPathComponent("Data/reports.yml")
  if let there = files.contents(atPath: list.path), there != Data(emptyReportList.utf8) {
    throw Failure(
      .inputOutput, "the folder has a list of reports already", place: "\(name)/Data/reports.yml",
      remedy: "Choose another folder, or move the list elsewhere")
  }
  let fresh = folder.appendingPathComponent("Pipelines/.new-\(getpid())")
  defer { try? files.removeItem(at: fresh) }
  do {
    for below in ["Data/reports", "Reports", "Pipelines"] {
      try files.createDirectory(at: folder.appendingPathComponent(below), withIntermediateDirectories: true)
    }
    try files.copyItem(at: workspace.pipeline, to: fresh)
    try copyShared(from: workspace, to: pipelines)
    // Which publishers' files there are, and the small table of their figures.
    let data =
      (workspace.project ?? workspace.pipeline.deletingLastPathComponent().deletingLastPathComponent())
      .appendingPathComponent("Data")
    for name in ["series.yml", "published"] {
      let (from, to) = (data.appendingPathComponent(name), folder.appendingPathComponent("Data/\(name)"))
      if files.fileExists(atPath: from.path), FileSystem.entry(to.path) == nil {
        try files.copyItem(at: from, to: to)
      }
    }
    // Decisions are about reports of the other project.
    let decisions = fresh.appendingPathComponent("Decisions")
    try? files.removeItem(at: decisions)
    try files.createDirectory(at: decisions, withIntermediateDirectories: true)
  } catch {
    throw Failure(
      .inputOutput, "the project can't be written", place: name,
      remedy: "Check that the folder is writable and that the disk has room")
  }
  try writeFile(Data(emptyReportList.utf8), to: list, named: "Data/reports.yml")
  let ignore = folder.appendingPathComponent(".gitignore")
  if !FileManager.default.fileExists(atPath: ignore.path) {
    try writeFile(
      Data("Data/build/\nData/release/\nData/release-input/\nData/series/\n.*.exchange/\n".utf8), to: ignore,
      named: ".gitignore")
  }
  do {
    try FileSystem.syncAll(around: fresh.path)
    try FileSystem.move(fresh.path, to: target.path)
    try FileSystem.sync(target.deletingLastPathComponent().path)
  } catch {
    throw Failure(
      .inputOutput, "the project can't be written", place: name,
      remedy: "Check that the folder is writable and holds no project yet")
  }
}

/// What pipelines share: each folder whole, or not there. Nothing that is there is written over.
func copyShared(from workspace: Workspace, to pipelines: URL) throws {
  let files = FileManager.default
  for name in sharedFolders + ["README.md"] {
    let shared = workspace.pipeline.deletingLastPathComponent().appendingPathComponent(name)
    let target = pipelines.appendingPathComponent(name)
    // A pipeline that brings a folder of its own has no use for the shared one.
    let isWanted = name == "README.md" || isShared(name, of: workspace.pipeline)
    guard isWanted, files.fileExists(atPath: shared.path), FileSystem.entry(target.path) == nil else {
      continue
    }
    let copy = pipelines.appendingPathComponent("\(name).new-\(getpid())")
    defer { try? files.removeItem(at: copy) }
    try files.copyItem(at: shared, to: copy)
    try FileSystem.move(copy.path, to: target.path)
  }
}

private let emptyReportList = """
  # The reports of this project. `indicators add FILE --area KAZ --edition 2015-2016 --published 2017-04`
  # writes an entry here; so can you. Files are relative to this folder. What an entry leaves out (family, edition, title,
  # area, published, language) is taken from what the report says itself, as Pipelines/Families has it.
  #
  #  - file: "reports/kazakhstan_2015-2016.pdf"
  #    url: "https://publisher.example/kazakhstan-2015-2016.pdf"   # where it came from
  #    publisher: "Ministry for Foreign Affairs"
  #    family: "ministry-reports"    # editions of one report have family and area in common
  #    edition: "2015-2016"
  #    title: "Human rights in Kazakhstan 2015-2016"
  #    area: "KAZ"                   # ISO 3166-1 alpha-3
  #    period: "2015/2016"           # what it covers
  #    published: "2017-04"
  #    language: "sv"
  #    licence: ""
  #    encoding: "windows-1252"      # only for texts that are not Unicode
  #    sample: false
  reports:

  """

/// Copies a report into the project and appends it to its list. Of several commands that do so at once, each waits for
/// the others; when it returns, both are on the disk.
///
/// - Parameters:
///   - entry: What is declared; its location is where the file is now.
///   - project: The project's folder.
/// - Returns: The file as listed.
/// - Throws: `Failure` for a duplicate, a list of samples, a missing file; `ConfigurationError` for the list.
public func addReport(_ entry: ReportEntry, to project: URL) throws -> String {
  let name = "Data/reports.yml"
  let list = project.appendingPathComponent(name)
  let lock = try FolderLock(list.deletingLastPathComponent(), named: "Data")
  defer { withExtendedLifetime(lock) {} }
  let listed = try readReportList(list, named: name)
  let report = try acquire(entry)
  let file = "reports/" + entry.location.lastPathComponent
  if let sample = listed.first(where: \.isSample) {
    throw Failure(
      .configuration, "this project holds samples, which never stand beside real reports",
      place: sample.declaredAt,
      remedy: "Start a project of your own with \"indicators init DIR\" and add the report there")
  }
  for other in listed {
    let isSame =
      (try? readFile(other.location, named: other.file)).map { ContentHash.sha256($0) } == report.sha256
    if isSame || other.file == file {
      throw Failure(
        .data,
        isSame ? "the same report is listed already" : "a report with this file name is listed already",
        place: other.declaredAt, remedy: isSame ? "Nothing is to be done" : "Rename the file, then add it")
    }
  }
  let target = project.appendingPathComponent("Data/" + file)
  // Where the file is in its place, whoever put it there; an earlier command may have been killed before it listed it.
  let isThere =
    target.standardizedFileURL == entry.location.standardizedFileURL
    || (FileSystem.entry(target.path)?.kind == .file
      && FileManager.default.contents(atPath: target.path).map { ContentHash.sha256($0) } == report.sha256)
  if !isThere, FileSystem.entry(target.path) != nil {
    throw Failure(
      .data, "a file of this name is in the project already", place: "Data/" + file,
      remedy: "Rename the file, then add it")
  }
  let old = String(decoding: try readFile(list, named: name), as: UTF8.self)
  let new = appended(entry, file: file, to: old)
  // A list laid out in a way that can't be appended to is left alone.
  guard (try? StrictYAML(new, file: name).required("reports").list().count) == listed.count + 1 else {
    throw Failure(
      .configuration, "an entry can't be appended to the list as it is laid out", place: name,
      remedy: "Write the entry by hand, as in the others")
  }
  if !isThere { try writeFile(report.bytes, to: target, named: "Data/" + file) }
  try writeFile(Data(new.utf8), to: list, named: name, followsLink: true)
  return file
}

private func appended(_ entry: ReportEntry, file: String, to list: String) -> String {
  var lines = list.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
  if let empty = lines.firstIndex(where: { $0.filter { !$0.isWhitespace } == "reports:[]" }) {
    lines[empty] = "reports:"
  }
  let item = lines.first { $0.drop { $0 == " " }.hasPrefix("- ") }
  let indent = String(repeating: " ", count: item?.prefix { $0 == " " }.count ?? 2)
  var keys = [("file", file)]
  keys += [
    ("url", entry.url), ("publisher", entry.publisher), ("family", entry.family), ("series", entry.series),
    ("edition", entry.edition),
    ("title", entry.title), ("area", entry.area), ("period", entry.period), ("published", entry.published),
    ("language", entry.language), ("licence", entry.licence), ("encoding", entry.encoding),
  ].filter { !$0.1.isEmpty }
  for (index, key) in keys.enumerated() {
    lines.append("\(indent)\(index == 0 ? "- " : "  ")\(key.0): \(quoted(key.1))")
  }
  return lines.joined(separator: "\n") + "\n"
}

/// A text as YAML's double-quoted scalar.
private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\" + String(scalar)
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
