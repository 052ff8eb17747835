import Core
import Diff
import Foundation

/// How a run is to go.
public struct RunOptions: Sendable {
  public var selection = StageSelection.everything
  /// Patterns as of the shell (`*`, `?`) for files of reports; all where empty.
  public var documents: [String] = []
  public var force = false
  /// Read every file again to hash it, whatever its size and time of change say.
  public var rehash = false
  /// How many documents are read at once.
  public var jobs = ProcessInfo.processInfo.activeProcessorCount
  /// Stop at the first document that fails.
  public var failFast = false
  /// False leaves the reports' texts out of the release.
  public var withText = true
  /// A folder with publishers' files; nil where only those below `Data/` are compared with.
  public var series: URL?
  /// The same as typed, for messages.
  public var seriesName = ""
  /// Take publishers' files as they are now, and lock their new bytes.
  public var relock = false
  /// Whether a release that would lose too much leaves the old one in place.
  public var guardsRemovals = true
  /// How much a release may lose; nil where must-keep.yml says it, or the usual.
  public var maxRemoved: RemovalBudget?
  /// An earlier release's database, against which the new one's README lists what changed.
  public var since: URL?
  /// The same as typed, for messages.
  public var sinceName = ""
  /// The language of pages and tables for people.
  public var labels = Labels.english
  public var programVersion: String
  /// As typed, for the ledger.
  public var arguments = ""

  public init(programVersion: String) {
    self.programVersion = programVersion
  }

  /// Whether an entry takes part: its file, or its file's last part, matches a pattern.
  public func selects(_ entry: ReportEntry) -> Bool {
    guard !documents.isEmpty else { return true }
    return documents.contains { pattern in
      fnmatch(pattern, entry.file, 0) == 0
        || fnmatch(pattern, (entry.file as NSString).lastPathComponent, 0) == 0
    }
  }
}
