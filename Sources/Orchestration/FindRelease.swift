import Core
import Foundation

/// The database of a release that is named by itself or by its folder.
///
/// - Parameter name: How the user typed it.
/// - Throws: `Failure` of kind `noInput` for a folder that holds no database or several.
public func releaseDatabase(at url: URL, named name: String) throws -> URL {
  var isFolder: ObjCBool = false
  let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
  guard exists, isFolder.boolValue else { return url }
  let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
    .filter { $0.hasSuffix(".sqlite") && !$0.hasPrefix(".") }.sorted()
  guard names.count == 1 else {
    throw Failure(
      .noInput, names.isEmpty ? "the folder holds no release" : "the folder holds several databases",
      place: name,
      remedy: names.isEmpty
        ? "Name a release's database or its folder" : "Name one of: \(names.joined(separator: ", "))")
  }
  return url.appendingPathComponent(names[0])
}
