import Core
import Quantities

extension CalendarPeriod {
  /// ISO 8601 at the precision of the text: `2016`, `2016-03`, `2016-03-20`, `2010/2020`; `--03-20` where the
  /// text names no year; `2014/..` and `../2018` (ISO 8601-2) where it names one end only.
  public var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The months and days alone, as where the text names no year.
  var withoutYear: CalendarPeriod {
    var result = self
    result.first.year = 0
    result.last.year = 0
    return result
  }

  /// Whether it has its years, and does not end before it begins: "from May 2016 to 2015" is no period.
  package var isInOrder: Bool {
    guard first.year > 0, last.year > 0 else { return false }
    return days.map { $0.start <= $0.end } ?? true
  }

  /// First and last day; nil where the text names no year, or one end only.
  package var days: (start: String, end: String)? {
    guard first.year > 0, last.year > 0, open == .none else { return nil }
    let start = Point(year: Int(first.year), month: max(1, Int(first.month)), day: max(1, Int(first.day)))
    let month = last.month == 0 ? 12 : Int(last.month)
    let day = last.day == 0 ? daysIn(month: month, of: Int(last.year)) : Int(last.day)
    return (start.text, Point(year: Int(last.year), month: month, day: day).text)
  }
}

extension CalendarPeriod.Point {
  package var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  package func append(to bytes: inout [UInt8]) {
    func two(_ value: UInt8) {
      bytes.append(UInt8(ascii: "0") + value / 10)
      bytes.append(UInt8(ascii: "0") + value % 10)
    }
    if year > 0 {
      two(UInt8(year / 100))
      two(UInt8(year % 100))
    } else {
      bytes.append(UInt8(ascii: "-"))
    }
    guard month > 0 else { return }
    bytes.append(UInt8(ascii: "-"))
    two(month)
    guard day > 0 else { return }
    bytes.append(UInt8(ascii: "-"))
    two(day)
  }
}

extension CalendarPeriod {
  /// Appends the bytes of `text`.
  package func append(to bytes: inout [UInt8]) {
    switch open {
    case .first:
      bytes += "../".utf8
      last.append(to: &bytes)
    case .last:
      first.append(to: &bytes)
      bytes += "/..".utf8
    case .none:
      first.append(to: &bytes)
      guard first != last else { return }
      bytes.append(UInt8(ascii: "/"))
      last.append(to: &bytes)
    }
  }
}
