/// Adds up the parts of a number in words: "two", "hundred", "fifty" make 250.
struct NumeralSum {
  private var total: Int64 = 0
  private var current: Int64 = 0
  private var lastScale = Int64.max
  private var isEmpty = true

  var value: Int64 { total + current }

  /// Takes the next part, or refuses it where it cannot continue the number.
  mutating func add(_ part: Int64, isScale: Bool) -> Bool {
    isScale ? scale(by: part) : append(part)
  }

  private mutating func scale(by scale: Int64) -> Bool {
    if scale == 100 {
      guard current < 100, current > 0 || isEmpty || total > 0 else { return false }
      current = max(current, 1) * 100
    } else {
      guard scale < lastScale, current > 0 || isEmpty else { return false }
      let (product, overflow) = max(current, 1).multipliedReportingOverflow(by: scale)
      let (sum, tooLarge) = total.addingReportingOverflow(product)
      guard !overflow, !tooLarge else { return false }
      total = sum
      current = 0
      lastScale = scale
    }
    isEmpty = false
    return true
  }

  private mutating func append(_ part: Int64) -> Bool {
    if isEmpty || (current == 0 && part < lastScale) {
      current = part
      isEmpty = false
      return true
    }
    // A unit follows tens or hundreds, a number below hundred follows hundreds: "two three" are two numbers.
    let room: Int64 = part < 10 ? 10 : part < 100 ? 100 : 1000
    guard current > 0, current % room == 0, part > 0, part < room else { return false }
    guard part >= 10 || current % 100 == 0 || current % 100 >= 20 else { return false }
    current += part
    return true
  }

  /// Whether a number in words of this value multiplies what stands before it.
  static func isScale(_ value: Int64) -> Bool {
    switch value {
    case 100, 1_000, 1_000_000, 1_000_000_000, 1_000_000_000_000: true
    default: false
    }
  }
}
