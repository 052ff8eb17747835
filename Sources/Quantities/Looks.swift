/// What stands around a number: the questions that the readings ask of their neighbourhood.
extension QuantityScanner {
  /// Whether a word of the class stands among the tokens before, up to a mark that ends the clause.
  func before(_ index: Int, within distance: Int, _ wanted: WordClass) -> Bool {
    var place = index - 1
    while place >= index - distance, tokenizer.tokens[place].kind != .edge {
      let token = tokenizer.tokens[place]
      if token.kind == .mark, token.number == 0x2E || token.number == 0x3B { return false }
      if has(place, wanted) { return true }
      place -= 1
    }
    return false
  }

  func after(_ index: Int, within distance: Int, _ wanted: WordClass) -> Bool {
    var place = index
    while place < index + distance, place < endToken {
      let token = tokenizer.tokens[place]
      if token.kind == .mark, token.number == 0x2E || token.number == 0x3B { return false }
      if has(place, wanted) { return true }
      place += 1
    }
    return false
  }

  /// Whether the sentence speaks of rankings near this place.
  func isRanking(_ first: Int, _ end: Int) -> Bool {
    before(first, within: 12, .rankVerb | .rankBefore) || after(end, within: 8, .rankVerb)
  }

  /// Whether the token can be what a number counts.
  func isCounted(_ index: Int) -> Bool {
    tokenizer.tokens[index].kind == .word && !isGlued(index)
      && has(index, .countable | .person | .rankBase) && !has(index, .function) && !startsLine(index)
  }

  /// Whether a field of a form begins with the token: what it says is not said of a number in the field before.
  @inline(__always)
  func startsLine(_ index: Int) -> Bool { tokenizer.tokens[index].flags.contains(.lineStart) }
}
