import Core
import Foundation

/// A folder's new content, written beside the old and then put in its place, so that a failure leaves the old.
package struct Staging {
  package let folder: URL
  /// Where the new content is written.
  package let fresh: URL
  /// Where the old content waits until the new is in place.
  private let previous: URL
  /// Put before the paths of `files`.
  private let prefix: String
  package private(set) var files: [Release.File] = []

  package init(in folder: URL, prefix: String = "") throws {
    self.folder = folder
    self.prefix = prefix
    fresh = folder.appendingPathComponent(".publishing")
    previous = folder.appendingPathComponent(".previous")
    let manager = FileManager.default
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    try Self.restore(previous, into: folder)
    if manager.fileExists(atPath: fresh.path) { try manager.removeItem(at: fresh) }
    try manager.createDirectory(at: fresh, withIntermediateDirectories: true)
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

  /// Puts the new content in place of what had the same names. Everything else in the folder stays.
  package func commit() throws {
    let manager = FileManager.default
    let names = try manager.contentsOfDirectory(atPath: fresh.path).sorted()
    try manager.createDirectory(at: previous, withIntermediateDirectories: true)
    do {
      for name in names {
        let place = folder.appendingPathComponent(name)
        if manager.fileExists(atPath: place.path) {
          try manager.moveItem(at: place, to: previous.appendingPathComponent(name))
        }
        try manager.moveItem(at: fresh.appendingPathComponent(name), to: place)
      }
    } catch {
      for name in try manager.contentsOfDirectory(atPath: previous.path) {
        try? manager.removeItem(at: folder.appendingPathComponent(name))
      }
      try Self.restore(previous, into: folder)
      throw error
    }
    try manager.removeItem(at: previous)
    try manager.removeItem(at: fresh)
  }

  /// Forgets the new content.
  package func discard() {
    try? FileManager.default.removeItem(at: fresh)
  }

  /// Brings back what an interrupted `commit` had put aside, unless the new is already in its place.
  private static func restore(_ previous: URL, into folder: URL) throws {
    let manager = FileManager.default
    guard manager.fileExists(atPath: previous.path) else { return }
    for name in try manager.contentsOfDirectory(atPath: previous.path).sorted() {
      let place = folder.appendingPathComponent(name)
      if !manager.fileExists(atPath: place.path) {
        try manager.moveItem(at: previous.appendingPathComponent(name), to: place)
      }
    }
    try manager.removeItem(at: previous)
  }
}
