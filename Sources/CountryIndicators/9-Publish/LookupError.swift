/// An observation id, or the beginning of one, that leads to none or to several observations.
public struct LookupError: Error, Hashable, CustomStringConvertible, Sendable {
  public var asked: String
  /// Ids that begin so; empty where none does. At most ten.
  public var candidates: [String]

  public init(asked: String, candidates: [String]) {
    self.asked = asked
    self.candidates = candidates
  }

  public var description: String {
    if candidates.isEmpty {
      return "no observation begins with \"\(asked)\". List them with `indicators export`"
    }
    let list = candidates.joined(separator: ", ")
    return "several observations begin with \"\(asked)\": \(list). Give more characters"
  }
}
