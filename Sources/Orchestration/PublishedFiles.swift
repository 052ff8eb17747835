import Core
import Dataset
import Foundation

/// What became of the files that the last publish wrote.
enum PublishedFiles {
  private struct List: Decodable {
    struct File: Decodable {
      var path: String
      var sha256: String
      var bytes: Int
      var rows: Int?
    }
    var files: [File]
  }

  /// What the last publish wrote, as its list says; empty where there is none.
  static func listed(in places: Places) -> [Release.File] {
    let list = places.release.appendingPathComponent("release.json")
    guard let bytes = try? Data(contentsOf: list),
      let release = try? JSONDecoder().decode(List.self, from: bytes)
    else { return [] }
    return release.files.map {
      Release.File(path: $0.path, sha256: $0.sha256, bytes: $0.bytes, rows: $0.rows)
    }
  }

  /// The first file of a release that is missing or no longer has the bytes that were published; nil where
  /// all stand as they were written.
  static func fault(in places: Places) -> String? {
    let list = places.release.appendingPathComponent("release.json")
    guard let bytes = try? Data(contentsOf: list) else { return "\(places.name)/release.json is missing" }
    guard let release = try? JSONDecoder().decode(List.self, from: bytes) else {
      return "\(places.name)/release.json was altered"
    }
    for file in release.files {
      let isReport = file.path.hasPrefix("Reports/")
      let url =
        isReport
        ? places.reports.appendingPathComponent(String(file.path.dropFirst("Reports/".count)))
        : places.release.appendingPathComponent(file.path)
      let name = isReport ? file.path : "\(places.name)/\(file.path)"
      guard let bytes = try? Data(contentsOf: url, options: .mappedIfSafe) else {
        return "\(name) is missing"
      }
      if ContentHash.sha256(bytes) != file.sha256 { return "\(name) was altered" }
    }
    return nil
  }
}
