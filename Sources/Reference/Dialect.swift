import Core

/// How a publisher writes tables: what separates fields, how numbers and gaps look, what stands above the heading.
package struct Dialect: Sendable {
  var delimiter: Character = ","
  package var decimalMark: Character = "."
  /// Between groups of three digits; nil where numbers are not grouped.
  var groupMark: Character?
  /// In the order in which they are tried.
  var encodings: [TextEncoding] = [.utf8]
  var preamble = Preamble.none
  /// Names of the columns where the file has no heading.
  package var columns: [String]?
  /// What stands where there is no value.
  var gaps: Set<String> = [""]

  enum Preamble: Sendable {
    case none
    /// Lines that begin with this text, before the heading.
    case lines(startingWith: String)
    /// So many lines, empty ones counted.
    case count(Int)
  }

  /// A number as decimal text with a point and without grouping; nil for a gap.
  ///
  /// - Throws: `NotANumber` for anything else, such as `91,41` where the comma groups thousands.
  package func number(_ field: String) throws(NotANumber) -> String? {
    let text = field.trimmed
    if gaps.contains(text) { return nil }
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
      case _ where byte == decimalMark.asciiValue && decimals == nil && !whole.isEmpty:
        guard sinceMark ?? 3 == 3 else { throw NotANumber() }
        decimals = []
        sinceMark = nil
      case _
      where byte == groupMark?.asciiValue && decimals == nil && (1...3).contains(sinceMark ?? whole.count):
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

extension String {
  /// Without white space, no-break spaces included, at both ends.
  var trimmed: String {
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    guard let first = unicodeScalars.first, let last = unicodeScalars.last, isSpace(first) || isSpace(last)
    else { return self }
    var view = unicodeScalars[...]
    while let scalar = view.first, isSpace(scalar) { view.removeFirst() }
    while let scalar = view.last, isSpace(scalar) { view.removeLast() }
    return String(view)
  }
}
