import Foundation

/// What the system refused: its number for the error, and the path.
package struct SystemError: Error, Hashable, CustomStringConvertible {
  package var code: Int32
  package var path: String

  package init(code: Int32, path: String) {
    self.code = code
    self.path = path
  }

  package var description: String { "\(String(cString: strerror(code))) (\(path))" }
}

/// Looks at paths that follow no link, and calls of the system that Foundation does not have.
package enum FileSystem {
  package enum Kind: Hashable {
    case file, folder, link, other
  }

  /// What stands at a path itself.
  package struct Entry: Hashable {
    package var kind: Kind
    package var device: UInt64
    package var inode: UInt64
    /// Who may do what; nine bits and the three above them.
    package var permissions: mode_t
    package var size: Int
    /// When its content was written: seconds, and their billionth parts.
    package var written: [Int]

    package init(
      kind: Kind, device: UInt64, inode: UInt64, permissions: mode_t, size: Int, written: [Int]
    ) {
      self.kind = kind
      self.device = device
      self.inode = inode
      self.permissions = permissions
      self.size = size
      self.written = written
    }

    package func isSame(as other: Entry?) -> Bool { device == other?.device && inode == other?.inode }
  }

  /// Nil where nothing stands there, or where it can't be looked at.
  package static func entry(_ path: String) -> Entry? {
    var status = stat()
    return lstat(path, &status) == 0 ? Entry(status) : nil
  }

  /// With links followed.
  package static func followed(_ path: String) -> Entry? {
    var status = stat()
    return stat(path, &status) == 0 ? Entry(status) : nil
  }

  /// Names in a folder, sorted by bytes; none where it can't be read.
  package static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  package static func makeFolder(_ path: String, permissions: mode_t = 0o777) throws {
    try check(mkdir(path, permissions), path)
  }

  package static func unlinkFile(_ path: String) throws { try check(unlink(path), path) }

  /// Renames over what has the new name.
  package static func replace(_ old: String, with new: String) throws { try check(rename(new, old), new) }

  /// Renames to a name that nothing has; two processes can't both succeed.
  package static func move(_ from: String, to: String) throws {
    let code = renameat2(from, to, flags: 1)
    // File systems that don't know how; a folder's lock keeps our own processes apart.
    if [EINVAL, ENOSYS, EOPNOTSUPP].contains(code) {
      guard entry(to) == nil else { throw SystemError(code: EEXIST, path: to) }
      return try check(rename(from, to), to)
    }
    if code != 0 { throw SystemError(code: code, path: to) }
  }

  /// Lets two names change what they stand for, both at once for every reader.
  ///
  /// - Returns: 0, or the system's number for the error: EINVAL, ENOSYS or EOPNOTSUPP where it does not know how.
  package static func exchange(_ first: String, _ second: String) -> Int32 {
    renameat2(first, second, flags: 2)
  }

  /// A second name for a file or a link.
  package static func link(_ from: String, as to: String) throws {
    try check(linkat(AT_FDCWD, from, AT_FDCWD, to, 0), to)
  }

  /// Waits until a file's or a folder's own content is on the disk.
  package static func sync(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw SystemError(code: errno, path: path) }
    defer { close(descriptor) }
    // Some file systems can't do this for folders.
    if fsync(descriptor) != 0, errno != EINVAL { throw SystemError(code: errno, path: path) }
  }

  /// Waits until all that was written to the file system of a folder is on the disk: of a few hundred files, thirty
  /// times as fast as one after the other.
  package static func syncAll(around folder: String) throws {
    guard let call = symbol("syncfs", as: (@convention(c) (Int32) -> Int32).self) else {
      return Foundation.sync()
    }
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(code: errno, path: folder) }
    defer { close(descriptor) }
    if call(descriptor) != 0 { throw SystemError(code: errno, path: folder) }
  }

  /// The path with every link in it followed; nil where it does not exist.
  package static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  /// Whether something else is mounted at a path, which then can't be renamed.
  package static func isMountPoint(_ path: String) -> Bool {
    if let own = entry(path), let above = entry((path as NSString).deletingLastPathComponent),
      own.device != above.device
    {
      return true
    }
    // The same file system may be mounted twice.
    guard let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8) else {
      return false
    }
    let escaped = path.replacing("\\", with: "\\134").replacing(" ", with: "\\040")
    return mounts.split(separator: "\n").contains {
      let fields = $0.split(separator: " ")
      return fields.count > 4 && fields[4] == escaped
    }
  }

  private static func renameat2(_ from: String, _ to: String, flags: UInt32) -> Int32 {
    typealias Call =
      @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
    // Swift's overlay of the C library leaves it out.
    guard let call = symbol("renameat2", as: Call.self) else { return ENOSYS }
    return call(AT_FDCWD, from, AT_FDCWD, to, flags) == 0 ? 0 : errno
  }

  private static func symbol<T>(_ name: String, as type: T.Type) -> T? {
    dlsym(nil, name).map { unsafeBitCast($0, to: type) }
  }

  private static func check(_ result: Int32, _ path: String) throws {
    if result != 0 { throw SystemError(code: errno, path: path) }
  }
}

extension FileSystem.Entry {
  fileprivate init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(status.st_ino)
    permissions = status.st_mode & 0o7777
    size = Int(status.st_size)
    written = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
  }
}
