import Core
import Dataset
import Foundation
import Reading

/// Which bytes publishers' files had when they were first taken: one line per file, `sha256 bytes name`.
///
/// A file whose bytes differ is refused until somebody says that the new ones are meant. Files that are not there
/// now keep their lines.
struct SeriesLock: Equatable {
  private(set) var lines: [String: (sha256: String, size: Int)] = [:]

  init() {}

  /// An absent file is an empty lock.
  ///
  /// - Throws: `ConfigurationError` with the line that is no such line.
  init(_ file: URL, named name: String) throws {
    guard let bytes = try? Data(contentsOf: file) else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    where !line.isEmpty {
      let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
      guard parts.count == 3, parts[0].utf8.count == 64, let size = Int(parts[1]) else {
        throw ConfigurationError(file: name, line: index + 1, message: "expected \"sha256 bytes name\"")
      }
      lines[parts[2]] = (parts[0], size)
    }
  }

  /// Why a file can't be taken; nil where it can.
  func refusal(_ name: String, sha256: String, size: Int) -> String? {
    guard let known = lines[name], known.sha256 != sha256 else { return nil }
    return
      "its bytes are not those that were locked (SHA-256 \(known.sha256.prefix(12))…, \(known.size) bytes; now "
      + "\(sha256.prefix(12))…, \(size) bytes). If the publisher revised it and you mean the new one, run with --relock"
  }

  mutating func add(_ name: String, sha256: String, size: Int) {
    lines[name] = (sha256, size)
  }

  /// - Throws: `Failure` of kind `inputOutput`.
  func write(to file: URL, named name: String) throws {
    let sorted = lines.sorted { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
    let text = Data(sorted.map { "\($0.value.sha256) \($0.value.size) \($0.key)\n" }.joined().utf8)
    if text.isEmpty || (try? Data(contentsOf: file)) == text { return }
    try writeFile(text, to: file, named: name)
  }

  static func == (left: SeriesLock, right: SeriesLock) -> Bool {
    left.lines.mapValues(\.sha256) == right.lines.mapValues(\.sha256)
  }
}

/// The two locks of a run: `Data/series.lock` for what lies below `Data/`, and one beside the working database
/// for a folder that the user named.
struct SeriesLocks {
  private(set) var own: SeriesLock
  private(set) var foreign: SeriesLock
  private let ownFile: URL?
  private let foreignFile: URL

  /// - Throws: `ConfigurationError` for a malformed lock.
  init(_ list: SeriesList, workspace: Workspace, places: Places) throws {
    ownFile = list.ownLock(workspace)
    foreignFile = places.seriesLock
    own = try ownFile.map { try SeriesLock($0, named: "Data/series.lock") } ?? SeriesLock()
    foreign = try SeriesLock(foreignFile, named: "series.lock")
  }

  mutating func add(_ planned: SeriesPlan.Planned) {
    if planned.file.isForeign {
      foreign.add(planned.file.name, sha256: planned.sha256, size: planned.size)
    } else {
      own.add(planned.file.name, sha256: planned.sha256, size: planned.size)
    }
  }

  /// - Throws: `Failure` of kind `inputOutput`.
  func write() throws {
    if let ownFile { try own.write(to: ownFile, named: "Data/series.lock") }
    try foreign.write(to: foreignFile, named: "series.lock")
  }
}
