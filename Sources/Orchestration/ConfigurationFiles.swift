import Core
import Foundation
import Review

/// The hashes of every file of the pipeline's folder, by path below it.
package struct ConfigurationFiles {
  /// `Indicators/hdi_rank/sv.yml` → SHA-256.
  let hashes: [String: String]
  package let decisions: [Decision]

  /// Folders in which a change can change a result.
  private static let folders = ["Languages", "Indicators", "Codelists", "Checks", "Comparisons", "Decisions"]

  /// - Throws: `Failure` where a file can't be read, `ConfigurationError` for a malformed decision.
  init(_ workspace: Workspace) throws {
    var hashes: [String: String] = [:]
    var decisions: [Decision] = []
    for folder in Self.folders {
      let below = try? FileManager.default.subpathsOfDirectory(
        atPath: workspace.pipeline.appendingPathComponent(folder).path)
      for path in (below ?? []).sorted() {
        let file = workspace.pipeline.appendingPathComponent("\(folder)/\(path)")
        let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
        guard !isHidden, !file.hasDirectoryPath, isFile(file) else { continue }
        let name = "\(folder)/\(path)"
        let bytes = try readFile(file, named: workspace.name(name))
        hashes[name] = ContentHash.sha256(bytes)
        if folder == "Decisions", path.hasSuffix(".ndjson") {
          decisions += try Decision.read(Array(bytes), file: workspace.name(name))
        }
      }
    }
    self.hashes = hashes
    self.decisions = decisions
  }

  /// The files that a predicate on their paths chooses.
  package func set(where isNeeded: (String) -> Bool) -> FileSet {
    FileSet(hashes.filter { isNeeded($0.key) })
  }

  /// One hash for each document that somebody decided about.
  var decisionsByDocument: [String: String] {
    Dictionary(grouping: decisions, by: \.target.document).mapValues { decisions in
      ContentHash.of(parts: decisions.map { (try? $0.line()) ?? "" })
    }
  }
}

private func isFile(_ file: URL) -> Bool {
  var isFolder: ObjCBool = false
  return FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) && !isFolder.boolValue
}

/// Files and their hashes, known by one hash over all of them.
package struct FileSet: Hashable {
  package let id: String
  package let files: [String: String]

  init(_ files: [String: String]) {
    self.files = files
    id = ContentHash.of(parts: files.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
  }

  /// In words, file by file, what differs from an earlier set: `Indicators/hdi_rank/sv.yml 3fa2→91bc`.
  package func changes(since old: [String: String], named: (String) -> String) -> [String] {
    Set(files.keys).union(old.keys).sorted().compactMap { file in
      switch (old[file], files[file]) {
      case (let before?, let now?):
        before == now ? nil : "\(named(file)) \(before.prefix(4))→\(now.prefix(4))"
      case (nil, let now?): "\(named(file)) new, \(now.prefix(4))"
      case (let before?, nil): "\(named(file)) gone, was \(before.prefix(4))"
      case (nil, nil): nil
      }
    }
  }
}
