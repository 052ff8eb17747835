/// Days and months, in the orders that the language has, and the intervals between them.
extension QuantityScanner {
  typealias Point = CalendarPeriod.Point

  /// A day, or a month where no day is said.
  private struct Day {
    var first: Int
    var end: Int
    var point: Point
    /// "20-22 mars": the last day.
    var lastDay: Int?
  }

  /// The month that a token names; nil for a word that is one only with a capital, written without.
  private func month(_ index: Int) -> Int? {
    guard has(index, .month), let word = word(index) else { return nil }
    let flags = tokenizer.tokens[index].flags
    guard !word.needsCapital || flags.contains(.capital) else { return nil }
    return Int(word.value)
  }

  // MARK: A day and its month

  private func day(at index: Int) -> Day? {
    dayBeforeMonth(index) ?? (model.lexicon.monthBeforeDay ? dayAfterMonth(index) : nil)
  }

  /// "20 mars 2016", "den 3:e maj", "20-22 mars", "the 23rd of March".
  private func dayBeforeMonth(_ index: Int) -> Day? {
    guard let (number, end) = dayNumber(index) else { return nil }
    var next = end
    var lastDay: Int?
    let other = tokenizer.tokens[next + 1]
    if isDash(next) || has(next, .and | .to), other.kind == .digits, other.digitCount <= 2,
      other.number > number, other.number <= 31, has(next + 2, .month)
    {
      lastDay = Int(other.number)
      next += 2
    }
    if model.lexicon.monthBeforeDay, has(next, .of), has(next + 1, .month) { next += 1 }
    guard let month = month(next) else { return nil }
    next += 1
    let first = has(index - 1, .dayLead) && !isGlued(index) ? index - 1 : index
    var day = Day(
      first: first, end: next, point: Point(year: 0, month: month, day: Int(number)), lastDay: lastDay)
    let comma = isMark(next, ",") && isGlued(next) && model.lexicon.monthBeforeDay ? next + 1 : next
    if let (year, end) = year(at: comma) {
      day.point.year = Int16(year)
      day.end = end
    }
    return day
  }

  /// A number that can be a day, with what makes it an ordinal.
  private func dayNumber(_ index: Int) -> (number: Int64, end: Int)? {
    let token = tokenizer.tokens[index]
    var result: (number: Int64, end: Int)
    if token.kind == .digits, token.digitCount <= 2, !token.flags.contains(.raised) {
      result = (token.number, index + 1)
      if isMark(index + 1, "."), isGlued(index + 1) {
        result.end += 1
      } else if let end = endOfOrdinal(index) {
        result.end = end
      }
    } else if has(index, .ordinal), let word = word(index) {
      result = (word.value, index + 1)
    } else {
      return nil
    }
    return (1...31).contains(result.number) ? result : nil
  }

  /// "March 5, 2016", "May 5-8", "May 23rd".
  private func dayAfterMonth(_ index: Int) -> Day? {
    guard let month = month(index), let (number, end) = bareDay(index + 1) else { return nil }
    var day = Day(first: index, end: end, point: Point(year: 0, month: month, day: Int(number)))
    if isDash(end) || has(end, .to), let (last, lastEnd) = bareDay(end + 1), last > number {
      day.lastDay = Int(last)
      day.end = lastEnd
    }
    let comma = isMark(day.end, ",") && isGlued(day.end) ? day.end + 1 : day.end
    if let (year, end) = year(at: comma) {
      day.point.year = Int16(year)
      day.end = end
    }
    return day
  }

  /// One or two digits that are no part of a longer number, with an ordinal's ending or without.
  private func bareDay(_ index: Int) -> (number: Int64, end: Int)? {
    let token = tokenizer.tokens[index]
    guard token.kind == .digits, token.digitCount <= 2, !token.flags.contains(.raised),
      (1...31).contains(token.number)
    else { return nil }
    if let end = endOfOrdinal(index) { return (token.number, end) }
    let isLonger =
      isGlued(index + 2) && tokenizer.tokens[index + 2].kind == .digits && !isDash(index + 1)
      && isGlued(index + 1)
    guard !isLonger, !isMark(index + 1, "%"), !isGlued(index + 1) || tokenizer.tokens[index + 1].kind == .mark
    else {
      return nil
    }
    return (token.number, index + 1)
  }

  /// A year in digits, or "the same year".
  func year(at index: Int) -> (year: Int, end: Int)? {
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
    let joint = has(day.end, .to) || isDash(day.end) || (isInterval && has(day.end, .and))
    let start = has(day.end + 1, .dayLead) ? day.end + 2 : day.end + 1
    if joint, let last = self.day(at: start) ?? monthAsDay(start) {
      if day.point.year == 0, last.point.year > 0 { day.point.year = last.point.year }
      return date(.day, day.first..<last.end, CalendarPeriod(day.point, last.point))
    }
    let usual = titleYear > 0 ? titleYear : lastYear
    let isInferred = day.point.year == 0 && usual > 0
    if day.point.year == 0 { day.point.year = Int16(usual) }
    var last = day.point
    if let lastDay = day.lastDay { last.day = UInt8(lastDay) }
    var result = date(.day, day.first..<day.end, CalendarPeriod(day.point, last))
    result.isYearInferred = isInferred
    return result
  }

  /// "May 5 and 9": the second is a day of the same month.
  func readSecondDay(_ index: Int) -> Quantity? {
    guard model.lexicon.monthBeforeDay, has(index - 1, .and) || isMark(index - 1, ","),
      let before = quantities.last, before.reading == .day, before.kind == .date,
      before.period?.first.year == 0 || before.isYearInferred,
      Int(before.endToken) == index - 1, let (number, end) = bareDay(index), !isCounted(end),
      unit(end) == nil,
      let last = before.period?.last, Int(number) > Int(last.day)
    else { return nil }
    var point = last
    point.day = UInt8(number)
    var result = date(.day, index..<end, CalendarPeriod(point))
    result.isYearInferred = before.isYearInferred
    return result
  }

  /// A month that ends an interval begun by a day: "March 5 through May 2016".
  private func monthAsDay(_ index: Int) -> Day? {
    guard model.lexicon.monthBeforeDay, let (point, end) = monthOfYear(at: index) else { return nil }
    return Day(first: index, end: end, point: point)
  }

  // MARK: Dates in digits

  /// "2016-03-20", "2016-03", "20.3.2016", "3/20/2016".
  func readNumericDate(_ index: Int) -> Quantity? {
    let (first, second, third) = (
      tokenizer.tokens[index], tokenizer.tokens[index + 2], tokenizer.tokens[index + 4]
    )
    let mark = tokenizer.tokens[index + 1]
    guard mark.kind == .mark, isGlued(index + 1), second.kind == .digits, isGlued(index + 2),
      second.digitCount <= 2
    else { return nil }
    let isFull =
      tokenizer.tokens[index + 3].number == mark.number && tokenizer.tokens[index + 3].kind == .mark
      && isGlued(index + 3) && third.kind == .digits && isGlued(index + 4)
    if first.digitCount == 4, mark.number == 0x2D, (1000...2999).contains(first.number),
      second.digitCount == 2,
      (1...12).contains(second.number)
    {
      let year = Int(first.number)
      if isFull, third.digitCount == 2, (1...31).contains(third.number) {
        let point = Point(year: year, month: Int(second.number), day: Int(third.number))
        return date(.day, index..<(index + 5), CalendarPeriod(point))
      }
      // "2011-12" are two years.
      guard !isFull, second.number <= first.number % 100,
        !isGlued(index + 3) || tokenizer.tokens[index + 3].kind == .mark
      else { return nil }
      return date(.month, index..<(index + 3), CalendarPeriod(Point(year: year, month: Int(second.number))))
    }
    // "3/6 2020"
    if !isFull, mark.number == 0x2F, !model.lexicon.monthBeforeDay, first.digitCount <= 2,
      !isGlued(index + 3),
      let (year, end) = year(at: index + 3), (1...31).contains(first.number), (1...12).contains(second.number)
    {
      let point = Point(year: year, month: Int(second.number), day: Int(first.number))
      return date(.day, index..<end, CalendarPeriod(point))
    }
    // "den 3/5"
    if !isFull, mark.number == 0x2F, !model.lexicon.monthBeforeDay, first.digitCount <= 2,
      tokenizer.tokens[index + 3].kind != .digits,
      has(index - 1, .dayLead), (1...31).contains(first.number), (1...12).contains(second.number)
    {
      let point = Point(year: 0, month: Int(second.number), day: Int(first.number))
      return date(.day, (index - 1)..<(index + 3), CalendarPeriod(point))
    }
    guard isFull, first.digitCount <= 2, third.digitCount == 4, (1000...2999).contains(third.number),
      mark.number == 0x2E || mark.number == 0x2F
    else { return nil }
    var (day, month) = (first.number, second.number)
    if model.lexicon.monthBeforeDay, mark.number == 0x2F { swap(&day, &month) }
    guard (1...31).contains(day), (1...12).contains(month) else { return nil }
    return date(
      .day, index..<(index + 5),
      CalendarPeriod(Point(year: Int(third.number), month: Int(month), day: Int(day))))
  }

  // MARK: Months

  func readMonth(_ index: Int) -> Quantity? {
    guard let month = month(index) else { return nil }
    if model.lexicon.monthBeforeDay, let day = readDay(index) { return day }
    let place =
      isMark(index + 1, ",") && isGlued(index + 1) && model.lexicon.monthBeforeDay ? index + 2 : index + 1
    if let (year, end) = year(at: has(index + 1, .of) ? index + 2 : place) {
      let first = Point(year: year, month: month)
      if isDash(end) || has(end, .to) || (has(index - 1, .between) && has(end, .and)) {
        if let last = monthOfYear(at: end + 1) {
          return date(.month, index..<last.end, CalendarPeriod(first, last.point))
        }
        if model.lexicon.monthBeforeDay, let last = day(at: end + 1) {
          return date(.month, index..<last.end, CalendarPeriod(first, last.point))
        }
        if let last = self.month(end + 1) {
          return date(.month, index..<(end + 2), CalendarPeriod(first, Point(year: 0, month: last)))
        }
      }
      return date(.month, index..<end, CalendarPeriod(first))
    }
    // "March-April 2016", "between March and June 2016", "in April and May 2016".
    let isInterval =
      isDash(index + 1) || has(index + 1, .to) || has(index - 1, .between) && has(index + 1, .and)
    if isInterval || has(index + 1, .and), let last = monthOfYear(at: index + 2) {
      let first = Point(year: Int(last.point.year), month: month)
      return date(.month, index..<last.end, CalendarPeriod(first, last.point))
    }
    if isInterval {
      let place = isPartOfPeriod(index + 2) ? index + (isDash(index + 3) ? 4 : 3) : index + 2
      if let last = day(at: index + 2) {
        return date(.month, index..<last.end, CalendarPeriod(Point(year: 0, month: month), last.point))
      }
      if let last = self.month(place) {
        let first = Point(year: 0, month: month)
        return date(.month, index..<(place + 1), CalendarPeriod(first, Point(year: 0, month: last)))
      }
    }
    return loneMonth(index, month)
  }

  private func isPartOfPeriod(_ index: Int) -> Bool { has(index, .partOfPeriod | .yearLead) }

  /// "in June": no year stands there. A name that is also a month's is none.
  private func loneMonth(_ index: Int, _ month: Int) -> Quantity? {
    let flags = tokenizer.tokens[index].flags
    let next = tokenizer.tokens[index + 1]
    if model.lexicon.monthsAreCapitalised {
      if flags.contains(.allCapitals) || flags.contains(.sentenceStart) && !has(index + 1, .and | .to) {
        return nil
      }
      // "April Smith", but "a March Commission report"
      if next.flags.contains(.capital), !next.flags.contains(.sentenceStart),
        !next.flags.contains(.allCapitals),
        !has(index - 1, .dateLead | .partOfPeriod | .dayLead | .article | .leadArticle)
      {
        return nil
      }
    } else if flags.contains(.capital) {
      return nil
    }
    return date(.month, index..<(index + 1), CalendarPeriod(Point(year: 0, month: month)))
  }

  private func monthOfYear(at index: Int) -> (point: Point, end: Int)? {
    guard let month = month(index) else { return nil }
    let place =
      isMark(index + 1, ",") && isGlued(index + 1) && model.lexicon.monthBeforeDay ? index + 2 : index + 1
    guard let (year, end) = year(at: place) else { return nil }
    return (Point(year: year, month: month), end)
  }
}
