import Core
import Foundation

/// What stands in a folder, by paths inside it: ours, or somebody's. No link is followed.
package enum FolderContents {
  /// Everything but folders, sorted.
  package static func paths(in folder: String) -> [String] {
    var found: [String] = []
    walk(folder) { path, entry in if entry.kind != .folder { found.append(path) } }
    return found
  }

  /// Calls with everything below a folder, folders before what is in them.
  static func walk(
    _ folder: String, _ body: (_ path: String, _ entry: FileSystem.Entry) throws -> Void
  ) rethrows {
    var waiting = FileSystem.names(in: folder).reversed() as [String]
    while let path = waiting.popLast() {
      guard let entry = FileSystem.entry(folder + "/" + path) else { continue }
      try body(path, entry)
      guard entry.kind == .folder else { continue }
      waiting += FileSystem.names(in: folder + "/" + path).reversed().map { path + "/" + $0 }
    }
  }

  /// The first path of a folder where something stands that no release made, in the way of one of `made`; a link or a
  /// folder in a file's place among them.
  static func obstacle(to made: [String], in folder: String, ours: Set<String>) -> String? {
    var clear: Set<String> = []
    for path in made {
      let parts = path.split(separator: "/")
      for count in 1..<max(1, parts.count) {
        let above = parts.prefix(count).joined(separator: "/")
        if clear.contains(above) { continue }
        if let entry = FileSystem.entry(folder + "/" + above), entry.kind != .folder, !ours.contains(above) {
          return above
        }
        clear.insert(above)
      }
      guard let entry = FileSystem.entry(folder + "/" + path) else { continue }
      if entry.kind != .file || !ours.contains(path) { return path }
    }
    return nil
  }

  /// Journals of a database of ours, which another program left or a crash.
  static func isJournal(_ path: String, of ours: Set<String>) -> Bool {
    journalEndings.contains { path.hasSuffix($0) && ours.contains(String(path.dropLast($0.count))) }
  }

  package static let journalEndings = ["-wal", "-shm", "-journal"]

  /// The first folder that holds something of somebody's and can't give it away: another file system is mounted there,
  /// or it may not be written to.
  static func immovable(in folder: String) -> String? {
    let device = FileSystem.entry(folder)?.device
    var found: String?
    walk(folder) { path, entry in
      guard found == nil, entry.kind == .folder else { return }
      let place = folder + "/" + path
      if entry.device != device || access(place, W_OK | X_OK) != 0 { found = path }
    }
    return found
  }

  /// Gives what is not ours a second name in the new folder, so that it is in both of them when they are exchanged.
  /// What can't have one is moved afterwards.
  static func carry(from old: String, to new: String, ours: Set<String>) throws {
    var kept: [String] = []
    try walk(old) { path, entry in
      let place = new + "/" + path
      if entry.kind == .folder {
        let isEmpty = FileSystem.names(in: old + "/" + path).isEmpty
        if isEmpty, !ours.contains(where: { $0.hasPrefix(path + "/") }) { kept.append(path) }
        return
      }
      if ours.contains(path) || isJournal(path, of: ours) { return }
      try makeFolders(above: path, in: new, like: old)
      try? FileSystem.link(old + "/" + path, as: place)
    }
    for path in kept { try makeFolders(above: path + "/x", in: new, like: old) }
  }

  /// Removes a folder: what is ours in it, and what is in the other folder too. What is left is somebody's and goes
  /// into the other folder.
  static func dissolve(_ old: String, into new: String, ours: Set<String>) throws {
    var folders: [String] = []
    try walk(old) { path, entry in
      let place = old + "/" + path
      if entry.kind == .folder {
        folders.append(path)
        let isEmpty = FileSystem.names(in: place).isEmpty
        if isEmpty, !ours.contains(where: { $0.hasPrefix(path + "/") }) {
          try? makeFolders(above: path + "/x", in: new, like: old)
        }
      } else if ours.contains(path) || isJournal(path, of: ours)
        || entry.isSame(as: FileSystem.entry(new + "/" + path))
      {
        try FileSystem.unlinkFile(place)
      } else {
        try rescue(path, from: old, to: new)
      }
    }
    for path in folders.reversed() + [""] {
      let place = path.isEmpty ? old : old + "/" + path
      if rmdir(place) != 0 { throw SystemError(code: errno, path: place) }
    }
  }

  private static func rescue(_ path: String, from old: String, to new: String) throws {
    let (from, to) = (old + "/" + path, new + "/" + path)
    do {
      try makeFolders(above: path, in: new, like: old)
      return try FileSystem.move(from, to: to)
    } catch let error as SystemError where [EEXIST, ENOTDIR].contains(error.code) {
      // Written anew in the moment of the exchange: both stay, the later under its name.
      let free = (1...1000).lazy.map { "\(new)/\(path.replacing("/", with: "_")).earlier-\($0)" }
        .first { FileSystem.entry($0) == nil }
      guard let free else { throw error }
      let times = [from, to].map { FileSystem.entry($0)?.written ?? [] }
      guard error.code == EEXIST, times[1].lexicographicallyPrecedes(times[0]) else {
        return try FileSystem.move(from, to: free)
      }
      try FileSystem.move(to, to: free)
      try FileSystem.move(from, to: to)
    }
  }

  /// The folders above a path, with the permissions that they have in another folder.
  static func makeFolders(above path: String, in folder: String, like other: String) throws {
    var place = ""
    for part in path.split(separator: "/").dropLast() {
      place += "/" + part
      switch FileSystem.entry(folder + place)?.kind {
      case .folder: continue
      case nil: break
      default: throw SystemError(code: ENOTDIR, path: folder + place)
      }
      try FileSystem.makeFolder(folder + place)
      if let entry = FileSystem.entry(other + place), entry.kind == .folder {
        chmod(folder + place, entry.permissions)
      }
    }
  }
}
