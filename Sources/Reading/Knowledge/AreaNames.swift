import Core

/// The names of countries and territories in every installed language, for finding them in titles and file names.
package struct AreaNames: Sendable {
  private var exact: [String: String] = [:]
  private var plain: [String: String] = [:]

  /// A name that two areas share stands for neither.
  ///
  /// - Parameter letters: How file names write a letter, where that is not the letter without its mark.
  init(_ names: [(area: String, name: String)], letters: [Character: String] = [:]) {
    func add(_ key: String, _ area: String, to table: inout [String: String]) {
      guard !key.isEmpty else { return }
      if let other = table[key], other != area { table[key] = "" } else { table[key] = area }
    }
    for (area, name) in names {
      let keys = nameKeys(name, letters: letters)
      add(keys.exact, area, to: &exact)
      add(keys.plain, area, to: &plain)
    }
  }

  /// The area that these words name, as prose writes it.
  package func area(_ words: ArraySlice<NameToken>) -> String? { Self.code(exact[Self.key(words)]) }

  /// The area that these words name, as file names may write it.
  func areaInFileName(_ words: ArraySlice<NameToken>) -> String? { Self.code(plain[Self.key(words)]) }

  /// Areas whose names stand in a text, sorted by code; a name within a longer one (Guinea, Guinea-Bissau) does not
  /// count.
  ///
  /// - Parameter isFileName: Whether å may be written a.
  package func areas(in text: String, isFileName: Bool = false) -> [String] {
    let tokens = nameTokens(text)
    var found: Set<String> = []
    var place = 0
    while place < tokens.count {
      let longest = (1...8).reversed().first { length in
        guard place + length <= tokens.count else { return false }
        let words = tokens[place..<(place + length)]
        guard let code = isFileName ? areaInFileName(words) : area(words) else { return false }
        found.insert(code)
        return true
      }
      place += longest ?? 1
    }
    return found.sorted()
  }

  private static func key(_ words: ArraySlice<NameToken>) -> String {
    words.map(\.text).joined(separator: " ")
  }

  private static func code(_ found: String?) -> String? { found.flatMap { $0.isEmpty ? nil : $0 } }
}

extension RuleSet {
  /// Names of countries and territories: those of the code list and those of every installed language.
  static func areaNames(
    _ areas: [Area], _ packs: [LanguagePack]
  ) -> [(area: String, name: String)] {
    let listed = areas.filter { $0.kind == "country" || $0.kind == "territory" }
    let codes = Set(listed.map(\.id))
    return listed.flatMap { area in area.names.texts.values.sorted().map { (area.id, $0) } }
      + packs.flatMap(\.areaNames).filter { codes.contains($0.area) }.flatMap { entry in
        entry.patterns.filter { !$0.contains("*") }.map { (entry.area, $0) }
      }
  }
}
