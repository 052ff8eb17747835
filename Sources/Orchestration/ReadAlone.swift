import Acquire
import Core
import Dataset
import Foundation
import Reading

/// Makes a document of one file, without a project or a database.
///
/// - Throws: `Failure` that names the file.
public func ingestAlone(_ entry: ReportEntry, rules: RuleSet) throws -> (document: Document, pages: [Page]) {
  try ingest(try acquire(entry), snapshot: entry.location, pdf: nil, rules: rules)
}

/// Finds out what a report in a file is.
///
/// - Throws: `Failure` that names the file and says what to do.
public func identify(_ entry: ReportEntry, rules: RuleSet) throws -> Identity {
  let report = try acquire(entry)
  return try identify(
    entry, text: try text(of: report, snapshot: entry.location, pdf: nil).text, rules: rules)
}

/// Runs the checks over a database as it stands, and changes nothing in it; what was found while reading is among the
/// findings.
///
/// - Throws: `Failure` of kind `noInput` where there is no release yet.
public func checkedFindings(_ places: Places, _ workspace: Workspace) throws -> [Finding] {
  let file =
    FileManager.default.fileExists(atPath: places.nextRelease.path)
    ? places.nextRelease : places.releaseDatabase
  guard FileManager.default.fileExists(atPath: file.path) else {
    throw Failure(
      .noInput, "nothing has been loaded here yet", place: places.name,
      remedy: "Run the pipeline with \"indicators run\"")
  }
  return try openReadOnly(at: file).read { try examine($0, checks: workspace.file("Checks")) }
}
