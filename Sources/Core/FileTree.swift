import Foundation

/// Files by their paths, with the bytes that were read: what hashes them and what reads them sees the same.
public struct FileTree: Sendable {
  /// `Indicators/hdi_rank/sv.yml` → bytes.
  private var files: [String: [UInt8]]
  /// Sorted.
  private var paths: [String]

  package init(_ files: [String: [UInt8]]) {
    self.files = files
    paths = files.keys.sorted()
  }

  /// Reads all files below some folders of a pipeline, or of what it shares with others; hidden ones are left out, and
  /// folders that are missing are empty.
  ///
  /// - Parameter pipeline: the folder with `pipeline.yml`.
  /// - Throws: `ConfigurationError` where a file can't be read.
  package init(pipeline: URL, folders: [String]) throws {
    var files: [String: [UInt8]] = [:]
    for folder in folders {
      let place = knowledgeFile(folder, of: pipeline)
      for path in (try? FileManager.default.subpathsOfDirectory(atPath: place.path)) ?? []
      where !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
        let file = place.appendingPathComponent(path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue
        else { continue }
        guard let data = try? Data(contentsOf: file) else {
          throw ConfigurationError(file: "\(folder)/\(path)", line: nil, message: "cannot be read")
        }
        files["\(folder)/\(path)"] = [UInt8](data)
      }
    }
    self.init(files)
  }

  package func contains(_ path: String) -> Bool { files[path] != nil }

  /// - Throws: `ConfigurationError` where there is no such file.
  package func bytes(_ path: String) throws -> [UInt8] {
    guard let bytes = files[path] else {
      throw ConfigurationError(file: path, line: nil, message: "cannot be read; is it missing?")
    }
    return bytes
  }

  /// - Throws: `ConfigurationError` also for what is no YAML.
  package func yaml(_ path: String) throws -> StrictYAML { try StrictYAML(bytes(path), file: path) }

  /// What lies directly in a folder: names of files and folders, sorted. Empty where there is no such folder.
  package func entries(of folder: String) -> [String] {
    let prefix = folder + "/"
    var names: [String] = []
    for path in paths[firstPlace(of: prefix)...] {
      guard path.hasPrefix(prefix) else { break }
      let name = String(path.dropFirst(prefix.count).prefix { $0 != "/" })
      if names.last != name { names.append(name) }
    }
    // "hdi_rank/" sorts behind "hdi_rank-2/": the names anew.
    return Array(Set(names)).sorted()
  }

  /// The names of a folder's YAML files without their ending.
  package func yamlFiles(in folder: String) -> [String] {
    entries(of: folder).filter { $0.hasSuffix(".yml") && contains("\(folder)/\($0)") }.map {
      String($0.dropLast(4))
    }
  }

  private func firstPlace(of prefix: String) -> Int {
    var low = 0
    var high = paths.count
    while low < high {
      let middle = (low + high) / 2
      if paths[middle] < prefix { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
