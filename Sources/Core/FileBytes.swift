import Foundation

/// The bytes of a regular file, mapped where the system can.
///
/// - Parameter name: How errors call the file.
/// - Throws: `Failure`: `noInput` where there is none or it is a folder, `inputOutput` where it can't be read.
package func readFile(_ file: URL, named name: String) throws -> Data {
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder) else {
    throw Failure(.noInput, "there is no such file", place: name, remedy: "Check the path")
  }
  if isFolder.boolValue {
    throw Failure(.noInput, "is a folder, not a file", place: name, remedy: "Name a text or PDF file")
  }
  do {
    return try Data(contentsOf: file, options: .mappedIfSafe)
  } catch {
    throw Failure(
      .inputOutput, "the file can't be read", place: name, remedy: "Check that you may read it")
  }
}

/// Writes a file whole: to a temporary name beside it, then renamed into place.
///
/// - Throws: `Failure` of kind `inputOutput` that names the file.
package func writeFile(_ bytes: some DataProtocol, to file: URL, named name: String) throws {
  do {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file, options: .atomic)
  } catch {
    throw Failure(
      .inputOutput, "the file can't be written", place: name,
      remedy: "Check that its folder is writable and that the disk has room")
  }
}
