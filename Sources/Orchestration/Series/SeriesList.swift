import Acquire
import Core
import Foundation
import Reference

/// A file of a publisher, found where its entry says.
package struct SeriesFile: Sendable {
  package var entry: SeriesEntry
  /// Below the folder in which it was found: `rsf/2016.csv`. Names the file in the database.
  package var name: String
  package var location: URL
  /// Whether it lies in a folder that the user named, and not below `Data/`.
  var isForeign: Bool
}

/// The list of publishers' files, `series.yml`.
///
/// It is the one in the folder that the user names, else the project's `Data/series.yml`, else the one beside
/// the program's own pipeline. Its patterns are looked for in `Data/`, `Data/series/` and the user's folder; the
/// user's files win. How each file is laid out is the layouts' to say (`Pipelines/Reference/`); the user's folder may
/// hold more of them, in `Reference/` beside its list.
struct SeriesList: Sendable {
  let entries: [SeriesEntry]
  /// How messages call it.
  let name: String
  private let data: URL
  private let folder: URL?
  private let folderName: String

  /// - Parameters:
  ///   - folder: What the user named with `--series`.
  ///   - folderName: As typed.
  /// - Returns: nil where there is no list at all.
  /// - Throws: `ConfigurationError` for the list, `Failure` where the user's folder is none or there is no list
  ///   for it.
  init?(_ workspace: Workspace, folder: URL?, folderName: String) throws {
    var isFolder: ObjCBool = false
    if let folder {
      guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue
      else {
        throw Failure(
          .noInput, "there is no such folder", place: folderName, remedy: "Check the path after --series")
      }
    }
    let project =
      workspace.project ?? workspace.pipeline.deletingLastPathComponent().deletingLastPathComponent()
    data = project.appendingPathComponent("Data")
    self.folder = folder
    self.folderName = folderName
    let candidates =
      (folder.map { [($0.appendingPathComponent("series.yml"), "\(folderName)/series.yml")] } ?? [])
      + [(data.appendingPathComponent("series.yml"), "Data/series.yml")]
    guard let (file, name) = candidates.first(where: { FileManager.default.fileExists(atPath: $0.0.path) })
    else {
      guard folder == nil else {
        throw Failure(
          .configuration, "no series.yml says what the files are", place: folderName,
          remedy: "Copy the program's own Data/series.yml into the folder, and mend it")
      }
      return nil
    }
    var folders = [(workspace.file("Reference"), workspace.name("Reference"))]
    if let folder { folders.append((folder.appendingPathComponent("Reference"), "\(folderName)/Reference")) }
    let layouts = try Layouts(folders)
    let yaml = try StrictYAML(file: file, path: name)
    try yaml.allow(["series"])
    entries = try yaml.optional("series")?.list().map { try SeriesEntry($0, layouts: layouts) } ?? []
    self.name = name
  }

  /// Whether the lock of the project's own files can be written here.
  func ownLock(_ workspace: Workspace) -> URL? {
    workspace.project == nil ? nil : data.appendingPathComponent("series.lock")
  }

  /// The files that are there, in the order of their names.
  ///
  /// - Throws: `ConfigurationError` where two entries claim one file; `Failure` where the user's folder holds
  ///   none.
  func files() throws -> [SeriesFile] {
    var found: [String: SeriesFile] = [:]
    let bases =
      [(data, false), (data.appendingPathComponent("series"), false)] + (folder.map { [($0, true)] } ?? [])
    for (base, isForeign) in bases {
      var claims: [String: String] = [:]
      for entry in entries {
        for pattern in entry.files {
          for (name, location) in matches(pattern, below: base) {
            if let other = claims[name], other != entry.declaredAt {
              throw ConfigurationError(
                file: self.name, line: nil,
                message: "\(name) is claimed by two entries, \(other) and \(entry.declaredAt)")
            }
            claims[name] = entry.declaredAt
            found[name] = SeriesFile(entry: entry, name: name, location: location, isForeign: isForeign)
          }
        }
      }
    }
    if folder != nil, !found.values.contains(where: \.isForeign) {
      throw Failure(
        .noInput, "no file here has a name that \(name) knows", place: folderName,
        remedy: "Lay the files out as \(name) says, or put a series.yml of your own into the folder")
    }
    return found.values.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
  }

  private func matches(_ pattern: String, below base: URL) -> [(name: String, location: URL)] {
    var results = glob_t()
    defer { globfree(&results) }
    let prefix = base.path.hasSuffix("/") ? base.path : base.path + "/"
    // Characters of the folder's own path that would be patterns are taken as they are.
    let literal = prefix.map { "*?[\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    guard glob(literal + pattern, 0, nil, &results) == 0 else { return [] }
    return (0..<Int(results.gl_pathc)).compactMap { index in
      guard let bytes = results.gl_pathv[index] else { return nil }
      let path = String(cString: bytes)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
        return nil
      }
      return (String(path.dropFirst(prefix.count)), URL(fileURLWithPath: path))
    }
  }
}
