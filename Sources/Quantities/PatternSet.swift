/// Word patterns and phrases, gathered into numbered groups of alternatives.
///
/// A pattern is `word` (exactly), `word*` (begins with), `*word` (ends with) or `*word*` (contains). Patterns
/// separated by spaces make a phrase of consecutive tokens, in which `_` stands for one token of any kind, `^` for a word
/// with a capital that does not begin a sentence, and `...` for none to four tokens. `|` separates the alternatives of a group. Case does not matter.
public struct PatternSet: Sendable {
  /// The parts of a phrase.
  enum Part: Hashable, Sendable {
    case atom(Int32)
    case any
    /// A word with a capital where none is needed: a name.
    case name
    case gap
  }

  struct Phrase: Hashable, Sendable {
    var group: Int32
    var parts: [Part]
  }

  enum Shape: UInt8, Hashable, Sendable {
    case exact, prefix, suffix, infix
  }

  struct Atom: Hashable, Sendable {
    var shape: Shape
    var bytes: [UInt8]
  }

  private(set) var atoms: [Atom] = []
  private var atomNumbers: [Atom: Int32] = [:]
  /// Groups that a word of the atom belongs to by itself.
  private(set) var groupsOfAtom: [[Int32]] = []
  /// Phrases that a word of the atom begins.
  private(set) var phrasesOfAtom: [[Int32]] = []
  private(set) var phrases: [Phrase] = []
  private var groupNumbers: [String: Int] = [:]
  /// The text each group was made from.
  public private(set) var texts: [String] = []

  public init() {}

  /// Marks of an atom's words, one bit each.
  private(set) var marksOfAtom: [UInt8] = []

  public var groupCount: Int { texts.count }

  /// Gives words a mark that a look-up reads from the word itself: for words so frequent that a match for each
  /// would cost more than the text.
  ///
  /// - Parameter bit: 0 to 7.
  /// - Throws: `PatternError` for a phrase.
  public mutating func mark(_ words: [String], bit: UInt8) throws {
    for word in words {
      let parts = try self.parts(of: word[...], in: word)
      guard parts.count == 1, case .atom(let atom)? = parts.first else {
        throw PatternError(pattern: word, message: "only single words can be marked")
      }
      marksOfAtom[Int(atom)] |= 1 << bit
    }
  }

  /// Marks every word that one of some groups' patterns may begin with.
  ///
  /// - Parameter bit: 0 to 7.
  public mutating func markBeginnings(of groups: Set<Int32>, bit: UInt8) {
    for atom in atoms.indices {
      let begins =
        groupsOfAtom[atom].contains(where: groups.contains)
        || phrasesOfAtom[atom].contains { groups.contains(phrases[Int($0)].group) }
      if begins { marksOfAtom[atom] |= 1 << bit }
    }
  }

  /// The number of the group with these alternatives; the same text gives the same group.
  ///
  /// - Parameter isOwn: makes a group of its own, whatever has the same text.
  /// - Throws: `PatternError` for an empty alternative or a phrase that begins with a gap.
  public mutating func group(_ text: String, isOwn: Bool = false) throws -> Int {
    if !isOwn, let known = groupNumbers[text] { return known }
    let number = texts.count
    texts.append(text)
    if !isOwn { groupNumbers[text] = number }
    for alternative in text.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false) {
      try add(Substring(alternative), to: Int32(number), of: text)
    }
    return number
  }

  private mutating func add(_ alternative: Substring, to group: Int32, of text: String) throws {
    var parts: [Part] = []
    for word in alternative.utf8.split(separator: UInt8(ascii: " ")) {
      if let atom = plainAtom(word) {
        parts.append(.atom(number(of: atom)))
      } else {
        parts += try self.parts(of: Substring(word), in: text)
      }
    }
    guard case .atom(let first)? = parts.first else {
      throw PatternError(pattern: text, message: "an alternative is empty or begins with a gap")
    }
    if parts.count == 1 {
      if !groupsOfAtom[Int(first)].contains(group) { groupsOfAtom[Int(first)].append(group) }
    } else {
      phrasesOfAtom[Int(first)].append(Int32(phrases.count))
      phrases.append(Phrase(group: group, parts: parts))
    }
  }

  /// The atom of a word of nothing but Latin letters, with an asterisk at its beginning or end or without; nil for any
  /// other. It is what `parts` makes of the word, at less cost.
  private func plainAtom(_ word: Substring.UTF8View.SubSequence) -> Atom? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(word.count)
    for byte in word {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "*"), 0xC3: bytes.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte + 32)
      case 0x80...0xBF:
        guard bytes.last == 0xC3, byte != 0x97, byte != 0xB7, byte != 0x9F else { return nil }
        bytes.append(byte < 0x9F ? byte + 32 : byte)
      default: return nil
      }
    }
    let open = bytes.first == UInt8(ascii: "*")
    let ends = bytes.count > 1 && bytes.last == UInt8(ascii: "*")
    if ends { bytes.removeLast() }
    if open { bytes.removeFirst() }
    guard !bytes.isEmpty, !bytes.contains(UInt8(ascii: "*")) else { return nil }
    return Atom(shape: open ? (ends ? .infix : .suffix) : (ends ? .prefix : .exact), bytes: bytes)
  }

  /// A word with hyphens, colons or the like is several tokens, as in the text.
  private mutating func parts(of word: Substring, in text: String) throws -> [Part] {
    if word == "_" { return [.any] }
    if word == "^" { return [.name] }
    if word == "..." { return [.gap] }
    // Beside a hyphen an asterisk says no more than the hyphen itself: "*-HDI" is "-HDI".
    let pieces = Self.pieces(of: word).filter { $0 != "*" }
    return try pieces.enumerated().map { index, piece in
      guard piece.count <= 2 || !piece.allSatisfy(\.isNumber) else {
        throw PatternError(
          pattern: text, message: "a number of more than two digits is no word; write _ for it")
      }
      // A typographic apostrophe is the same mark as the plain one, as in the text.
      var bytes = piece == "’" || piece == "ʼ" ? [0x27] : [UInt8](piece.lowercased().utf8)
      let open = index == 0 && bytes.first == UInt8(ascii: "*") && bytes.count > 1
      if open { bytes.removeFirst() }
      let ends = index == pieces.count - 1 && bytes.last == UInt8(ascii: "*")
      if ends { bytes.removeLast() }
      guard !bytes.isEmpty, !bytes.contains(UInt8(ascii: "*")) else {
        throw PatternError(pattern: text, message: "an asterisk stands only at a word's beginning or end")
      }
      let shape: Shape = open ? (ends ? .infix : .suffix) : (ends ? .prefix : .exact)
      return .atom(number(of: Atom(shape: shape, bytes: bytes)))
    }
  }

  private static func pieces(of word: Substring) -> [Substring] {
    var pieces: [Substring] = []
    var start = word.startIndex
    for index in word.indices {
      let character = word[index]
      guard !(character.isLetter || character.isNumber || character == "*") else { continue }
      if start < index { pieces.append(word[start..<index]) }
      pieces.append(word[index...index])
      start = word.index(after: index)
    }
    if start < word.endIndex { pieces.append(word[start...]) }
    return pieces
  }

  private mutating func number(of atom: Atom) -> Int32 {
    if let known = atomNumbers[atom] { return known }
    let number = Int32(atoms.count)
    atoms.append(atom)
    atomNumbers[atom] = number
    groupsOfAtom.append([])
    phrasesOfAtom.append([])
    marksOfAtom.append(0)
    return number
  }
}

/// A word pattern that cannot be understood.
public struct PatternError: Error, Hashable, CustomStringConvertible {
  public var pattern: String
  public var message: String

  public var description: String { "\"\(pattern)\": \(message)" }
}
