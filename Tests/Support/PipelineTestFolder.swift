import Acquire
import Core
import Dataset
import Foundation
import Orchestration
import Reading
import Reference
import Synchronization

/// A folder of a test's own, gone when the test ends.
package final class TestFolder {
  package let url: URL
  private var isKept = false

  package init() throws {
    url = Self.newPlace()
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// Begins as a copy of another.
  package init(copying other: URL) throws {
    url = Self.newPlace()
    try FileManager.default.copyItem(at: other, to: url)
  }

  deinit { if !isKept { try? FileManager.default.removeItem(at: url) } }

  private static func newPlace() -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent(
      "indicators-\(UUID().uuidString)", isDirectory: true)
  }

  /// Leaves the folder for other tests; it is gone when all of them have ended.
  package func keep() -> URL {
    isKept = true
    _ = removesKeptFolders
    keptFolders.withLock { $0.append(url) }
    return url
  }

  package func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  @discardableResult package func write(_ text: String, to name: String) throws -> URL {
    try write(Array(text.utf8), to: name)
  }

  @discardableResult package func write(_ bytes: [UInt8], to name: String) throws -> URL {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file
  }

  package func read(_ name: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
  }

  package func entry(_ name: String) -> ReportEntry {
    ReportEntry(file: name, location: url.appendingPathComponent(name))
  }
}

private let keptFolders = Mutex<[URL]>([])
private let removesKeptFolders: Int32 = atexit {
  for folder in keptFolders.withLock({ $0 }) { try? FileManager.default.removeItem(at: folder) }
}

/// The project's own folder.
package let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent()
  .deletingLastPathComponent()

/// Real reports, beside the project's folder where they are there at all.
package let corpus = repository.deletingLastPathComponent().appendingPathComponent("shared/corpus")

/// The repository's configuration with a few of its indicators: quick to read, and untouched by mistakes in
/// the others. What pipelines share is copied beside it.
package func smallPipeline(in folder: TestFolder) throws -> URL {
  let source = repository.appendingPathComponent("Pipelines/human-rights")
  let target = folder.url.appendingPathComponent("small")
  let indicators = target.appendingPathComponent("Indicators")
  try FileManager.default.createDirectory(at: indicators, withIntermediateDirectories: true)
  // Whatever its rules rest on, and beside it what pipelines share.
  let own = try FileManager.default.contentsOfDirectory(atPath: source.path)
  for name in own.filter({ !["Indicators", "Decisions", "README.md", "must-keep.yml"].contains($0) })
    + sharedFolders
  {
    try FileManager.default.copyItem(
      at: knowledgeFile(name, of: source), to: knowledgeFile(name, of: target))
  }
  for name in ["press_freedom_rank", "tertiary_education_share", "treaty_status"] {
    try FileManager.default.copyItem(
      at: source.appendingPathComponent("Indicators/\(name)"), to: indicators.appendingPathComponent(name))
  }
  return target
}
