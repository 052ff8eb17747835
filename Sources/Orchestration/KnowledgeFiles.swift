import Core
import Foundation
import Reading
import Review

/// Every file of what people wrote for a pipeline, read once: hashed from the bytes that were read.
struct KnowledgeFiles {
  /// `Indicators/hdi_rank/sv.yml` → SHA-256.
  let hashes: [String: String]
  let decisions: DecisionFile
  let pipeline: PipelineFile
  /// The bytes that were hashed, of the folders that rules are read from.
  let files: FileTree

  /// - Throws: `Failure` where a file can't be read, `ConfigurationError` for pipeline.yml.
  init(_ workspace: Workspace) throws {
    pipeline = try PipelineFile(workspace)
    var hashes: [String: String] = [:]
    var decisions = DecisionFile()
    var files: [String: [UInt8]] = [:]
    for name in Self.names(workspace, pipeline.folders) {
      let bytes = try readFile(workspace.file(name), named: workspace.name(name))
      hashes[name] = ContentHash.sha256(bytes)
      if RuleSet.folders.contains(String(name.prefix { $0 != "/" })) { files[name] = Array(bytes) }
      if name.hasPrefix("Decisions/"), name.hasSuffix(".ndjson") {
        decisions.add(Array(bytes), file: workspace.name(name))
      }
    }
    self.hashes = hashes
    self.decisions = decisions
    self.files = FileTree(files)
  }

  /// Of every file that some stage declares, sorted.
  private static func names(_ workspace: Workspace, _ folders: [String]) -> [String] {
    var names: [String] = []
    for folder in folders {
      let place = workspace.file(folder)
      let below = (try? FileManager.default.subpathsOfDirectory(atPath: place.path)) ?? []
      for path in below where !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
        var isFolder: ObjCBool = false
        let file = place.appendingPathComponent(path).path
        if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue {
          names.append("\(folder)/\(path)")
        }
      }
    }
    return names.sorted()
  }

  /// The files that a stage may read.
  func set(of stage: Stage, language: String? = nil) -> FileSet {
    FileSet(hashes.filter { pipeline.reads($0.key, in: stage, language: language) })
  }

  /// The files that a predicate on their paths chooses.
  func set(where isNeeded: (String) -> Bool) -> FileSet {
    FileSet(hashes.filter { isNeeded($0.key) })
  }
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
