import Core

/// How one language says one indicator: the rules with the examples and counterexamples that prove them.
public struct RuleFile: Sendable {
  public var indicator: String
  public var language: String
  /// Path below the pipeline's folder.
  public var file: String
  /// Of the file's bytes, lower-case hexadecimal.
  public var sha256: String
  public var rules: [Definition]
  /// What the file's template calls `{name}`, by name; empty without a template.
  public var parameters: [String: [String]]
  public var examples: [Example]
  public var counterexamples: [Counterexample]

  /// One way of saying it: conditions that must all hold around a mention.
  public struct Definition: Sendable {
    public var name: String
    /// Phrases that name what is measured; empty for a rule that spells all its cues.
    public var measure: [String]
    /// Names of the language's frames that carry the measure; empty: those of the indicator's kind.
    public var frames: [String]
    /// Contexts that the measure accepts besides those of its indicator.
    public var accepts: [String] = []
    /// Contexts of which one must hold: the measure is said of the young, of the world.
    public var contexts: [String] = []
    /// Values with a total of their own ("three of the twelve") are not meant.
    public var refusesPart = false
    /// Values with an upper end ("13 to 15") are not meant.
    public var refusesSpan = false
    /// Empty: the kinds that go with the indicator.
    public var kinds: [MentionKind]
    /// Unit codes, one of which the mention must have; empty: any.
    public var units: [String]
    public var conditions: [Condition]
    public var range: ClosedRange<Double>?
    public var sets: [String: String]
  }

  public struct Condition: Sendable {
    public var scope: Scope
    /// The pattern must not stand there.
    public var isNegated: Bool
    /// Groups are named in braces.
    public var pattern: String
    public var line: Int?
  }

  /// Where a condition's pattern must stand. `previous` is the sentence before, in the same paragraph.
  public enum Scope: String, CaseIterable, Sendable {
    case noun, sentence, clause, before, after, previous, heading, passage

    /// Whether it lies outside the sentence of the value.
    var isOutside: Bool { self == .heading || self == .passage || self == .previous }
  }

  /// - Parameters:
  ///   - yaml: the file, with the path as messages should name it.
  ///   - sha256: of the file's bytes.
  ///   - templates: those of the pipeline in this language, by name.
  ///   - hasExamples: Whether it must have them; they may have been left out.
  /// - Throws: `ConfigurationError`, also for a file without an example or a counterexample.
  init(
    indicator: String, language: String, yaml: StrictYAML, sha256: String,
    templates: [String: Template] = [:],
    hasExamples: Bool = true
  )
    throws
  {
    try yaml.allow(["language", "template", "with", "measures", "rules", "examples", "counterexamples"])
    self.indicator = indicator
    self.language = language
    file = yaml.file
    self.sha256 = sha256
    let declared = try yaml.required("language").string()
    guard declared == language else {
      throw try yaml.required("language").error("says \"\(declared)\", but the file is named \(language).yml")
    }
    parameters = [:]
    rules = try yaml.optional("measures")?.list().map(Self.measure) ?? []
    rules += try yaml.optional("rules")?.list().map(Self.definition) ?? []
    if let name = yaml.optional("template") {
      guard let template = templates[try name.string()] else {
        let known = templates.keys.sorted().joined(separator: ", ")
        throw name.error("there is no template \"\(try name.string())\"; known: \(known)")
      }
      parameters = try template.parameters(of: yaml)
      rules = template.measures + rules
    }
    guard !rules.isEmpty else { throw yaml.error("has no measure") }
    examples = try yaml.optional("examples")?.list().map(Self.example) ?? []
    counterexamples = try yaml.optional("counterexamples")?.list().map(Self.counterexample) ?? []
    guard hasExamples else { return }
    guard !examples.isEmpty else { throw yaml.error("has no example; a rule without proof does not load") }
    guard !counterexamples.isEmpty else {
      throw yaml.error("has no counterexample; say what the rules must not take")
    }
  }

  /// Reads `Others/<language>.yml`: what texts measure and no indicator counts, which competes for values with what
  /// the indicators measure.
  ///
  /// - Throws: `ConfigurationError`.
  init(others yaml: StrictYAML, language: String, sha256: String) throws {
    try yaml.allow(["language", "measures"])
    indicator = ""
    self.language = language
    file = yaml.file
    self.sha256 = sha256
    parameters = [:]
    rules = try yaml.required("measures").list().map(Self.measure)
    examples = []
    counterexamples = []
    if let unbound = rules.first(where: \.kinds.isEmpty) {
      throw yaml.error("the measure \"\(unbound.name)\" says no kinds of values")
    }
  }

  private static let settable: Set<String> = [
    "sex", "area", "qualifier", "age", "base", "value", "source", "change",
  ]

  /// Phrases for what is measured, with the frames that carry them and what else must stand around.
  static func measure(_ yaml: StrictYAML) throws -> Definition {
    var definition = try definition(yaml, and: ["words", "frames", "accepts", "context", "total", "spans"])
    let words = try yaml.required("words")
    definition.measure = words.node.scalar != nil ? [try words.string()] : try words.strings()
    definition.frames = try yaml.optional("frames")?.strings() ?? []
    definition.accepts = try yaml.optional("accepts")?.strings() ?? []
    definition.contexts = try yaml.optional("context")?.strings() ?? []
    definition.refusesPart = try isNone("total", yaml)
    definition.refusesSpan = try isNone("spans", yaml)
    return definition
  }

  private static func isNone(_ key: String, _ yaml: StrictYAML) throws -> Bool {
    guard let value = yaml.optional(key) else { return false }
    guard try value.string() == "none" else { throw value.error("expected none") }
    return true
  }

  static func definition(_ yaml: StrictYAML) throws -> Definition { try definition(yaml, and: []) }

  private static func definition(_ yaml: StrictYAML, and others: [String]) throws -> Definition {
    let scopes = Scope.allCases.map(\.rawValue)
    try yaml.allow(Set(scopes + ["name", "kinds", "units", "not", "range", "set"] + others))
    var conditions = try conditions(in: yaml, isNegated: false)
    if let not = yaml.optional("not") {
      try not.allow(Set(scopes))
      conditions += try Self.conditions(in: not, isNegated: true)
    }
    let kinds = try yaml.optional("kinds")?.list().map(kind)
    let range = try yaml.optional("range").map { entry in
      let ends = try entry.list().map { try $0.number() }
      guard ends.count == 2, ends[0] <= ends[1] else { throw entry.error("expected [lowest, highest]") }
      return ends[0]...ends[1]
    }
    var sets: [String: String] = [:]
    if let set = yaml.optional("set") {
      try set.allow(settable)
      for (key, value) in try set.pairs() { sets[key.string] = try value.string() }
    }
    return Definition(
      name: try yaml.required("name").string(), measure: [], frames: [], kinds: kinds ?? [],
      units: try yaml.optional("units")?.strings() ?? [], conditions: conditions, range: range, sets: sets)
  }

  static func kind(_ entry: StrictYAML) throws -> MentionKind {
    guard let kind = MentionKind(rawValue: try entry.string()) else {
      let known = MentionKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw entry.error("unknown kind; known: \(known)")
    }
    return kind
  }

  static func conditions(in yaml: StrictYAML, isNegated: Bool) throws -> [Condition] {
    try Scope.allCases.flatMap { scope in
      guard let entries = yaml.optional(scope.rawValue) else { return [Condition]() }
      let list = entries.node.scalar != nil ? [entries] : try entries.list()
      return try list.map { entry in
        Condition(scope: scope, isNegated: isNegated, pattern: try entry.string(), line: entry.line)
      }
    }
  }
}
