import Core

/// Named groups of patterns, and what stands in braces in a pattern: `{local_government}` is any pattern of the group
/// of that name.
///
/// A group may name others; a name of the file at hand (a template's parameter, the measure) goes before the
/// language's.
struct PatternGroups: Sendable {
  private var groups: [String: [String]]
  /// Expanded once, whatever the number of patterns that name it.
  private var known: [String: [String]] = [:]
  /// How many alternatives one pattern may come to: more is a mistake, and costs memory.
  private static let most = 4000

  init(_ groups: [String: [String]] = [:]) { self.groups = groups }

  /// All patterns as they are written.
  var patterns: [String] {
    groups.values.flatMap { $0.flatMap { $0.split(separator: "|").map(String.init) } }
  }

  /// Reads a language's `groups.yml`: names with their patterns, alternatives parted by `|` or as list items.
  init(_ yaml: StrictYAML) throws {
    groups = [:]
    for (name, patterns) in try yaml.pairs() { groups[name.string] = try patterns.strings() }
    for (name, patterns) in try yaml.pairs() {
      known[name.string] = try alternatives(
        of: try patterns.strings().joined(separator: "|"), file: yaml.file, line: name.line)
    }
  }

  /// The same groups, and some more that go before them.
  func adding(_ more: [String: [String]]) -> PatternGroups {
    var result = self
    for (name, patterns) in more {
      result.groups[name] = patterns
      result.known[name] = nil
    }
    return result
  }

  /// The pattern without braces: all its alternatives, parted by `|`.
  ///
  /// - Throws: `ConfigurationError` for a group that nobody knows, or that contains itself.
  func expand(_ pattern: String, file: String, line: Int?) throws -> String {
    guard pattern.utf8.contains(UInt8(ascii: "{")) else { return pattern }
    return try alternatives(of: pattern, file: file, line: line).joined(separator: "|")
  }

  private func alternatives(of pattern: String, file: String, line: Int?, inside: [String] = []) throws
    -> [String]
  {
    var result: [String] = []
    var seen: Set<String> = []
    for alternative in pattern.split(separator: "|", omittingEmptySubsequences: false) {
      for text in try expansions(of: alternative, file: file, line: line, inside: inside)
      where seen.insert(text).inserted {
        result.append(text)
      }
      guard result.count <= Self.most else {
        throw ConfigurationError(
          file: file, line: line, message: "\"\(pattern)\" comes to more than \(Self.most) patterns")
      }
    }
    return result
  }

  private func expansions(of text: Substring, file: String, line: Int?, inside: [String]) throws -> [String] {
    guard let open = text.firstIndex(of: "{") else { return [String(text)] }
    guard let close = text[open...].firstIndex(of: "}") else {
      throw ConfigurationError(file: file, line: line, message: "\"\(text)\" opens { and does not close it")
    }
    let name = String(text[text.index(after: open)..<close])
    guard !inside.contains(name) else {
      throw ConfigurationError(file: file, line: line, message: "the group \"\(name)\" contains itself")
    }
    let rest = try expansions(
      of: text[text.index(after: close)...], file: file, line: line, inside: inside)
    return try members(of: name, file: file, line: line, inside: inside).flatMap { member in
      rest.map { "\(text[..<open])\(member)\($0)" }
    }
  }

  private func members(of name: String, file: String, line: Int?, inside: [String]) throws -> [String] {
    if let members = known[name] { return members }
    guard let patterns = groups[name] else {
      throw ConfigurationError(
        file: file, line: line,
        message: "there is no group \"\(name)\"; groups stand in the language's groups.yml")
    }
    return try alternatives(
      of: patterns.joined(separator: "|"), file: file, line: line, inside: inside + [name])
  }
}
