import Core
import GRDB

/// What the values of decisions are held against: the codes and ranges that a pipeline's lists give.
public struct DecisionLists: Sendable {
  private var areas: Set<String> = []
  private var sources: Set<String> = []
  private var treaties: Set<String> = []
  private var indicators: [String: Limits] = [:]

  /// What an indicator's values can be.
  private struct Limits {
    var kind: String
    var unit: String
    var minimum: Double?
    var maximum: Double?

    var isNumeric: Bool { kind != MentionKind.status.rawValue && kind != MentionKind.date.rawValue }
  }

  public init(_ lists: CodelistBundle) {
    areas = Set(lists.areas.map(\.id))
    sources = Set(lists.sources.map(\.id))
    treaties = Set(lists.treaties.map(\.id))
    for indicator in lists.indicators {
      indicators[indicator.id] = Limits(
        kind: indicator.kind.rawValue, unit: indicator.unit, minimum: indicator.minimum,
        maximum: indicator.maximum)
    }
  }

  /// As a database has them. Regions that stand in a report and in no list are no codes.
  public init(_ db: Database) throws {
    func codes(_ sql: String) throws -> Set<String> { try String.fetchSet(db, sql: sql) }
    areas = try codes("SELECT area_id FROM area WHERE kind <> 'as_written'")
    sources = try codes("SELECT source_id FROM source")
    treaties = try codes("SELECT treaty_id FROM treaty")
    let rows = try Row.fetchAll(
      db, sql: "SELECT indicator_id, value_kind, unit_id, minimum, maximum FROM indicator")
    for row in rows {
      indicators[row["indicator_id"]] = Limits(
        kind: row["value_kind"], unit: row["unit_id"], minimum: row["minimum"], maximum: row["maximum"])
    }
  }

  /// - Throws: `Failure` of kind `usage` for a decision whose new value its field can't take.
  public func check(_ decision: Decision) throws {
    switch decision.field {
    case .mention, .status: return
    case .add:
      try check(decision.indicator, for: .indicator, of: "")
      try check(decision.new, for: .value, of: decision.indicator)
      try check(decision.treaty, for: .treaty, of: decision.indicator)
    default: try check(decision.new, for: decision.field, of: decision.indicator)
    }
  }

  /// - Parameter indicator: that the observation is of.
  /// - Throws: `Failure` of kind `usage` for a value that the field can't take.
  package func check(_ new: String, for field: Decision.Field, of indicator: String) throws {
    func require(_ isSound: Bool, _ expected: String) throws {
      if !isSound {
        throw Failure(.usage, "\"\(new)\" is no \(field.rawValue)", remedy: "Write \(expected)")
      }
    }
    switch field {
    case .value: try checkValue(new, of: indicator)
    case .valueHigh, .total:
      try require(new.isEmpty || isDecimal(new), "\(Self.decimals), or nothing")
      if field == .valueHigh { try checkRange(new, for: field, of: indicator) }
    case .qualifier:
      try require(
        Qualifier(rawValue: new) != nil, Qualifier.allCases.map(\.rawValue).joined(separator: ", "))
    case .area: try require(areas.contains(new), "an ISO 3166-1 alpha-3 code, or WLD for the world")
    case .timePeriod:
      try require(
        new.isEmpty || isTimePeriod(new), "2016, 2016-07, 2016-07-01, 2010/2020, 2014/.. or nothing")
    case .sex: try require(Observation.Sex(rawValue: new) != nil, "F, M or _T")
    case .age, .base: return
    case .citedSource: try require(sources.contains(new), "a code of Codelists/sources.csv")
    case .treaty: try require(new.isEmpty || treaties.contains(new), "a code of Codelists/treaties.csv")
    case .indicator: try require(indicators[new] != nil, "the id of an indicator")
    case .status: try require(new == "accept" || new == "reject", "accept or reject")
    case .mention, .add:
      throw Failure(
        .usage, "\(field.rawValue) is not about an observation that is there",
        remedy: "Say it on the report's page in Reports/ and bring it in with \"indicators review import\"")
    }
  }

  /// A value of an indicator that is in no list is held against nothing but being there.
  private func checkValue(_ new: String, of indicator: String) throws {
    func refuse(_ expected: String) -> Failure {
      Failure(.usage, "\"\(new)\" is no value", remedy: "Write \(expected)")
    }
    guard !new.isEmpty else { throw refuse("a value") }
    guard let limits = indicators[indicator] else { return }
    switch limits.kind {
    case MentionKind.status.rawValue:
      let statuses = TreatyStatus.allCases.map(\.rawValue)
      if !statuses.contains(new) { throw refuse(statuses.joined(separator: ", ")) }
    case MentionKind.date.rawValue:
      if DateInterval8601(new) == nil { throw refuse("a date such as 2016-07-01, 2016-07 or 2016") }
    default:
      if !isDecimal(new) { throw refuse(Self.decimals) }
      try checkRange(new, for: .value, of: indicator)
    }
  }

  private func checkRange(_ new: String, for field: Decision.Field, of indicator: String) throws {
    guard let limits = indicators[indicator], limits.isNumeric, let number = Double(new) else { return }
    let isShare = limits.kind == MentionKind.share.rawValue && limits.unit == "PERCENT"
    let isOpen = limits.minimum == nil && limits.maximum == nil
    let minimum = isOpen && isShare ? 0 : limits.minimum
    let maximum = isOpen && isShare ? 100 : limits.maximum
    guard minimum.map({ number < $0 }) == true || maximum.map({ number > $0 }) == true else { return }
    let range = [
      minimum.map { "at least \(plainDecimal($0))" }, maximum.map { "at most \(plainDecimal($0))" },
    ]
    throw Failure(
      .usage,
      "the value \(new) is outside the indicator's range, \(range.compactMap(\.self).joined(separator: " and "))",
      place: "\(indicator), \(field.rawValue)",
      remedy: "If the figure is of another indicator, correct indicator instead; if it is none, status=reject"
    )
  }

  private static let decimals = "a decimal number such as 27 or 26.5, of at most 15 digits"
}

/// Fifteen digits are what a database's number holds as they are written.
private func isDecimal(_ text: String) -> Bool {
  text.wholeMatch(of: /-?\d+(\.\d+)?/) != nil && text.count(where: \.isNumber) <= 15
}

/// Without the `.0` of whole numbers; empty where there is none.
func plainDecimal(_ number: Double?) -> String {
  guard let number else { return "" }
  if let whole = Int(exactly: number) { return String(whole) }
  return number.description
}
