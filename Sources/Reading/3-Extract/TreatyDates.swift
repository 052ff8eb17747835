import Quantities

/// The years of what was done with treaties.
extension TextReader {
  /// Indices of the dates that go with a verb and each of its treaties: the one right behind the treaty, else the
  /// first behind the verb, else the last before it.
  func dates(of taken: [Int], _ named: [NamedTreaty], _ verb: TreatyVerb) -> [Int?] {
    let free = sentenceQuantities.filter { isFree($0, named) }
    func last(before end: Int, from start: Int, within distance: Int) -> Int? {
      free.last { index in
        let date = scanner.quantities[index]
        return Int(date.firstToken) >= start && Int(date.endToken) <= end
          && end - Int(date.endToken) <= distance
      }
    }
    func first(from start: Int, to end: Int, within distance: Int) -> Int? {
      free.first { index in
        let date = scanner.quantities[index]
        return Int(date.firstToken) >= start && Int(date.endToken) <= end
          && Int(date.firstToken) - start <= distance
      }
    }
    // "since 1978 party to": right before the verb it goes before all others.
    let common =
      last(before: verb.token, from: verb.previous, within: verb.word.isWeak ? 4 : 0)
      ?? first(from: verb.end, to: verb.next, within: 12)
      ?? (verb.word.isNoun ? nil : last(before: verb.token, from: verb.previous, within: .max))
    // "ratified in 1990 and 1993 respectively"
    if taken.count > 1, let common, named[taken[0]].tokens.upperBound <= verb.token {
      let series = free.drop { $0 != common }.prefix(taken.count)
      let isSeries = zip(series, series.dropFirst()).allSatisfy {
        scanner.quantities[$1].firstToken - scanner.quantities[$0].endToken <= 2
      }
      if series.count == 1, taken.count == 2, isSpanOfYears(common) { return [common, common] }
      if series.count == taken.count, isSeries, Int(scanner.quantities[series.last!].endToken) <= verb.next {
        return Array(series)
      }
    }
    // "since 1982 bound by the one, since 1999 by its protocol too": what is parted is the next one's.
    let isBefore = common.map { Int(scanner.quantities[$0].endToken) <= verb.token } ?? false
    func isParted(_ tokens: Range<Int>) -> Bool {
      tokens.contains { has($0, .and) || isBefore && isMark($0, 0x2C) }
    }
    return taken.map { index in
      let tokens = named[index].tokens
      let isBehind = tokens.lowerBound >= verb.end
      let next =
        named.map(\.tokens.lowerBound).filter { $0 >= tokens.upperBound }.min() ?? sentence.upperBound
      let limit = isBehind ? next : tokens.upperBound < verb.previous ? 0 : min(next, verb.token)
      if let own = first(from: tokens.upperBound, to: limit, within: isBehind ? 4 : 1),
        next == sentence.upperBound || !isParted(tokens.upperBound..<Int(scanner.quantities[own].firstToken))
      {
        return own
      }
      // "to the one in 1990 and in 1995 to the other"
      let start = named.map(\.tokens.upperBound).filter { $0 <= tokens.lowerBound }.max() ?? verb.end
      if isBehind, start > verb.end, let own = last(before: tokens.lowerBound, from: start, within: 4),
        isParted(start..<Int(scanner.quantities[own].firstToken))
      {
        return own
      }
      return isBehind && isLater(tokens.lowerBound, than: verb.end) ? nil : common
    }
  }

  private func isSpanOfYears(_ index: Int) -> Bool {
    scanner.quantities[index].period.map { $0.first.year != $0.last.year } ?? false
  }

  /// A date that is no part of a treaty's name: not "the 1951 convention", not "the covenants of 1966".
  func isFree(_ index: Int, _ named: [NamedTreaty]) -> Bool {
    let date = scanner.quantities[index]
    guard date.kind == .date, !has(Int(date.endToken), .ofYear) else { return false }
    let first = Int(date.firstToken)
    if named.contains(where: { $0.tokens.contains(first) }) { return false }
    return !(has(first - 1, .from) && named.contains { $0.tokens.upperBound == first - 1 })
  }

  /// "acceded in 1996 to the one and later to the other as well": the year is not the other's.
  func isLater(_ name: Int, than start: Int) -> Bool {
    sentenceMatches.contains { index in
      let match = matches[index]
      return rules.meanings[Int(match.group)].kind == .later && Int(match.token) >= start
        && Int(match.end) <= name && name - Int(match.end) <= 4
    }
  }
}
