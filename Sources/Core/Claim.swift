/// What an indicator's measure says in a context that it does not accept (a goal, a proposal, another area): no
/// observation, and never dropped.
public struct Claim: Hashable, Sendable {
  /// The mention that carries the value.
  public var mention: String
  public var indicator: String
  /// `goal`, `proposal`, `hypothetical`, `negated`, `change` …
  public var context: String
  /// As an observation would have it: decimal text, ISO 8601 date, or a status.
  public var valueText: String
  /// ISO 8601; empty where the text does not say.
  public var timePeriod: String
  /// One-based.
  public var page: Int
  /// The words that decided the context.
  public var span: Span
  public var quote: String

  public init(
    mention: String, indicator: String, context: String, valueText: String, timePeriod: String, page: Int,
    span: Span, quote: String
  ) {
    self.mention = mention
    self.indicator = indicator
    self.context = context
    self.valueText = valueText
    self.timePeriod = timePeriod
    self.page = page
    self.span = span
    self.quote = quote
  }
}
