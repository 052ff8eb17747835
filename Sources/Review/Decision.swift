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
    /// Country and edition (`kaz-2015-2016`, see `reportName`): the report that the document is a state of, so that the
    /// decision outlives the bytes on which it was made. Empty in lines of 0.1 and in most that are written by hand.
    public var report: String

    public init(
      document: String, charStart: Int, charEnd: Int, quote: String, prefix: String = "", suffix: String = "",
      report: String = ""
    ) {
      self.document = document
      self.charStart = charStart
      self.charEnd = charEnd
      self.quote = quote
      self.prefix = prefix
      self.suffix = suffix
      self.report = report
    }

    package enum CodingKeys: String, CodingKey, CaseIterable {
      case document
      case charStart = "char_start"
      case charEnd = "char_end"
      case quote, prefix, suffix, report
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
      report = try values.decodeIfPresent(String.self, forKey: .report) ?? ""
    }

    /// A line that names no report stays as it was written, and so does the decision's id.
    public func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(document, forKey: .document)
      try values.encode(charStart, forKey: .charStart)
      try values.encode(charEnd, forKey: .charEnd)
      try values.encode(quote, forKey: .quote)
      try values.encode(prefix, forKey: .prefix)
      try values.encode(suffix, forKey: .suffix)
      if !report.isEmpty { try values.encode(report, forKey: .report) }
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
