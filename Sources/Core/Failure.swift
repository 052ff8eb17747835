/// What stops a command, or one document: what is wrong, where, and what would mend it.
///
/// Mistakes in files that people write are `ConfigurationError`s instead; they carry a line.
public struct Failure: Error, Hashable, CustomStringConvertible, Sendable {
  public var kind: Kind
  /// A sentence without its full stop.
  public var what: String
  /// File, offset, option; empty where there is no place.
  public var place: String
  /// What to do; a sentence, or empty.
  public var remedy: String

  public enum Kind: String, Sendable {
    case usage, data, noInput, inputOutput, configuration
  }

  public init(_ kind: Kind, _ what: String, place: String = "", remedy: String = "") {
    self.kind = kind
    self.what = what
    self.place = place
    self.remedy = remedy
  }

  public var description: String {
    var text = what
    if !place.isEmpty { text += " (\(place))" }
    return remedy.isEmpty ? text : text + ". " + remedy
  }
}
