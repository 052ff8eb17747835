/// A name, or the beginning of one, that leads to nothing or to several things.
public struct LookupError: Error, Hashable, CustomStringConvertible, Sendable {
  /// `observation`, `indicator`, `area` or `document`.
  public var what: String
  public var asked: String
  /// Ids that begin so; empty where none does. At most ten.
  public var candidates: [String]

  public init(what: String = "observation", asked: String, candidates: [String]) {
    self.what = what
    self.asked = asked
    self.candidates = candidates
  }

  public var description: String {
    if candidates.isEmpty {
      let advice = what == "observation" ? "List them with `indicators export`" : "Check the spelling"
      return "there is no \(what) \"\(asked)\". \(advice)"
    }
    return
      "several \(what)s begin with \"\(asked)\": \(candidates.joined(separator: ", ")). Give more characters"
  }
}
