import Foundation

/// A report's bytes as received, with what is declared about them.
public struct AcquiredReport: Sendable {
  public var entry: ReportEntry
  public var bytes: Data
  /// SHA-256 of the bytes, lower-case hexadecimal: the document's id.
  public var sha256: String
  public var mediaType: String

  package init(entry: ReportEntry, bytes: Data, sha256: String, mediaType: String) {
    self.entry = entry
    self.bytes = bytes
    self.sha256 = sha256
    self.mediaType = mediaType
  }
}
