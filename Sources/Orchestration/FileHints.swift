import Core
import Foundation
import GRDB

/// The hashes of files as they were when they were last looked at.
///
/// A file whose size, time of change and inode are those of a hint has the hint's hash; it is not read. A file that was
/// changed in the two seconds before it was hashed gets no hint, because it could change again without looking so.
package final class FileHints {
  /// What the file system says of a file.
  package struct Look: Hashable {
    package var size: Int
    /// Nanoseconds since 1970.
    var modified: Int
    package var inode: Int

    init?(_ file: URL) {
      var status = stat()
      guard stat(file.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      size = Int(status.st_size)
      modified = Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
      inode = Int(status.st_ino)
    }

    init(size: Int, modified: Int, inode: Int) {
      self.size = size
      self.modified = modified
      self.inode = inode
    }
  }

  struct Hint {
    var look: Look
    /// Lower-case hexadecimal.
    var sha256: String
    /// What else was found, such as the media type.
    var note: String
  }

  private var known: [String: Hint] = [:]
  private var fresh: [String: Hint] = [:]
  private let trusts: Bool

  /// - Parameter trusts: false hashes every file anew.
  init(_ db: Database, trusts: Bool) throws {
    self.trusts = trusts
    guard trusts, try db.tableExists("file_hint") else { return }
    let rows = try Row.fetchCursor(db, sql: "SELECT path, size, modified, inode, sha256, note FROM file_hint")
    while let row = try rows.next() {
      known[row[0]] = Hint(
        look: Look(size: row[1], modified: row[2], inode: row[3]), sha256: row[4], note: row[5])
    }
  }

  /// What is known of a file without reading it; nil where it has to be read.
  func hint(for file: URL) -> Hint? {
    guard trusts, let hint = known[file.path], let look = Look(file), look == hint.look else { return nil }
    return hint
  }

  /// Notes what was found in a file that was read.
  ///
  /// - Parameter look: taken before the file was read.
  package func note(_ file: URL, look: Look?, sha256: String, note: String = "") {
    guard let look else { return }
    let now = Int(Date().timeIntervalSince1970 * 1e9)
    guard now - look.modified > 2_000_000_000 else { return }
    fresh[file.path] = Hint(look: look, sha256: sha256, note: note)
  }

  /// The hash of a file, from its hint or its bytes.
  ///
  /// - Throws: `Failure` as `readFile`.
  package func sha256(of file: URL, named name: String) throws -> (sha256: String, size: Int) {
    if let hint = hint(for: file) { return (hint.sha256, hint.look.size) }
    let look = Look(file)
    let bytes = try readFile(file, named: name)
    let sum = ContentHash.sha256(bytes)
    note(file, look: look, sha256: sum)
    return (sum, bytes.count)
  }

  /// Keeps what was noted.
  func store(_ db: Database) throws {
    let statement = try db.cachedStatement(sql: "INSERT OR REPLACE INTO file_hint VALUES (?, ?, ?, ?, ?, ?)")
    for (path, hint) in fresh.sorted(by: { $0.key < $1.key }) {
      try statement.execute(arguments: [
        path, hint.look.size, hint.look.modified, hint.look.inode, hint.sha256, hint.note,
      ])
    }
  }

  package var isEmpty: Bool { fresh.isEmpty }
}
