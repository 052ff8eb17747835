/// Days, months, seasons, years, decades and the intervals between them.
extension QuantityScanner {
  private typealias Point = CalendarPeriod.Point

  /// Reads the date that begins with digits: a day, an ISO date or a year.
  func readDate(_ index: Int) -> Quantity? {
    readDay(index) ?? readISODate(index) ?? readYear(index)
  }

  // MARK: Days

  private struct Day {
    var first: Int
    var end: Int
    var point: CalendarPeriod.Point
    /// "20-22 mars": the last day.
    var lastDay: Int?
  }

  private func day(at index: Int) -> Day? {
    var next = index
    let number: Int64
    let token = tokenizer.tokens[index]
    if token.kind == .digits, token.digitCount <= 2 {
      number = token.number
      next += 1
      if isMark(next, "."), isGlued(next) {
        next += 1
      } else if isMark(next, ":"), isGlued(next), isGlued(next + 1) {
        next += 2
      }
    } else if has(index, .ordinal), let word = word(index) {
      number = word.value
      next += 1
    } else {
      return nil
    }
    guard (1...31).contains(number) else { return nil }
    var lastDay: Int?
    let other = tokenizer.tokens[next + 1]
    if isDash(next) || has(next, [.and, .to]), other.kind == .digits, other.digitCount <= 2,
      other.number > number, other.number <= 31, has(next + 2, .month)
    {
      lastDay = Int(other.number)
      next += 2
    }
    guard has(next, .month), let month = word(next)?.value else { return nil }
    next += 1
    let first = has(index - 1, .dayLead) && !isGlued(index) ? index - 1 : index
    var day = Day(
      first: first, end: next, point: Point(year: 0, month: Int(month), day: Int(number)), lastDay: lastDay)
    if let (year, end) = year(at: next) {
      day.point.year = Int16(year)
      day.end = end
    }
    return day
  }

  /// A year in digits, or "the same year".
  private func year(at index: Int) -> (year: Int, end: Int)? {
    let token = tokenizer.tokens[index]
    if token.kind == .digits, token.digitCount == 4, (1000...2999).contains(token.number) {
      return (Int(token.number), index + 1)
    }
    if has(index, .same), has(index + 1, .year), lastYear > 0 { return (lastYear, index + 2) }
    return nil
  }

  func readDay(_ index: Int) -> Quantity? {
    guard var day = day(at: index) else { return nil }
    let isInterval = has(day.first - 1, .between)
    let joint = has(day.end, [.to]) || isDash(day.end) || (isInterval && has(day.end, .and))
    let start = has(day.end + 1, .dayLead) ? day.end + 2 : day.end + 1
    if joint, let last = self.day(at: start) {
      if day.point.year == 0 { day.point.year = last.point.year }
      return date(.day, day.first..<last.end, CalendarPeriod(day.point, last.point))
    }
    if day.point.year == 0 { day.point.year = Int16(lastYear) }
    var last = day.point
    if let lastDay = day.lastDay { last.day = UInt8(lastDay) }
    return date(.day, day.first..<day.end, CalendarPeriod(day.point, last))
  }

  private func readISODate(_ index: Int) -> Quantity? {
    let (year, month, day) = (
      tokenizer.tokens[index], tokenizer.tokens[index + 2], tokenizer.tokens[index + 4]
    )
    guard year.digitCount == 4, isMark(index + 1, "-"), month.kind == .digits, month.digitCount == 2,
      isMark(index + 3, "-"), day.kind == .digits, day.digitCount == 2, isGlued(index + 1),
      isGlued(index + 3),
      (1...12).contains(month.number), (1...31).contains(day.number)
    else { return nil }
    let point = Point(year: Int(year.number), month: Int(month.number), day: Int(day.number))
    return date(.day, index..<(index + 5), CalendarPeriod(point))
  }

  // MARK: Months

  func readMonth(_ index: Int) -> Quantity? {
    guard has(index, .month), let month = word(index)?.value else { return nil }
    if let (year, end) = year(at: index + 1) {
      let first = Point(year: year, month: Int(month))
      if isDash(end) || has(end, .to) || (has(index - 1, .between) && has(end, .and)),
        let last = monthOfYear(at: end + 1)
      {
        return date(.month, index..<last.end, CalendarPeriod(first, last.point))
      }
      return date(.month, index..<end, CalendarPeriod(first))
    }
    // "March-April 2016", "between March and June 2016", "in April and May 2016".
    let joint = isDash(index + 1) || has(index + 1, [.to, .and])
    if joint, let last = monthOfYear(at: index + 2) {
      let first = Point(year: Int(last.point.year), month: Int(month))
      return date(.month, index..<last.end, CalendarPeriod(first, last.point))
    }
    return nil
  }

  private func monthOfYear(at index: Int) -> (point: CalendarPeriod.Point, end: Int)? {
    guard has(index, .month), let month = word(index)?.value, let (year, end) = year(at: index + 1) else {
      return nil
    }
    return (Point(year: year, month: Int(month)), end)
  }

  // MARK: Years

  /// Four digits that are a year, with what follows to make an interval or a decade of them.
  private func readYear(_ index: Int) -> Quantity? {
    let token = tokenizer.tokens[index]
    guard token.kind == .digits, token.digitCount == 4 || token.digitCount == 2 else { return nil }
    if isDash(index + 1), isGlued(index + 1), isGlued(index + 2), has(index + 2, .decadeSuffix) {
      return readDecade(index, end: index + 3)
    }
    guard token.digitCount == 4, (1000...2199).contains(token.number), isYear(index) else { return nil }
    let year = Int(token.number)
    var first = index
    var reach = index - 1
    while has(reach, .season) || (has(reach, [.and]) && has(reach - 1, .season)) {
      if has(reach, .season) { first = reach }
      reach -= 1
    }
    if let (last, end) = lastYear(after: index, from: year) {
      return date(.yearRange, first..<end, CalendarPeriod(Point(year: year), Point(year: last)))
    }
    return date(.year, first..<(index + 1), CalendarPeriod(Point(year: year)))
  }

  private func lastYear(after index: Int, from year: Int) -> (year: Int, end: Int)? {
    var next = index + 1
    let isDash = isDash(next) || (isMark(next, "/") && isGlued(next))
    if isDash || has(next, .to) || (has(next, .and) && (isBetween(index) || has(index - 1, .yearsLead))) {
      next += 1
      // "between the end of 2015 and the beginning of 2016"
      if has(next, .partOfPeriod) { next += has(next + 1, .of) ? 2 : 1 }
    } else {
      return nil
    }
    let token = tokenizer.tokens[next]
    guard token.kind == .digits else { return nil }
    if token.digitCount == 4, Int(token.number) > year, token.number < 2200 {
      return (Int(token.number), next + 1)
    }
    if isDash, token.digitCount == 2, isGlued(next), Int(token.number) > year % 100, !self.isDash(next + 1) {
      return (year / 100 * 100 + Int(token.number), next + 1)
    }
    return nil
  }

  /// Whether "between" stands before, with no more than "the end of" in between.
  private func isBetween(_ index: Int) -> Bool {
    has(index - 1, .between) || (has(index - 2, .between) && has(index - 1, [.year, .partOfPeriod]))
      || (has(index - 3, .between) && has(index - 2, .partOfPeriod))
  }

  /// A bare number of four digits is a year unless its neighbours say otherwise.
  private func isYear(_ index: Int) -> Bool {
    let after = classes(index + 1)
    if after.contains(.ofYear), !has(index - 1, .vague) { return true }
    if unit(index + 1) != nil && !after.contains(.year) { return false }
    if unit(index + 1) != nil, after.contains(.year), !has(index - 1, .dateLead) { return false }
    if has(index - 1, [.dateLead, .yearsLead]) { return true }
    if isMark(index + 1, "%") || !after.isDisjoint(with: [.countable, .person, .rankBase, .times]) {
      return has(index - 1, .month)
    }
    if after.contains(.notAfterYear), has(index - 1, [.and, .or]) { return false }
    // "23rd place 2018": the place has its number already.
    let isPlaced = has(index - 1, .rankAfter) && quantities.last.map { Int($0.endToken) == index } ?? false
    if has(index - 1, [.rankBefore, .referenceBefore]), !isPlaced { return false }
    if let bound = boundBefore(index) {
      // "higher than 2016" compares with a year; "more than 2016 persons" counts.
      let next = tokenizer.tokens[index + 1]
      if bound.tokens.count > 1, next.kind != .word || after.contains(.function) { return true }
      return bound.bound == .about && !after.contains(.function)
    }
    return true
  }

  /// "the same year", "the year before", "the year after": counted from the year named last.
  func readRelativeYear(_ index: Int) -> Quantity? {
    guard lastYear > 0 else { return nil }
    let year: Int
    if has(index, .same), has(index + 1, .year) {
      year = lastYear
    } else if has(index, .year), has(index + 1, .yearBefore) {
      year = lastYear - 1
    } else if has(index, .year), has(index + 1, .yearAfter) {
      year = lastYear + 1
    } else {
      return nil
    }
    var result = quantity(.date, .year, index..<(index + 2), value: nil)
    result.period = CalendarPeriod(Point(year: year))
    result.isRelative = true
    return result
  }

  // MARK: Decades

  private func readDecade(_ index: Int, end: Int) -> Quantity? {
    let token = tokenizer.tokens[index]
    var year = Int(token.number)
    if token.digitCount == 2 {
      guard year % 10 == 0 else { return nil }
      year += 1900
    }
    guard year % 10 == 0 else { return nil }
    // "1900-talet" is the century, but the 2000s are as often the years since 2000.
    let span = token.digitCount == 4 && year % 100 == 0 ? 99 : 9
    return date(.decade, index..<end, CalendarPeriod(Point(year: year), Point(year: year + span)))
  }

  func readDecadeWord(_ index: Int) -> Quantity? {
    guard has(index, .decadeWord), let year = word(index)?.value else { return nil }
    let first = Point(year: Int(year))
    // The turn of a century is a year.
    let last =
      year % 100 == 0 ? (year >= 2000 ? first : Point(year: Int(year) + 99)) : Point(year: Int(year) + 9)
    return date(.decade, index..<(index + 1), CalendarPeriod(first, last))
  }

  private func date(_ reading: Quantity.Reading, _ tokens: Range<Int>, _ period: CalendarPeriod) -> Quantity {
    if period.last.year > 0 { lastYear = Int(period.last.year) }
    var result = quantity(.date, reading, tokens, value: nil)
    result.period = period
    return result
  }
}
