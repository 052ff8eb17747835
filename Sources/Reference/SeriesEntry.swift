import Core
import Foundation

/// What a layout says of every file so laid out, and an entry of a list of series may say otherwise.
package struct SeriesDefaults: Sendable {
  /// Patterns as of the shell, below `Data/`, `Data/series/` or the folder that the user names.
  package var files: [String] = []
  /// Who made the figures. A reprint keeps the maker's code.
  package var source = ""
  /// Name of the publication.
  package var title = ""
  /// Where the publisher has it.
  package var url = ""
  package var licence = ""
  /// When it appeared.
  package var published = ""
  /// When each edition appeared, where one file or several hold more than one.
  package var editions: [String: String] = [:]
  /// File names without ending → treaty, where the name does not say the depositary's reference.
  package var treaties: [String: String] = [:]
  /// How many rows a whole file has at least.
  package var wholeness = Wholeness()

  package static let keys: Set<String> = [
    "files", "source", "title", "url", "licence", "published", "editions", "treaties", "least_rows",
    "reaches",
  ]

  package init() {}

  /// - Throws: `ConfigurationError` with the line of a malformed date.
  package init(_ yaml: StrictYAML, over defaults: SeriesDefaults = SeriesDefaults()) throws {
    /// A mapping says where in the file the text stands; that is the layout's to read.
    func text(_ key: String, _ usual: String) throws -> String {
      guard let value = yaml.optional(key), value.isText else { return usual }
      return try value.string().trimmed
    }
    func map(_ key: String, _ usual: [String: String]) throws -> [String: String] {
      guard let pairs = try yaml.optional(key)?.pairs() else { return usual }
      return Dictionary(uniqueKeysWithValues: try pairs.map { ($0.key.string, try $0.value.string()) })
    }
    files = try yaml.optional("files")?.strings() ?? defaults.files
    source = try text("source", defaults.source)
    title = try text("title", defaults.title)
    url = try text("url", defaults.url)
    licence = try text("licence", defaults.licence)
    published = try text("published", defaults.published)
    editions = try map("editions", defaults.editions)
    treaties = try map("treaties", defaults.treaties)
    wholeness = try Wholeness(yaml, over: defaults.wholeness)
    try Self.checkDates(yaml, "published", [published])
    try Self.checkDates(yaml, "editions", editions.values.sorted())
  }

  package static func checkDates(_ yaml: StrictYAML, _ key: String, _ dates: [String]) throws {
    for date in dates where !date.isEmpty && DateInterval8601(date) == nil {
      throw (yaml.optional(key) ?? yaml).error("\"\(date)\" is not an ISO 8601 date")
    }
  }
}

/// An entry of a list of series: which files of a publisher there are, how they are laid out, what they are.
@dynamicMemberLookup
package struct SeriesEntry: Sendable {
  package let layout: TableLayout
  /// The layout's, with what the entry says instead.
  package var said: SeriesDefaults
  /// Of an index, where the file does not say.
  package var edition = ""
  /// What the figures are about in time, where the file does not say.
  package var period = ""
  /// What the file measures, where the layout leaves that open.
  package var indicator = ""
  /// What is measured where that is not quite the indicator.
  package var concept = ""
  /// Indicators about another time than `period`.
  package var periods: [String: String] = [:]
  package var encoding: TextEncoding?
  /// File and line of the entry, for errors.
  package var declaredAt: String

  package static let keys: Set<String> = SeriesDefaults.keys.union([
    "format", "edition", "period", "indicator", "concept", "periods", "encoding",
  ])
  /// What a layout may leave to the entry.
  package static let declarable: Set<String> = [
    "source", "title", "edition", "period", "published", "indicator", "concept",
  ]

  /// Name of the layout: `rsf-index`.
  package var format: String { layout.id }

  package subscript<Value>(dynamicMember path: KeyPath<SeriesDefaults, Value>) -> Value {
    said[keyPath: path]
  }

  /// - Throws: `ConfigurationError` with the line of an unknown key, an unknown format or a malformed date.
  package init(_ yaml: StrictYAML, layouts: Layouts) throws {
    try yaml.allow(Self.keys)
    func text(_ key: String) throws -> String { try yaml.optional(key)?.string().trimmed ?? "" }
    let format = try yaml.required("format")
    guard let layout = layouts.byID[try format.string()] else {
      let known =
        layouts.names.isEmpty
        ? "no table's layout is known here: copy the folder Pipelines/Reference from the program's own"
        : "known: \(layouts.names.joined(separator: ", "))"
      throw try format.error("there is no format \"\(format.string())\"; \(known)")
    }
    self.layout = layout
    declaredAt = "\(yaml.file)\(yaml.line.map { ":\($0)" } ?? "")"
    said = try SeriesDefaults(yaml, over: layout.defaults)
    guard !said.files.isEmpty else { throw yaml.error("the key \"files\" is missing") }
    edition = try text("edition")
    period = try text("period")
    indicator = try text("indicator")
    concept = try text("concept")
    for (key, value) in try yaml.optional("periods")?.pairs() ?? [] {
      periods[key.string] = try value.string()
    }
    try SeriesDefaults.checkDates(yaml, "period", [period])
    try SeriesDefaults.checkDates(yaml, "periods", periods.values.sorted())
    let name = try text("encoding")
    encoding = TextEncoding(rawValue: name)
    if !name.isEmpty, encoding == nil {
      throw (yaml.optional("encoding") ?? yaml).error("there is no encoding \"\(name)\"")
    }
  }

  /// Everything that a figure takes from here and from the layout, for fingerprints.
  package var hash: String {
    func flat(_ map: [String: String]) -> [String] {
      map.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    }
    return ContentHash.of(
      parts: [
        format, layout.sha256, said.source, said.title, said.url, said.licence, edition, period,
        said.published,
        indicator, concept, encoding?.rawValue ?? "",
      ] + flat(said.editions) + ["|"] + flat(periods) + ["|"] + flat(said.treaties) + ["|"]
        + said.wholeness.parts)
  }

  /// nil where the entry says nothing under this key.
  package func declared(_ key: String) -> String? {
    let text =
      switch key {
      case "source": said.source
      case "title": said.title
      case "edition": edition
      case "period": period
      case "published": said.published
      case "indicator": indicator
      case "concept": concept
      default: ""
      }
    return text.isEmpty ? nil : text
  }
}
