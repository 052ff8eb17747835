import Core
import Dataset
import Reading

/// What was read from one file, for people and for spreadsheets.
enum ExtractTable {
  private static let columns = [
    "file", "page", "start", "end", "quote", "kind", "value", "value_high", "qualifier", "total", "unit",
    "disposition", "reason", "rule", "indicator_id", "treaty", "area", "time_period", "sex", "age",
    "observation_value", "cited_source",
  ]

  static let csvHeader = String(decoding: CSV.line(columns), as: UTF8.self)

  /// A row for each mention, or for each of its observations.
  static func csv(_ read: DocumentRecord, named file: String) -> String {
    let observations = Dictionary(grouping: read.observations, by: \.mention)
    var text: [UInt8] = []
    for mention in read.mentions {
      let left = [
        file, String(mention.page), String(mention.span.charStart), String(mention.span.charEnd),
        mention.quote,
        mention.kind.rawValue, mention.valueText, decimal(mention.valueHigh), mention.qualifier.rawValue,
        decimal(mention.total), mention.unit, mention.disposition.rawValue, mention.reason, mention.rule,
      ]
      let rights = (observations[mention.id] ?? []).map {
        [
          $0.indicator, $0.treaty, $0.area, $0.timePeriod, $0.sex.rawValue, $0.age, $0.valueText,
          $0.citedSource,
        ]
      }
      for right in rights.isEmpty ? [Array(repeating: "", count: 8)] : rights {
        CSV.append(left + right, to: &text)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The observations in columns, and how many mentions there were besides.
  ///
  /// - Parameter t: in another language than English indicators have their names in place of their ids.
  static func table(_ read: DocumentRecord, named file: String, rules: RuleSet, _ t: Labels) -> String {
    let names = Dictionary(
      rules.indicators.map { ($0.id, $0.names.text(in: t.language)) }
        + rules.treaties.map { ($0.id, $0.names.text(in: t.language)) }
    ) { first, _ in first }
    func name(_ id: String) -> String { t.isEnglish ? id : names[id] ?? id }
    let quotes = Dictionary(read.mentions.map { ($0.id, $0) }) { first, _ in first }
    var rows = [
      ["indicator", "area", "period", "sex", "value", "of", "unit", "source", "page", "quote"].map(t.fixed)
    ]
    for observation in read.observations {
      let mention = quotes[observation.mention]
      let value =
        observation.qualifier == .exact
        ? observation.valueText : "\(t.said(observation.qualifier.rawValue)) \(observation.valueText)"
      rows.append([
        observation.treaty.isEmpty
          ? name(observation.indicator) : "\(name(observation.indicator)) \(name(observation.treaty))",
        observation.area, observation.timePeriod.isEmpty ? "-" : observation.timePeriod,
        observation.sex.rawValue, value, decimal(observation.total), observation.unit,
        observation.citedSource,
        mention.map { String($0.page) } ?? "", oneLine(mention?.quote ?? ""),
      ])
    }
    let counts = [Mention.Disposition.observation, .classified, .unexplained].map { disposition in
      "\(read.mentions.count { $0.disposition == disposition }) \(t.said(disposition.rawValue))"
    }
    let heading =
      "\(file): \(read.document.area), \(read.document.language), \(t.counted(read.pages.count, "page", "pages", as: "\(read.pages.count)"))\n\n"
    return heading + aligned(rows)
      + "\n\(t.counted(read.mentions.count, "mention", "mentions", as: "\(read.mentions.count)")): \(counts.joined(separator: ", "))\n"
  }

  private static func oneLine(_ quote: String) -> String {
    quote.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func decimal(_ number: Double?) -> String {
    guard let number else { return "" }
    return Int(exactly: number).map(String.init) ?? number.description
  }
}
