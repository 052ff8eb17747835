import Quantities

/// The stretches of tokens around a quantity in which a rule may look for its cues.
package struct Neighbourhood {
  /// The quantity's own tokens.
  package let own: Range<Int>
  let clause: Range<Int>
  /// What of the clause stands behind the aside that the value is; else empty.
  let behindAside: Range<Int>
  /// Between commas and the like, whatever other values stand there.
  package let segment: Range<Int>
  /// Up to eight words before it, not past another value of its kind.
  package let before: Range<Int>
  package let after: Range<Int>
  /// The three tokens behind the number, the counted noun among them.
  package let noun: Range<Int>
  /// What a bare number counts, because the count before it says so: "275 members, and the senate 59".
  let lentNoun: Range<Int>
  /// The token of the noun that the number counts; nil where it names none.
  let countedNoun: Int?
  private static let reach = 8

  init(of index: Int, in reader: TextReader) {
    let quantities = reader.scanner.quantities
    let quantity = quantities[index]
    let sentence = reader.sentence
    own = Int(quantity.firstToken)..<Int(quantity.endToken)
    countedNoun = quantity.noun >= 0 ? Int(quantity.noun) : nil
    var previousEnd = sentence.lowerBound
    var nextStart = sentence.upperBound
    for other in reader.sentenceQuantities where other != index && Self.areAlike(quantities[other], quantity)
    {
      if other < index {
        // "from 33 to 22 per cent" is one statement about two values.
        if reader.isChange(from: quantities[other], to: quantity) { continue }
        previousEnd = Int(quantities[other].endToken)
      } else {
        nextStart = min(nextStart, Int(quantities[other].firstToken))
        break
      }
    }
    let wordsBefore = Self.words(
      from: own.lowerBound, step: -1, limit: previousEnd, count: Self.reach, reader)
    let wordsAfter = Self.words(from: own.upperBound, step: 1, limit: nextStart, count: Self.reach, reader)
    before = wordsBefore..<own.lowerBound
    after = own.upperBound..<wordsAfter
    noun = own.lowerBound..<min(own.upperBound + 3, sentence.upperBound)
    lentNoun = Self.lentNoun(to: index, in: reader)
    let clause = Self.clause(own, previousEnd, nextStart, reader)
    let segment = Self.clause(own, sentence.lowerBound, sentence.upperBound, reader)
    let core = Self.core(own, quantity)
    let around = Self.aroundAside(clause, core, previousEnd, nextStart, reader)
    self.clause = around.clause
    behindAside = around.behind
    self.segment =
      Self.aroundAside(segment, core, sentence.lowerBound, sentence.upperBound, reader).clause
  }

  /// The quantity with the words that bound it.
  private static func core(_ own: Range<Int>, _ quantity: Quantity) -> Range<Int> {
    guard !quantity.boundTokens.isEmpty else { return own }
    return min(
      own.lowerBound, Int(quantity.boundTokens.lowerBound))..<max(
        own.upperBound, Int(quantity.boundTokens.upperBound))
  }

  private static func lentNoun(to index: Int, in reader: TextReader) -> Range<Int> {
    let quantities = reader.scanner.quantities
    let quantity = quantities[index]
    guard quantity.kind == .count, quantity.noun < 0, quantity.unit < 0, quantity.total == nil,
      let other = reader.sentenceQuantities.last(where: { $0 < index && quantities[$0].kind == .count }),
      quantities[other].noun >= 0, quantity.firstToken - quantities[other].endToken <= 14,
      // "and the number of stateless persons was 47" says itself what it counts.
      !(quantities[other].endToken..<quantity.firstToken).contains(where: {
        reader.has(Int($0), WordMark.anaphor)
      })
    else { return 0..<0 }
    return Int(quantities[other].noun)..<Int(quantities[other].noun) + 1
  }

  /// Shares and fractions tell the same, and so do counts and magnitudes.
  static func areAlike(_ a: Quantity, _ b: Quantity) -> Bool {
    func family(_ kind: Quantity.Kind) -> Quantity.Kind {
      switch kind {
      case .fraction: .share
      case .magnitude: .count
      case .age: .duration
      default: kind
      }
    }
    // A number inside a word ("one-chamber parliament") parts no clause.
    if a.reading == .compound && a.kind == .count || b.reading == .compound && b.kind == .count {
      return false
    }
    return family(a.kind) == family(b.kind)
  }

  /// The token reached after so many words in a direction.
  private static func words(from start: Int, step: Int, limit: Int, count: Int, _ reader: TextReader) -> Int {
    var place = start
    var words = 0
    if step < 0 {
      while place > limit, words < count {
        place -= 1
        if reader.scanner.token(place).kind != .mark { words += 1 }
      }
    } else {
      while place < limit, words < count {
        if reader.scanner.token(place).kind != .mark { words += 1 }
        place += 1
      }
    }
    return place
  }

  private static func clause(_ own: Range<Int>, _ previousEnd: Int, _ nextStart: Int, _ reader: TextReader)
    -> Range<Int>
  {
    let sentence = reader.sentence
    var start = own.lowerBound
    while start > sentence.lowerBound {
      if isBreak(start - 1, reader) { break }
      // "och" parts two values of one kind, not two nouns.
      if previousEnd > sentence.lowerBound,
        start <= previousEnd || isAnd(start - 1, reader) && start > previousEnd
      {
        break
      }
      start -= 1
      if isClauseStart(start, reader) { break }
    }
    var end = own.upperBound
    while end < sentence.upperBound {
      if isBreak(end, reader) || isClauseStart(end, reader) { break }
      if nextStart < sentence.upperBound, end >= nextStart || isAnd(end, reader) && end < nextStart { break }
      end += 1
    }
    return start..<end
  }

  static func isBreak(_ token: Int, _ reader: TextReader) -> Bool {
    let mark = reader.scanner.token(token)
    guard mark.kind == .mark else { return false }
    switch mark.number {
    case 0x2C: return reader.scanner.token(token + 1).flags.contains(.spaceBefore)
    case 0x3B, 0x3A: return reader.scanner.token(token + 1).flags.contains(.spaceBefore)
    case 0x28, 0x29: return !reader.isInName(token) && !isDateBracket(token, reader)
    case 0x2013, 0x2D:
      return mark.flags.contains(.spaceBefore) && reader.scanner.token(token + 1).flags.contains(.spaceBefore)
    default: return false
    }
  }

  static func isClauseStart(_ token: Int, _ reader: TextReader) -> Bool {
    reader.scanner.word(token)?.classes.contains(.clauseStart) ?? false
  }

  /// Not the "och" of "mellan 15 och 49 år", which is one value.
  static func isAnd(_ token: Int, _ reader: TextReader) -> Bool {
    guard reader.scanner.word(token)?.classes.contains(.and) == true else { return false }
    return !reader.sentenceQuantities.contains { index in
      let quantity = reader.scanner.quantities[index]
      return Int(quantity.firstToken) < token && token < Int(quantity.endToken)
    }
  }
}
