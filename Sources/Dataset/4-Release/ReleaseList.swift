import Core
import Foundation

/// A release's own list of what it consists of, `release.json`, and that of its pages.
package struct ReleaseList: Decodable {
  package struct File: Decodable {
    package var path: String
    package var sha256: String
    package var bytes: Int
    package var rows: Int?

    package init(path: String, sha256: String, bytes: Int, rows: Int? = nil) {
      self.path = path
      self.sha256 = sha256
      self.bytes = bytes
      self.rows = rows
    }
  }

  package static let name = "release.json"

  /// Of the data: equal for equal data.
  package var logicalHash: String
  package var files: [File]
  /// Rows of each table; nil in the list of the pages.
  package var rows: [String: Int]?

  private enum CodingKeys: String, CodingKey {
    case logicalHash = "logical_sha256"
    case files, rows
  }

  /// Nil where there is none, or one that no release of ours wrote. A link is none.
  package init?(in folder: String) {
    // Releases of 0.1 that a kill left half in place have theirs aside.
    for path in [Self.name, ".previous/\(Self.name)"].map({ folder + "/" + $0 }) {
      guard FileSystem.entry((path as NSString).deletingLastPathComponent)?.kind == .folder,
        FileSystem.entry(path)?.kind == .file, let bytes = FileManager.default.contents(atPath: path),
        let list = try? JSONDecoder().decode(Self.self, from: bytes)
      else { continue }
      self = list
      return
    }
    return nil
  }

  /// Every file that the release made, its list among them.
  package var paths: Set<String> {
    let named = files.map(\.path) + [Self.name]
    return Set(named + [".previous/", ".publishing/"].flatMap { aside in named.map { aside + $0 } })
  }

  /// The files of a folder whose paths begin so, by their paths inside it.
  package func below(_ prefix: String) -> ReleaseList {
    var list = self
    list.files = files.filter { $0.path.hasPrefix(prefix) }.map { file in
      var file = file
      file.path.removeFirst(prefix.count)
      return file
    }
    return list
  }
}
