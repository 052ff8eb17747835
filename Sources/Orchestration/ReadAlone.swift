import Acquire
import Core
import Dataset
import Foundation
import Reading

/// Reads one file without a project or a database.
///
/// - Throws: `Failure` that names the file.
public func readAlone(_ entry: ReportEntry, rules: RuleSet, reader: DocumentReader) throws -> ReadDocument {
  let report = try acquire(entry)
  let (document, pages) = try ingest(report, snapshot: entry.location, pdf: nil, rules: rules)
  return try reader.read(document, pages: pages)
}

/// Runs the checks over the working database, and keeps what they find.
///
/// - Throws: `Failure` of kind `noInput` before the first run.
public func checkedFindings(_ places: Places, _ workspace: Workspace) throws -> [Finding] {
  guard FileManager.default.fileExists(atPath: places.database.path) else {
    throw Failure(
      .noInput, "nothing has run here yet", place: places.name,
      remedy: "Run the pipeline with \"indicators run\"")
  }
  let lock = try RunLock(in: places.work)
  defer { withExtendedLifetime(lock) {} }
  return try openDatabase(at: places.database).write {
    try verify($0, checks: workspace.pipeline.appendingPathComponent("Checks"))
  }
}
