import Core
import Foundation

/// A folder's new content, written beside the old and put into its place by one rename: a reader finds all of the old
/// or all of the new, and a failure or a kill leaves one of the two.
///
/// What stands in the folder and is of no earlier release comes along and is never written over.
package struct Exchange {
  /// The folder, with links followed.
  package let target: String
  /// Where the new content is written.
  package let fresh: URL
  /// Put before the paths of `files`.
  private let prefix: String
  /// Nil for a folder inside another that is exchanged with it.
  private let staging: StagingFolder?
  /// Lists that tell what is of an earlier release.
  private let lists: [ReleaseList]
  package private(set) var files: [Release.File] = []

  /// - Parameters:
  ///   - other: The release that the folder belongs to: its list tells what is ours, and where the folder lies inside
  ///     it, both are put into place together.
  /// - Throws: `Failure` where another process is putting something into the same place, `SystemError`.
  package init(of folder: URL, prefix: String = "", with other: Exchange? = nil) throws {
    self.prefix = prefix
    let path = try Self.place(of: folder)
    target = path
    if let other, path.hasPrefix(other.target + "/") {
      staging = nil
      lists = []
      fresh = other.fresh.appendingPathComponent(String(path.dropFirst(other.target.count + 1)))
      try FileManager.default.createDirectory(at: fresh, withIntermediateDirectories: true)
      return
    }
    let staging = try StagingFolder(for: path)
    self.staging = staging
    fresh = URL(fileURLWithPath: staging.new, isDirectory: true)
    lists =
      [ReleaseList(in: path)].compactMap { $0 }
      + [other.flatMap { ReleaseList(in: $0.target) }].compactMap { $0?.below(prefix) }
  }

  /// Where the folder is or will be, with links followed.
  private static func place(of folder: URL) throws -> String {
    let path = folder.standardizedFileURL.path
    if FileSystem.entry(path) != nil {
      guard let found = FileSystem.resolved(path), FileSystem.entry(found)?.kind == .folder else {
        throw SystemError(code: ENOTDIR, path: path)
      }
      return found
    }
    let above = folder.standardizedFileURL.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: above, withIntermediateDirectories: true)
    let name = folder.standardizedFileURL.lastPathComponent
    return ((FileSystem.resolved(above.path) ?? above.path) as NSString).appendingPathComponent(name)
  }

  package mutating func write(_ path: String, _ bytes: [UInt8], rows: Int? = nil) throws {
    let file = fresh.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    files.append(
      Release.File(path: prefix + path, sha256: ContentHash.sha256(bytes), bytes: bytes.count, rows: rows))
  }

  /// Writes a file piece by piece, so that a large one need not fit into memory.
  ///
  /// - Parameter produce: gives its pieces to the function it is handed; returns its rows, or nil for no file.
  /// - Returns: Whether there is a file.
  package mutating func stream(
    _ path: String, _ produce: (_ write: ([UInt8]) throws -> Void) throws -> Int?
  ) throws -> Bool {
    let file = fresh.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    var hash = ContentHash.Running()
    var count = 0
    let rows = try produce { bytes in
      hash.update(bytes)
      count += bytes.count
      try handle.write(contentsOf: bytes)
    }
    guard let rows else {
      try FileManager.default.removeItem(at: file)
      return false
    }
    let sum = ContentHash.hexadecimal(hash.finish())
    files.append(Release.File(path: prefix + path, sha256: sum, bytes: count, rows: rows))
    return true
  }

  /// Notes a file that was written into `fresh` by other means.
  package mutating func note(_ path: String) throws {
    let data = try Data(contentsOf: fresh.appendingPathComponent(path), options: .mappedIfSafe)
    files.append(
      Release.File(path: prefix + path, sha256: ContentHash.sha256(data), bytes: data.count, rows: nil))
  }

  /// Makes sure that the new content can be put into place: nothing of anybody else's is in its way, and it is on the
  /// disk. Nothing that a reader sees changes.
  ///
  /// - Throws: `Failure` that names what is in the way, `SystemError`.
  package func prepare() throws {
    guard let staging, !staging.isPrepared else { return }
    var ours = lists.reduce(into: Set<String>()) { $0.formUnion($1.paths) }
    let made = FolderContents.paths(in: staging.new)
    // A release lists its pages too, wherever they are.
    if !made.contains(where: { $0.hasPrefix(pagesPrefix) }) {
      ours = ours.filter { !$0.hasPrefix(pagesPrefix) }
    }
    if lists.isEmpty, isOfEarlierProgram { ours.formUnion(made) }
    if let obstacle = FolderContents.obstacle(to: made, in: target, ours: ours) {
      throw Failure(
        .inputOutput, "a file that no release made is in the way", place: target + "/" + obstacle,
        remedy: "Move it elsewhere or give it another name, or name another folder with --output")
    }
    try staging.prepare(made: Set(made), ours: ours)
  }

  /// Pages of a program that left no list beside them tell it in their footer.
  private var isOfEarlierProgram: Bool {
    let index = target + "/index.html"
    guard FileSystem.entry(index)?.kind == .file,
      let text = try? String(contentsOfFile: index, encoding: .utf8)
    else { return false }
    return text.contains(", made by indicators ")
  }

  /// Puts the new content into place.
  ///
  /// - Returns: How it was done, where that was not by one rename.
  @discardableResult package func commit() throws -> ExchangeMeans {
    guard let staging else { return .oneRename }
    try prepare()
    return try staging.commit()
  }

  /// Forgets the new content.
  package func discard() {
    try? staging?.recover()
  }
}
