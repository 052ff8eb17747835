import Core
import Dataset
import Diff

/// What happens during a run, as it happens; the command decides what of it is shown.
public enum RunEvent: Sendable {
  /// Why stages will run, a line each.
  case planned([String])
  /// A document was read, or failed.
  case document(file: String, error: String?, done: Int, of: Int)
  /// A stage ended: what it did in words.
  case stage(Stage, summary: String, seconds: Double)
  case warning(String)
}

/// What a run did.
public struct RunReport: Sendable {
  /// Documents that failed, in the order of their list.
  public var failures: [(file: String, failure: String)] = []
  /// All that stand in the working database; empty where verify takes no part.
  public var findings: [Finding] = []
  public var didNothing = false
  /// Number of reports that take part.
  public var documents = 0
  /// Number of stages that take part.
  public var stages = 0
  /// Why nothing was published, where that would have lost too much of the release that stands.
  public var refusal: RemovalGate?
  /// The published files, where publish ran.
  public var release: Release?
}
