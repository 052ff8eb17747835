/// A date as narrow as known, or two of them with a slash between: first and last day.
package struct DateInterval8601: Hashable {
  /// `2015-01-01`.
  package var firstDay: String
  /// `2016-12-31`.
  package var lastDay: String

  /// - Parameter text: `2017`, `2017-04`, `2017-04-26`, `2015/2016`; nil for anything else.
  package init?(_ text: String) {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = ends.first, let last = ends.last, ends.count <= 2,
      let start = Self.days(String(first)), let end = Self.days(String(last)), start.first <= end.last
    else { return nil }
    firstDay = start.first
    lastDay = end.last
  }

  private static func days(_ text: String) -> (first: String, last: String)? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].utf8.count == 4,
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), let year = Int(parts[0])
    else { return nil }
    guard parts.count > 1 else { return ("\(text)-01-01", "\(text)-12-31") }
    guard let month = Int(parts[1]), (1...12).contains(month) else { return nil }
    let length = daysIn(month: month, of: year)
    guard parts.count > 2 else { return ("\(text)-01", "\(text)-\(length)") }
    guard let day = Int(parts[2]), (1...length).contains(day) else { return nil }
    return (text, text)
  }
}

/// Whether a text is a date or an interval as `DateInterval8601` reads it, or one with an open end (ISO 8601-2):
/// `2014/..`, `../2018`.
package func isTimePeriod(_ text: String) -> Bool {
  if DateInterval8601(text) != nil { return true }
  let end = text.hasSuffix("/..") ? text.dropLast(3) : text.hasPrefix("../") ? text.dropFirst(3) : ""
  return !end.contains("/") && DateInterval8601(String(end)) != nil
}

/// In the proleptic Gregorian calendar.
package func daysIn(month: Int, of year: Int) -> Int {
  switch month {
  case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
  case 4, 6, 9, 11: 30
  default: 31
  }
}
