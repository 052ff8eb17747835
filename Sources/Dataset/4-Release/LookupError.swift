/// A name, or the beginning of one, that leads to nothing or to several things.
public struct LookupError: Error, Hashable, CustomStringConvertible, Sendable {
  /// `observation`, `indicator`, `area` or `document`.
  public var what: String
  public var asked: String
  /// Ids that begin so; empty where none does. At most ten.
  public var candidates: [String]
  /// How many more begin so than `candidates` names.
  public var more: Int

  public init(what: String = "observation", asked: String, candidates: [String], more: Int = 0) {
    self.what = what
    self.asked = asked
    self.candidates = candidates
    self.more = more
  }

  public var description: String {
    if candidates.isEmpty {
      let advice = what == "observation" ? "List them with `indicators export`" : "Check the spelling"
      return "there is no \(what) \"\(asked)\". \(advice)"
    }
    let rest = more > 0 ? " and \(more) more" : ""
    return
      "several \(what)s begin with \"\(asked)\": \(candidates.joined(separator: ", "))\(rest). Give more characters"
  }
}
