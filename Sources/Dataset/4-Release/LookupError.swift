import Core

/// A name, or the beginning of one, that leads to nothing or to several things.
public struct LookupError: Error, Hashable, CustomStringConvertible, Sendable {
  /// `observation`, `indicator`, `area` or `document`.
  public var what: String
  public var asked: String
  /// Ids that begin so; empty where none does. At most ten.
  public var candidates: [String]
  /// How many more begin so than `candidates` names.
  public var more: Int
  /// What may have been meant; at most three.
  public var alike: [String] = []

  public init(what: String = "observation", asked: String, candidates: [String], more: Int = 0) {
    self.what = what
    self.asked = asked
    self.candidates = candidates
    self.more = more
  }

  /// For a name that is none of those there are: with the ones that look like it.
  public init(what: String, asked: String, like known: [String]) {
    self.init(what: what, asked: asked, candidates: [])
    alike = lookalikes(of: asked, among: known)
  }

  public var description: String {
    if !alike.isEmpty {
      return "there is no \(what) \"\(asked)\". Did you mean \(alike.joined(separator: " or "))?"
    }
    if candidates.isEmpty {
      let advice =
        what == "observation"
        ? "List them with `indicators export`"
        : ["indicator", "area"].contains(what)
          ? "List them with `indicators list \(what)s`" : "Check the spelling"
      return "there is no \(what) \"\(asked)\". \(advice)"
    }
    let rest = more > 0 ? " and \(more) more" : ""
    return
      "several \(what)s begin with \"\(asked)\": \(candidates.joined(separator: ", "))\(rest). Give more characters"
  }
}
