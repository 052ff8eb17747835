/// Numbers that leave out what they count because a neighbour says it: "67.5 years for men and 75.6 for women".
extension QuantityScanner {
  /// How far apart the two may stand, in tokens.
  private static let reach = 22

  func fillEllipses(_ quantities: UnsafeMutableBufferPointer<Quantity>) {
    guard quantities.count > 0 else { return }
    for index in quantities.indices
    where quantities[index].kind == .ordinal && isOldOfChange(quantities[index]) {
      // "from 23rd to 27th place"
      if newValue(after: index, in: quantities)?.kind == .rank { quantities[index].kind = .rank }
    }
    for index in quantities.indices where quantities[index].kind == .count {
      guard isBare(quantities[index]) || isOldOfChange(quantities[index]) else { continue }
      guard let other = neighbour(of: index, in: quantities) else { continue }
      quantities[index].kind = other.kind
      quantities[index].unit = other.unit
      quantities[index].reading = quantities[index].reading == .number ? .unit : quantities[index].reading
      if quantities[index].noun >= 0 { shorten(&quantities[index]) }
      quantities[index].noun = -1
    }
  }

  /// A number of which nothing says what it counts.
  private func isBare(_ quantity: Quantity) -> Bool {
    guard quantity.kind == .count, quantity.unit < 0, quantity.total == nil,
      !quantity.refersBack || quantity.value?.places ?? 0 > 0
        || has(Int(quantity.firstToken) - 1, .comparison) || isOfPersons(quantity),
      quantity.reading == .number || quantity.reading == .range
    else { return false }
    return quantity.noun < 0
  }

  /// "31 per cent of the men and 14 of the women": behind a share it may be one.
  private func isOfPersons(_ quantity: Quantity) -> Bool {
    has(Int(quantity.endToken), .of) && has(Int(quantity.endToken) + 1, .person)
  }

  /// "from 539 deaths in 1996 to 258 per 100 000": the old value of a change is measured like the new one.
  private func isOldOfChange(_ quantity: Quantity) -> Bool {
    quantity.unit < 0 && quantity.total == nil && has(Int(quantity.firstToken) - 1, .from)
  }

  private func neighbour(of index: Int, in quantities: UnsafeMutableBufferPointer<Quantity>) -> Quantity? {
    let quantity = quantities[index]
    if isOldOfChange(quantity), let new = newValue(after: index, in: quantities) {
      return new.kind == .count || new.kind == .rank ? nil : new
    }
    guard isBare(quantity) else { return nil }
    if let before = nearest(quantities, from: index, step: -1, to: quantity) { return before }
    if let after = nearest(quantities, from: index, step: 1, to: quantity) { return after }
    guard before(Int(quantity.firstToken), within: 8, .anaphor) else { return nil }
    return quantities[max(0, index - 30)..<index].last { $0.kind == .share || $0.kind == .rate }
      .flatMap { Int(quantity.firstToken) - Int($0.endToken) < 60 ? $0 : nil }
  }

  /// The value that follows "to" after this one, with at most a date between.
  private func newValue(after index: Int, in quantities: UnsafeMutableBufferPointer<Quantity>) -> Quantity? {
    guard let new = quantities[(index + 1)...].prefix(2).first(where: { $0.kind != .date }),
      Int(new.firstToken) - Int(quantities[index].endToken) <= 6
    else { return nil }
    let start = Int(new.firstToken)
    return has(start - 1, .to) || has(start - 2, .to) ? new : nil
  }

  private func nearest(
    _ quantities: UnsafeMutableBufferPointer<Quantity>, from index: Int, step: Int, to quantity: Quantity
  ) -> Quantity? {
    var place = index + step
    var tries = 0
    while quantities.indices.contains(place), tries < 4 {
      let other = quantities[place]
      let first = step < 0 ? Int(other.endToken) : Int(quantity.endToken)
      let last = step < 0 ? Int(quantity.firstToken) : Int(other.firstToken)
      guard last - first <= Self.reach, !isSentenceEnd(between: first, and: last) else { return nil }
      if step < 0, (first..<last).contains(where: { isMark($0, ";") }) { return nil }
      // What comes behind lends only where nothing parts the two.
      if step > 0, last - first > 6 || isParted(first, last) || isOther(other, than: quantity) { return nil }
      if lends(other, to: quantity, across: last - first) { return other }
      // Past a count or the like nothing is borrowed.
      guard [.date, .reference, .ordinal].contains(other.kind) || other.kind == .age && hasPlaces(quantity)
      else { return nil }
      place += step
      tries += 1
    }
    return nil
  }

  /// "36 or 13.1 per cent": the same told in another measure, unless the two are the ends of a range.
  private func isOther(_ other: Quantity, than quantity: Quantity) -> Bool {
    guard has(Int(other.firstToken) - 1, .or), let low = quantity.value, let high = other.value else {
      return false
    }
    return high.isLess(than: low)
      || tokenizer.tokens[Int(other.firstToken)].kind != tokenizer.tokens[Int(quantity.firstToken)].kind
  }

  private func hasPlaces(_ quantity: Quantity) -> Bool { quantity.value?.places ?? 0 > 0 }

  /// Whether a comma or the beginning of a clause stands between.
  private func isParted(_ first: Int, _ last: Int) -> Bool {
    (first..<last).contains {
      isMark($0, ",") || isMark($0, ";") || isMark($0, "(")
        || has($0, .clauseStart) && !has($0, .respectively)
    }
  }

  /// Whether a sentence, or a field of a form, begins between or behind them.
  func isSentenceEnd(between first: Int, and last: Int) -> Bool {
    guard first <= last else { return false }
    return (first...last).contains {
      !tokenizer.tokens[$0].flags.isDisjoint(with: [.sentenceStart, .lineStart])
    }
  }

  /// Whether the neighbour's kind makes sense of the number.
  private func lends(_ other: Quantity, to quantity: Quantity, across distance: Int) -> Bool {
    guard let value = (quantity.high ?? quantity.value)?.number else { return false }
    if quantity.refersBack, !hasPlaces(quantity), isOfPersons(quantity), other.kind != .share { return false }
    switch other.kind {
    case .share: return value <= 100
    case .age: return value < 100 && !hasPlaces(quantity)
    case .duration:
      return value < 200
        && (other.value?.places ?? 0 > 0 || value > 12 || isChange(from: other, to: quantity))
    case .rate, .index: return true
    case .money, .measure: return distance <= 8
    case .rank: return distance <= 8 && isChange(from: other, to: quantity)
    default: return false
    }
  }

  private func isChange(from old: Quantity, to new: Quantity) -> Bool {
    has(Int(new.firstToken) - 1, .to) && has(Int(old.firstToken) - 1, .from)
  }

  /// Without the word that was taken for a noun.
  private func shorten(_ quantity: inout Quantity) {
    quantity.endToken = max(quantity.firstToken + 1, min(quantity.endToken, quantity.noun))
    quantity.end = tokenizer.tokens[Int(quantity.endToken) - 1].end
  }
}
