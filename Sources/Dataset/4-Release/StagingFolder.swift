import Core
import Foundation

/// Where a folder's new content waits: a folder beside it, or inside it where nothing can be put beside it.
///
/// It holds `new/`, then for a moment what was exchanged; `list`, what is ours in either; and, where the folder can't
/// be renamed, `ready/` and `stale`. Whatever a kill leaves of it, `recover` ends it: with the old content whole, or
/// with the new.
package final class StagingFolder {
  private let path: String
  private let target: String
  private let lock: FolderLock
  private var means: ExchangeMeans
  private(set) var isPrepared = false
  private var isDone = false

  package var new: String { path + "/new" }
  private var ready: String { path + "/ready" }
  private var old: String { path + "/old" }
  private var list: String { path + "/list" }
  private var stale: String { path + "/stale" }
  private var mark: String { path + "/made-by-indicators" }

  /// Ends what an earlier process left, and begins anew.
  ///
  /// - Throws: `Failure` where another process is putting something into the same place or somebody's files have its
  ///   name, `SystemError`.
  package init(for target: String) throws {
    try Self.recover(target)
    self.target = target
    means = ExchangeMeans.before(target)
    path = Self.places(for: target)[means.isPieceByPiece ? 1 : 0]
    if means.isPieceByPiece {
      try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    }
    do {
      try FileSystem.makeFolder(path, permissions: 0o700)
    } catch let error as SystemError where error.code == EEXIST {
      throw Failure(
        .inputOutput, "this name is needed for a moment, and something that is not the program's has it",
        place: path, remedy: "Move it elsewhere or give it another name")
    }
    lock = try Self.lock(path)
    try Data().write(to: URL(fileURLWithPath: mark))
    try FileSystem.makeFolder(new)
  }

  /// What a process that is gone left; nil where there is nothing of the kind.
  private init?(left path: String, for target: String) throws {
    guard FileSystem.entry(path)?.kind == .folder,
      FileSystem.entry(path + "/made-by-indicators")?.kind == .file || FileSystem.names(in: path).isEmpty
    else { return nil }
    self.path = path
    self.target = target
    means = .oneRename
    lock = try Self.lock(path)
  }

  private static func lock(_ path: String) throws -> FolderLock {
    try FolderLock(URL(fileURLWithPath: path), named: path, waiting: 0)
  }

  /// Beside the folder, and inside it.
  private static func places(for target: String) -> [String] {
    let (above, name) = (
      (target as NSString).deletingLastPathComponent, (target as NSString).lastPathComponent
    )
    return [(above as NSString).appendingPathComponent(".\(name).exchange"), target + "/.exchange"]
  }

  /// Ends what a process left that was killed while it put something into this place.
  ///
  /// - Throws: `Failure` where the other process is still at it, `SystemError`.
  package static func recover(_ target: String) throws {
    for place in places(for: target) {
      try StagingFolder(left: place, for: target)?.recover()
    }
  }

  /// - Parameters:
  ///   - made: What the new content consists of, by path.
  ///   - ours: What in the old content is of an earlier release.
  package func prepare(made: Set<String>, ours: Set<String>) throws {
    try Data(made.union(ours).sorted().joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: list))
    try Data(ours.subtracting(made).sorted().joined(separator: "\n").utf8).write(
      to: URL(fileURLWithPath: stale))
    if let entry = FileSystem.entry(target) {
      chmod(new, entry.permissions)
      if let fixed = FolderContents.immovable(in: target) {
        means = .pieceByPiece(because: "\(fixed) in it can't be moved")
      } else if !means.isPieceByPiece {
        try FolderContents.carry(from: target, to: new, ours: made.union(ours))
      }
    }
    try FileSystem.syncAll(around: path)
    isPrepared = true
    ExchangeProbe.pass(.prepared)
  }

  package func commit() throws -> ExchangeMeans {
    var used = means
    if means.isPieceByPiece {
      try beginPieces()
    } else if FileSystem.entry(target) == nil {
      try FileSystem.move(new, to: target)
    } else {
      let code = ExchangeProbe.current.flatMap(\.refusal) ?? FileSystem.exchange(new, target)
      switch code {
      case 0: used = .oneRename
      case EINVAL, ENOSYS, EOPNOTSUPP: used = try exchangeByTwoRenames()
      default:
        used = .pieceByPiece(because: String(cString: strerror(code)).lowercased())
        try beginPieces()
      }
    }
    try? FileSystem.sync((target as NSString).deletingLastPathComponent)
    ExchangeProbe.pass(.exchanged)
    // Something may have been written into the old folder while it was taken apart.
    do { try recover() } catch { try recover() }
    return used
  }

  /// Between the two a reader finds no folder.
  private func exchangeByTwoRenames() throws -> ExchangeMeans {
    do {
      try FileSystem.move(target, to: old)
    } catch let error as SystemError where [EXDEV, EBUSY, EACCES, EPERM].contains(error.code) {
      try beginPieces()
      return .pieceByPiece(because: String(cString: strerror(error.code)).lowercased())
    }
    ExchangeProbe.pass(.aside)
    do {
      try FileSystem.move(new, to: target)
    } catch {
      try FileSystem.move(old, to: target)
      throw error
    }
    return .twoRenames
  }

  /// From here on, the new content comes into place even after a kill.
  private func beginPieces() throws {
    try FileSystem.move(new, to: ready)
    try FileSystem.sync(path)
  }

  /// Brings everything to an end that has begun, and removes itself.
  package func recover() throws {
    if isDone { return }
    let ours = lines(of: list)
    if FileSystem.entry(ready)?.kind == .folder { try placePieces(Set(ours ?? [])) }
    if FileSystem.entry(old)?.kind == .folder {
      if FileSystem.entry(target) == nil {
        try FileSystem.move(old, to: target)
      } else {
        try FolderContents.dissolve(old, into: target, ours: Set(ours ?? []))
      }
    }
    if FileSystem.entry(new)?.kind == .folder {
      if let ours {
        try FolderContents.dissolve(new, into: target, ours: Set(ours))
      } else {
        try FileManager.default.removeItem(atPath: new)
      }
    }
    ExchangeProbe.pass(.dissolved)
    for file in [stale, list, mark] { unlink(file) }
    rmdir(path)
    isDone = true
  }

  private func lines(of file: String) -> [String]? {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    return text.split(separator: "\n").map(String.init)
  }

  /// The list of the release comes last: as long as it is the old one, a run finds that the files are not those.
  private func placePieces(_ ours: Set<String>) throws {
    let waiting = FolderContents.paths(in: ready).filter(ours.contains)
    let order = waiting.filter { $0 != ReleaseList.name } + waiting.filter { $0 == ReleaseList.name }
    func place(_ path: String) throws {
      try FolderContents.makeFolders(above: path, in: target, like: ready)
      try FileSystem.replace(target + "/" + path, with: ready + "/" + path)
      ExchangeProbe.pass(.moved)
    }
    for path in order where path != ReleaseList.name { try place(path) }
    let journals = ours.flatMap { path in FolderContents.journalEndings.map { path + $0 } }
    for path in (lines(of: stale) ?? []) + journals { removeStale(path) }
    for path in order where path == ReleaseList.name { try place(path) }
    try FileSystem.syncAll(around: target)
    try FolderContents.dissolve(ready, into: target, ours: ours)
  }

  /// A file of the old content that the new does not have, and the folders that are empty without it.
  private func removeStale(_ path: String) {
    var parts = path.split(separator: "/")
    for count in 1..<max(1, parts.count) {
      let above = target + "/" + parts.prefix(count).joined(separator: "/")
      if FileSystem.entry(above)?.kind != .folder { return }
    }
    guard FileSystem.entry(target + "/" + path)?.kind == .file else { return }
    unlink(target + "/" + path)
    parts.removeLast()
    while !parts.isEmpty, rmdir(target + "/" + parts.joined(separator: "/")) == 0 { parts.removeLast() }
  }
}
