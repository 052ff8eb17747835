/// What an indicator's measure says in a context that the indicator does not accept: a goal, a proposal, a change.
/// It is no observation, and it is never dropped.
public struct Claim: Hashable, Sendable {
  public var mention: String
  public var indicator: String
  /// `goal`, `proposal`, `hypothetical`, `negated`, `repealed`, `projected`, `change`, `part_of_country` …
  public var context: String
  /// As written: decimal text, ISO 8601 date, or a treaty's status.
  public var valueText: String
  /// ISO 8601; empty where the text does not say.
  public var timePeriod: String
  /// One-based page on which the words stand that decided it.
  public var page: Int
  /// Those words.
  public var span: Span
  /// Exactly the document's text at `span`.
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
