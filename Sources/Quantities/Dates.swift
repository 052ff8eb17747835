/// Seasons, years, decades, parts of a year and the intervals between them.
extension QuantityScanner {
  /// Reads the date that begins with digits: a day, a date in digits or a year.
  func readDate(_ index: Int) -> Quantity? {
    readDay(index) ?? readNumericDate(index) ?? readSecondDay(index) ?? readYear(index)
  }

  // MARK: Years

  /// Four digits that are a year, with what follows to make an interval or a decade of them.
  private func readYear(_ index: Int) -> Quantity? {
    let token = tokenizer.tokens[index]
    guard token.kind == .digits, token.digitCount == 4 || token.digitCount == 2 else { return nil }
    if isDash(index + 1), isGlued(index + 1), isGlued(index + 2), has(index + 2, .decadeSuffix) {
      // "a 50-tal" is a count.
      let isCount = token.digitCount == 2 && has(index + 2, .roundSuffix) && has(index - 1, .article | .vague)
      return isCount ? nil : readDecade(index, end: index + 3)
    }
    if let end = endOfGluedDecade(index) { return readDecade(index, end: end) }
    guard token.digitCount == 4, (1000...2199).contains(token.number), isYear(index) else { return nil }
    let year = Int(token.number)
    var first = index
    var reach = index - 1
    while has(reach, .season) || (has(reach, .and) && has(reach - 1, .season)) {
      if has(reach, .season) { first = reach }
      reach -= 1
    }
    if has(reach, .yearLead) || isDash(reach) && isGlued(index) && has(reach - 1, .yearLead) {
      first = has(reach, .yearLead) ? reach : reach - 1
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
    has(index - 1, .between) || (has(index - 2, .between) && has(index - 1, .year | .partOfPeriod))
      || (has(index - 3, .between) && has(index - 2, .partOfPeriod))
  }

  /// A bare number of four digits is a year unless its neighbours say otherwise.
  private func isYear(_ index: Int) -> Bool {
    let after = classes(index + 1)
    if after.contains(.ofYear), !has(index - 1, .vague) { return true }
    if unit(index + 1) != nil && !after.contains(.year) { return false }
    if unit(index + 1) != nil, after.contains(.year), !has(index - 1, .dateLead) { return false }
    if has(index - 1, .dateLead | .yearsLead) { return true }
    // "the 2014 Nations in Transit": with an article it is no count.
    if has(index - 1, .dayLead), model.lexicon.monthBeforeDay { return true }
    // "Labour inspections: 1766"
    if isMark(index - 1, ":"), tokenizer.tokens[index].number < 1800 { return false }
    if isMark(index + 1, "%") || !after.isDisjoint(with: .countable | .person | .rankBase | .times) {
      return has(index - 1, .month)
    }
    if after.contains(.notAfterYear), has(index - 1, .and | .or) { return false }
    // "23rd place 2018": the place has its number already.
    let isPlaced = has(index - 1, .rankAfter) && quantities.last.map { Int($0.endToken) == index } ?? false
    if has(index - 1, .rankBefore | .referenceBefore), !isPlaced { return false }
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

  // MARK: Parts of a year

  /// "first half of 2023", "tredje kvartalet 2019".
  func readPartOfYear(_ index: Int, ordinal: Int64, end: Int) -> Quantity? {
    // "the first months of 2020" are not January.
    guard let months = word(end)?.months, months > 1, ordinal > 0, Int(ordinal) * Int(months) <= 12 else {
      return nil
    }
    let place = has(end + 1, .of) ? end + 2 : has(end + 1, .ofYear) ? end + 1 : end + 1
    let year: Int
    let last: Int
    if let (named, after) = self.year(at: place) {
      (year, last) = (named, after)
    } else if has(place, .year), let (named, after) = self.year(at: place + 1) {
      (year, last) = (named, after)
    } else {
      return nil
    }
    let lastMonth = Int(ordinal) * Int(months)
    let first = Point(year: year, month: lastMonth - Int(months) + 1)
    return date(.month, index..<last, CalendarPeriod(first, Point(year: year, month: lastMonth)))
  }

  // MARK: Decades

  /// "1990s", "1990's", "the 90s", "'90s".
  private func endOfGluedDecade(_ index: Int) -> Int? {
    guard !model.decadeEndings.isEmpty, tokenizer.tokens[index].number % 10 == 0 else { return nil }
    var place = index + 1
    if isMark(place, "'"), isGlued(place) { place += 1 }
    let token = tokenizer.tokens[place]
    guard token.kind == .word, isGlued(place), token.end - token.start <= 4 else { return nil }
    let bytes = Array(text[Int(token.start)..<Int(token.end)])
    guard model.decadeEndings.contains(bytes) else { return nil }
    // "in her 30s" is an age.
    if tokenizer.tokens[index].digitCount == 2, !has(index - 1, .dayLead), !isMark(index - 1, "'") {
      return nil
    }
    return place + 1
  }

  private func readDecade(_ index: Int, end: Int) -> Quantity? {
    let token = tokenizer.tokens[index]
    var year = Int(token.number)
    if token.digitCount == 2 {
      guard year % 10 == 0 else { return nil }
      year += year < 20 ? 2000 : 1900
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

  func date(_ reading: Quantity.Reading, _ tokens: Range<Int>, _ period: CalendarPeriod) -> Quantity {
    if period.last.year > 0 { lastYear = Int(period.last.year) }
    var result = quantity(.date, reading, tokens, value: nil)
    result.period = period
    if titleYear > 0, period.first.year == 0, period.last.year == 0, period.first.month <= period.last.month {
      result.period?.first.year = Int16(titleYear)
      result.period?.last.year = Int16(titleYear)
      result.isYearInferred = true
    }
    return result
  }
}
