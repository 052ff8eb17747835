import Core

/// Everything that stands behind one observation: enough to check it by hand.
public struct Explanation: Hashable, Sendable {
  public var observation: String
  public var indicator: String
  public var indicatorName: String
  public var definition: String
  /// The value for people: `160 of 179`.
  public var value: String
  /// Dimension and what it is, in words; what the text does not say is `not stated`.
  public var dimensions: [(name: String, value: String)] {
    zip(dimensionNames, dimensionValues).map { ($0, $1) }
  }
  var dimensionNames: [String] = []
  var dimensionValues: [String] = []
  public var rule: String
  public var ruleFile: String
  public var ruleDescription: String
  public var quote: String
  /// The text before and after the quote in its sentence, lines joined; empty in a release without texts.
  public var before: String
  public var after: String
  /// One-based; the label as printed may differ and may be empty.
  public var page: Int
  public var pageLabel: String
  /// Zero-based, in code points of the document's text, end excluded.
  public var charStart: Int
  public var charEnd: Int
  public var heading: String
  public var documentTitle: String
  public var edition: String
  public var publisher: String
  public var publishedOn: String
  public var url: String
  public var document: String
  public var isSample: Bool
  public var review: String
  public var evidence: [Piece]
  /// Cells of comparison tables that rest on it.
  public var derived: [Derived]
  public var corrections: [String]
  /// A statement that answers 1 where the quote is the text at its characters; empty in a release without texts.
  public var sql: String

  public struct Piece: Hashable, Sendable {
    public var dimension: String
    public var quote: String
    public var page: Int
    /// Zero-based, in code points, end excluded.
    public var charStart: Int
    public var charEnd: Int

    package init(dimension: String, quote: String, page: Int, charStart: Int, charEnd: Int) {
      self.dimension = dimension
      self.quote = quote
      self.page = page
      self.charStart = charStart
      self.charEnd = charEnd
    }
  }

  public struct Derived: Hashable, Sendable {
    public var kind: String
    /// The other side, in words; empty where there is none.
    public var other: String
    public var verdict: String
    /// Empty where it was compared.
    public var reason: String
  }

  /// For a terminal, ends with a newline.
  public func text(labels t: Labels = .english, width: Int = 100) -> String {
    var lines = wrapped("\(indicatorName): \(t.said(value))\(isSample ? "  (SAMPLE)" : "")", to: width)
    lines += wrapped(definition, to: width)
    if isSample { lines += wrapped(t.fixed(sampleNotice), to: width) }
    lines.append("")
    lines += labelled(dimensions.map { (t.fixed($0.name), t.said($0.value)) }, width)
    lines += ["", t("Quote")]
    let sentence = [before, "⟦\(quote)⟧", after].filter { !$0.isEmpty }.joined()
    lines += indented(sentence, width)
    lines.append("")
    let place = pageLabel.isEmpty ? "\(page)" : "\(page), \(t("printed \(pageLabel)"))"
    lines += labelled(
      [
        ("Page", place), ("Characters", t("\(charStart) to \(charEnd), counted from zero")),
        ("Section", heading),
        ("Report", documentTitle), ("Edition", edition),
        ("Published", [publishedOn, publisher].filter { !$0.isEmpty }.joined(separator: ", ")),
        ("URL", url),
        ("Document", document), ("Observation", observation),
        ("Rule", "\(rule) (\(ruleFile)): \(shortened(ruleDescription, to: 160))"),
        ("Review", t.said(review)),
      ].map { (t.fixed($0.0), $0.1) }, width)
    lines += ["", t("Read from")]
    lines += labelled(
      evidence.map {
        (
          t.spoken($0.dimension),
          "\"\($0.quote)\", \(t("page \($0.page)")), \(t("characters \($0.charStart) to \($0.charEnd)"))"
        )
      },
      width)
    if !corrections.isEmpty {
      lines += ["", t("Corrections")]
      for correction in corrections { lines += indented(correction, width) }
    }
    lines += ["", derived.isEmpty ? t("No comparison rests on it.") : t("What rests on it")]
    lines += labelled(
      derived.map { cell in
        let outcome =
          cell.reason.isEmpty
          ? t.said(cell.verdict) : t("\(t.said(cell.verdict)), refused: \(t.spoken(cell.reason))")
        return (cell.kind, cell.other.isEmpty ? outcome : t("\(outcome) — beside \(t.said(cell.other))"))
      }, width)
    lines.append("")
    if sql.isEmpty {
      lines += wrapped(
        t(
          "This release holds no texts, so the quote can't be checked in it. It can be in the report itself, at the page and characters above."
        ),
        to: width)
    } else {
      lines += [t("To check it with sqlite3 (answers 1)"), "  " + sql]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func labelled(_ pairs: [(name: String, value: String)], _ width: Int) -> [String] {
    let label = 14
    return pairs.filter { !$0.value.isEmpty }.flatMap { pair in
      wrapped(pair.value, to: max(20, width - label - 2)).enumerated().map { index, line in
        let name = index == 0 ? pair.name : ""
        return "  " + name + String(repeating: " ", count: max(1, label - displayWidth(name))) + line
      }
    }
  }

  private func shortened(_ text: String, to length: Int) -> String {
    text.count <= length ? text : text.prefix(length - 1) + "…"
  }

  private func indented(_ text: String, _ width: Int) -> [String] {
    wrapped(text, to: max(20, width - 2)).map { "  " + $0 }
  }
}
