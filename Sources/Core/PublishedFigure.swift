/// One figure as its source published it: what it is about, where it stands, when it appeared.
///
/// Nothing is overwritten: the same stock published three times with three values is three figures.
package struct PublishedFigure: Hashable, Sendable {
  /// Who made the figure; who reprinted it is named in `vintage`.
  package var source: String
  package var indicator: String
  /// Only for the status of treaties.
  package var treaty: String
  /// ISO 3166-1 alpha-3, `WLD`, or a region as the source writes it.
  package var area: String
  package var sex: Observation.Sex
  /// What the figure is about in time: a day for a stock, a year for an average. ISO 8601; never empty.
  package var period: String
  /// The edition of an index, as its publisher counts: `2016`, `2011-12`; empty for series without editions.
  package var edition: String
  /// Decimal text in the indicator's unit, or `ratified`, `acceded`, `signed`, `not_ratified`.
  package var valueText: String
  /// Number of ranked countries; only for ranks.
  package var total: Int?
  /// What is measured where that is not quite the indicator: `gross enrolment ratio`. For treaties the act:
  /// `accession`.
  package var concept: String
  /// Name of the publication that says so: `Global Trends 2016`.
  package var vintage: String
  /// ISO 8601, as narrow as known; empty where unknown.
  package var published: String
  /// One-based line of the file, or number of the record in a JSON file.
  package var line: Int

  package init(
    source: String, indicator: String, treaty: String = "", area: String, sex: Observation.Sex = .total,
    period: String, edition: String = "", valueText: String, total: Int? = nil, concept: String = "",
    vintage: String = "", published: String = "", line: Int
  ) {
    self.source = source
    self.indicator = indicator
    self.treaty = treaty
    self.area = area
    self.sex = sex
    self.period = period
    self.edition = edition
    self.valueText = valueText
    self.total = total
    self.concept = concept
    self.vintage = vintage
    self.published = published
    self.line = line
  }
}

/// What became of the rows of a file: each gave figures, or is counted under the reason why it did not.
package struct RowAccount: Hashable, Sendable {
  /// Data rows, without preamble and headings.
  package var rows: Int
  /// Rows that gave at least one figure.
  package var used: Int
  /// Rows that gave none, by reason.
  package var passedOver: [String: Int]

  package init(rows: Int = 0, used: Int = 0, passedOver: [String: Int] = [:]) {
    self.rows = rows
    self.used = used
    self.passedOver = passedOver
  }
}

/// A file of a publisher, read.
package struct PublishedFile: Sendable {
  /// Below the folder of series: `rsf/2016.csv`.
  package var file: String
  package var account: RowAccount
  package var figures: [PublishedFigure]

  package init(file: String, account: RowAccount, figures: [PublishedFigure]) {
    self.file = file
    self.account = account
    self.figures = figures
  }
}

/// Where a publisher's file is from and on what terms.
package struct PublishedOrigin: Hashable, Sendable {
  /// Below the folder of series: `rsf/2016.csv`.
  package var file: String
  /// Of its bytes; empty where they can't be read.
  package var sha256: String
  /// Name of the layout by which it is read.
  package var format: String
  package var title: String
  package var url: String
  package var licence: String

  package init(file: String, sha256: String, format: String, title: String, url: String, licence: String) {
    self.file = file
    self.sha256 = sha256
    self.format = format
    self.title = title
    self.url = url
    self.licence = licence
  }
}
