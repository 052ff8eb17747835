import Core
import Foundation
import Reading

/// Keeps a second run off the same working database: a file with the number of the process that holds it.
///
/// A file left behind by a process that is gone is taken over.
final class RunLock {
  private let descriptor: Int32

  /// - Throws: `Failure` of kind `inputOutput` that names the other process, or says that the file is none of ours.
  init(in folder: URL) throws {
    let file = folder.appendingPathComponent("run.lock")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        .inputOutput, "the folder for working files can't be made", place: folder.path,
        remedy: "Make it writable, or choose another place with --output")
    }
    let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else {
      if errno == ELOOP { throw Self.foreign(file) }
      throw Failure(
        .inputOutput, "the folder for working files can't be written to", place: folder.path,
        remedy: "Make it writable, or choose another place with --output")
    }
    // The system lets go of the lock when the process ends, however it ends.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = (try? String(contentsOf: file, encoding: .utf8))?.trimmingCharacters(
        in: .whitespacesAndNewlines)
      close(descriptor)
      throw Failure(
        .inputOutput, "another run (process \(holder ?? "unknown")) is using these working files",
        place: folder.path, remedy: "Wait until it ends, or choose another place with --output")
    }
    // Ours holds a number or nothing.
    let content = (try? Data(contentsOf: file)) ?? Data()
    guard FileSystem.entry(file.path)?.kind == .file, content.count < 32,
      content.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x0A })
    else {
      close(descriptor)
      throw Self.foreign(file)
    }
    ftruncate(descriptor, 0)
    let text = Array("\(ProcessInfo.processInfo.processIdentifier)\n".utf8)
    _ = write(descriptor, text, text.count)
    self.descriptor = descriptor
  }

  private static func foreign(_ file: URL) -> Failure {
    Failure(
      .inputOutput, "something that is not the program's has the name of its lock", place: file.path,
      remedy: "Move it elsewhere, or choose another place with --output")
  }

  deinit {
    ftruncate(descriptor, 0)
    close(descriptor)
  }
}
