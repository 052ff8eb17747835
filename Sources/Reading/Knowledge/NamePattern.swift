import Core

/// How a family names its reports, in titles or in file names: words, and the places of country, edition and date.
///
/// `{country}` is a country's name, `{edition}` a year or two, `{published}` a date as ISO 8601 has it, `*` any words;
/// `a|b` is either word, and what `?` follows may be missing. Marks and spaces only part the words.
package struct NamePattern: Hashable, Sendable {
  package enum Element: Hashable, Sendable {
    case words([String])
    case country, edition, published, anything
  }

  package struct Piece: Hashable, Sendable {
    package var element: Element
    var isOptional = false

    package init(element: Element, isOptional: Bool = false) {
      self.element = element
      self.isOptional = isOptional
    }
  }

  /// What a title or a file name says.
  package struct Names: Hashable, Sendable {
    var country = ""
    package var edition = ""
    package var published = ""
  }

  package let pieces: [Piece]

  /// - Returns: nil for an unknown place or one without its bracket.
  init?(_ text: String) {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first == "{" {
        guard let end = rest.firstIndex(of: "}") else { return nil }
        switch rest[rest.index(after: rest.startIndex)..<end] {
        case "country": pieces.append(Piece(element: .country))
        case "edition": pieces.append(Piece(element: .edition))
        case "published": pieces.append(Piece(element: .published))
        default: return nil
        }
        rest = rest[rest.index(after: end)...]
      } else if first == "*" {
        pieces.append(Piece(element: .anything))
        rest = rest.dropFirst()
      } else if first == "?" {
        guard !pieces.isEmpty else { return nil }
        pieces[pieces.count - 1].isOptional = true
        rest = rest.dropFirst()
      } else {
        let run = rest.prefix { $0.isLetter || $0.isNumber || $0 == "|" }
        rest = rest.dropFirst(max(1, run.count))
        guard !run.isEmpty else { continue }
        if run.contains("|") {
          pieces.append(
            Piece(element: .words(run.split(separator: "|").map { nameTokens(String($0)).first?.text ?? "" }))
          )
        } else {
          pieces += nameTokens(String(run)).map { Piece(element: .words([$0.text])) }
        }
      }
    }
    guard !pieces.isEmpty else { return nil }
    self.pieces = pieces
  }

  /// What a whole title or file name says; nil where it does not follow the pattern.
  ///
  /// - Parameter country: The code of the country whose name the words are; nil where they name none.
  package func names(in tokens: [NameToken], country: (ArraySlice<NameToken>) -> String?) -> Names? {
    mayMatch(tokens) ? match(pieces[...], tokens[...], Names(), country) : nil
  }

  /// Words without which no name follows the pattern.
  var words: [String] {
    pieces.compactMap { piece in
      guard !piece.isOptional, case .words(let words) = piece.element, words.count == 1 else { return nil }
      return words[0]
    }
  }

  /// Whether all words that the pattern asks for are there: most lines of a report lack one, and need no more.
  private func mayMatch(_ tokens: [NameToken]) -> Bool {
    pieces.allSatisfy { piece in
      guard !piece.isOptional else { return true }
      return switch piece.element {
      case .words(let words): tokens.contains { words.contains($0.text) }
      case .edition, .published: tokens.contains { $0.isYear }
      case .country, .anything: true
      }
    }
  }

  private func match(
    _ pieces: ArraySlice<Piece>, _ tokens: ArraySlice<NameToken>, _ names: Names,
    _ country: (ArraySlice<NameToken>) -> String?
  ) -> Names? {
    guard let piece = pieces.first else { return tokens.isEmpty ? names : nil }
    let rest = pieces.dropFirst()
    for length in lengths(of: piece.element, in: tokens) {
      var names = names
      let taken = tokens.prefix(length)
      switch piece.element {
      case .words, .anything: break
      case .country:
        guard let code = country(taken) else { continue }
        names.country = code
      case .edition: names.edition = taken.map(\.text).joined(separator: "-")
      case .published: names.published = taken.map(\.text).joined(separator: "-")
      }
      if let found = match(rest, tokens.dropFirst(length), names, country) { return found }
    }
    return piece.isOptional ? match(rest, tokens, names, country) : nil
  }

  /// How many tokens an element can take here, the likeliest first.
  private func lengths(of element: Element, in tokens: ArraySlice<NameToken>) -> [Int] {
    guard let first = tokens.first else { return element == .anything ? [0] : [] }
    switch element {
    case .words(let words): return words.contains(first.text) ? [1] : []
    case .country: return Array((1...min(8, tokens.count)).reversed())
    case .anything: return Array(0...min(24, tokens.count))
    case .edition:
      guard first.isYear else { return [] }
      let second = tokens.dropFirst().first
      let isPair = second.map { $0.isYear && ["-", "–", "—", "/"].contains($0.gap) } ?? false
      return isPair ? [2, 1] : [1]
    case .published:
      guard first.isYear else { return [] }
      let more = tokens.dropFirst().prefix(2).prefix {
        $0.isNumber && $0.text.utf8.count == 2 && $0.gap == "-"
      }
      let isDate = DateInterval8601(tokens.prefix(1 + more.count).map(\.text).joined(separator: "-")) != nil
      return isDate ? [1 + more.count] : []
    }
  }
}
