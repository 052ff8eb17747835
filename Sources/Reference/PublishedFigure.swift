import Core

/// One figure as its source published it: what it is about, where it stands, when it appeared.
///
/// Nothing is overwritten: the same stock published three times with three values is three figures.
package struct PublishedFigure: Hashable, Sendable {
  /// Who made the figure; who reprinted it is named in `vintage`.
  package var source: String
  package var indicator: String
  /// Only for the status of treaties.
  package var treaty = ""
  /// ISO 3166-1 alpha-3, `WLD`, or a region as the source writes it.
  package var area: String
  package var sex = Observation.Sex.total
  /// What the figure is about in time: a day for a stock, a year for an average. ISO 8601; never empty.
  package var period: String
  /// The edition of an index, as its publisher counts: `2016`, `2011-12`; empty for series without editions.
  package var edition = ""
  /// Decimal text in the indicator's unit, or `ratified`, `acceded`, `signed`, `not_ratified`.
  package var valueText: String
  /// Number of ranked countries; only for ranks.
  package var total: Int?
  /// What is measured where that is not quite the indicator: `gross enrolment ratio`. For treaties the act:
  /// `accession`.
  package var concept = ""
  /// Name of the publication that says so: `Global Trends 2016`.
  package var vintage = ""
  /// ISO 8601, as narrow as known; empty where unknown.
  package var published = ""
  /// One-based line of the file, or number of the record in a JSON file.
  package var line: Int
}

/// What became of the rows of a file: each gave figures, or is counted under the reason why it did not.
package struct RowAccount: Hashable, Sendable {
  /// Data rows, without preamble and headings.
  package var rows = 0
  /// Rows that gave at least one figure.
  package var used = 0
  /// Rows that gave none, by reason.
  package var passedOver: [String: Int] = [:]
}

/// A file of a publisher, read.
package struct PublishedFile: Sendable {
  /// Below the folder of series: `rsf/2016.csv`.
  package var file: String
  package var account: RowAccount
  package var figures: [PublishedFigure]
}
