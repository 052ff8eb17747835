import Quantities

/// Values told in passing: "Nearly all adults, 98 per cent, can read."
extension Neighbourhood {
  /// The clause that an aside interrupts.
  struct Interrupted {
    var clause: Range<Int>
    /// What of it stands behind the aside; empty where the value is no aside.
    var behind: Range<Int>
  }

  /// A value that stands alone between two breaks, with what it is a share of at most, is said of the clause around; one
  /// that ends its sentence so, of the clause before.
  ///
  /// - Parameter core: the value with the words that bound it.
  static func aroundAside(
    _ clause: Range<Int>, _ core: Range<Int>, _ previousEnd: Int, _ nextStart: Int, _ reader: TextReader
  ) -> Interrupted {
    let none = Interrupted(clause: clause, behind: 0..<0)
    let sentence = reader.sentence
    guard clause.lowerBound > sentence.lowerBound, isPassing(clause.lowerBound - 1, reader),
      isAlone(clause, core, reader)
    else { return none }
    let isLast = (clause.upperBound..<sentence.upperBound).allSatisfy {
      reader.scanner.token($0).kind == .mark && !isBreak($0, reader)
    }
    guard isLast || clause.upperBound < sentence.upperBound && isPassing(clause.upperBound, reader) else {
      return none
    }
    var start = clause.lowerBound - 1
    while start > max(sentence.lowerBound, previousEnd), !isBreak(start - 1, reader) {
      start -= 1
      if isClauseStart(start, reader) { break }
    }
    if isLast { return Interrupted(clause: start..<clause.upperBound, behind: 0..<0) }
    let behind = clause.upperBound + 1
    var end = behind
    while end < min(sentence.upperBound, nextStart), !isBreak(end, reader), !isClauseStart(end, reader),
      !isAnd(end, reader), !reader.has(end, WordMark.contrast)
    {
      end += 1
    }
    return Interrupted(clause: start..<end, behind: behind..<end)
  }

  /// Whether a break may open or close an aside: a comma, a bracket, a dash.
  private static func isPassing(_ token: Int, _ reader: TextReader) -> Bool {
    isBreak(token, reader) && ![0x3A, 0x3B].contains(reader.scanner.token(token).number)
  }

  /// Whether a clause holds a value and nothing that could be measured: no women or men of its own, nothing
  /// that it is set against, and behind the
  /// value up to four words for what it is a share of.
  private static func isAlone(_ clause: Range<Int>, _ core: Range<Int>, _ reader: TextReader) -> Bool {
    let base = core.upperBound..<min(core.upperBound + 5, clause.upperBound)
    let hasBase = reader.has(core.upperBound, WordClass.of)
    let namesSex = reader.sentenceMatches.contains { index in
      let match = reader.matches[index]
      let kind = reader.rules.meanings[Int(match.group)].kind
      return (kind == .female || kind == .male) && clause.contains(Int(match.token))
    }
    return !namesSex && !clause.contains { reader.has($0, WordMark.contrast) }
      && clause.allSatisfy { core.contains($0) || reader.isLight($0) || hasBase && base.contains($0) }
  }

  /// Whether a bracket holds nothing but a date or an age, and so parts no clause.
  static func isDateBracket(_ token: Int, _ reader: TextReader) -> Bool {
    let isOpening = reader.scanner.token(token).number == 0x28
    let limit =
      isOpening ? min(token + 12, reader.sentence.upperBound) : max(token - 12, reader.sentence.lowerBound)
    let step = isOpening ? 1 : -1
    var place = token + step
    while place != limit, reader.sentence.contains(place) {
      if reader.scanner.token(place).number == (isOpening ? 0x29 : 0x28),
        reader.scanner.token(place).kind == .mark
      {
        return place != token + step
      }
      let isTime = reader.sentenceQuantities.contains { index in
        let quantity = reader.scanner.quantities[index]
        return (quantity.kind == .date || quantity.kind == .age) && Int(quantity.firstToken) <= place
          && place < Int(quantity.endToken)
      }
      guard isTime else { return false }
      place += step
    }
    return false
  }
}
