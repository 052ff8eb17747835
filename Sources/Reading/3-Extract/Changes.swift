import Quantities

/// Values that changed: "from 33 per cent in 2010 to 22 per cent in 2015".
extension TextReader {
  /// Whether the first value is the old and the second the new one of a change.
  func isChange(from old: Quantity, to new: Quantity) -> Bool {
    let start = Int(new.firstToken)
    guard has(Int(old.firstToken) - 1, .from), old.endToken <= new.firstToken, start - Int(old.endToken) <= 8
    else {
      return false
    }
    return (1...3).contains { has(start - $0, .to) && start - $0 >= Int(old.endToken) }
  }

  /// The new value of a change that begins with this quantity.
  package func newValue(after index: Int) -> Quantity? {
    let old = scanner.quantities[index]
    guard has(Int(old.firstToken) - 1, .from) else { return nil }
    return sentenceQuantities.lazy.filter { $0 > index }.map { self.scanner.quantities[$0] }
      .first { $0.kind != .date && self.isChange(from: old, to: $0) }
  }

  /// The new value of a change that begins with the quantity over these tokens.
  package func newValue(of old: Range<Int>) -> Quantity? { index(of: old).flatMap { newValue(after: $0) } }

  private func index(of tokens: Range<Int>) -> Int? {
    sentenceQuantities.first { Int(scanner.quantities[$0].firstToken) == tokens.lowerBound }
  }

  /// The old value of a change that ends with the quantity over these tokens.
  func oldValue(before new: Range<Int>) -> Quantity? {
    guard let index = index(of: new) else { return nil }
    return sentenceQuantities.lazy.filter { $0 < index }.map { self.scanner.quantities[$0] }
      .last { $0.kind != .date && self.isChange(from: $0, to: self.scanner.quantities[index]) }
  }

  /// Whether an old value is told with a date of its own: right behind it, or as the first of two years.
  func hasOwnDate(_ old: Quantity, before new: Quantity) -> Bool {
    isDated(old, before: new) || yearsOfChange(from: old, to: new) != nil
  }

  private func isDated(_ old: Quantity, before new: Quantity) -> Bool {
    sentenceQuantities.contains { index in
      let date = scanner.quantities[index]
      return date.kind == .date && date.firstToken >= old.endToken && date.endToken <= new.firstToken
        && date.firstToken - old.endToken <= 2
    }
  }

  /// "between 2018 and 2019": the years from and to which a value changed.
  func yearsOfChange(from old: Quantity, to new: Quantity) -> Quantity? {
    if isDated(old, before: new) { return nil }
    return sentenceQuantities.lazy.map { self.scanner.quantities[$0] }.first {
      $0.reading == .yearRange && $0.period?.first != $0.period?.last
        && ($0.firstToken >= new.endToken || $0.endToken <= old.firstToken)
    }
  }

  package func has(_ token: Int, _ wanted: WordMark) -> Bool {
    (scanner.word(token)?.marks ?? 0) & (1 << wanted.rawValue) != 0
  }

  /// Whether a word or a semicolon sets what stands at the ends of these tokens against each other.
  func isContrasted(_ tokens: Range<Int>) -> Bool {
    tokens.contains {
      has($0, WordMark.contrast) || scanner.token($0).number == 0x3B && scanner.token($0).kind == .mark
    }
      || matches[sentenceMatches].contains {
        rules.meanings[Int($0.group)].kind == .contrast && tokens.contains(Int($0.token))
      }
  }

  package func has(_ token: Int, _ wanted: WordClass) -> Bool {
    !(scanner.word(token)?.classes.isDisjoint(with: wanted) ?? true)
  }
}
