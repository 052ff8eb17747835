/// What a numeric expression is. The names are those of the streaming contract.
public enum MentionKind: String, CaseIterable, Sendable {
  case share, fraction, rank, count, rate, money, duration, age, measure, date, ordinal, magnitude
  case factor, index, reference
  /// A claim without a number ("has not been ratified").
  case status
}

/// What a number is that is no value of an indicator, beside the kinds of mention: as `reason` of a classified mention
/// names it, and as a reviewer may say it.
public enum NumberClass: String, CaseIterable, Sendable {
  case sectionNumber = "section_number"
  case pageLabel = "page_label"
  case footnote
  case name
  case repeated
  /// The value of a form's field, whose label says what it is.
  case field
  /// A bare number that counts what another beside it counts: "12, compared with 9 the year before".
  case elliptical
  case other

  /// Every class, by the name that stands in the data; kinds of mention first.
  public static var all: [String] {
    MentionKind.allCases.map(\.rawValue) + allCases.map(\.rawValue)
  }
}

/// How a value is bounded by the words around it.
public enum Qualifier: String, CaseIterable, Sendable {
  case exact
  case lessThan = "less_than"
  case atMost = "at_most"
  case moreThan = "more_than"
  case atLeast = "at_least"
  case about
  case range
}

/// Every number and date of a document, and every claim of status, whatever became of it.
public struct Mention: Sendable {
  /// SHA-256 over document, span and kind, shortened to 16 bytes, in hexadecimal.
  public var id: String
  /// One-based.
  public var page: Int
  public var span: Span
  /// Exactly the document's text at `span`.
  public var quote: String
  public var kind: MentionKind
  /// Decimal text; for dates ISO 8601 (`2016-03-20`, `2010/2020`); empty for a status.
  public var valueText: String
  /// Absent for dates and statuses.
  public var value: Double?
  /// Upper end of a range.
  public var valueHigh: Double?
  public var qualifier: Qualifier
  /// The `of N` of ranks and x-of-y.
  public var total: Double?
  /// Unit code or counted noun, empty where there is none.
  public var unit: String
  public var disposition: Disposition
  /// Why it was classified, or which indicator it became: `date`, `law_number`, `press_freedom_rank`.
  public var reason: String
  /// The rule that read it.
  public var rule: String

  public enum Disposition: String, CaseIterable, Sendable {
    case observation, classified, unexplained
  }

  public init(
    id: String, page: Int, span: Span, quote: String, kind: MentionKind, valueText: String, value: Double?,
    valueHigh: Double?, qualifier: Qualifier, total: Double?, unit: String, disposition: Disposition,
    reason: String, rule: String
  ) {
    self.id = id
    self.page = page
    self.span = span
    self.quote = quote
    self.kind = kind
    self.valueText = valueText
    self.value = value
    self.valueHigh = valueHigh
    self.qualifier = qualifier
    self.total = total
    self.unit = unit
    self.disposition = disposition
    self.reason = reason
    self.rule = rule
  }
}
