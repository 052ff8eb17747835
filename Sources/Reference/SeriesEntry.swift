import Core
import Foundation

/// An entry of a list of series: which files of a publisher there are, how they are laid out, what they are.
package struct SeriesEntry: Hashable, Sendable {
  /// Patterns as of the shell, below `Data/`, `Data/series/` or the folder that the user names.
  package var files: [String]
  /// Name of the importer: `rsf-index`.
  package var format: String
  /// Who made the figures. A reprint keeps the maker's code.
  package var source = ""
  /// Name of the publication.
  package var title = ""
  /// Where the publisher has it.
  package var url = ""
  package var licence = ""
  /// Of an index, where the file does not say.
  package var edition = ""
  /// What the figures are about in time, where the file does not say.
  package var period = ""
  /// When it appeared.
  package var published = ""
  /// When each edition appeared, where one file or several hold more than one.
  package var editions: [String: String] = [:]
  /// What the file measures, where the format leaves that open.
  package var indicator = ""
  /// What is measured where that is not quite the indicator.
  package var concept = ""
  /// Indicators about another time than `period`.
  var periods: [String: String] = [:]
  /// File names without ending → treaty, where the name does not say the depositary's reference.
  package var treaties: [String: String] = [:]
  package var encoding: TextEncoding?
  /// File and line of the entry, for errors.
  package var declaredAt: String

  package static let keys: Set<String> = [
    "files", "format", "source", "title", "url", "licence", "edition", "period", "published", "editions",
    "indicator", "concept", "periods", "treaties", "encoding",
  ]

  /// - Throws: `ConfigurationError` with the line of an unknown key, an unknown format or a malformed date.
  package init(_ yaml: StrictYAML) throws {
    try yaml.allow(Self.keys)
    func text(_ key: String) throws -> String { try yaml.optional(key)?.string().trimmed ?? "" }
    func map(_ key: String) throws -> [String: String] {
      var map: [String: String] = [:]
      for (key, value) in try yaml.optional(key)?.pairs() ?? [] { map[key.string] = try value.string() }
      return map
    }
    files = try yaml.required("files").strings()
    format = try yaml.required("format").string()
    declaredAt = "\(yaml.file)\(yaml.line.map { ":\($0)" } ?? "")"
    guard Importer.named(format) != nil else {
      throw try yaml.required("format").error(
        "there is no format \"\(format)\"; known: \(Importer.all.map(\.name).joined(separator: ", "))")
    }
    source = try text("source")
    title = try text("title")
    url = try text("url")
    licence = try text("licence")
    edition = try text("edition")
    period = try text("period")
    published = try text("published")
    editions = try map("editions")
    indicator = try text("indicator")
    concept = try text("concept")
    periods = try map("periods")
    treaties = try map("treaties")
    for (key, value) in [("period", period), ("published", published)]
    where !value.isEmpty && DateInterval8601(value) == nil {
      throw (yaml.optional(key) ?? yaml).error("\"\(value)\" is not an ISO 8601 date")
    }
    for (key, dates) in [("editions", editions), ("periods", periods)] {
      for value in dates.values.sorted() where DateInterval8601(value) == nil {
        throw (yaml.optional(key) ?? yaml).error("\"\(value)\" is not an ISO 8601 date")
      }
    }
    let name = try text("encoding")
    encoding = TextEncoding(rawValue: name)
    if !name.isEmpty, encoding == nil {
      throw (yaml.optional("encoding") ?? yaml).error("there is no encoding \"\(name)\"")
    }
  }

  /// Everything that a figure takes from here, for fingerprints.
  package var hash: String {
    func flat(_ map: [String: String]) -> [String] {
      map.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    }
    return ContentHash.of(
      parts: [
        format, source, title, url, licence, edition, period, published, indicator, concept,
        encoding?.rawValue ?? "",
      ] + flat(editions) + ["|"] + flat(periods) + ["|"] + flat(treaties))
  }

  /// When an edition appeared.
  package func published(edition: String) -> String {
    editions[edition] ?? published
  }
}
