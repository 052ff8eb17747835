/// The words around a number that bound it: "at most", "about", "or more".
extension QuantityScanner {
  struct FoundBound {
    var bound: Quantity.Bound
    var tokens: Range<Int>
  }

  /// The bound that ends right before a token.
  func boundBefore(_ index: Int) -> FoundBound? {
    for length in stride(from: 3, through: 1, by: -1) {
      let start = index - length
      guard tokenizer.tokens[start].kind == .word, let word = word(start) else { continue }
      if length == 1 {
        guard let bound = word.bound, !isNotBound(before: index) else { return nil }
        return FoundBound(bound: bound, tokens: start..<index)
      }
      if let bound = phrase(at: start, of: word, length: length, in: model.bounds) {
        return FoundBound(bound: bound, tokens: start..<index)
      }
    }
    return nil
  }

  /// The bound that begins right at a token ("or more").
  func boundAfter(_ index: Int) -> FoundBound? {
    guard tokenizer.tokens[index].kind == .word, let word = word(index), !word.phrases.isEmpty else { return nil }
    for length in 2...4 {
      if let bound = phrase(at: index, of: word, length: length, in: model.boundsAfter) {
        return FoundBound(bound: bound, tokens: index..<(index + length))
      }
    }
    return nil
  }

  private func isNotBound(before index: Int) -> Bool {
    guard model.notBound >= 0 else { return false }
    for length in 2...3 {
      guard let word = word(index - length) else { continue }
      for number in word.phrases {
        let phrase = model.patterns.phrases[Int(tokenizer.table.lists[Int(number)])]
        if Int(phrase.group) == model.notBound, end(of: phrase, at: index - length) == index { return true }
      }
    }
    return false
  }

  private func phrase(
    at start: Int, of word: Word, length: Int, in bounds: [Int: Quantity.Bound]
  ) -> Quantity.Bound? {
    for number in word.phrases {
      let phrase = model.patterns.phrases[Int(tokenizer.table.lists[Int(number)])]
      guard phrase.parts.count == length, let bound = bounds[Int(phrase.group)],
        end(of: phrase, at: start) == start + length
      else { continue }
      return bound
    }
    return nil
  }

  /// The token after a phrase that begins here, nil where it does not.
  func end(of phrase: PatternSet.Phrase, at start: Int) -> Int? {
    end(of: phrase.parts[1...], at: start + 1)
  }

  private func end(of parts: ArraySlice<PatternSet.Part>, at index: Int) -> Int? {
    guard let part = parts.first else { return index }
    switch part {
    case .any:
      guard tokenizer.tokens[index].kind != .edge else { return nil }
      return end(of: parts.dropFirst(), at: index + 1)
    case .atom(let atom):
      guard index < endToken, matches(index, atom) else { return nil }
      return end(of: parts.dropFirst(), at: index + 1)
    case .gap:
      for length in 0...4 where index + length < endToken {
        if let end = end(of: parts.dropFirst(), at: index + length) { return end }
      }
      return nil
    }
  }

  private func matches(_ index: Int, _ atom: Int32) -> Bool {
    guard let word = word(index) else { return false }
    for place in word.atoms where tokenizer.table.lists[Int(place)] == atom { return true }
    return false
  }
}
