import Core
import Dataset
import Foundation
import GRDB
import Orchestration
import Reading

/// The files of a release of two made-up reports on Kazakhstan, by path.
package func release(_ documents: [DocumentRecord]? = nil, labels: Labels = .english) throws -> [String: Data]
{
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sidecar-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  let database = try workDatabase(
    documents ?? [kazakhstan(), kazakhstan(edition: "2013", published: "2014-03")])
  try database.write { db in
    _ = try verify(db, checks: Repository.pipeline.appendingPathComponent("Checks"))
    try compare(db, comparisons: Repository.pipeline.appendingPathComponent("Comparisons"))
  }
  _ = try publish(
    database, pipeline: Repository.pipeline, to: folder, reports: folder.appendingPathComponent("Reports"),
    options: PublishOptions(programVersion: "0.1.0", labels: labels))
  var files: [String: Data] = [:]
  for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
    if let data = FileManager.default.contents(atPath: folder.appendingPathComponent(path).path) {
      files[path] = data
    }
  }
  return files
}
