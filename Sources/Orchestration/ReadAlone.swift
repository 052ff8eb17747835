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
