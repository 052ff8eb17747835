import Core
import Quantities

/// Which date a value takes: one in its clause, else in its sentence, else in the paragraph, and none that is another's.
extension TextReader {
  func readPeriod(
    _ indicator: Indicator, _ quantity: Quantity, _ place: Neighbourhood, _ before: Quantity?,
    _ isContinued: Bool,
    _ observation: inout FoundObservation
  ) {
    if quantity.kind == .date {
      observation.period = quantity.period
      observation.evidence.period = span(quantity.start, quantity.end)
      return
    }
    if indicator.isStanding { return }
    if let (period, years) = periodOfChange(quantity, place) {
      observation.period = period
      observation.evidence.period = span(years.start, years.end)
      return
    }
    var date = date(in: place.clause, near: place)
    let part = partOfYear(in: place.clause, near: place, date)
    if let part = part ?? (date == nil && !isContinued ? partOfYear(in: sentence, near: place, nil) : nil) {
      observation.period = part.period
      observation.evidence.period = span(ofTokens: part.tokens)
      if part.isOfTitle { observation.evidence.titleYear = titleYear }
      return
    }
    if date == nil, let (period, tokens) = relativePeriod(in: place.clause) {
      observation.period = period
      observation.evidence.period = span(ofTokens: tokens)
      return
    }
    if !isContinued {
      date =
        date ?? self.date(in: sentence, near: place).flatMap { isItsDate($0, quantity) ? $0 : nil }
        ?? before
    }
    guard let date else { return }
    observation.period = date.period
    observation.evidence.period = span(date.start, date.end)
    if date.isYearInferred { observation.evidence.titleYear = titleYear }
    openPeriod(date, quantity, &observation)
  }

  /// "Since 2014 500 persons have been executed" and "up to 2018": what is counted from a year on, or up to one, is not
  /// that year's. A share or a rank that has held since a year is that year's as well.
  private func openPeriod(_ date: Quantity, _ quantity: Quantity, _ observation: inout FoundObservation) {
    guard quantity.kind == .count || quantity.kind == .magnitude, let period = date.period,
      sentence.contains(Int(date.firstToken))
    else { return }
    for index in sentenceMatches {
      let match = matches[index]
      let kind = rules.meanings[Int(match.group)].kind
      guard kind == .since || kind == .until, match.end <= date.endToken,
        isBegun(kind, Int(match.end)..<max(Int(match.end), Int(date.firstToken)))
      else { continue }
      observation.period =
        kind == .since
        ? CalendarPeriod(period.first, open: .last) : CalendarPeriod(period.last, open: .first)
      observation.evidence.period = span(ofTokens: Int(match.token)..<Int(date.endToken))
      return
    }
  }

  /// Whether the words between "since" or "until" and a date belong to it: "since early 2014", "since the moratorium was
  /// lifted in 2014".
  private func isBegun(_ kind: Meaning.Kind, _ between: Range<Int>) -> Bool {
    if between.allSatisfy({ has($0, [.partOfPeriod, .of, .dayLead, .year]) }) { return true }
    return kind == .since && between.count <= Self.longestEvent
      && between.allSatisfy { scanner.token($0).kind == .word }
      && !sentenceQuantities.contains { between.contains(Int(scanner.quantities[$0].firstToken)) }
  }

  /// In words.
  private static let longestEvent = 6

  /// A change "between 2018 and 2019" goes from the first year to the last.
  private func periodOfChange(_ quantity: Quantity, _ place: Neighbourhood) -> (CalendarPeriod, Quantity)? {
    if let old = oldValue(before: place.own) {
      guard let years = yearsOfChange(from: old, to: quantity), let period = years.period else { return nil }
      return (CalendarPeriod(period.last), years)
    }
    guard let new = newValue(of: place.own), let years = yearsOfChange(from: quantity, to: new),
      let period = years.period
    else { return nil }
    return (CalendarPeriod(period.first), years)
  }

  /// A date in another clause dates a count only where it opens the sentence or stands close by.
  private func isItsDate(_ date: Quantity, _ quantity: Quantity) -> Bool {
    // "71 per cent, against 64 per cent in 2012": the year is the second value's.
    if date.firstToken >= quantity.endToken,
      isContrasted(Int(quantity.endToken)..<Int(date.firstToken))
    {
      return false
    }
    guard quantity.kind == .count || quantity.kind == .magnitude else { return true }
    return Int(date.firstToken) - sentence.lowerBound <= 4
      || distance(
        Int(date.firstToken)..<Int(date.endToken), Int(quantity.firstToken)..<Int(quantity.endToken)) <= 6
  }

  /// "five years earlier": counted from the year that was named last before it in the paragraph.
  private func relativePeriod(in clause: Range<Int>) -> (CalendarPeriod, Range<Int>)? {
    let end = sentenceQuantities.upperBound
    let recent = scanner.quantities[max(0, end - 100)..<end]
    for token in clause where has(token, .year) && has(token + 1, [.yearBefore, .yearAfter]) {
      let number = scanner.token(token - 1)
      let count = number.kind == .digits ? number.number : scanner.word(token - 1)?.value ?? 0
      guard (1...50).contains(count),
        let base = recent.last(where: { $0.endToken < token && $0.period?.last.year ?? 0 > 0 }),
        let point = base.period?.last
      else { continue }
      let sign: Int64 = has(token + 1, .yearBefore) ? -1 : 1
      let year = Int(Int64(point.year) + sign * count)
      return (CalendarPeriod(.init(year: year, month: Int(point.month))), (token - 1)..<(token + 2))
    }
    return nil
  }

  /// The last date of the paragraph's earlier sentences: "The election was held in May. Turnout was 60 per cent."
  func dateBefore() -> Quantity? {
    let end = sentenceQuantities.lowerBound
    return scanner.quantities[max(0, end - 100)..<end].last { quantity in
      quantity.kind == .date && quantity.period?.first.year ?? 0 > 0
    }
  }

  /// The date nearest to the value that lies wholly within the tokens and has a year.
  private func date(in tokens: Range<Int>, near place: Neighbourhood) -> Quantity? {
    var best: Quantity?
    var bestDistance = Int.max
    let old = oldValue(before: place.own)
    for index in sentenceQuantities {
      let date = scanner.quantities[index]
      guard date.kind == .date, let period = date.period, period.first.year > 0,
        Int(date.firstToken) >= tokens.lowerBound, Int(date.endToken) <= tokens.upperBound,
        !isOfAnotherTime(date, place),
        // "from 13 per cent in 2015 to 15.8": the date between is the old value's.
        old.map({ date.firstToken < $0.endToken || Int(date.endToken) > place.own.lowerBound }) ?? true
      else { continue }
      let distance = distance(Int(date.firstToken)..<Int(date.endToken), place.own)
      // As near on both sides: a date behind a value is the value's, one before may be another's.
      if distance < bestDistance || (distance == bestDistance && Int(date.firstToken) >= place.own.upperBound)
      {
        (best, bestDistance) = (date, distance)
      }
    }
    return best
  }

  /// "the highest since 1998" and "independent in 1991, it has today": the year is not the value's.
  private func isOfAnotherTime(_ date: Quantity, _ place: Neighbourhood) -> Bool {
    let first = Int(date.firstToken)
    if has(first - 1, .dateLead),
      (2...4).contains(where: { has(first - $0, .superlative) && !isBound(first - $0) })
    {
      return true
    }
    return sentenceMatches.contains { index in
      let match = matches[index]
      return rules.meanings[Int(match.group)].kind == .now && match.token >= date.endToken
        && (Int(match.end) <= place.own.lowerBound || Int(match.token) < place.clause.upperBound)
        && Int(date.endToken) <= place.own.lowerBound
    }
  }

  private func isBound(_ token: Int) -> Bool {
    sentenceQuantities.contains { scanner.quantities[$0].boundTokens.contains(Int32(token)) }
  }
}
