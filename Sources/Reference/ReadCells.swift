import Core

/// The shapes whose figures are cells: read one by one, or added up.
extension TableReading {
  mutating func readCells(_ rules: [FigureRule]) throws {
    let rules = try rules.map { try PreparedRule($0, self) }
    let treaty = layout.common.treaty
    let isOfFile = treaty?.columns.isEmpty == true
    guard !isOfFile || file.treaty(treaty, lists) != nil else {
      for _ in sheet.rows { count(used: false, otherwise: Self.noTreaty) }
      return
    }
    for row in sheet.rows {
      let found = try figures(row, rules, suppressed: "")
      try add(found.figures.map(\.figure), otherwise: found.reason)
    }
  }

  /// Sums the rows of a country over what else they differ in.
  mutating func readSums(_ rules: [FigureRule], _ suppression: TableLayout.Suppression) throws {
    let rules = try rules.map { try PreparedRule($0, self) }
    var order: [PublishedFigure] = []
    var sums: [PublishedFigure: (value: Int, suppressed: Int, line: Int)] = [:]
    for row in sheet.rows {
      let found = try figures(row, rules, suppressed: suppression.mark)
      for (figure, isSuppressed) in found.figures {
        guard let value = Int(figure.valueText) else {
          throw sheet.error(row.line, "\"\(figure.valueText)\" is not a whole number, and is to be added up")
        }
        var key = figure
        key.valueText = ""
        key.line = 0
        if sums[key] == nil { order.append(key) }
        sums[key, default: (0, 0, row.line)].value += value
        if isSuppressed { sums[key]?.suppressed += 1 }
      }
      count(used: !found.figures.isEmpty, otherwise: found.reason)
    }
    try derive(
      order.map { key in
        var figure = key
        let sum = sums[key] ?? (0, 0, 1)
        figure.valueText = String(sum.value)
        figure.line = sum.line
        if sum.suppressed > 0 {
          figure.concept = suppression.concept.replacing("{cells}", with: plural(sum.suppressed, "cell"))
        }
        return figure
      })
  }

  private typealias Found = (figures: [(figure: PublishedFigure, isSuppressed: Bool)], reason: String)

  private func figures(_ row: Sheet.Row, _ rules: [PreparedRule], suppressed: String) throws -> Found {
    var found: Found = ([], "")
    var isMatched = false
    var area: String?
    for prepared in rules where !prepared.isLeft {
      guard matches(row, prepared.rule), let indicator = indicator(prepared.rule, row) else { continue }
      isMatched = true
      guard !indicator.isEmpty else {
        if case .declared(let reason?) = prepared.rule.indicator { found.reason = reason }
        continue
      }
      for column in prepared.columns {
        let cell = column.map { row.fields[$0.position].trimmed } ?? ""
        let isSuppressed = !suppressed.isEmpty && cell == suppressed
        guard let value = isSuppressed ? "0" : try value(prepared.rule, indicator, row, column) else {
          continue
        }
        if area == nil { area = try self.area(row) }
        if let figure = try figure(
          prepared, indicator: indicator, area: area ?? "", value: value, row, column)
        {
          found.figures.append((figure, isSuppressed))
        }
      }
    }
    if found.reason.isEmpty {
      found.reason =
        isMatched ? layout.passedOver.empty : filled(layout.passedOver.unmatched, row)
    }
    return found
  }

  /// The layout's reason, with cells of the row in its braces.
  private func filled(_ reason: String, _ row: Sheet.Row) -> String {
    guard reason.contains("{") else { return reason }
    return columns.byMeaning.keys.sorted().reduce(reason) { $0.replacing("{\($1)}", with: cell(row, $1)) }
  }

  package func matches(_ row: Sheet.Row, _ rule: FigureRule) -> Bool {
    rule.when.allSatisfy { $0.words.contains(cell(row, $0.column).lowercased()) }
  }

  /// nil where the rule is not about the row; empty where nobody says the indicator.
  private func indicator(_ rule: FigureRule, _ row: Sheet.Row) -> String? {
    switch rule.indicator {
    case .id(let id): id
    case .declared: entry.indicator
    case .column(let meaning): cell(row, meaning)
    case .words(let meaning, let words): words[cell(row, meaning).lowercased()]
    }
  }

  private func value(_ rule: FigureRule, _ indicator: String, _ row: Sheet.Row, _ column: Column?) throws
    -> String?
  {
    switch rule.value {
    case .text(let text): return text
    case .column(let meaning):
      guard let column else { return nil }
      if lists.measures[indicator]?.isStatus ?? rule.indicator.isOfRow {
        let cell = row.fields[column.position].trimmed
        return isMissing(cell, meaning) ? nil : cell
      }
      return try number(row, column, meaning)
    case .share(let part, let whole):
      guard let first = columns[part].first, let second = columns[whole].first,
        let count = try self.whole(row, first, part), let total = try self.whole(row, second, whole),
        total > 0
      else { return nil }
      guard count <= total else {
        throw sheet.error(
          row.line, "\(count) \(part) of \(total) \(whole): a part can't be larger than its whole")
      }
      return percent(count, of: total)
    }
  }

  /// nil where the row does not say the time.
  private func figure(
    _ prepared: PreparedRule, indicator: String, area: String, value: String, _ row: Sheet.Row,
    _ column: Column?
  ) throws -> PublishedFigure? {
    let rule = prepared.rule
    guard let period = try period(rule.period, row, year: column?.year) else { return nil }
    let edition = try edition(prepared, row, column)
    var figure = PublishedFigure(
      source: text(layout.common.source, row, year: nil) ?? entry.source, indicator: indicator, area: area,
      sex: try sex(rule, indicator, row), period: entry.periods[indicator] ?? period, edition: edition,
      valueText: value, total: try total(prepared, row, column), line: row.line)
    figure.concept = text(rule.concept, row, year: column?.year) ?? entry.concept
    if figure.concept.contains("{") {
      figure.concept = figure.concept.replacing("{period}", with: figure.period)
        .replacing("{edition}", with: text(layout.common.edition?.origin, row, year: column?.year) ?? "")
    }
    figure.vintage = text(layout.common.title, row, year: nil) ?? entry.title
    if figure.vintage.isEmpty { figure.vintage = entry.format }
    figure.published =
      entry.editions[edition] ?? text(layout.common.published, row, year: nil) ?? entry.published
    if let treaty = layout.common.treaty {
      figure.treaty =
        (treaty.columns.isEmpty ? file.treaty(treaty, lists) : text(treaty, row, year: nil)) ?? ""
    }
    return figure
  }

  private func sex(_ rule: FigureRule, _ indicator: String, _ row: Sheet.Row) throws -> Observation.Sex {
    let usual = lists.measures[indicator]?.sex ?? .total
    guard let text = text(rule.sex, row, year: nil), !text.isEmpty else { return usual }
    guard let sex = Observation.Sex(rawValue: text) else {
      throw sheet.error(row.line, "the sex \"\(text)\" is none of F, M, _T")
    }
    return sex
  }

  private func edition(_ prepared: PreparedRule, _ row: Sheet.Row, _ column: Column?) throws -> String {
    guard let rule = prepared.rule.edition else { return "" }
    if rule.onlyNewest, column?.year != prepared.newest { return "" }
    if let text = text(rule.origin, row, year: column?.year), !text.isEmpty { return text }
    if case .text = rule.origin { return "" }
    if let key = missingKey([rule.origin]) { throw needs(key) }
    return ""
  }

  private func total(_ prepared: PreparedRule, _ row: Sheet.Row, _ column: Column?) throws -> Int? {
    switch prepared.rule.total {
    case nil: nil
    case .column(let meaning)?: try columns[meaning].first.flatMap { try whole(row, $0, meaning) }
    case .ranked?: prepared.totals[column?.year ?? ""] ?? prepared.totals[""]
    }
  }
}

extension FigureRule.Indicator {
  /// Whether each row names its own: then a value may be a word of an indicator that the pipeline does not have.
  fileprivate var isOfRow: Bool { if case .column = self { true } else { false } }
}

/// A rule with what has to be known of the whole file first.
private struct PreparedRule {
  let rule: FigureRule
  /// Of the value, one for each year where the layout names a family of columns; one nil where no column is.
  let columns: [Column?]
  let newest: String?
  /// How many are ranked, by the year of the column.
  var totals: [String: Int] = [:]
  /// Whether the rule gives nothing: its column is not there in this generation, is about a sex that the
  /// indicator is not, or holds another table's ranks.
  var isLeft = false

  init(_ rule: FigureRule, _ reading: TableReading) throws {
    self.rule = rule
    switch rule.value {
    case .column(let meaning): columns = reading.columns[meaning]
    case .text, .share: columns = [nil]
    }
    newest = columns.compactMap { $0?.year }.max()
    let id: String =
      switch rule.indicator {
      case .id(let id): id
      case .declared: reading.entry.indicator
      default: ""
      }
    if case .declared(nil) = rule.indicator, id.isEmpty { throw reading.needs("indicator") }
    if case .text(let sex)? = rule.sex, let only = reading.lists.measures[id]?.sex, only.rawValue != sex {
      isLeft = true
    }
    if case .ranked(let meaning)? = rule.total {
      for column in reading.columns[meaning] {
        let ranks = try reading.sheet.rows.filter { reading.matches($0, rule) }.compactMap {
          try reading.whole($0, column, meaning)
        }
        // Where a country of an edition was left out its place is counted.
        totals[column.year ?? ""] = max(ranks.count, ranks.max() ?? 0)
      }
    }
    if let order = rule.order { isLeft = try isLeft || !Self.follows(order, rule, reading) }
  }

  private static func follows(
    _ order: (column: String, isRising: Bool), _ rule: FigureRule, _ reading: TableReading
  ) throws -> Bool {
    guard case .column(let meaning) = rule.value, let own = reading.columns[meaning].first,
      let other = reading.columns[order.column].first
    else { return true }
    let pairs = try reading.sheet.rows.compactMap { row -> (Double, Double)? in
      guard let left = try reading.number(row, own, meaning).flatMap(Double.init),
        let right = try reading.number(row, other, order.column).flatMap(Double.init)
      else { return nil }
      return (left, order.isRising ? right : -right)
    }.sorted { $0 < $1 }
    return zip(pairs, pairs.dropFirst()).allSatisfy { $0.1 <= $1.1 }
  }
}
