import Core
import Foundation

/// What distinguishes one release from another when the data are the same.
public struct PublishOptions: Sendable {
  /// False leaves out the reports' texts: pages keep their hashes and offsets, mentions their quotes.
  public var withText: Bool
  public var programVersion: String
  /// An earlier release's database, against which the README lists what changed; nil lists nothing.
  public var since: URL?
  /// The language of pages and tables for people; where it is not English, CSV files have names in it as well, and
  /// there is a codebook in it.
  public var labels: Labels
  /// The pipeline's own name and subject; the database is named after it.
  package var pipeline = PipelineName(id: "")
  package var databaseName: String { pipeline.id + ".sqlite" }
  /// What texts for people call the dataset.
  package var title: String { "\(pipeline.title): indicators read from countries' reports" }

  public init(
    withText: Bool = true, programVersion: String, since: URL? = nil, labels: Labels = .english
  ) {
    self.withText = withText
    self.programVersion = programVersion
    self.since = since
    self.labels = labels
  }
}

/// What was written.
public struct Release: Hashable, Sendable {
  /// Sorted by path.
  public var files: [File]
  /// SHA-256 over the rows of every table in sorted order; does not depend on the version of SQLite.
  public var logicalHash: String
  /// Rows by table.
  public var counts: [String: Int]
  /// What a reader should know of how it was put into place; sentences.
  public var remarks: [String] = []

  package init(files: [File], logicalHash: String, counts: [String: Int]) {
    self.files = files
    self.logicalHash = logicalHash
    self.counts = counts
  }

  public struct File: Hashable, Sendable {
    /// Below the output folder, or `Reports/…` for the reports.
    public var path: String
    /// Lower-case hexadecimal.
    public var sha256: String
    public var bytes: Int
    /// Rows without the header, for CSV files.
    public var rows: Int?

    package init(path: String, sha256: String, bytes: Int, rows: Int? = nil) {
      self.path = path
      self.sha256 = sha256
      self.bytes = bytes
      self.rows = rows
    }
  }
}
