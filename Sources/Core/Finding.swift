/// Something about the data that a person should look at; never a reason to stop.
public struct Finding: Hashable, Sendable {
  public var severity: Severity
  /// Slug of the check that found it: `two-values-for-one-key`.
  public var check: String
  /// What it is about: an observation, mention, document or file.
  public var subject: String
  /// A sentence for people.
  public var message: String

  public enum Severity: String, CaseIterable, Sendable {
    case error, warning, info

    /// Errors first.
    package var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .info: 2
      }
    }
  }

  public init(severity: Severity, check: String, subject: String, message: String) {
    self.severity = severity
    self.check = check
    self.subject = subject
    self.message = message
  }
}
