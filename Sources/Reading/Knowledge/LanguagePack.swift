import Core
import Quantities

/// All that the program knows of a language: the tables in one folder below `Languages/`.
public struct LanguagePack: Sendable {
  /// BCP 47; the folder's name.
  public var code: String
  public var lexicon: Lexicon
  /// Words by which a text is recognised as being in this language, in lower case.
  public var frequentWords: Set<String>
  var hyphens: HyphenRules
  /// How names of places take a genitive in one word; nil where they take none.
  var genitive: GenitiveForm?
  package var dimensions: DimensionWords
  package var treaties: TreatyWords
  /// Word patterns by area: names, which may take a genitive, and adjectives.
  var areaNames: [(area: String, patterns: [String])]
  var areaAdjectives: [(area: String, patterns: [String])]
  var sourceNames: [(source: String, patterns: [String])]
  var groups: PatternGroups
  var frames: [Frame]
  var context: ContextWords
  /// The proof of the tables; nil where the language has none yet.
  var examples: LanguageExamples?

  /// Reads the folder of a language.
  ///
  /// - Parameter files: hold `Languages/<code>/`.
  /// - Throws: `ConfigurationError`.
  init(code: String, in files: FileTree) throws {
    func read(_ name: String) throws -> StrictYAML { try files.yaml("Languages/\(code)/\(name)") }
    func optional(_ name: String) throws -> StrictYAML? {
      files.contains("Languages/\(code)/\(name)") ? try read(name) : nil
    }
    self.code = code
    let language = try read("language.yml")
    try language.allow([
      "language", "name", "decimalMark", "grouping", "frequentWords", "genitive", "keepHyphen",
      "hyphenStaysBefore",
    ])
    let declared = try language.required("language").string()
    guard declared == code else {
      throw language.error("says it is \"\(declared)\", but its folder is named \"\(code)\"")
    }
    frequentWords = Set(try language.required("frequentWords").strings())
    lexicon = try Lexicon(
      language: language, numbers: read("numbers.yml"), dates: read("dates.yml"), units: read("units.yml"),
      words: read("words.yml"), bounds: read("bounds.yml"))
    hyphens = HyphenRules(
      keepAfter: try language.optional("keepHyphen")?.strings() ?? [],
      stayBefore: try language.optional("hyphenStaysBefore")?.strings() ?? [], known: lexicon.wholeWords)
    if let forms = language.optional("genitive") {
      try forms.allow(["ending", "notAfter"])
      genitive = GenitiveForm(
        ending: try forms.required("ending").string(),
        notAfter: try forms.optional("notAfter")?.strings() ?? [])
    }
    dimensions = try DimensionWords(read("dimensions.yml"))
    treaties = try TreatyWords(read("treaties.yml"))
    areaNames = []
    areaAdjectives = []
    for (area, entry) in try read("areas.yml").pairs() {
      try entry.allow(["names", "adjectives"])
      areaNames.append((area.string, try entry.optional("names")?.strings() ?? []))
      areaAdjectives.append((area.string, try entry.optional("adjectives")?.strings() ?? []))
    }
    groups = try optional("groups.yml").map { try PatternGroups($0) } ?? PatternGroups()
    frames = try optional("frames.yml").map(Frame.list) ?? []
    context = try optional("context.yml").map(ContextWords.init) ?? .none
    examples = try optional("examples.yml").map { try LanguageExamples($0) }
    sourceNames = try read("sources.yml").pairs().map { ($0.key.string, try $0.value.strings()) }
  }
}

/// The ending that a name takes: "Kazakstans".
struct GenitiveForm: Sendable {
  var ending: String
  /// Endings of names behind which it is left out.
  var notAfter: [String]

  /// Nil for a name that stays as it is, and for a pattern that is open at its end.
  func of(_ name: String) -> String? {
    name.hasSuffix("*") || notAfter.contains { name.hasSuffix($0) } ? nil : name + ending
  }
}

/// The words from which sex, area and cited source are read.
package struct DimensionWords: Sendable {
  package var female: [String]
  package var male: [String]
  var areaLead: [String]
  var ownArea: [String]
  var citing: [String]
  /// Words beside which a value still measures what the value before it measures.
  var light: [String]
  /// Words that set a value against another: "men", "medan", "mot".
  var contrasts: [String]
  /// Words that say that a figure is today's, whatever year stands before them.
  package var now: [String]
  /// Words right before a date from which on, or up to which, something is counted.
  var since: [String]
  var until: [String]
  /// Words by which a sentence takes up what the sentence before measured: "the figure".
  var anaphors: [String]
  /// Source ids that count only beside a word of `citing`.
  var broadSources: Set<String>

  init(_ yaml: StrictYAML) throws {
    try yaml.allow([
      "sex", "areaLead", "ownArea", "citing", "broadSources", "light", "anaphors", "contrasts", "now",
      "since", "until",
    ])
    let sex = try yaml.required("sex")
    try sex.allow(["F", "M"])
    female = try sex.required("F").strings()
    male = try sex.required("M").strings()
    areaLead = try yaml.required("areaLead").strings()
    ownArea = try yaml.required("ownArea").strings()
    citing = try yaml.required("citing").strings()
    light = try yaml.optional("light")?.strings() ?? []
    contrasts = try yaml.optional("contrasts")?.strings() ?? []
    now = try yaml.optional("now")?.strings() ?? []
    since = try yaml.optional("since")?.strings() ?? []
    until = try yaml.optional("until")?.strings() ?? []
    anaphors = try yaml.optional("anaphors")?.strings() ?? []
    broadSources = Set(try yaml.required("broadSources").strings())
  }
}
