/// What explains a number that names nothing by itself.
extension QuantityScanner {
  /// How many numbers on either side are looked at.
  private static let neighbours = 6
  /// Tokens in which a noun may follow.
  private static let wayToNoun = 7

  func explain(_ quantities: UnsafeMutableBufferPointer<Quantity>) {
    for index in quantities.indices where isUnexplained(quantities[index]) {
      quantities[index].explanation =
        isField(quantities[index])
        ? .field
        : hasNounBehind(quantities[index]) || hasNounBefore(quantities[index])
          ? .noun : hasNeighbour(index, quantities) ? .neighbour : .none
    }
  }

  private func isUnexplained(_ quantity: Quantity) -> Bool {
    quantity.kind == .count && quantity.noun < 0 && quantity.unit < 0 && quantity.total == nil
      && !quantity.refersBack
  }

  /// "Inspections: 40", and nothing more.
  private func isField(_ quantity: Quantity) -> Bool {
    let end = Int(quantity.endToken)
    return isMark(Int(quantity.firstToken) - 1, ":")
      && (startsLine(end) || tokenizer.tokens[end].kind == .edge)
  }

  private func hasNounBehind(_ quantity: Quantity) -> Bool {
    let first = Int(quantity.endToken)
    for place in first..<(first + Self.wayToNoun) {
      let token = tokenizer.tokens[place]
      if token.kind == .digits || token.kind == .edge
        || !token.flags.isDisjoint(with: [.sentenceStart, .lineStart])
        || isMark(place, ",") || isMark(place, ";") || has(place, .and | .numeral | .clauseStart)
      {
        return false
      }
      if isCounted(place) { return true }
    }
    return false
  }

  /// "the number of inspectors from 105 to 198"
  private func hasNounBefore(_ quantity: Quantity) -> Bool {
    let end = Int(quantity.firstToken)
    for place in stride(from: end - 1, through: end - Self.wayToNoun, by: -1) {
      let token = tokenizer.tokens[place]
      if token.kind == .edge || token.kind == .mark { return false }
      if isCounted(place) { return true }
      if !token.flags.isDisjoint(with: [.sentenceStart, .lineStart]) { return false }
    }
    return false
  }

  /// Another count of the sentence says what is counted.
  private func hasNeighbour(_ index: Int, _ quantities: UnsafeMutableBufferPointer<Quantity>) -> Bool {
    for step in [-1, 1] {
      var place = index + step
      var tries = 0
      while quantities.indices.contains(place), tries < Self.neighbours {
        let other = quantities[place]
        let first = step < 0 ? Int(other.endToken) : Int(quantities[index].endToken)
        let last = step < 0 ? Int(quantities[index].firstToken) : Int(other.firstToken)
        if last - first > 80 || isSentenceEnd(between: first, and: last) { break }
        if other.kind == .count || other.kind == .magnitude, other.noun >= 0 || other.explanation != .none {
          return true
        }
        place += step
        tries += 1
      }
    }
    return false
  }
}
