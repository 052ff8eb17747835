/// A rule as the database lists it.
public struct RuleDescription: Hashable, Sendable {
  /// `press_freedom_rank.sv.placed` or, for the reading of numbers, `number.sv`.
  public var id: String
  /// Path below the pipeline's folder.
  public var file: String
  public var version: Int
  /// Of the rule's file, lower-case hexadecimal.
  public var sha256: String
  public var description: String

  public init(id: String, file: String, version: Int, sha256: String, description: String) {
    self.id = id
    self.file = file
    self.version = version
    self.sha256 = sha256
    self.description = description
  }
}

extension RuleDescription {
  /// Stands for a reader where a rule would stand, in facts that the rules had missed.
  public static let reader = RuleDescription(
    id: "reader", file: "Decisions", version: 1, sha256: "", description: "A reader's decision")
}
