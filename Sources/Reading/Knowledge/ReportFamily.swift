import Core

/// A publisher's kind of report, as its file in `Families/` tells: by what it is known, how it names its reports, and
/// how their pages and headings look.
public struct ReportFamily: Sendable {
  /// The file's name without ending.
  public let id: String
  public let publisher: String
  public let names: Names
  /// BCP 47; none where reports of any language are meant.
  public let languages: [String]
  /// Where the publisher has its reports, and on what terms they stand; empty where nobody said.
  public let url: String
  public let licence: String
  public let layout: Layout
  /// Which topics of the outline of rights its headings speak of.
  public internal(set) var outline: FamilyOutline
  /// The family whose headings these reports share; empty where they have their own.
  private let outlineOf: String
  /// For reports that no other family knows.
  let isFallback: Bool
  let titles: [NamePattern]
  package let files: [NamePattern]
  /// Each of these, in the first lines, tells the family by itself.
  package let marks: [String]
  /// Each of these stands in the first lines of the family's reports.
  let phrases: [String]
  /// None of these does.
  let foreignPhrases: [String]
  /// Chapters by which a report without its title is known, as keys of words.
  let chapters: [String]
  /// Countries as this publisher calls them and nobody else does.
  package let countries: AreaNames

  /// The family of reports that nothing is known of, where no file describes one.
  package static let unknown = ReportFamily(id: "generic")

  /// The family's row.
  package var row: Family {
    Family(id: id, publisher: publisher, names: names, language: languages.first ?? "", outline: outline)
  }

  private init(id: String) {
    self.id = id
    publisher = ""
    names = ["en": "Reports of no known family"]
    languages = []
    url = ""
    licence = ""
    layout = .general
    outline = FamilyOutline()
    outlineOf = ""
    isFallback = true
    titles = []
    files = []
    marks = []
    phrases = []
    foreignPhrases = []
    chapters = []
    countries = AreaNames([])
  }

  /// Reads a family's file.
  ///
  /// - Parameters:
  ///   - yaml: The file, with the path as messages should name it.
  ///   - known: All names of countries, which `letters` spells in the family's way.
  /// - Throws: `ConfigurationError` with the line.
  init(id: String, _ yaml: StrictYAML, known: [(area: String, name: String)]) throws {
    try yaml.allow([
      "publisher", "names", "languages", "url", "licence", "titles", "files", "letters", "countries", "marks",
      "says",
      "says_not", "chapters", "layout", "outline", "fallback",
    ])
    func text(_ key: String) throws -> String { try yaml.optional(key)?.string() ?? "" }
    func texts(_ key: String) throws -> [String] { try yaml.optional(key)?.strings() ?? [] }
    self.id = id
    publisher = try text("publisher")
    names = try Names(yaml.required("names"))
    languages = try texts("languages")
    url = try text("url")
    licence = try text("licence")
    isFallback = try yaml.optional("fallback")?.boolean() ?? false
    titles = try Self.patterns(yaml, "titles")
    files = try Self.patterns(yaml, "files")
    marks = try texts("marks").map(Self.phrase)
    phrases = try texts("says").map(Self.phrase)
    foreignPhrases = try texts("says_not").map(Self.phrase)
    chapters = try texts("chapters").map { nameKeys($0).exact }
    layout = try yaml.optional("layout").map(Layout.init) ?? .general
    (outline, outlineOf) = try yaml.optional("outline").map(Self.outline) ?? (FamilyOutline(), "")
    var letters: [Character: String] = [:]
    for (letter, plain) in try yaml.optional("letters")?.pairs() ?? [] {
      guard letter.string.count == 1, let character = letter.string.lowercased().first else {
        throw plain.error("\"\(letter.string)\" is not one letter")
      }
      letters[character] = try plain.string()
    }
    var own: [(area: String, name: String)] = []
    for (area, value) in try yaml.optional("countries")?.pairs() ?? [] {
      own += try value.strings().map { (area.string, $0) }
    }
    countries = AreaNames(letters.isEmpty ? own : known + own, letters: letters)
    guard isFallback || !titles.isEmpty || !marks.isEmpty || !chapters.isEmpty else {
      throw yaml.error("nothing says by what these reports are known: write titles, marks or chapters")
    }
  }

  /// A list of topics with their headings, or the id of the family that has it.
  private static func outline(_ yaml: StrictYAML) throws -> (FamilyOutline, String) {
    if yaml.node.scalar != nil { return (FamilyOutline(), try yaml.string()) }
    var entries: [FamilyOutline.Entry] = []
    for item in try yaml.list() {
      try item.allow(["topic", "headings"])
      let topic = try item.required("topic").string()
      entries += try item.required("headings").strings().map { .init(topic: topic, phrase: $0) }
    }
    return (FamilyOutline(entries), "")
  }

  /// The same family with the headings of the one that it names.
  ///
  /// - Throws: `ConfigurationError` where that has none of its own.
  fileprivate func resolvingOutline(among families: [ReportFamily]) throws -> ReportFamily {
    if outlineOf.isEmpty { return self }
    guard let other = families.first(where: { $0.id == outlineOf }), !other.outline.entries.isEmpty else {
      throw ConfigurationError(
        file: "Families/\(id).yml", line: nil,
        message: "outline: no family \"\(outlineOf)\" has an outline of its own")
    }
    var family = self
    // What a report of no known family begins with is not known to be of any topic.
    family.outline = FamilyOutline(other.outline.entries.filter { !isFallback || $0.phrase != "*" })
    return family
  }

  /// `*` at the end stays.
  private static func phrase(_ text: String) -> String {
    nameKeys(text).exact + (text.hasSuffix("*") ? "*" : "")
  }

  private static func patterns(_ yaml: StrictYAML, _ key: String) throws -> [NamePattern] {
    guard let list = yaml.optional(key) else { return [] }
    return try (list.node.scalar == nil ? list.list() : [list]).map { item in
      guard let pattern = NamePattern(try item.string()) else {
        throw item.error(
          "\"\(try item.string())\" is no pattern; places are {country}, {edition}, {published} and *")
      }
      return pattern
    }
  }
}

extension Layout {
  /// What a family's file says under `layout`; what it leaves out is as everywhere.
  init(_ yaml: StrictYAML) throws {
    try yaml.allow(["page_labels", "pages_begin_indented", "heading_numbers"])
    self = .general
    if let labels = yaml.optional("page_labels") {
      pageLabels = try labels.strings().map { text in
        guard let form = PageLabelForm(text) else {
          throw labels.error(
            "\"\(text)\" is no page label; write N for the number and M for how many there are")
        }
        return form
      }
    }
    if let begins = yaml.optional("pages_begin_indented") { pagesBeginIndented = try begins.boolean() }
    if let numbers = yaml.optional("heading_numbers") {
      headingNumbers = try numbers.strings().map { text in
        guard let number = HeadingNumber(text) else {
          throw numbers.error(
            "\"\(text)\" is no heading's number; write I., 1., a. or A., with words before it")
        }
        return number
      }
    }
  }
}

extension RuleSet {
  /// The family of that id; nil where no file describes it.
  public func family(_ id: String) -> ReportFamily? { families.first { $0.id == id } }

  /// How the reports of a family look, also of one that no file describes.
  package func layout(ofFamily id: String) -> Layout { family(id)?.layout ?? .general }

  /// Families in the order of their ids; none where there is no such folder, as in projects of 0.1.
  package static func families(in files: FileTree, names: [(area: String, name: String)]) throws
    -> [ReportFamily]
  {
    let families = try files.yamlFiles(in: "Families").map { id in
      try ReportFamily(id: id, files.yaml("Families/\(id).yml"), known: names)
    }
    return try families.map { try $0.resolvingOutline(among: families) }
  }
}
