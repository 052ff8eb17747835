/// A text in several languages: a name or a definition. English always stands first; where a language has none,
/// English stands in.
public struct Names: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  /// By BCP 47 code; no entry is empty.
  public private(set) var texts: [String: String]

  /// - Parameter texts: by BCP 47 code; empty ones count as missing.
  public init(_ texts: [String: String]) {
    self.texts = texts.filter { !$0.value.isEmpty }
  }

  public init(dictionaryLiteral elements: (String, String)...) {
    self.init(Dictionary(elements) { first, _ in first })
  }

  public var english: String {
    get { texts["en"] ?? "" }
    set { texts["en"] = newValue.isEmpty ? nil : newValue }
  }

  /// The text in the language, else in English.
  public func text(in language: String) -> String { texts[language] ?? english }

  /// Every language but English, sorted by code.
  public var translations: [(language: String, text: String)] {
    texts.filter { $0.key != "en" }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// Whether the code has the form of BCP 47: `en`, `pt-BR`, `zh-Hant`.
public func isLanguageCode(_ code: String) -> Bool {
  let parts = code.split(separator: "-", omittingEmptySubsequences: false).map { Array($0.utf8) }
  func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  guard let first = parts.first, (2...3).contains(first.count),
    first.allSatisfy({ (0x61...0x7A).contains($0) })
  else { return false }
  return parts.dropFirst().allSatisfy { part in
    (1...8).contains(part.count) && part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
  }
}

extension Names {
  /// Reads `{en: "…", sv: "…"}`: any languages, English among them.
  ///
  /// - Throws: `ConfigurationError`.
  public init(_ yaml: StrictYAML) throws {
    var texts: [String: String] = [:]
    for (language, text) in try yaml.pairs() {
      guard isLanguageCode(language.string) else {
        throw ConfigurationError(
          file: yaml.file, line: language.line,
          message: "\"\(language.string)\" is no language; write a BCP 47 code such as en, sv or pt-BR")
      }
      texts[language.string] = try text.string()
    }
    guard texts["en"] != nil else { throw yaml.error("the English text is missing: add en") }
    self.init(texts)
  }
}
