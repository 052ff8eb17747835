/// A reader's correction as the database lists it, with what became of it.
public struct DecisionRow: Hashable, Sendable {
  /// SHA-256 over the decision's line, shortened to 16 bytes, in hexadecimal.
  public var id: String
  /// SHA-256 of the document's bytes.
  public var document: String
  /// Zero-based, in code points, end excluded.
  public var charStart: Int
  public var charEnd: Int
  public var quote: String
  public var indicator: String
  /// What was corrected: `value`, `area`, `status` …
  public var field: String
  public var old: String
  public var new: String
  public var reason: String
  public var who: String
  /// ISO 8601, as the decision's writer put it.
  public var when: String
  public var outcome: Outcome

  /// `unused` where its document is not among those read.
  public enum Outcome: String, CaseIterable, Sendable {
    case applied, stale, unused
  }

  public init(
    id: String, document: String, charStart: Int, charEnd: Int, quote: String, indicator: String,
    field: String, old: String, new: String, reason: String, who: String, when: String, outcome: Outcome
  ) {
    self.id = id
    self.document = document
    self.charStart = charStart
    self.charEnd = charEnd
    self.quote = quote
    self.indicator = indicator
    self.field = field
    self.old = old
    self.new = new
    self.reason = reason
    self.who = who
    self.when = when
    self.outcome = outcome
  }
}
