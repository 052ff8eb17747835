import Core
import Foundation

/// Decisions as they stand in files, each with its place, and the lines that are none.
///
/// One bad line takes nothing from the others: whoever reads the files goes on with the decisions that are sound and says
/// which are not.
public struct DecisionFile: Sendable {
  /// In the order of the lines.
  public private(set) var lines: [Line] = []
  /// What can't be read or can't be used, in the order of the lines.
  public private(set) var faults: [ConfigurationError] = []
  private var known: Set<String> = []

  public struct Line: Sendable {
    public var decision: Decision
    /// `Decision.id`, found once.
    public var id: String
    /// As messages call it.
    public var file: String
    /// One-based.
    public var line: Int
  }

  public init() {}

  /// Adds a file's lines, one JSON object each; empty ones are skipped. A line that an earlier one repeats, in this
  /// file or another, counts once.
  ///
  /// - Parameter file: The name that errors give.
  public mutating func add(_ bytes: [UInt8], file: String) {
    let decoder = JSONDecoder()
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes[mark.count...] : bytes[...]
    for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      do {
        let decision = try decoder.decode(Decision.self, from: Data(line))
        try decision.validate()
        let id = decision.id
        guard known.insert(id).inserted else { continue }
        lines.append(Line(decision: decision, id: id, file: file, line: index + 1))
      } catch {
        faults.append(ConfigurationError(file: file, line: index + 1, message: plain(error)))
      }
    }
  }

  /// Holds each decision against the code lists; what they refuse becomes a fault.
  public func checked(against lists: DecisionLists) -> DecisionFile {
    var checked = self
    checked.lines = []
    for line in lines {
      do {
        try lists.check(line.decision)
        checked.lines.append(line)
      } catch {
        let message = (error as? Failure).map { "\($0.what). \($0.remedy)" } ?? "\(error)"
        checked.faults.append(ConfigurationError(file: line.file, line: line.line, message: message))
      }
    }
    return checked
  }

  public var decisions: [Decision] { lines.map(\.decision) }
}

extension [DecisionFile.Line] {
  /// In the order in which they were made; those of one second as they stand in their files, a missed fact before what
  /// gives it its dimensions.
  public var inOrder: [DecisionFile.Line] {
    func key(_ place: Int) -> (String, Int, Int) {
      (self[place].decision.when, self[place].decision.field == .add ? 0 : 1, place)
    }
    return indices.sorted { key($0) < key($1) }.map { self[$0] }
  }
}

extension Decision {
  /// Reads a file of decisions that has to be sound.
  ///
  /// - Parameter file: The name that errors give.
  /// - Throws: `ConfigurationError` with the one-based line of the first mistake.
  public static func read(_ bytes: [UInt8], file: String) throws -> [Decision] {
    var read = DecisionFile()
    read.add(bytes, file: file)
    if let fault = read.faults.first { throw fault }
    return read.decisions
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

  /// What can be told without a code list.
  fileprivate func validate() throws {
    if target.charStart < 0 || target.charEnd <= target.charStart {
      throw UnreadableLine(message: "char_start and char_end are no stretch of text")
    }
    if target.quote.isEmpty { throw UnreadableLine(message: "the quote is empty") }
    if !reason.contains(where: { !$0.isWhitespace }) {
      throw UnreadableLine(message: "a decision needs a reason")
    }
    if field == .add, indicator.isEmpty || new.isEmpty {
      throw UnreadableLine(message: "a missed fact needs its indicator and its value")
    }
    if field == .mention, new.wholeMatch(of: /[a-z][a-z0-9_]{0,39}/) == nil {
      throw UnreadableLine(
        message: "\"\(new)\" does not say what the number is: write date, name, law_number or the like")
    }
    if field == .status, new != "accept", new != "reject" {
      throw UnreadableLine(message: "the new status is \"accept\" or \"reject\", not \"\(new)\"")
    }
    let time = /(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+\-]\d{2}:\d{2}))?/
    guard let moment = when.wholeMatch(of: time), DateInterval8601(String(moment.output.1)) != nil else {
      throw UnreadableLine(message: "\"\(when)\" is no time; write when as 2017-04-01T12:00:00Z")
    }
  }
}

struct UnreadableLine: Error { let message: String }

private func plain(_ error: any Error) -> String {
  switch error {
  case let error as UnreadableLine: error.message
  case DecodingError.keyNotFound(let key, _): "the key \"\(key.stringValue)\" is missing"
  case DecodingError.typeMismatch(let type, let context):
    type == Int.self
      ? "\(path(context)) is not a whole number"
      : "\(path(context)) is not a text; write it in quotation marks"
  case DecodingError.valueNotFound(_, let context): "\(path(context)) is null"
  case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
    "\(path(context)) is not a whole number"
  default: "is not a JSON object; write one decision a line, its texts in quotation marks"
  }
}

private func path(_ context: DecodingError.Context) -> String {
  "\"" + context.codingPath.map(\.stringValue).joined(separator: ".") + "\""
}

private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

/// `Codable` would drop a misspelt key in silence, and with it what its writer meant.
func refuseUnknownKeys(_ decoder: any Decoder, known: [String]) throws {
  let keys = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
  if let unknown = keys.sorted().first(where: { !known.contains($0) }) {
    throw UnreadableLine(
      message: "unknown key \"\(unknown)\"; known: \(known.sorted().joined(separator: ", "))")
  }
}
