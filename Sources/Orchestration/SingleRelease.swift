import Core
import Dataset
import Foundation

extension Places {
  /// Removes what the pipeline published when it was the project's only one: pipelines that share a project have folders
  /// of their own in `Data/release` and `Reports`, and what lay there before would pass for the newest.
  ///
  /// Only files that the old release's own list names and that are as it wrote them go.
  /// - Returns: Whether there was such a release.
  func removeSingleRelease() -> Bool {
    guard workspace.isOneOfSeveral, let project = workspace.project else { return false }
    let data = project.appendingPathComponent("Data/release")
    guard release.standardizedFileURL.deletingLastPathComponent().path == data.standardizedFileURL.path,
      let list = ReleaseList(in: data.path), list.files.contains(where: { $0.path == "\(pipelineID).sqlite" })
    else { return false }
    let pages = project.appendingPathComponent("Reports")
    for (folder, list) in [(pages, ReleaseList(in: pages.path) ?? list.below(pagesPrefix)), (data, list)] {
      for file in list.files where !file.path.hasPrefix(pagesPrefix) {
        let path = folder.appendingPathComponent(file.path).path
        guard FileSystem.entry(path)?.kind == .file, let bytes = FileManager.default.contents(atPath: path),
          ContentHash.sha256(bytes) == file.sha256
        else { continue }
        try? FileSystem.unlinkFile(path)
        removeEmpty(above: file.path, in: folder)
      }
      try? FileSystem.unlinkFile(folder.appendingPathComponent(ReleaseList.name).path)
    }
    return true
  }

  /// Folders that hold nothing any more.
  private func removeEmpty(above path: String, in folder: URL) {
    var above = (path as NSString).deletingLastPathComponent
    while !above.isEmpty, rmdir(folder.appendingPathComponent(above).path) == 0 {
      above = (above as NSString).deletingLastPathComponent
    }
  }
}
