/// The words around a number that bound it: "at most", "about", "or more".
extension QuantityScanner {
  struct FoundBound {
    var bound: Quantity.Bound
    var tokens: Range<Int>
  }

  /// The bound that ends right before a token.
  func boundBefore(_ index: Int) -> FoundBound? {
    for length in stride(from: 4, through: 1, by: -1) {
      let start = index - length
      guard tokenizer.tokens[start].kind != .digits, let word = word(start) else { continue }
      if length == 1 {
        guard let bound = word.bound, !isNotBound(before: index) else { return nil }
        return turned(FoundBound(bound: bound, tokens: start..<index))
      }
      if let bound = phrase(at: start, of: word, length: length, in: model.bounds) {
        return turned(FoundBound(bound: bound, tokens: start..<index))
      }
    }
    return nil
  }

  /// "may not be held for more than 48 hours": the negation before turns the bound.
  private func turned(_ found: FoundBound) -> FoundBound {
    var result = found
    guard found.bound == .moreThan || found.bound == .lessThan else { return found }
    let first = found.tokens.lowerBound
    for place in stride(from: first - 1, through: first - 7, by: -1) {
      let token = tokenizer.tokens[place]
      guard token.kind == .word, !has(place, .clauseStart) else { return found }
      guard has(place, .negation) else { continue }
      result.bound = found.bound == .moreThan ? .atMost : .atLeast
      return result
    }
    return found
  }

  /// The bound that begins right at a token ("or more").
  func boundAfter(_ index: Int) -> FoundBound? {
    guard tokenizer.tokens[index].kind != .digits, !startsLine(index), let word = word(index) else {
      return nil
    }
    if let bound = word.boundAfter, tokenizer.tokens[index].kind == .word || isGlued(index) {
      return FoundBound(bound: bound, tokens: index..<(index + 1))
    }
    guard !word.boundPhrases.isEmpty else { return nil }
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
      for place in word.boundPhrases {
        let number = Int(tokenizer.table.lists[Int(place)])
        if Int(model.patterns.phrases[number].group) == model.notBound,
          end(ofPhrase: number, at: index - length) == index
        {
          return true
        }
      }
    }
    return false
  }

  private func phrase(
    at start: Int, of word: Word, length: Int, in bounds: [Int: Quantity.Bound]
  ) -> Quantity.Bound? {
    for place in word.boundPhrases {
      let number = Int(tokenizer.table.lists[Int(place)])
      guard model.phraseRanges[number].count == length - 1,
        let bound = bounds[Int(model.patterns.phrases[number].group)],
        end(ofPhrase: number, at: start) == start + length
      else { continue }
      return bound
    }
    return nil
  }

  /// The token after a phrase whose first word stands here, nil where the rest does not follow.
  @inline(__always)
  func end(ofPhrase number: Int, at start: Int) -> Int? {
    let range = model.phraseRanges[number]
    return end(of: range.lowerBound, range.upperBound, at: start + 1)
  }

  private func end(of first: Int32, _ last: Int32, at start: Int) -> Int? {
    var index = start
    var place = first
    while place < last {
      let part = model.phraseParts[Int(place)]
      place += 1
      switch part {
      case -1:
        guard tokenizer.tokens[index].kind != .edge else { return nil }
        index += 1
      case -2:
        for length in 0...4 where index + length < endToken {
          if let end = end(of: place, last, at: index + length) { return end }
        }
        return nil
      case -3:
        guard tokenizer.tokens[index].isName else { return nil }
        index += 1
      default:
        guard matches(index, part) else { return nil }
        index += 1
      }
    }
    return index
  }

  @inline(__always)
  private func matches(_ index: Int, _ atom: Int32) -> Bool {
    let number = tokenizer.tokens[index].word
    guard number >= 0 else { return false }
    let lists = tokenizer.table.lists
    let atoms = (tokenizer.table.words + Int(number)).pointee.atoms
    var place = Int(atoms.lowerBound)
    while place < Int(atoms.upperBound) {
      if lists[place] == atom { return true }
      place += 1
    }
    return false
  }
}
