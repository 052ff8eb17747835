/// One fact that the report states about an area: a value of an indicator, with its dimensions.
///
/// What the text does not say stays empty (`""` or `nil`); nothing is inferred from the report's own date.
public struct Observation: Sendable {
  /// SHA-256 over document, mention, indicator and key dimensions, shortened to 16 bytes, in hexadecimal.
  public var id: String
  public var mention: String
  public var indicator: String
  /// Only for the status of treaties.
  public var treaty: String
  /// ISO 3166-1 alpha-3, `WLD`, or a region as written.
  public var area: String
  /// ISO 8601, as narrow as the text states it for this figure: `2016-07-01`, `2015`, `2010/2020`.
  public var timePeriod: String
  /// First and last day of `timePeriod`, absent when that is empty.
  public var periodStart: String?
  public var periodEnd: String?
  public var sex: Sex
  /// As in the text, or `_T`.
  public var age: String
  /// Of whom or what, where it is not the indicator's own base.
  public var base: String
  /// As written: decimal text, ISO 8601 date, or `ratified`, `acceded`, `signed`, `not_ratified`.
  public var valueText: String
  public var value: Double?
  public var valueHigh: Double?
  public var qualifier: Qualifier
  public var total: Double?
  public var unit: String
  /// Edition of the cited index, where the text states it.
  public var indexEdition: String
  /// Code of the organisation that is named as the figure's source; empty when nobody is.
  public var citedSource: String
  /// SDMX: `A` normal, `E` estimated (vague or hedged by the text).
  public var status: String
  public var review: ReviewStatus
  /// The rule that made it: `press_freedom_rank.sv.placed`.
  public var rule: String
  /// The characters from which each dimension was read, in order of dimension and place.
  public var evidence: [Evidence]

  public enum Sex: String, CaseIterable, Sendable {
    case total = "_T"
    case female = "F"
    case male = "M"
  }

  public enum ReviewStatus: String, CaseIterable, Sendable {
    case auto, accepted, edited, rejected, stale
  }

  public init(
    id: String, mention: String, indicator: String, treaty: String, area: String, timePeriod: String,
    periodStart: String?, periodEnd: String?, sex: Sex, age: String, base: String, valueText: String,
    value: Double?, valueHigh: Double?, qualifier: Qualifier, total: Double?, unit: String,
    indexEdition: String, citedSource: String, status: String, review: ReviewStatus, rule: String,
    evidence: [Evidence]
  ) {
    self.id = id
    self.mention = mention
    self.indicator = indicator
    self.treaty = treaty
    self.area = area
    self.timePeriod = timePeriod
    self.periodStart = periodStart
    self.periodEnd = periodEnd
    self.sex = sex
    self.age = age
    self.base = base
    self.valueText = valueText
    self.value = value
    self.valueHigh = valueHigh
    self.qualifier = qualifier
    self.total = total
    self.unit = unit
    self.indexEdition = indexEdition
    self.citedSource = citedSource
    self.status = status
    self.review = review
    self.rule = rule
    self.evidence = evidence
  }
}

/// The characters that one dimension of an observation was read from.
public struct Evidence: Hashable, Sendable {
  public var dimension: Dimension
  /// One-based page on which it begins; a span that crosses a page end is two pieces of evidence.
  public var page: Int
  public var span: Span
  /// Exactly the document's text at `span`.
  public var quote: String

  public enum Dimension: String, CaseIterable, Sendable {
    case value, total, indicator, treaty, area
    case timePeriod = "time_period"
    case sex, age, base, qualifier
    case citedSource = "cited_source"
  }

  public init(dimension: Dimension, page: Int, span: Span, quote: String) {
    self.dimension = dimension
    self.page = page
    self.span = span
    self.quote = quote
  }
}
