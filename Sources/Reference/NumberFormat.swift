import Core

/// How a publisher writes numbers, and what stands where there is none.
package struct NumberFormat: Hashable, Sendable {
  package var decimalMark = UInt8(ascii: ".")
  /// Between groups of three digits; nil where numbers are not grouped.
  var groupMark: UInt8?
  package var missing: Set<String> = [""]

  /// A number as decimal text with a point and without grouping; nil for a gap.
  ///
  /// - Throws: `NotANumber` for anything else, such as `91,41` where the comma groups thousands.
  package func number(_ field: String) throws(NotANumber) -> String? {
    let text = field.trimmed
    if missing.contains(text) { return nil }
    var whole: [UInt8] = []
    var decimals: [UInt8]?
    var sinceMark: Int?
    var isNegative = false
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if decimals != nil { decimals?.append(byte) } else { whole.append(byte) }
        if let count = sinceMark { sinceMark = count + 1 }
      case UInt8(ascii: "-") where index == 0: isNegative = true
      case _ where byte == decimalMark && decimals == nil && !whole.isEmpty:
        guard sinceMark ?? 3 == 3 else { throw NotANumber() }
        decimals = []
        sinceMark = nil
      case _ where byte == groupMark && decimals == nil && (1...3).contains(sinceMark ?? whole.count):
        guard sinceMark ?? 3 == 3 else { throw NotANumber() }
        sinceMark = 0
      default: throw NotANumber()
      }
    }
    guard !whole.isEmpty, decimals?.isEmpty != true, sinceMark ?? 3 == 3 else { throw NotANumber() }
    let significant = whole.drop { $0 == UInt8(ascii: "0") }
    var result = significant.isEmpty ? "0" : String(decoding: significant, as: UTF8.self)
    if let decimals { result += "." + String(decoding: decimals, as: UTF8.self) }
    return isNegative && result.contains(where: { $0 != "0" && $0 != "." }) ? "-" + result : result
  }
}

/// A field that should be a number and is none.
package struct NotANumber: Error {}

/// Two decimals, rounded half up.
///
/// - Precondition: `whole` is above zero.
package func percent(_ part: Int, of whole: Int) -> String {
  let hundredths = (part * 20000 + whole) / (whole * 2)
  let decimals = hundredths % 100
  return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)"
}
