import Core

/// The sentences that prove a file's rules.
extension RuleFile {
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

  private static let dimensions: Set<String> = [
    "value", "value_high", "total", "qualifier", "period", "sex", "age", "area", "source", "base", "treaty",
  ]

  static func example(_ yaml: StrictYAML) throws -> Example {
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
      text: text, spans: spans, expected: expected, area: try yaml.optional("area")?.string() ?? "",
      heading: try yaml.optional("heading")?.string() ?? "", line: yaml.line)
  }

  static func counterexample(_ yaml: StrictYAML) throws -> Counterexample {
    if yaml.node.scalar != nil {
      return Counterexample(text: try yaml.string(), area: "", heading: "", line: yaml.line)
    }
    try yaml.allow(["text", "heading", "why", "area"])
    return Counterexample(
      text: try yaml.required("text").string(), area: try yaml.optional("area")?.string() ?? "",
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
