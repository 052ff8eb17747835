import Quantities

/// Which number of a quantity is what a measure says.
package enum ClaimedValue: Hashable, Sendable {
  case asWritten
  /// The upper end of a span: schooling "from 7 to 16" ends at 16.
  case high
  /// The total that a count or fraction is of: the seats of "36 of 275".
  case total
  /// The count in per cent of its total.
  case share
  /// "shrank by twelve per cent" is growth of -12.
  case negative
  /// A text of the rule's own, whatever the number.
  case word(String)

  init(_ text: String) {
    self =
      switch text {
      case "high": .high
      case "total": .total
      case "share": .share
      case "negative": .negative
      default: .word(text)
      }
  }

  /// The rule's own text; empty where the value is the quantity's.
  package var word: String { if case .word(let text) = self { text } else { "" } }

  /// The value and the upper end of a range; fractions are in per cent. Nil where the quantity has no such number.
  func of(_ quantity: Quantity) -> (value: Fixed?, high: Fixed?) {
    let value = quantity.kind == .fraction ? quantity.value?.percent : quantity.value
    switch self {
    case .asWritten, .word: return (value, quantity.high)
    // Of a span of which the upper end is meant, nothing is above it.
    case .high: return (quantity.high ?? value, nil)
    case .total: return (quantity.total, nil)
    case .share:
      if quantity.kind == .fraction || quantity.kind == .share { return (value, quantity.high) }
      guard let count = quantity.value, let total = quantity.total, count.places == 0, total.places == 0
      else {
        return (nil, nil)
      }
      return (Fixed(count.digits, over: total.digits)?.percent, nil)
    case .negative: return (value?.negated, quantity.high?.negated)
    }
  }
}

extension Fixed {
  fileprivate var negated: Fixed { Fixed(-digits, places: places) }
}
