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
  func newValue(after index: Int) -> Quantity? {
    let old = scanner.quantities[index]
    guard has(Int(old.firstToken) - 1, .from) else { return nil }
    return sentenceQuantities.lazy.filter { $0 > index }.map { self.scanner.quantities[$0] }
      .first { $0.kind != .date && self.isChange(from: old, to: $0) }
  }

  /// Whether an old value is told with a date of its own, right behind it.
  func hasOwnDate(_ old: Quantity, before new: Quantity) -> Bool {
    sentenceQuantities.contains { index in
      let date = scanner.quantities[index]
      return date.kind == .date && date.firstToken >= old.endToken && date.endToken <= new.firstToken
        && date.firstToken - old.endToken <= 2
    }
  }

  private func has(_ token: Int, _ wanted: WordClass) -> Bool {
    !(scanner.word(token)?.classes.isDisjoint(with: wanted) ?? true)
  }
}
