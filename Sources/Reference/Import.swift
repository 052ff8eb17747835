import Core
import Foundation

/// What importers need to know of the code lists.
package struct PublishedLists: Sendable {
  package struct Measure: Sendable {
    package var minimum: Double?
    package var maximum: Double?
    /// Whether nothing can pass the maximum: ranks, indices, shares in per cent.
    package var isBounded = false
    /// Set where every value is about one sex.
    package var sex: Observation.Sex?

    package init(
      minimum: Double? = nil, maximum: Double? = nil, isBounded: Bool = false, sex: Observation.Sex? = nil
    ) {
      self.minimum = minimum
      self.maximum = maximum
      self.isBounded = isBounded
      self.sex = sex
    }
  }

  /// Indicators by id.
  package var measures: [String: Measure]
  /// Treaty by chapter and number: `IV-4`.
  package var treaties: [String: String]
  /// Codes of countries, territories and the world.
  package var codes: Set<String>
  /// Countries only: whom a list of participants can leave out.
  package var countries: [String]
  /// Names, codes of two letters, numbers and former codes → code.
  package var names: [String: String]

  package init(
    measures: [String: Measure], treaties: [String: String], codes: Set<String>, countries: [String],
    names: [String: String]
  ) {
    self.measures = measures
    self.treaties = treaties
    self.codes = codes
    self.countries = countries
    self.names = names
  }

  /// The code of an area; the publisher's name for it where no list has it.
  ///
  /// - Parameters:
  ///   - code: as the publisher has it; may be empty, or no ISO code.
  ///   - name: as the publisher has it; may be empty.
  package func area(code: String = "", name: String = "") -> String {
    if codes.contains(code) { return code }
    let name = name.trimmed
    return names[code] ?? names[name] ?? (name.isEmpty ? code : name)
  }
}

/// A file in the course of being read: figures, and what became of each row.
package struct Import {
  let sheet: Sheet
  package let entry: SeriesEntry
  package let lists: PublishedLists
  package private(set) var account = RowAccount()
  package private(set) var figures: [PublishedFigure] = []

  package init(_ sheet: Sheet, entry: SeriesEntry, lists: PublishedLists) {
    self.sheet = sheet
    self.entry = entry
    self.lists = lists
  }

  /// Counts a row and takes its figures.
  ///
  /// - Parameter reason: why it gives none, where the list is empty.
  /// - Throws: `ConfigurationError` with the line of a value outside its indicator's range.
  package mutating func add(
    _ row: Sheet.Row, _ figures: [PublishedFigure], otherwise reason: String = "no value"
  )
    throws
  {
    account.rows += 1
    let known = try figures.filter { try check($0) }
    if known.isEmpty {
      let why = figures.first.map { "no indicator \($0.indicator)" } ?? reason
      account.passedOver[why, default: 0] += 1
    } else {
      account.used += 1
      self.figures += known
    }
  }

  /// Takes figures that do not stand in one row: sums, and what a list says by leaving somebody out.
  package mutating func derive(_ figures: [PublishedFigure]) throws {
    self.figures += try figures.filter { try check($0) }
  }

  /// Counts rows that only a sum uses.
  package mutating func count(_ row: Sheet.Row, used: Bool, otherwise reason: String = "no value") {
    account.rows += 1
    if used { account.used += 1 } else { account.passedOver[reason, default: 0] += 1 }
  }

  /// A figure with what the entry says about all of them.
  package func figure(
    _ indicator: String, area: String, sex: Observation.Sex? = nil, period: String, edition: String = "",
    value: String, total: Int? = nil, concept: String? = nil, published: String? = nil, line: Int
  ) -> PublishedFigure {
    PublishedFigure(
      source: entry.source, indicator: indicator, area: area,
      sex: sex ?? lists.measures[indicator]?.sex ?? .total, period: entry.periods[indicator] ?? period,
      edition: edition, valueText: value, total: total, concept: concept ?? entry.concept,
      vintage: entry.title.isEmpty ? entry.format : entry.title, published: published ?? entry.published,
      line: line)
  }

  /// The entry's value of a key that this format can't do without.
  package func required(_ key: String, _ value: String) throws -> String {
    guard value.isEmpty else { return value }
    throw sheet.error(
      nil, "the format \(entry.format) needs the key \"\(key)\" in its entry (\(entry.declaredAt))")
  }

  /// - Returns: Whether the pipeline has the indicator.
  private func check(_ figure: PublishedFigure) throws -> Bool {
    guard let measure = lists.measures[figure.indicator] else { return false }
    guard DateInterval8601(figure.period) != nil else {
      throw sheet.error(figure.line, "\"\(figure.period)\" is not a date or period")
    }
    guard let value = Double(figure.valueText) else { return true }
    if let total = figure.total, value > Double(total) {
      throw sheet.error(figure.line, "rank \(figure.valueText) of only \(total)")
    }
    // A ratio may pass what a share can't, and what no report would state as a rate happened somewhere; a decimal
    // mark that is lost makes a number a hundred times too large.
    let room = figure.concept.isEmpty && measure.isBounded ? 1.0 : 10
    if value > (measure.maximum ?? .infinity) * room || (value < 0 && measure.minimum ?? -1 >= 0) {
      throw sheet.error(
        figure.line,
        "\(figure.valueText) is outside the range of \(figure.indicator); a decimal mark may be lost")
    }
    return true
  }
}
