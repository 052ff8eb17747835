/// Which observations to export; an empty list means all.
public struct ExportFilter: Hashable, Sendable {
  public var indicators: [String]
  /// ISO 3166-1 alpha-3.
  public var areas: [String]
  /// Document ids or unique beginnings of them.
  public var documents: [String]
  /// Also those that a reader rejected.
  public var includesRejected: Bool

  public init(
    indicators: [String] = [], areas: [String] = [], documents: [String] = [], includesRejected: Bool = false
  ) {
    self.indicators = indicators
    self.areas = areas
    self.documents = documents
    self.includesRejected = includesRejected
  }
}

public enum ExportFormat: String, CaseIterable, Sendable {
  case csv, ndjson, table, markdown, html
  /// SDMX-CSV 2.0.
  case sdmxCSV = "sdmx-csv"
  /// For spreadsheet programs: semicolons, decimal commas, no cell that runs.
  case excel
}
