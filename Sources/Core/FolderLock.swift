import Foundation

/// Keeps two commands from changing the files of one folder at the same time. The lock is on the folder itself, so
/// that nothing is left behind; the system lets go of it when the process ends, however it ends.
package final class FolderLock {
  private let descriptor: Int32

  /// - Parameters:
  ///   - name: How errors call the folder.
  ///   - seconds: How long to wait for another command, which writes a few lines; 0 does not wait.
  /// - Throws: `Failure` of kind `inputOutput` that names the process that holds the lock.
  package init(_ folder: URL, named name: String, waiting seconds: Double = 15) throws {
    let path = folder.path
    var descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(
        .inputOutput, "the folder can't be read", place: name,
        remedy: "Check that it is there and may be read")
    }
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EBADF || errno == ENOTSUP {
        // File systems over the network lock only what is open for writing.
        close(descriptor)
        descriptor = open(path + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        if descriptor >= 0 { continue }
      }
      guard descriptor >= 0, errno == EWOULDBLOCK || errno == EINTR, clock.now < end else {
        let holder = Self.holder(of: FileSystem.followed(path))
        if descriptor >= 0 { close(descriptor) }
        throw Failure(
          .inputOutput, "another command (\(holder)) is writing here", place: name,
          remedy: "Wait until it ends, then try again")
      }
      usleep(10_000)
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// `process 123, indicators`, as the system's list of locks says it.
  private static func holder(of entry: FileSystem.Entry?) -> String {
    guard let entry, let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8) else {
      return "unknown process"
    }
    for line in locks.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 5, fields[1] == "FLOCK", fields[5].hasSuffix(":\(entry.inode)") else { continue }
      let name = try? String(contentsOfFile: "/proc/\(fields[4])/comm", encoding: .utf8)
      let program = name.map { ", " + $0.trimmingCharacters(in: .whitespacesAndNewlines) } ?? ""
      return "process \(fields[4])\(program)"
    }
    return "unknown process"
  }
}
