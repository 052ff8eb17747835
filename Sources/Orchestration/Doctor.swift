import Acquire
import Core
import Dataset
import Foundation
import GRDB
import Reading

/// One thing that the program needs or can use, and whether it is there.
public struct Diagnosis: Sendable {
  public var name: String
  public var isOK: Bool
  /// Whether the program can't do its work without it.
  public var isNeeded: Bool
  /// Version or number; what to do where it is missing.
  public var detail: String
}

/// Looks at everything that a run depends on. Changes nothing; two empty folders are made and removed, to see whether
/// the file system can exchange them.
public func diagnose(
  project: String?, pipeline: String? = nil, currentFolder: URL, environment: [String: String],
  executable: URL?
) -> [Diagnosis] {
  var found: [Diagnosis] = []
  let sqlite = try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }
  found.append(
    Diagnosis(
      name: "SQLite", isOK: sqlite != nil, isNeeded: true,
      detail: sqlite ?? "install it (Debian: apt-get install libsqlite3-dev)"))
  // Where it is missing the program does not start, and the system says so.
  found.append(Diagnosis(name: "libcrypto", isOK: true, isNeeded: true, detail: ContentHash.provider))
  do {
    let converter = try PDFConverter()
    found.append(
      Diagnosis(
        name: "pdftotext", isOK: true, isNeeded: false, detail: "\(converter.version) (\(converter.path))"))
  } catch {
    let fault = (error as? Failure).map { $0.place.isEmpty ? "" : "\($0.place): \($0.what). " } ?? ""
    found.append(
      Diagnosis(
        name: "pdftotext", isOK: false, isNeeded: false,
        detail: "\(fault)only PDF needs it; install it with: \(PDFConverter.installation)"))
  }
  let workspace: Workspace
  do {
    workspace = try Workspace.find(
      project: project, pipeline: pipeline, currentFolder: currentFolder, environment: environment,
      executable: executable)
  } catch {
    found.append(Diagnosis(name: "pipeline", isOK: false, isNeeded: true, detail: "\(error)"))
    return found
  }
  found.append(Diagnosis(name: "pipeline", isOK: true, isNeeded: true, detail: workspace.pipeline.path))
  do {
    let rules = try RuleSet(pipeline: workspace.pipeline)
    found.append(
      Diagnosis(
        name: "languages", isOK: !rules.languages.isEmpty, isNeeded: true,
        detail: rules.languages.isEmpty
          ? "none below \(workspace.name("Languages/"))" : rules.languages.joined(separator: ", ")))
    found.append(
      Diagnosis(
        name: "rules", isOK: !rules.descriptions.isEmpty, isNeeded: true,
        detail: "\(rules.descriptions.count) rules for \(rules.indicators.count) indicators"))
  } catch {
    found.append(Diagnosis(name: "rules", isOK: false, isNeeded: true, detail: "\(error)"))
  }
  if let project = workspace.project { found += diagnoseProject(project, workspace) }
  return found
}

private func diagnoseProject(_ project: URL, _ workspace: Workspace) -> [Diagnosis] {
  var found = [Diagnosis(name: "project", isOK: true, isNeeded: true, detail: project.path)]
  do {
    let list = try readReportList(workspace.reportList(), named: "Data/reports.yml")
    found.append(
      Diagnosis(name: "reports", isOK: true, isNeeded: true, detail: "\(plural(list.count, "report")) listed")
    )
  } catch {
    found.append(Diagnosis(name: "reports", isOK: false, isNeeded: true, detail: "\(error)"))
  }
  for folder in ["Data", "Reports"] {
    let path = project.appendingPathComponent(folder).path
    let there = FileManager.default.fileExists(atPath: path) ? path : project.path
    let isWritable = FileManager.default.isWritableFile(atPath: there)
    found.append(
      Diagnosis(
        name: "\(folder)/", isOK: isWritable, isNeeded: true,
        detail: isWritable ? "writable" : "not writable; use --output with a folder that is"))
  }
  // Each of these serves; it is said for those who read while a release is replaced.
  for folder in ["Data/release", "Reports"] {
    let means = ExchangeMeans.tried(beside: project.appendingPathComponent(folder))
    found.append(
      Diagnosis(name: folder, isOK: true, isNeeded: false, detail: means.text))
  }
  return found
}
