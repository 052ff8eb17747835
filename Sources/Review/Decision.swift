import Core
import Dataset
import FoundationEssentials

/// A reader's correction of our reading: one line of NDJSON below `Decisions/`.
///
/// It names the characters it is about, not a row, so that it survives re-extraction; where the quote no
/// longer stands at its place (or nowhere in the document) it is stale, and says so in a finding.
public struct Decision: Codable, Hashable, Sendable {
  public var target: Target
  /// Indicator of the observation as it was read.
  public var indicator: String
  /// Treaty of the observation as it was read; empty but for `treaty_status`.
  public var treaty: String
  /// Id of the observation as it was read: told apart by it when one mention carries several observations
  /// of one indicator. Empty in lines written by hand.
  public var observation: String
  public var field: Field
  /// What the rules had read, as in the export; guards against correcting something else.
  public var old: String
  public var new: String
  public var reason: String
  public var who: String
  /// ISO 8601 with time zone: `2017-04-01T12:00:00Z`.
  public var when: String

  /// Characters of a document, with what stands around them.
  public struct Target: Codable, Hashable, Sendable {
    /// SHA-256 of the document's bytes, lower-case hexadecimal.
    public var document: String
    /// Zero-based, in code points.
    public var charStart: Int
    /// Zero-based, in code points, excluded.
    public var charEnd: Int
    /// Exactly the document's text at these characters.
    public var quote: String
    /// Up to 32 code points before, to find the place again in another edition of the text.
    public var prefix: String
    /// Up to 32 code points after.
    public var suffix: String

    public init(
      document: String, charStart: Int, charEnd: Int, quote: String, prefix: String = "", suffix: String = ""
    ) {
      self.document = document
      self.charStart = charStart
      self.charEnd = charEnd
      self.quote = quote
      self.prefix = prefix
      self.suffix = suffix
    }

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case document
      case charStart = "char_start"
      case charEnd = "char_end"
      case quote, prefix, suffix
    }

    public init(from decoder: any Decoder) throws {
      try refuseUnknownKeys(decoder, known: CodingKeys.allCases.map(\.rawValue))
      let values = try decoder.container(keyedBy: CodingKeys.self)
      document = try values.decode(String.self, forKey: .document)
      charStart = try values.decode(Int.self, forKey: .charStart)
      charEnd = try values.decode(Int.self, forKey: .charEnd)
      quote = try values.decode(String.self, forKey: .quote)
      prefix = try values.decodeIfPresent(String.self, forKey: .prefix) ?? ""
      suffix = try values.decodeIfPresent(String.self, forKey: .suffix) ?? ""
    }
  }

  /// What is corrected. `status` takes `accept` or `reject`; `mention` says what a number is that is no
  /// indicator's (`date`, `law_number`); `add` gives the value of a fact that the rules missed, whose other dimensions
  /// further decisions give.
  public enum Field: String, Codable, CaseIterable, Sendable {
    case value
    case valueHigh = "value_high"
    case total, qualifier, area
    case timePeriod = "time_period"
    case sex, age, base
    case citedSource = "cited_source"
    case treaty, indicator, status, mention, add

    /// Those that are about an observation that is there.
    public static let correctable = allCases.filter { $0 != .mention && $0 != .add }
  }

  public init(
    target: Target, indicator: String, treaty: String = "", observation: String = "", field: Field,
    old: String, new: String, reason: String, who: String, when: String
  ) {
    self.target = target
    self.indicator = indicator
    self.treaty = treaty
    self.observation = observation
    self.field = field
    self.old = old
    self.new = new
    self.reason = reason
    self.who = who
    self.when = when
  }

  package enum CodingKeys: String, CodingKey, CaseIterable {
    case target, indicator, treaty, observation, field, old, new, reason, who, when
  }

  public init(from decoder: any Decoder) throws {
    try refuseUnknownKeys(decoder, known: CodingKeys.allCases.map(\.rawValue))
    let values = try decoder.container(keyedBy: CodingKeys.self)
    target = try values.decode(Target.self, forKey: .target)
    indicator = try values.decode(String.self, forKey: .indicator)
    treaty = try values.decodeIfPresent(String.self, forKey: .treaty) ?? ""
    observation = try values.decodeIfPresent(String.self, forKey: .observation) ?? ""
    let name = try values.decode(String.self, forKey: .field)
    guard let field = Field(rawValue: name) else {
      let known = Field.allCases.map(\.rawValue).joined(separator: ", ")
      throw UnreadableLine(message: "unknown field \"\(name)\"; known: \(known)")
    }
    self.field = field
    old = try values.decode(String.self, forKey: .old)
    new = try values.decode(String.self, forKey: .new)
    reason = try values.decode(String.self, forKey: .reason)
    who = try values.decode(String.self, forKey: .who)
    when = try values.decode(String.self, forKey: .when)
  }
}

extension Decision {
  /// Reads a file of decisions, one JSON object per line; empty lines are skipped.
  ///
  /// - Parameter file: The name that errors give.
  /// - Throws: `ConfigurationError` with the one-based line of the first mistake.
  public static func read(_ bytes: [UInt8], file: String) throws -> [Decision] {
    let decoder = JSONDecoder()
    var decisions: [Decision] = []
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      do {
        let decision = try decoder.decode(Decision.self, from: Data(line))
        try decision.validate()
        decisions.append(decision)
      } catch {
        throw ConfigurationError(file: file, line: index + 1, message: plain(error))
      }
    }
    return decisions
  }

  /// SHA-256 over the decision's line, shortened to 16 bytes, in hexadecimal.
  public var id: String {
    String(ContentHash.sha256(Array(((try? line()) ?? "").utf8)).prefix(32))
  }

  /// The decision as one line of NDJSON with sorted keys, without the line's end.
  public func line() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  private func validate() throws {
    if target.charStart < 0 || target.charEnd <= target.charStart {
      throw UnreadableLine(message: "char_start and char_end are no stretch of text")
    }
    if target.quote.isEmpty { throw UnreadableLine(message: "the quote is empty") }
    if reason.isEmpty { throw UnreadableLine(message: "a decision needs a reason") }
    if field == .add, indicator.isEmpty || new.isEmpty {
      throw UnreadableLine(message: "a missed fact needs its indicator and its value")
    }
    if field == .mention, new.isEmpty { throw UnreadableLine(message: "it does not say what the number is") }
    if field == .status, new != "accept", new != "reject" {
      throw UnreadableLine(message: "the new status is \"accept\" or \"reject\", not \"\(new)\"")
    }
  }

  private static func plain(_ error: any Error) -> String {
    switch error {
    case let error as UnreadableLine: error.message
    case DecodingError.keyNotFound(let key, _): "the key \"\(key.stringValue)\" is missing"
    case DecodingError.typeMismatch(let type, let context):
      "\(path(context)) is not \(type == Int.self ? "a whole number" : "a text")"
    case DecodingError.valueNotFound(_, let context): "\(path(context)) is null"
    default: "is not a JSON object"
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    "\"" + context.codingPath.map(\.stringValue).joined(separator: ".") + "\""
  }
}

private struct UnreadableLine: Error { let message: String }

private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

/// `Codable` would drop a misspelt key in silence, and with it what its writer meant.
private func refuseUnknownKeys(_ decoder: any Decoder, known: [String]) throws {
  let keys = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
  if let unknown = keys.sorted().first(where: { !known.contains($0) }) {
    throw UnreadableLine(
      message: "unknown key \"\(unknown)\"; known: \(known.sorted().joined(separator: ", "))")
  }
}
