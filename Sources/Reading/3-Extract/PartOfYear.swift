import Core
import Quantities

/// Stretches of a year that are counted in months or quarters: "the first seven months of 2020", "the first half of
/// the year". Their numbers are mentions of their own; together they say when.
struct PartOfYear {
  var period: CalendarPeriod
  var tokens: Range<Int>
  /// The year is that of the report's title.
  var isOfTitle: Bool
}

extension TextReader {
  /// The part of a year that some tokens name, unless a date stands nearer to the value.
  func partOfYear(in tokens: Range<Int>, near place: Neighbourhood, _ date: Quantity?) -> PartOfYear? {
    for token in tokens where scanner.word(token)?.months ?? 0 > 0 {
      guard let part = partOfYear(endingAt: token) else { continue }
      guard let date,
        Int(date.firstToken) >= part.tokens.upperBound || Int(date.endToken) <= part.tokens.lowerBound
      else { return part }
      let own = distance(part.tokens, place.own)
      if own < distance(Int(date.firstToken)..<Int(date.endToken), place.own) { return part }
    }
    return nil
  }

  private func partOfYear(endingAt token: Int) -> PartOfYear? {
    guard let length = scanner.word(token)?.months,
      let (months, first) = months(before: token, of: Int(length)),
      let (year, end, isOfTitle) = year(behind: token)
    else { return nil }
    let period = CalendarPeriod(
      .init(year: year, month: months.lowerBound), .init(year: year, month: months.upperBound))
    return PartOfYear(period: period, tokens: first..<end, isOfTitle: isOfTitle)
  }

  /// "first eight", "eight first", "second": which months, and the first token.
  private func months(before token: Int, of length: Int) -> (ClosedRange<Int>, first: Int)? {
    func ordinal(_ token: Int) -> Int? {
      has(token, .ordinal) ? scanner.word(token).map { Int($0.value) } : nil
    }
    func count(_ token: Int) -> Int? {
      let word = scanner.token(token)
      if word.kind == .digits { return Int(word.number) }
      return has(token, .numeral) ? scanner.word(token).map { Int($0.value) } : nil
    }
    if let count = ordinal(token - 2) == 1
      ? count(token - 1) : ordinal(token - 1) == 1 ? count(token - 2) : nil
    {
      return (1...12).contains(count * length) && count > 0 ? (1...(count * length), token - 2) : nil
    }
    guard length > 1, let place = ordinal(token - 1), place > 0, place * length <= 12 else { return nil }
    return ((place * length - length + 1)...(place * length), token - 1)
  }

  /// "of the year", "of 2020", "2020".
  private func year(behind token: Int) -> (Int, end: Int, isOfTitle: Bool)? {
    let place = has(token + 1, [.of, .ofYear, .dateLead]) ? token + 2 : token + 1
    let number = scanner.token(place)
    if number.kind == .digits, number.digitCount == 4, (1000...2999).contains(number.number) {
      return (Int(number.number), place + 1, false)
    }
    guard scanner.titleYear > 0, has(place, .dayLead), has(place + 1, .year) else { return nil }
    return (scanner.titleYear, place + 2, true)
  }
}
