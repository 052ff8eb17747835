import Core
import Foundation

/// How one language says one indicator: the rules with the examples and counterexamples that prove them.
public struct RuleFile: Sendable {
  public var indicator: String
  public var language: String
  /// Path below the pipeline's folder.
  public var file: String
  public var rules: [Definition]
  public var examples: [Example]
  public var counterexamples: [Counterexample]

  /// One way of saying it: conditions that must all hold around a mention.
  public struct Definition: Sendable {
    public var name: String
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
    public var pattern: String
    public var line: Int?
  }

  /// Where a condition's pattern must stand. `previous` is the sentence before, in the same paragraph.
  public enum Scope: String, CaseIterable, Sendable {
    case noun, sentence, clause, before, after, previous, heading, passage

    /// Whether it lies outside the sentence of the value.
    var isOutside: Bool { self == .heading || self == .passage || self == .previous }
  }

  /// A text in which the spans between ⟦ and ⟧ are observations of the indicator.
  public struct Example: Sendable {
    /// Without the marks.
    public var text: String
    /// UTF-8 offsets of the marked spans in `text`.
    public var spans: [Range<Int>]
    /// For each span the dimensions that are expected: `value`, `total`, `sex` …
    public var expected: [[String: String]]
    public var area: String
    public var heading: String
    public var line: Int?
  }

  public struct Counterexample: Sendable {
    public var text: String
    public var area: String
    public var heading: String
    public var line: Int?
  }

  /// - Parameter path: the file's path as messages should name it.
  /// - Throws: `ConfigurationError`, also for a file without an example or a counterexample.
  init(indicator: String, language: String, url: URL, path: String) throws {
    let yaml = try StrictYAML(file: url, path: path)
    try yaml.allow(["language", "rules", "examples", "counterexamples"])
    self.indicator = indicator
    self.language = language
    file = path
    let declared = try yaml.required("language").string()
    guard declared == language else {
      throw try yaml.required("language").error("says \"\(declared)\", but the file is named \(language).yml")
    }
    rules = try yaml.required("rules").list().map(Self.definition)
    examples = try yaml.optional("examples")?.list().map(Self.example) ?? []
    counterexamples = try yaml.optional("counterexamples")?.list().map(Self.counterexample) ?? []
    guard !examples.isEmpty else { throw yaml.error("has no example; a rule without proof does not load") }
    guard !counterexamples.isEmpty else {
      throw yaml.error("has no counterexample; say what the rules must not take")
    }
  }

  private static let settable: Set<String> = [
    "sex", "area", "qualifier", "age", "base", "value", "source", "change",
  ]

  private static func definition(_ yaml: StrictYAML) throws -> Definition {
    let scopes = Scope.allCases.map(\.rawValue)
    try yaml.allow(Set(scopes + ["name", "kinds", "units", "not", "range", "set"]))
    var conditions = try conditions(in: yaml, isNegated: false)
    if let not = yaml.optional("not") {
      try not.allow(Set(scopes))
      conditions += try Self.conditions(in: not, isNegated: true)
    }
    let kinds = try yaml.optional("kinds")?.list().map { entry in
      guard let kind = MentionKind(rawValue: try entry.string()) else {
        let known = MentionKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw entry.error("unknown kind; known: \(known)")
      }
      return kind
    }
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
      name: try yaml.required("name").string(), kinds: kinds ?? [],
      units: try yaml.optional("units")?.strings() ?? [], conditions: conditions, range: range, sets: sets)
  }

  private static func conditions(in yaml: StrictYAML, isNegated: Bool) throws -> [Condition] {
    try Scope.allCases.flatMap { scope in
      guard let entries = yaml.optional(scope.rawValue) else { return [Condition]() }
      let list = entries.node.scalar != nil ? [entries] : try entries.list()
      return try list.map { entry in
        Condition(scope: scope, isNegated: isNegated, pattern: try entry.string(), line: entry.line)
      }
    }
  }

  private static let dimensions: Set<String> = [
    "value", "value_high", "total", "qualifier", "period", "sex", "age", "area", "source", "base", "treaty",
  ]

  private static func example(_ yaml: StrictYAML) throws -> Example {
    try yaml.allow(["text", "expect", "area", "heading"])
    let marked = try yaml.required("text")
    let (text, spans) = try unmark(marked)
    let expected = try yaml.required("expect").list().map { entry in
      try entry.allow(dimensions)
      return Dictionary(
        uniqueKeysWithValues: try entry.pairs().map { ($0.key.string, try $0.value.string()) })
    }
    guard !spans.isEmpty, spans.count == expected.count else {
      throw marked.error("marks \(spans.count) spans and expects \(expected.count) values")
    }
    return Example(
      text: text, spans: spans, expected: expected, area: try yaml.optional("area")?.string() ?? "KAZ",
      heading: try yaml.optional("heading")?.string() ?? "", line: yaml.line)
  }

  private static func counterexample(_ yaml: StrictYAML) throws -> Counterexample {
    if yaml.node.scalar != nil {
      return Counterexample(text: try yaml.string(), area: "KAZ", heading: "", line: yaml.line)
    }
    try yaml.allow(["text", "heading", "why", "area"])
    return Counterexample(
      text: try yaml.required("text").string(), area: try yaml.optional("area")?.string() ?? "KAZ",
      heading: try yaml.optional("heading")?.string() ?? "", line: yaml.line)
  }

  /// The text without ⟦ and ⟧, and the spans that stood between them.
  static func unmark(_ yaml: StrictYAML) throws -> (text: String, spans: [Range<Int>]) {
    var text = ""
    var spans: [Range<Int>] = []
    var start: Int?
    for scalar in try yaml.string().unicodeScalars {
      switch scalar {
      case "⟦":
        guard start == nil else { throw yaml.error("opens ⟦ twice") }
        start = text.utf8.count
      case "⟧":
        guard let from = start else { throw yaml.error("closes ⟧ that was not opened") }
        spans.append(from..<text.utf8.count)
        start = nil
      default: text.unicodeScalars.append(scalar)
      }
    }
    guard start == nil else { throw yaml.error("opens ⟦ and does not close it") }
    return (text, spans)
  }
}
