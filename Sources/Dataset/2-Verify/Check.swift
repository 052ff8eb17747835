import Core

/// A question about the data whose answer should be empty, as its SQL file below Checks/ states it.
public struct Check: Hashable, Sendable {
  /// The file's name without `.sql`.
  public var slug: String
  public var title: String
  public var severity: Finding.Severity
  /// Why it matters, in a sentence.
  public var why: String
  /// Selects the columns `subject` and `message` of the rows that offend.
  public var sql: String
}
