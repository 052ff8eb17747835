import Foundation
import Yams

/// A place in a YAML file, read strictly: a key that nobody expects is an error that names its line.
///
/// Decoding with `Codable` would accept a misspelt key in silence and so drop what its writer meant.
public struct StrictYAML {
  public let file: String
  public let node: Node

  /// - Throws: `ConfigurationError` when the text is not YAML, or is empty.
  public init(_ text: String, file: String) throws {
    self.file = file
    do {
      // Without guessing what a plain scalar may be: it is a text until somebody asks for a number.
      guard let node = try Yams.compose(yaml: text, .basic) else {
        throw ConfigurationError(file: file, line: 1, message: "is empty")
      }
      self.node = node
    } catch let error as YamlError {
      throw ConfigurationError(file: file, line: error.line, message: "is not YAML: \(error.plain)")
    }
  }

  private init(file: String, node: Node) {
    self.file = file
    self.node = node
  }

  /// One-based line on which this place begins.
  public var line: Int? { node.mark?.line }

  public func error(_ message: String) -> ConfigurationError {
    ConfigurationError(file: file, line: line, message: message)
  }

  /// Refuses every key of this mapping that is not in `keys`.
  public func allow(_ keys: Set<String>) throws {
    for (key, _) in try pairs() where !keys.contains(key.string) {
      let known = keys.sorted().joined(separator: ", ")
      throw ConfigurationError(
        file: file, line: key.line, message: "unknown key \"\(key.string)\"; known here: \(known)")
    }
  }

  /// The mapping's entries in the order of the file; each key keeps its line.
  public func pairs() throws -> [(key: Key, value: StrictYAML)] {
    guard let mapping = node.mapping else { throw error("expected a mapping (key: value)") }
    return mapping.map { key, value in
      (Key(string: key.scalar?.string ?? "", line: key.mark?.line), StrictYAML(file: file, node: value))
    }
  }

  public struct Key: Sendable {
    public let string: String
    /// One-based.
    public let line: Int?

    package init(string: String, line: Int?) {
      self.string = string
      self.line = line
    }
  }

  /// Whether it is a text, a list, a mapping, or nothing (`~`).
  public var isText: Bool { node.scalar != nil }
  public var isList: Bool { node.sequence != nil }
  public var isMapping: Bool { node.mapping != nil }
  public var isNull: Bool { node.isNull }

  /// The value under `key`, or nil where the key is absent or its value is null.
  public func optional(_ key: String) -> StrictYAML? {
    guard let mapping = node.mapping,
      let value = mapping.first(where: { $0.key.scalar?.string == key })?.value, !value.isNull
    else { return nil }
    return StrictYAML(file: file, node: value)
  }

  public func required(_ key: String) throws -> StrictYAML {
    guard let value = optional(key) else { throw error("the key \"\(key)\" is missing") }
    return value
  }

  public func list() throws -> [StrictYAML] {
    guard let sequence = node.sequence else { throw error("expected a list") }
    return sequence.map { StrictYAML(file: file, node: $0) }
  }

  /// A list of strings; a single string stands for a list of one.
  public func strings() throws -> [String] {
    node.scalar != nil ? [try string()] : try list().map { try $0.string() }
  }

  public func string() throws -> String {
    guard let scalar = node.scalar else { throw error("expected a text") }
    return scalar.string
  }

  public func integer() throws -> Int {
    guard let value = Int(try string()) else { throw error("expected a whole number") }
    return value
  }

  public func number() throws -> Double {
    guard let value = Double(try string()) else { throw error("expected a number") }
    return value
  }

  public func boolean() throws -> Bool {
    switch try string() {
    case "true": return true
    case "false": return false
    default: throw error("expected true or false")
    }
  }
}

extension Node {
  fileprivate var isNull: Bool {
    guard let scalar, scalar.style == .plain || scalar.style == .any else { return false }
    return ["", "null", "~"].contains(scalar.string)
  }
}

extension YamlError {
  /// One-based.
  fileprivate var line: Int? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    case .reader(_, let offset, _, let yaml):
      offset.map { yaml.prefix($0).count(where: \.isNewline) + 1 } ?? 1
    // What says no place is said of the whole file.
    default: 1
    }
  }

  /// The parser's complaint without its picture of the text.
  fileprivate var plain: String {
    switch self {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
      problem
    case .reader(let problem, _, _, _): problem
    case .duplicatedKeysInMapping(let duplicates, _):
      "the same key twice: \(duplicates.sorted().joined(separator: ", "))"
    default: "\(self)"
    }
  }
}

extension StrictYAML {
  /// Reads a file.
  ///
  /// - Parameter path: the file's path as messages should name it.
  /// - Throws: `ConfigurationError` when it is missing, not UTF-8, or not YAML.
  public init(file url: URL, path: String) throws {
    guard let data = try? Data(contentsOf: url) else {
      throw ConfigurationError(file: path, line: nil, message: "cannot be read; is it missing?")
    }
    try self.init(data, file: path)
  }

  /// - Parameter bytes: of the file.
  /// - Throws: `ConfigurationError` when they are not YAML in UTF-8, or empty.
  package init(_ bytes: some Collection<UInt8>, file: String) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw notUTF8(bytes, file: file)
    }
    try self.init(text, file: file)
  }
}

/// Names the line of the first byte that is none.
package func notUTF8(_ bytes: some Collection<UInt8>, file: String) -> ConfigurationError {
  let all = Array(bytes)
  let place = all.withUnsafeBufferPointer { firstInvalidUTF8(in: $0) } ?? 0
  return ConfigurationError(
    file: file, line: all[..<place].count { $0 == 0x0A } + 1, message: "is not UTF-8; save it as UTF-8")
}
