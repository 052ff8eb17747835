import Foundation

/// The bytes of a regular file. They are not mapped: a file that another program cuts short in the meantime would end
/// this one.
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
    return try Data(contentsOf: file)
  } catch {
    throw Failure(
      .inputOutput, "the file can't be read", place: name, remedy: "Check that you may read it")
  }
}

/// Writes a file whole: to a temporary name beside it, which is on the disk before it takes the file's name. Another
/// file that a link leads to is not touched; what is said to be written stays written.
///
/// - Parameters:
///   - followsLink: Write to where a link of this name leads: for files that people keep where they like.
///   - durably: Wait for the disk; not for what is made again where it is lost.
/// - Throws: `Failure` of kind `inputOutput` that names the file.
package func writeFile(
  _ bytes: some DataProtocol, to file: URL, named name: String, followsLink: Bool = false,
  durably: Bool = true
) throws {
  do {
    let folder = file.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try replaceFile(
      followsLink ? FileSystem.resolved(file.path) ?? file.path : file.path, Array(bytes), durably)
  } catch {
    let isFull = (error as? SystemError).map { [ENOSPC, EDQUOT].contains($0.code) } ?? false
    throw Failure(
      .inputOutput, isFull ? "the disk is full" : "the file can't be written", place: name,
      remedy: isFull
        ? "Free some space; the file is as it was"
        : "Check that its folder is writable and that the disk has room")
  }
}

/// Removes what a kill has left of `writeFile` in a folder, and below it.
///
/// - Parameter below: 0 for the folder alone.
package func removeUnfinished(in folder: String, below: Int = 0) {
  for name in FileSystem.names(in: folder) {
    let path = folder + "/" + name
    if name.hasPrefix("."), name.hasSuffix(".new"),
      UUID(uuidString: String(name.dropFirst().dropLast(4))) != nil
    {
      unlink(path)
    } else if below > 0, FileSystem.entry(path)?.kind == .folder {
      removeUnfinished(in: path, below: below - 1)
    }
  }
}

private func replaceFile(_ path: String, _ bytes: [UInt8], _ durably: Bool) throws {
  let folder = (path as NSString).deletingLastPathComponent
  let fresh = folder + "/.\(UUID().uuidString).new"
  let old = FileSystem.entry(path)
  let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw SystemError(code: errno, path: fresh) }
  do {
    defer { close(descriptor) }
    if let old, old.kind == .file { fchmod(descriptor, old.permissions) }
    try write(bytes, to: descriptor, path)
    if durably, fsync(descriptor) != 0 { throw SystemError(code: errno, path: path) }
    try FileSystem.replace(path, with: fresh)
  } catch {
    unlink(fresh)
    throw error
  }
  if durably { try FileSystem.sync(folder) }
}

/// Writes all of it, whatever portion the system takes at once.
private func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
  try bytes.withUnsafeBytes { all in
    var done = 0
    while done < all.count {
      let count = Foundation.write(descriptor, all.baseAddress?.advanced(by: done), all.count - done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SystemError(code: errno, path: path) }
      done += count
    }
  }
}
