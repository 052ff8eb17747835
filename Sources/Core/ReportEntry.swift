import Foundation

/// What is declared about one report: an entry of `Data/reports.yml`, or a file that the user named.
public struct ReportEntry: Hashable, Sendable {
  /// As declared: relative to `Data/` in a list of reports, as the user typed it otherwise. Identifies the
  /// report within one working database.
  public var file: String
  /// Where the bytes are.
  public var location: URL
  public var url = ""
  public var publisher = ""
  /// Id of the family of reports, `Pipelines/Families/<id>.yml`; empty where the text is to tell it.
  public var family = ""
  /// Of release 0.1, in which it named family and country: `samples/KAZ`. `family` wins.
  public var series = ""
  public var edition = ""
  public var title = ""
  /// ISO 3166-1 alpha-3; empty where title or file name are to tell it.
  public var area = ""
  /// ISO 8601 interval or date that the report covers: `2015/2016`.
  public var period = ""
  /// ISO 8601, as narrow as known: `2017-04`.
  public var published = ""
  /// BCP 47; empty where it is to be guessed from the text.
  public var language = ""
  public var licence = ""
  /// `windows-1252`, `iso-8859-1`; empty for UTF-8 and UTF-16 with a byte-order mark.
  public var encoding = ""
  public var isSample = false
  /// File and line of the declaration, for errors; empty for files named on the command line.
  public var declaredAt = ""

  public init(file: String, location: URL) {
    self.file = file
    self.location = location
  }

  package static let keys: Set<String> = [
    "file", "url", "publisher", "family", "series", "edition", "title", "area", "period", "published",
    "language",
    "licence", "encoding", "sample",
  ]

  /// Reads the declared keys of a mapping; absent keys leave what is there.
  ///
  /// - Throws: `ConfigurationError` with the line of an unknown key or a malformed value.
  package mutating func declare(_ yaml: StrictYAML) throws {
    func text(_ key: String, _ old: String) throws -> String {
      try yaml.optional(key)?.string().trimmingCharacters(in: .whitespaces) ?? old
    }
    url = try text("url", url)
    publisher = try text("publisher", publisher)
    family = try text("family", family)
    series = try text("series", series)
    edition = try text("edition", edition)
    title = try text("title", title)
    area = try text("area", area)
    period = try text("period", period)
    published = try text("published", published)
    language = try text("language", language)
    licence = try text("licence", licence)
    encoding = try text("encoding", encoding).lowercased()
    if let sample = yaml.optional("sample") { isSample = try sample.boolean() }
    if let (key, message) = mistake() { throw (yaml.optional(key) ?? yaml).error(message) }
  }

  /// - Throws: `Failure` of kind `usage` for a value that was typed and can't be.
  public func validate() throws {
    if let (key, message) = mistake() { throw Failure(.usage, message, place: "--\(key)") }
  }

  /// The first key whose value can't be, and why.
  private func mistake() -> (key: String, message: String)? {
    for (key, value) in [("published", published), ("period", period)]
    where !value.isEmpty && DateInterval8601(value) == nil {
      return (key, "\"\(value)\" is not an ISO 8601 date; write 2017, 2017-04, 2017-04-26 or 2015/2016")
    }
    if !area.isEmpty, !isAreaCode(area) {
      return ("area", "\"\(area)\" is not an ISO 3166-1 alpha-3 code in capitals, such as KAZ")
    }
    if !encoding.isEmpty, TextEncoding(rawValue: encoding) == nil {
      let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
      return ("encoding", "unknown encoding \"\(encoding)\"; known: \(known)")
    }
    return nil
  }

  /// Everything declared but the place of the file, for fingerprints: two entries that say the same have
  /// the same hash.
  package var metadataHash: String {
    ContentHash.of(parts: [
      url, publisher, family, series, edition, title, area, period, published, language, licence, encoding,
      isSample ? "sample" : "",
    ])
  }

  /// File name without folder and ending.
  public var stem: String {
    URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
  }
}

/// Whether a text has the form of an ISO 3166-1 alpha-3 code.
func isAreaCode(_ text: String) -> Bool {
  text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
}
