import Core
import Dataset
import Foundation

/// What became of the files that the last publish wrote.
enum PublishedFiles {
  /// What the last publish wrote, as its list says; empty where there is none.
  static func listed(in places: Places) -> [Release.File] {
    (ReleaseList(in: places.release.path)?.files ?? []).map {
      Release.File(path: $0.path, sha256: $0.sha256, bytes: $0.bytes, rows: $0.rows)
    }
  }

  /// The first file of a release that is missing or no longer has the bytes that were published, or the first that
  /// another program left where it would be taken for a part of our database; nil where all stands as it was written.
  static func fault(in places: Places, hints: FileHints? = nil) -> String? {
    guard FileSystem.followed(places.release.appendingPathComponent(ReleaseList.name).path) != nil else {
      return "\(places.name)/\(ReleaseList.name) is missing"
    }
    guard let release = ReleaseList(in: places.release.path) else {
      return "\(places.name)/\(ReleaseList.name) was altered"
    }
    for file in release.files {
      if let fault = fault(of: file, in: places, hints: hints) { return fault }
    }
    return nil
  }

  /// The first file of a release that is not there or has another size; what it holds is not looked at.
  static func missing(in places: Places) -> String? {
    guard let release = ReleaseList(in: places.release.path) else {
      return "\(places.name)/\(ReleaseList.name) is missing"
    }
    return release.files.lazy.compactMap { file in
      FileSystem.entry(url(of: file, in: places).path)?.size == file.bytes
        ? nil : "\(name(of: file, in: places)) is missing"
    }.first
  }

  private static func url(of file: ReleaseList.File, in places: Places) -> URL {
    file.path.hasPrefix(pagesPrefix)
      ? places.reports.appendingPathComponent(String(file.path.dropFirst(pagesPrefix.count)))
      : places.release.appendingPathComponent(file.path)
  }

  private static func name(of file: ReleaseList.File, in places: Places) -> String {
    file.path.hasPrefix(pagesPrefix) ? file.path : "\(places.name)/\(file.path)"
  }

  /// What is wrong with one file of the list; nil where it is what was published.
  static func fault(of file: ReleaseList.File, in places: Places, hints: FileHints? = nil) -> String? {
    let (url, name) = (url(of: file, in: places), name(of: file, in: places))
    guard let entry = FileSystem.entry(url.path) else { return "\(name) is missing" }
    guard entry.kind == .file else { return "\(name) is no file" }
    guard entry.size == file.bytes, sha256(of: url, hints) == file.sha256 else {
      return "\(name) was altered"
    }
    if file.path.hasSuffix(".sqlite") {
      // SQLite would take them for the database's own and apply them.
      for ending in FolderContents.journalEndings where FileSystem.entry(url.path + ending) != nil {
        return "\(name)\(ending) is not of this release"
      }
    }
    return nil
  }

  /// From its hint or from its bytes; nil where it can't be read.
  private static func sha256(of url: URL, _ hints: FileHints?) -> String? {
    if let hints { return try? hints.sha256(of: url, named: "").sha256 }
    return (try? Data(contentsOf: url, options: .mappedIfSafe)).map { ContentHash.sha256($0) }
  }
}
