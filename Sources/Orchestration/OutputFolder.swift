import Core
import Dataset
import Foundation

extension Places {
  /// Makes sure that results may go here: a folder of somebody's is not touched.
  ///
  /// - Throws: `Failure` of kind `inputOutput` for a folder that holds something and no release of ours.
  func requireOwn() throws {
    if FileSystem.entry(work.path)?.kind == .link, work.path.hasPrefix(release.path + "/") {
      throw Failure(
        .inputOutput, "the working files' folder is a link", place: "\(name)/\(work.lastPathComponent)",
        remedy: "Remove the link, or name another folder with --output")
    }
    guard let found = FileSystem.resolved(release.path), ReleaseList(in: found) == nil else { return }
    // What is hidden comes along and does no harm.
    let others = FileSystem.names(in: found).filter { !$0.hasPrefix(".") }
    guard !others.isEmpty else { return }
    let shown = others.prefix(3).joined(separator: ", ") + (others.count > 3 ? " and others" : "")
    throw Failure(
      .inputOutput, "this folder is no release of ours and holds other files: \(shown)", place: name,
      remedy: "Name a new or an empty folder with --output, or move elsewhere what is in this one")
  }

  /// Removes files that a run was writing when it was killed. Called under the run's lock; where another command is
  /// writing beside the lists, it is left to the next run.
  func removeUnfinished() {
    Core.removeUnfinished(in: work.path, below: 2)
    let lists = lockFile.deletingLastPathComponent()
    guard let lock = try? FolderLock(lists, named: name, waiting: 0) else { return }
    withExtendedLifetime(lock) { Core.removeUnfinished(in: lists.path) }
  }

  /// Brings to an end what a run that was killed had begun to put into place.
  ///
  /// - Throws: `Failure` where another run is at it, `StorageError`.
  package func recover() throws {
    for folder in [release, reports] {
      let path = folder.standardizedFileURL.path
      try namingStorage(folder) { try StagingFolder.recover(FileSystem.resolved(path) ?? path) }
    }
  }
}
