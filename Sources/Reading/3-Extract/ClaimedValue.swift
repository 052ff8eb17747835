import Core
import Quantities

/// Which number of a quantity is what a measure says.
package enum ClaimedValue: Hashable, Sendable {
  case asWritten
  /// The upper end of a span: schooling "from 7 to 16" ends at 16.
  case high
  /// The upper end of a span, or the value where there is none.
  case upper
  /// The lower end alone: "five to ten years" is a minimum penalty of five.
  case low
  /// The total that a count or fraction is of: the seats of "36 of 275".
  case total
  /// The count in per cent of its total, or of the count before that it is a part of.
  case share
  /// What is above the whole: 150 per cent of the wage, or one and a half times, is a premium of 50 per cent.
  case excess
  /// What is missing to the whole, in per cent: eight per cent who cannot read are a literacy of 92.
  case complement
  /// "shrank by twelve per cent" is growth of -12.
  case negative
  /// A text of the rule's own, whatever the number.
  case word(String)

  init(_ text: String) {
    self =
      switch text {
      case "high": .high
      case "upper": .upper
      case "low": .low
      case "excess": .excess
      case "complement": .complement
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
    case .high, .upper: return (quantity.high ?? value, nil)
    case .low: return (value, nil)
    case .excess:
      let whole = quantity.kind == .share || quantity.kind == .fraction ? value : value?.times(100)
      return (whole?.minus(100), nil)
    case .complement:
      let isPart = quantity.kind == .share || quantity.kind == .fraction
      let rest = isPart ? value.flatMap { $0.minus(100)?.negated } : nil
      return quantity.high == nil ? (rest, nil) : (quantity.high?.minus(100)?.negated, rest)
    case .total: return (quantity.total, nil)
    case .share:
      if quantity.kind == .fraction || quantity.kind == .share { return (value, quantity.high) }
      guard let count = quantity.value, let total = quantity.total ?? quantity.whole, count.places == 0,
        total.places == 0
      else {
        return (nil, nil)
      }
      return (Fixed(count.digits, over: total.digits)?.percent, nil)
    case .negative: return (value?.negated, quantity.high?.negated)
    }
  }
}

extension LanguageRules {
  /// The value in the indicator's unit, and the upper end of a range. Nil where the quantity's unit is another that
  /// the indicator does not convert.
  func value(_ claimed: ClaimedValue, of quantity: Quantity, _ indicator: Int16) -> (
    value: Fixed?, high: Fixed?
  ) {
    let (value, high) = claimed.of(quantity)
    guard indicator >= 0, quantity.unit >= 0 else { return (value, high) }
    let indicator = indicators[Int(indicator)]
    guard !indicator.conversions.isEmpty else { return (value, high) }
    let unit = pack.lexicon.units[Int(quantity.unit)].code
    if unit == indicator.unit { return (value, high) }
    guard let ratio = indicator.conversions[unit] else { return (nil, nil) }
    return (value?.times(ratio), high?.times(ratio))
  }
}

extension Fixed {
  fileprivate func times(_ ratio: Ratio) -> Fixed? {
    guard let product = times(ratio.numerator), ratio.denominator > 1 else { return times(ratio.numerator) }
    var over = ratio.denominator
    for _ in 0..<product.places {
      guard over < Int64.max / 10 else { return nil }
      over *= 10
    }
    return Fixed(product.digits, over: over)
  }

  fileprivate func minus(_ whole: Int64) -> Fixed? {
    guard places < 10 else { return nil }
    let (less, overflow) = digits.subtractingReportingOverflow(
      whole * (0..<Int(places)).reduce(1) { power, _ in power * 10 })
    return overflow ? nil : Fixed(less, places: places)
  }

  fileprivate var negated: Fixed { Fixed(-digits, places: places) }
}
