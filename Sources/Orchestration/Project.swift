import Acquire
import Core
import Dataset
import Foundation

/// Starts a project: a copy of the pipeline's configuration, an empty list of reports, an empty Reports/.
///
/// - Throws: `Failure` where the folder holds a project already or can't be written.
public func startProject(in folder: URL, named name: String, from workspace: Workspace) throws {
  let target = folder.appendingPathComponent(Workspace.pipelinePath)
  guard !FileManager.default.fileExists(atPath: target.path) else {
    throw Failure(
      .inputOutput, "the folder holds a project already", place: name,
      remedy: "Choose another folder, or work in this one")
  }
  do {
    let files = FileManager.default
    for below in ["Data/reports", "Reports", (Workspace.pipelinePath as NSString).deletingLastPathComponent] {
      try files.createDirectory(at: folder.appendingPathComponent(below), withIntermediateDirectories: true)
    }
    try files.copyItem(at: workspace.pipeline, to: target)
    // What publishers' files look like, and the small table of their figures.
    let data =
      (workspace.project ?? workspace.pipeline.deletingLastPathComponent().deletingLastPathComponent())
      .appendingPathComponent("Data")
    for name in ["series.yml", "published"]
    where files.fileExists(atPath: data.appendingPathComponent(name).path) {
      try files.copyItem(
        at: data.appendingPathComponent(name), to: folder.appendingPathComponent("Data/\(name)"))
    }
    // Decisions are about reports of the other project.
    let decisions = target.appendingPathComponent("Decisions")
    try? files.removeItem(at: decisions)
    try files.createDirectory(at: decisions, withIntermediateDirectories: true)
  } catch {
    throw Failure(
      .inputOutput, "the project can't be written", place: name,
      remedy: "Check that the folder is writable and that the disk has room")
  }
  try writeFile(
    Data(emptyReportList.utf8), to: folder.appendingPathComponent("Data/reports.yml"),
    named: "Data/reports.yml")
  let ignore = folder.appendingPathComponent(".gitignore")
  if !FileManager.default.fileExists(atPath: ignore.path) {
    try writeFile(
      Data("Data/build/\nData/release/\nData/release-input/\nData/series/\n".utf8), to: ignore,
      named: ".gitignore")
  }
}

private let emptyReportList = """
  # The reports of this project. `indicators add FILE --area KAZ --edition 2015-2016 --published 2017-04`
  # writes an entry here; so can you. Files are relative to this folder.
  #
  #  - file: "reports/kazakhstan_2015-2016.pdf"
  #    url: "https://publisher.example/kazakhstan-2015-2016.pdf"   # where it came from
  #    publisher: "Ministry for Foreign Affairs"
  #    series: "ministry/KAZ"        # what its editions have in common; publisher and area where absent
  #    edition: "2015-2016"
  #    title: "Human rights in Kazakhstan 2015-2016"
  #    area: "KAZ"                   # ISO 3166-1 alpha-3
  #    period: "2015/2016"           # what it covers
  #    published: "2017-04"
  #    language: "sv"                # guessed where absent
  #    licence: ""
  #    encoding: "windows-1252"      # only for texts that are not Unicode
  #    sample: false
  reports:

  """

/// Copies a report into the project and appends it to its list.
///
/// - Parameters:
///   - entry: What is declared; its location is where the file is now.
///   - project: The project's folder.
/// - Returns: The file as listed.
/// - Throws: `Failure` for a duplicate, a list of samples, a missing file; `ConfigurationError` for the list.
public func addReport(_ entry: ReportEntry, to project: URL) throws -> String {
  let name = "Data/reports.yml"
  let list = project.appendingPathComponent(name)
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
  let isThere = target.standardizedFileURL == entry.location.standardizedFileURL
  if !isThere, FileManager.default.fileExists(atPath: target.path) {
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
  try writeFile(Data(new.utf8), to: list, named: name)
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
    ("url", entry.url), ("publisher", entry.publisher), ("series", entry.series), ("edition", entry.edition),
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
