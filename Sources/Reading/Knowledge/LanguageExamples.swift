import Core

/// The proof of a language's tables: texts in which every numeric expression is marked.
public struct LanguageExamples: Sendable {
  public var examples: [Example]
  /// Texts without any number.
  public var counterexamples: [String]

  public struct Example: Sendable {
    /// Without the marks.
    public var text: String
    /// UTF-8 offsets of the marked expressions.
    public var spans: [Range<Int>]
    /// For each: `kind`, `value`, `value_high`, `total`, `qualifier` (alternatives parted by `|`).
    public var expected: [[String: String]]
    public var line: Int?
  }

  /// Reads a language's `examples.yml`.
  ///
  /// - Throws: `ConfigurationError`.
  package init(_ yaml: StrictYAML) throws {
    try yaml.allow(["examples", "counterexamples"])
    examples = try yaml.required("examples").list().map { entry in
      try entry.allow(["text", "expect"])
      let (text, spans) = try RuleFile.unmark(entry.required("text"))
      let expected = try entry.required("expect").list().map { values in
        try values.allow(["kind", "value", "value_high", "total", "qualifier"])
        return Dictionary(
          uniqueKeysWithValues: try values.pairs().map { ($0.key.string, try $0.value.string()) })
      }
      guard spans.count == expected.count else {
        throw entry.error("marks \(spans.count) expressions and expects \(expected.count)")
      }
      return Example(text: text, spans: spans, expected: expected, line: entry.line)
    }
    counterexamples = try yaml.required("counterexamples").strings()
  }
}
