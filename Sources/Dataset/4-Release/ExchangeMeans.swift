import Core
import Foundation

/// How a folder's new content can be put into the place of the old.
package enum ExchangeMeans: Hashable, Sendable {
  /// A reader finds all of the old or all of the new.
  case oneRename
  /// For a moment a reader finds nothing.
  case twoRenames
  /// The folder itself can't be renamed: for a moment a reader finds some of each.
  case pieceByPiece(because: String)

  var isPieceByPiece: Bool { if case .pieceByPiece = self { true } else { false } }

  /// What holds for readers, as `doctor` says it; a sentence without its full stop.
  package var text: String {
    switch self {
    case .oneRename: "put into place by one rename"
    case .twoRenames:
      "put into place by two renames, because the file system can't exchange folders: readers find nothing for a moment"
    case .pieceByPiece(let reason):
      "put into place file by file, because \(reason): readers may find old and new mixed for a moment"
    }
  }

  /// What can be told before anything is tried.
  package static func before(_ target: String) -> ExchangeMeans {
    if let means = ExchangeProbe.current?.means { return means }
    let above = (target as NSString).deletingLastPathComponent
    let exists = FileSystem.entry(target) != nil
    if access(above, W_OK | X_OK) != 0 {
      return .pieceByPiece(because: "the folder above it can't be written to")
    }
    guard exists else { return .oneRename }
    if FileSystem.isMountPoint(target) { return .pieceByPiece(because: "a file system is mounted there") }
    let current = FileSystem.resolved(".") ?? ""
    if current == target || current.hasPrefix(target + "/") {
      return .pieceByPiece(because: "it is the current folder or above it")
    }
    return .oneRename
  }

  /// Tries it out on two empty folders beside the one that is meant, which is not touched.
  package static func tried(beside folder: URL) -> ExchangeMeans {
    let path = folder.standardizedFileURL.path
    let target = FileSystem.resolved(path) ?? path
    let known = before(target)
    if known.isPieceByPiece { return known }
    let trial = (target as NSString).deletingLastPathComponent + "/.\(UUID().uuidString).trial"
    let (first, second) = (trial + "/1", trial + "/2")
    defer { for path in [first, second, trial] { rmdir(path) } }
    do {
      for path in [trial, first, second] { try FileSystem.makeFolder(path, permissions: 0o700) }
    } catch {
      return .pieceByPiece(because: "the folder above it can't be written to")
    }
    return FileSystem.exchange(first, second) == 0 ? .oneRename : .twoRenames
  }
}

/// A moment of an exchange at which a kill would leave a state of its own.
enum ExchangeStep: Hashable, CaseIterable {
  case prepared, aside, exchanged, moved, dissolved
}

/// Lets a test look at each moment of an exchange, and play a file system that can't do it.
struct ExchangeProbe: Sendable {
  @TaskLocal static var current: ExchangeProbe?

  /// The system's error in the place of an exchange.
  var refusal: Int32?
  /// In the place of what would be found.
  var means: ExchangeMeans?
  var step: @Sendable (ExchangeStep) -> Void = { _ in }

  static func pass(_ step: ExchangeStep) { current?.step(step) }
}
