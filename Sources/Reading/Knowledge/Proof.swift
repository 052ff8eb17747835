import Core

/// Holds the examples and counterexamples of a pipeline's files against what is read of them, each in the language of
/// its file. One proof serves one thread.
///
/// The answers are complaints, a sentence each: none where all hold, so that a test can also ask whether a wrong
/// example is found out.
public struct Proof {
  private let rules: RuleSet
  private let reader: DocumentReader

  public init(_ rules: RuleSet) {
    self.rules = rules
    reader = DocumentReader(rules)
  }

  // MARK: Rules

  /// Observations are found where they are marked, with the dimensions expected, and nowhere else.
  public func complaints(aboutExamplesOf file: RuleFile) throws -> [String] {
    try file.examples.flatMap { example in
      let read = try read(example.text, file.language, area: example.area, heading: example.heading)
      let found = read.observations.filter { $0.indicator == file.indicator }
      var wrong: [String] = []
      if found.count != example.spans.count { wrong.append("\(found.count) observations") }
      for (span, expected) in zip(example.spans, example.expected) {
        let mentions = read.mentions.filter {
          $0.span.byteStart < span.upperBound && span.lowerBound < $0.span.byteEnd
        }
        let observation = found.first { observation in mentions.contains { $0.id == observation.mention } }
        guard let observation else {
          wrong.append("no observation at bytes \(span)" + obstacle(file.indicator, mentions, read))
          continue
        }
        let all = Self.silent(example).merging(expected) { $1 }
        wrong += all.sorted { $0.key < $1.key }.compactMap { dimension, value in
          let read = Self.value(of: dimension, observation)
          return read == value ? nil : "\(dimension) is \"\(read ?? "unknown")\", not \"\(value)\""
        }
      }
      return wrong.map { "\(file.file):\(example.line ?? 0): \($0): \(example.text)" }
    }
  }

  /// No observation of the indicator is found.
  public func complaints(aboutCounterexamplesOf file: RuleFile) throws -> [String] {
    try file.counterexamples.flatMap { example in
      try read(example.text, file.language, area: example.area, heading: example.heading).observations
        .filter { $0.indicator == file.indicator }
        .map { "\(file.file):\(example.line ?? 0): takes \($0.valueText) by \($0.rule): \(example.text)" }
    }
  }

  /// What kept the mentions of an example from being observed, in parentheses.
  private func obstacle(_ indicator: String, _ mentions: [Mention], _ read: DocumentRecord) -> String {
    let ids = Set(mentions.map(\.id))
    let claims = read.claims.filter { ids.contains($0.mention) && $0.indicator == indicator }
    guard !claims.isEmpty else { return mentions.isEmpty ? " (no number is read there)" : "" }
    return " (\(claims.map { "\($0.context) by \"\($0.quote)\"" }.joined(separator: ", ")))"
  }

  /// What an example means where it says nothing.
  private static func silent(_ example: RuleFile.Example) -> [String: String] {
    ["qualifier": "exact", "sex": "_T", "area": example.area, "source": "", "total": ""]
  }

  private static func value(of dimension: String, _ observation: Observation) -> String? {
    switch dimension {
    case "value": observation.valueText
    case "value_high": observation.valueHigh.map(plain) ?? ""
    case "total": observation.total.map(plain) ?? ""
    case "qualifier": observation.qualifier.rawValue
    case "period": observation.timePeriod
    case "sex": observation.sex.rawValue
    case "age": observation.age
    case "area": observation.area
    case "source": observation.citedSource
    case "base": observation.base
    case "treaty": observation.treaty
    default: nil
    }
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\(value)"
  }

  // MARK: Languages

  /// The marked expressions are read as they should be, and nothing else is.
  public func complaints(aboutExamplesOfLanguage language: String) throws -> [String] {
    try languageExamples(language).examples.flatMap { example in
      let mentions = try read(example.text, language).mentions
      var wrong: [String] = []
      if mentions.count != example.spans.count { wrong.append("\(mentions.count) expressions") }
      for (mention, (span, expected)) in zip(mentions, zip(example.spans, example.expected)) {
        if mention.span.byteEnd <= span.lowerBound || span.upperBound <= mention.span.byteStart {
          wrong.append("\"\(mention.quote)\" stands elsewhere")
        }
        let qualifiers = expected["qualifier"]?.split(separator: "|").map(String.init)
        let read = mention.qualifier.rawValue
        for (name, read, isRight) in [
          ("kind", mention.kind.rawValue, mention.kind.rawValue == expected["kind"]),
          ("value", mention.valueText, mention.valueText == expected["value"]),
          (
            "value_high", "\(mention.valueHigh, default: "")",
            mention.valueHigh == expected["value_high"].flatMap(Double.init)
          ),
          ("total", "\(mention.total, default: "")", mention.total == expected["total"].flatMap(Double.init)),
          ("qualifier", read, qualifiers?.contains(read) ?? true),
        ] where !isRight {
          wrong.append("\(name) is \"\(read)\", not \"\(expected[name] ?? "")\"")
        }
      }
      return wrong.map { "Languages/\(language)/examples.yml:\(example.line ?? 0): \($0): \(example.text)" }
    }
  }

  /// - Throws: `ConfigurationError` for a language without examples: nothing would be proved.
  private func languageExamples(_ language: String) throws -> LanguageExamples {
    guard let examples = rules.packs[language]?.examples else {
      throw ConfigurationError(
        file: "Languages/\(language)/examples.yml", line: nil, message: "is missing: numbers without proof")
    }
    return examples
  }

  /// No number is read.
  public func complaints(aboutCounterexamplesOfLanguage language: String) throws -> [String] {
    try languageExamples(language).counterexamples.flatMap { text in
      try read(text, language).mentions.map {
        "Languages/\(language)/examples.yml: takes \"\($0.quote)\": \(text)"
      }
    }
  }

  /// What a file says in a language that has no tables of its own.
  public struct NotInstalled: Error { package var language: String }

  /// - Throws: `NotInstalled` also where the reader would fall back on another language: that proves nothing.
  private func read(_ text: String, _ language: String, area: String = "", heading: String = "") throws
    -> DocumentRecord
  {
    guard rules.languages.contains(language) else { throw NotInstalled(language: language) }
    let bytes = Array(text.utf8)
    let document = Document(
      id: "", family: "", edition: "", title: "", language: language, publisher: "", area: area,
      areaMethod: .declared, periodStart: "", periodEnd: "", publishedOn: "", url: "", licence: "",
      mediaType: "text/plain", converter: "", isSample: true, text: bytes)
    let characters = bytes.count { $0 & 0xC0 != 0x80 }
    let page = Page(
      number: 1, label: "", method: .unknown,
      span: Span(charStart: 0, charEnd: characters, byteStart: 0, byteEnd: bytes.count))
    return try reader.read(document, pages: [page], heading: heading)
  }
}
