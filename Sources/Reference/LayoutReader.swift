import Core

/// Reads `Pipelines/Reference/<id>.yml`. `Pipelines/Reference/README.md` says what each key means.
struct LayoutReader {
  private let yaml: StrictYAML
  private let meanings: Set<String>

  private static let keys: Set<String> = SeriesDefaults.keys.union([
    "dialect", "generations", "columns", "other_columns", "missing", "doubtful", "unique", "checks", "area",
    "treaty", "sex", "period", "edition", "concept", "shape", "figures", "sums", "participants",
    "passed_over",
  ])

  /// - Parameters:
  ///   - id: The file's name without its ending.
  ///   - sha256: Of its bytes.
  /// - Throws: `ConfigurationError` with the line of an unknown key, of a column that `columns` does not name,
  ///   and of whatever else does not fit.
  static func layout(_ yaml: StrictYAML, id: String, sha256: String) throws -> TableLayout {
    try yaml.allow(keys)
    let dialect = try DialectReader(yaml.optional("dialect"))
    let columns = try columnMap(yaml, header: dialect.header)
    let meanings = Set(columns.generations.flatMap { $0.columns.map(\.meaning) })
    return try LayoutReader(yaml: yaml, meanings: meanings).layout(id, sha256, dialect, columns)
  }

  private func layout(_ id: String, _ sha256: String, _ dialect: DialectReader, _ columns: ColumnMap) throws
    -> TableLayout
  {
    let common = CommonRules(
      period: try periods(yaml.optional("period")) ?? [], edition: try edition(yaml.optional("edition")),
      concept: try origin(yaml.optional("concept")), sex: try origin(yaml.optional("sex")),
      published: try originUnlessText("published"), source: try originUnlessText("source"),
      title: try originUnlessText("title"), treaty: try origin(yaml.optional("treaty")))
    var missing: [String: Set<String>] = [:]
    for (key, value) in try yaml.optional("missing")?.pairs() ?? [] {
      missing[try known(key, value)] = Set(try value.strings())
    }
    return TableLayout(
      id: id, sha256: sha256, defaults: try SeriesDefaults(yaml), form: dialect.form,
      numbers: dialect.numbers,
      dates: dialect.dates, columns: columns, missing: missing,
      doubtful: Set(try columnList("doubtful")), unique: try columnList("unique"),
      checks: try yaml.optional("checks")?.pairs().map { try check(try known($0.key, $0.value), $0.value) }
        ?? [],
      area: try area(), common: common, shape: try shape(common), passedOver: try passedOver())
  }

  // MARK: columns

  private static func columnMap(_ yaml: StrictYAML, header: [String]?) throws -> ColumnMap {
    let names = try yaml.optional("generations")?.strings() ?? [""]
    var columns = [[(meaning: String, name: ColumnName)]](repeating: [], count: names.count)
    for (key, value) in try yaml.required("columns").pairs() {
      let cells = !value.isText ? try value.list() : [StrictYAML](repeating: value, count: names.count)
      guard cells.count == names.count else {
        throw value.error(
          "\(key.string) has \(cells.count) names for \(names.count) generations; write ~ where a generation has none"
        )
      }
      for (index, cell) in cells.enumerated() where !cell.isNull {
        let text = try cell.string()
        guard let name = ColumnName(text) else {
          let holes = TextPattern.Hole.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
          throw cell.error("\"\(text)\" is no column's name; braces hold one of \(holes)")
        }
        if let header, name.positions(in: header).isEmpty {
          throw cell.error("the header of the dialect has no column \"\(text)\"")
        }
        columns[index].append((key.string, name))
      }
    }
    for (name, columns) in zip(names, columns) where columns.isEmpty {
      throw try yaml.required("columns").error("the generation \"\(name)\" has no columns")
    }
    let others = yaml.optional("other_columns")
    if let others, try others.string() != "refused" { throw others.error("expected \"refused\", or nothing") }
    return ColumnMap(
      generations: zip(names, columns).map { ColumnMap.Generation(name: $0, columns: $1) },
      refusesOthers: others != nil)
  }

  private func known(_ key: StrictYAML.Key, _ value: StrictYAML) throws -> String {
    guard meanings.contains(key.string) else {
      throw ConfigurationError(file: value.file, line: key.line, message: unknown(key.string))
    }
    return key.string
  }

  private func column(_ yaml: StrictYAML) throws -> String {
    let name = try yaml.string()
    guard meanings.contains(name) else { throw yaml.error(unknown(name)) }
    return name
  }

  private func unknown(_ name: String) -> String {
    "\"\(name)\" is none of the columns: \(meanings.sorted().joined(separator: ", "))"
  }

  private func columnList(_ key: String) throws -> [String] {
    guard let list = yaml.optional(key) else { return [] }
    return list.isText ? [try column(list)] : try list.list().map(column)
  }

  private func area() throws -> AreaColumns {
    let area = try yaml.required("area")
    try area.allow(["code", "number", "name", "listed"])
    let columns = AreaColumns(
      code: try area.optional("code").map(column), number: try area.optional("number").map(column),
      name: try area.optional("name").map(column),
      mustBeListed: try area.optional("listed")?.boolean() ?? false)
    guard !columns.all.isEmpty else { throw area.error("says no column; known: code, number, name") }
    return columns
  }

  // MARK: checks

  private func check(_ column: String, _ yaml: StrictYAML) throws -> ColumnCheck {
    try yaml.allow(["required", "constant", "words", "number", "whole", "ranking", "several", "limits"])
    func flag(_ key: String) throws -> Bool { try yaml.optional(key)?.boolean() ?? false }
    return ColumnCheck(
      column: column, isRequired: try flag("required"), isConstant: try flag("constant"),
      words: try yaml.optional("words")?.strings() ?? [], isNumber: try flag("number"),
      isWhole: try flag("whole"), isRanking: try flag("ranking"), isSeveral: try flag("several"),
      limits: try yaml.optional("limits")?.list().map { limit in
        try limit.allow(["since", "from", "to"])
        return ColumnCheck.Limit(
          since: try limit.optional("since")?.string() ?? "", from: try limit.optional("from")?.number(),
          to: try limit.optional("to")?.number())
      } ?? [])
  }

  private func passedOver() throws -> TableLayout.PassedOver {
    var reasons = TableLayout.PassedOver()
    guard let yaml = yaml.optional("passed_over") else { return reasons }
    try yaml.allow(["unmatched", "empty"])
    if let text = try yaml.optional("unmatched")?.string() { reasons.unmatched = text }
    if let text = try yaml.optional("empty")?.string() { reasons.empty = text }
    return reasons
  }

  // MARK: where texts stand

  /// A text is the layout's own; a list is tried in order.
  private func origin(_ yaml: StrictYAML?) throws -> Origin? {
    guard let yaml else { return nil }
    if yaml.isText { return .text(try yaml.string()) }
    if yaml.isList { return .first(try yaml.list().compactMap { try origin($0) }) }
    return try place(yaml, more: [])
  }

  /// Where a text is the entry's default, which the entry may replace.
  private func originUnlessText(_ key: String) throws -> Origin? {
    guard let yaml = yaml.optional(key), !yaml.isText else { return nil }
    return try origin(yaml)
  }

  private func place(_ yaml: StrictYAML, more: Set<String>) throws -> Origin {
    let places: Set = ["column", "heading", "preamble", "file", "declared"]
    try yaml.allow(places.union(more))
    let said = try yaml.pairs().filter { places.contains($0.key.string) }
    guard said.count == 1, let (key, value) = said.first else {
      throw yaml.error("needs one of: \(places.sorted().joined(separator: ", "))")
    }
    switch key.string {
    case "column": return .column(try column(value))
    case "heading":
      guard try value.string() == "year" else { throw value.error("expected \"year\"") }
      return .heading
    case "declared":
      let name = try value.string()
      guard SeriesEntry.declarable.contains(name) else {
        throw value.error("an entry can declare: \(SeriesEntry.declarable.sorted().joined(separator: ", "))")
      }
      return .declared(name)
    default:
      let text = try value.string()
      // Above the heading a line may hold more than that.
      guard let pattern = TextPattern(key.string == "preamble" ? "{text}\(text){text}" : text) else {
        let holes = TextPattern.Hole.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
        throw value.error("\"\(text)\": braces hold one of \(holes)")
      }
      return key.string == "preamble" ? .preamble(pattern) : .file(pattern)
    }
  }

  private func periods(_ yaml: StrictYAML?) throws -> [PeriodRule]? {
    guard let yaml else { return nil }
    return try (yaml.isList ? yaml.list() : [yaml]).map { yaml in
      if yaml.isText {
        let text = try yaml.string()
        guard DateInterval8601(text) != nil else { throw yaml.error("\"\(text)\" is not an ISO 8601 date") }
        return PeriodRule(origin: .text(text))
      }
      var rule = PeriodRule(
        origin: try place(yaml, more: ["reads", "shift", "day", "month_in", "day_in"]))
      if let reads = yaml.optional("reads") {
        guard let kind = PeriodRule.Reads(rawValue: try reads.string()) else {
          throw reads.error(
            "expected one of: \(PeriodRule.Reads.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        rule.reads = kind
      }
      rule.shift = try yaml.optional("shift")?.integer() ?? 0
      if let day = yaml.optional("day") {
        rule.day = try day.string()
        guard DateInterval8601("2000-\(rule.day)") != nil else {
          throw day.error("expected a day such as 12-31")
        }
      }
      rule.monthColumn = try yaml.optional("month_in").map(column)
      rule.dayColumn = try yaml.optional("day_in").map(column)
      return rule
    }
  }

  private func edition(_ yaml: StrictYAML?) throws -> EditionRule? {
    guard let yaml else { return nil }
    guard yaml.isMapping else { return try origin(yaml).map { EditionRule(origin: $0) } }
    return EditionRule(
      origin: try place(yaml, more: ["newest"]), onlyNewest: try yaml.optional("newest")?.boolean() ?? false)
  }

  // MARK: shapes

  private func shape(_ common: CommonRules) throws -> TableLayout.Shape {
    let name = try yaml.optional("shape")?.string() ?? "cells"
    for (key, owner) in [("sums", "sums"), ("participants", "participants")] where name != owner {
      if let stray = yaml.optional(key) {
        throw stray.error("the shape is \(name); \(key) has no meaning there")
      }
    }
    switch name {
    case "cells": return .cells(try figures(common))
    case "sums":
      var suppression = TableLayout.Suppression()
      if let sums = yaml.optional("sums") {
        try sums.allow(["suppressed", "concept"])
        suppression.mark = try sums.required("suppressed").string()
        suppression.concept = try sums.required("concept").string()
      }
      return .sums(try figures(common), suppression)
    case "participants": return .participants(try participants())
    default: throw (yaml.optional("shape") ?? yaml).error("expected one of: cells, sums, participants")
    }
  }

  private func figures(_ common: CommonRules) throws -> [FigureRule] {
    try yaml.required("figures").list().map { yaml in
      try yaml.allow([
        "indicator", "value", "when", "sex", "period", "edition", "total", "concept", "follows",
      ])
      let period = try periods(yaml.optional("period")) ?? common.period
      guard !period.isEmpty else { throw yaml.error("nothing says the period of this figure") }
      return FigureRule(
        when: try yaml.optional("when")?.pairs().map {
          (try known($0.key, $0.value), Set(try $0.value.strings().map { $0.lowercased() }))
        } ?? [],
        indicator: try indicator(yaml.required("indicator")), value: try value(yaml.required("value")),
        period: period, edition: try edition(yaml.optional("edition")) ?? common.edition,
        concept: try origin(yaml.optional("concept")) ?? common.concept,
        sex: try origin(yaml.optional("sex")) ?? common.sex, total: try total(yaml.optional("total")),
        order: try order(yaml.optional("follows")))
    }
  }

  private func indicator(_ yaml: StrictYAML) throws -> FigureRule.Indicator {
    if yaml.isText { return .id(try yaml.string()) }
    try yaml.allow(["column", "words", "declared", "otherwise"])
    if let declared = yaml.optional("declared") {
      guard try declared.string() == "indicator" else { throw declared.error("expected \"indicator\"") }
      return .declared(otherwise: try yaml.optional("otherwise")?.string())
    }
    let name = try column(yaml.required("column"))
    guard let words = yaml.optional("words") else { return .column(name) }
    var map: [String: String] = [:]
    for (key, value) in try words.pairs() { map[key.string.lowercased()] = try value.string() }
    return .words(column: name, map)
  }

  private func value(_ yaml: StrictYAML) throws -> FigureRule.Value {
    if yaml.isText { return .column(try column(yaml)) }
    try yaml.allow(["text", "part", "whole"])
    if let text = yaml.optional("text") { return .text(try text.string()) }
    return .share(part: try column(yaml.required("part")), whole: try column(yaml.required("whole")))
  }

  private func total(_ yaml: StrictYAML?) throws -> FigureRule.Total? {
    guard let yaml else { return nil }
    try yaml.allow(["column", "ranked"])
    if let name = yaml.optional("column") { return .column(try column(name)) }
    return .ranked(try column(yaml.required("ranked")))
  }

  private func order(_ yaml: StrictYAML?) throws -> (column: String, isRising: Bool)? {
    guard let yaml else { return nil }
    try yaml.allow(["rising", "falling"])
    if let name = yaml.optional("rising") { return (try column(name), true) }
    return (try column(yaml.required("falling")), false)
  }

  private func participants() throws -> ParticipantRules {
    let yaml = try yaml.required("participants")
    try yaml.allow(["indicator", "signature", "consent", "marks", "signed", "absent"])
    func act(_ yaml: StrictYAML) throws -> ParticipantRules.Act {
      try yaml.allow(["status", "act"])
      return ParticipantRules.Act(
        status: try yaml.required("status").string(), act: try yaml.required("act").string())
    }
    var marks: [String: ParticipantRules.Act] = [:]
    for (key, value) in try yaml.required("marks").pairs() { marks[key.string] = try act(value) }
    return ParticipantRules(
      indicator: try yaml.required("indicator").string(), signature: try column(yaml.required("signature")),
      consent: try column(yaml.required("consent")), marks: marks, signed: try act(yaml.required("signed")),
      absent: try act(yaml.required("absent")))
  }
}
