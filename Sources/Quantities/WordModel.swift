/// A language's words made ready for look-up, together with the patterns that a user of the scanner wants
/// to hear about. Immutable, and so shared by all scanners.
public final class WordModel: Sendable {
  public let lexicon: Lexicon
  public let patterns: PatternSet
  /// Class that a group gives to a word; empty for most.
  let classOfGroup: [WordClass]
  /// How many groups, counted from 0, are the caller's.
  let callerGroups: Int
  /// The parts of all phrases, one after the other: an atom's number, or -1 for any token, -2 for a gap,
  /// -3 for a name.
  let phraseParts: [Int32]
  /// Where each phrase's parts stand in `phraseParts`, without its first.
  let phraseRanges: [Range<Int32>]
  /// Phrases of the lexicon's own that a word of the atom begins.
  let ownPhrasesOfAtom: [[Int32]]
  /// The phrases of the caller.
  let phraseTree: PhraseTree
  let unitOfGroup: [Int: Int16]
  let unitBeforeOfGroup: [Int: Int16]
  let factorOfGroup: [Int: Int64]
  let bounds: [Int: Quantity.Bound]
  let boundsAfter: [Int: Quantity.Bound]
  let notBound: Int
  let notNumber: Int
  /// Whether some unit has a name of several words.
  let hasUnitPhrases: Bool
  /// Exact words with a value.
  let valued: [[UInt8]: (class: WordClass, value: Int64, needsCapital: Bool)]
  /// Numeral and ordinal parts of longer words, longest first, by first byte.
  let parts: [[Part]]
  /// Beginnings of the rest of a compound, longest first.
  let heads: [(bytes: [UInt8], unit: Int16)]

  /// Names of fractions, longest first.
  let denominators: [(bytes: [UInt8], value: Int64)]
  let denominatorSuffixes: Set<[UInt8]>
  let decadeEndings: Set<[UInt8]>
  let yearParts: [[UInt8]: UInt8]

  struct Part: Sendable {
    var bytes: [UInt8]
    var value: Int64
    var isOrdinal: Bool
    /// Only inside a longer word.
    var isJoint: Bool
  }

  /// - Parameter patterns: groups that the caller wants to find in texts; their numbers stay valid.
  /// - Throws: `PatternError`.
  public init(_ lexicon: Lexicon, patterns: PatternSet = PatternSet()) throws {
    callerGroups = patterns.groupCount
    var patterns = patterns
    var classes: [Int: WordClass] = [:]
    for (wordClass, words) in lexicon.classes + [(.ordinalSuffix, lexicon.ordinalSuffixes)]
    where !words.isEmpty {
      classes[try patterns.group(words.joined(separator: "|")), default: []].insert(wordClass)
    }
    var units: [Int: Int16] = [:]
    var before: [Int: Int16] = [:]
    for (index, unit) in lexicon.units.enumerated() {
      if !unit.words.isEmpty { units[try patterns.group(unit.words.joined(separator: "|"))] = Int16(index) }
      if !unit.before.isEmpty {
        before[try patterns.group(unit.before.joined(separator: "|"))] = Int16(index)
      }
    }
    var factors: [Int: Int64] = [:]
    for factor in lexicon.factors { factors[try patterns.group(factor.pattern)] = factor.value }
    var bounds: [Int: Quantity.Bound] = [:]
    for bound in lexicon.bounds { bounds[try patterns.group(bound.phrase)] = bound.bound }
    var boundsAfter: [Int: Quantity.Bound] = [:]
    for bound in lexicon.boundsAfter { boundsAfter[try patterns.group(bound.phrase)] = bound.bound }
    notBound = lexicon.notBounds.isEmpty ? -1 : try patterns.group(lexicon.notBounds.joined(separator: "|"))
    notNumber =
      lexicon.notNumbers.isEmpty ? -1 : try patterns.group(lexicon.notNumbers.joined(separator: "|"))
    hasUnitPhrases = lexicon.units.contains { ($0.words + $0.before).contains { $0.contains(" ") } }
    self.lexicon = lexicon
    self.patterns = patterns
    let firstOwn = callerGroups
    ownPhrasesOfAtom = patterns.phrasesOfAtom.map { numbers in
      numbers.filter { Int(patterns.phrases[Int($0)].group) >= firstOwn }
    }
    phraseTree = PhraseTree(patterns, groups: callerGroups)
    var parts: [Int32] = []
    phraseRanges = patterns.phrases.map { phrase in
      let start = Int32(parts.count)
      for part in phrase.parts.dropFirst() {
        switch part {
        case .atom(let atom): parts.append(atom)
        case .any: parts.append(-1)
        case .gap: parts.append(-2)
        case .name: parts.append(-3)
        }
      }
      return start..<Int32(parts.count)
    }
    phraseParts = parts
    classOfGroup = (0..<patterns.groupCount).map { classes[$0] ?? WordClass() }
    unitOfGroup = units
    unitBeforeOfGroup = before
    factorOfGroup = factors
    self.bounds = bounds
    self.boundsAfter = boundsAfter
    valued = Self.valuedWords(of: lexicon)
    self.parts = Self.parts(of: lexicon)
    yearParts = Dictionary(
      lexicon.yearParts.map { ([UInt8]($0.utf8), UInt8(clamping: $1)) },
      uniquingKeysWith: { first, _ in first })
    denominatorSuffixes = Set(lexicon.denominatorSuffixes.map { [UInt8]($0.utf8) })
    decadeEndings = Set(lexicon.decadeEndings.map { [UInt8]($0.utf8) })
    denominators = lexicon.denominators.map { (bytes: [UInt8]($0.utf8), value: $1) }
      .sorted { ($0.bytes.count, $0.value) > ($1.bytes.count, $1.value) }
    heads = lexicon.units.enumerated()
      .flatMap { index, unit in unit.heads.map { (bytes: [UInt8]($0.utf8), unit: Int16(index)) } }
      .sorted { ($0.bytes.count, $1.bytes.first ?? 0) > ($1.bytes.count, $0.bytes.first ?? 0) }
  }

  /// A word of two tables has both classes; where their values differ, the later table's value.
  private static func valuedWords(
    of lexicon: Lexicon
  ) -> [[UInt8]: (class: WordClass, value: Int64, needsCapital: Bool)] {
    var valued: [[UInt8]: (class: WordClass, value: Int64, needsCapital: Bool)] = [:]
    let tables: [(WordClass, [String: Int64])] = [
      (.collective, lexicon.collectives), (.scaleSuffix, lexicon.suffixes), (.decadeWord, lexicon.decades),
      (.roundCount, lexicon.roundCounts), (.magnitude, lexicon.magnitudes),
      (.denominator, lexicon.denominators), (.month, lexicon.months), (.ordinal, lexicon.ordinals),
      (.decimalWord, lexicon.decimals), (.numeral, lexicon.numerals),
    ]
    for (wordClass, words) in tables {
      for (word, value) in words {
        let key = [UInt8](word.lowercased().utf8)
        let known = valued[key].flatMap { $0.value == value ? $0.class : nil } ?? WordClass()
        valued[key] = (known | wordClass, value, word.lowercased() != word)
      }
    }
    return valued
  }

  private static func parts(of lexicon: Lexicon) -> [[Part]] {
    var parts = [[Part]](repeating: [], count: 256)
    let all =
      lexicon.numerals.map { Part(bytes: [UInt8]($0.utf8), value: $1, isOrdinal: false, isJoint: false) }
      + lexicon.ordinals.map { Part(bytes: [UInt8]($0.utf8), value: $1, isOrdinal: true, isJoint: false) }
      + lexicon.joints.map { Part(bytes: [UInt8]($0.utf8), value: $1, isOrdinal: false, isJoint: true) }
    for part in all where !part.bytes.isEmpty { parts[Int(part.bytes[0])].append(part) }
    for index in parts.indices {
      parts[index].sort { a, b in
        a.bytes.count != b.bytes.count
          ? a.bytes.count > b.bytes.count : a.bytes.lexicographicallyPrecedes(b.bytes)
      }
    }
    return parts
  }
}
