import Quantities

/// What becomes of a status and the treaties it goes with.
extension TextReader {
  /// Treaties behind the last verb that share it: "and to its protocol in 2002", "as well as its protocol".
  func claimRest(
    _ status: FoundObservation.Status, _ named: inout [NamedTreaty], _ verb: TreatyVerb, _ date: Int?,
    _ firstMention: Int
  ) {
    var anchor = verb.end
    if let date { anchor = max(anchor, Int(scanner.quantities[date].endToken)) }
    for index in named.indices where !named[index].isTaken && named[index].tokens.lowerBound >= verb.end {
      let tokens = named[index].tokens
      let end = index + 1 < named.count ? named[index + 1].tokens.lowerBound : sentence.upperBound
      let own = sentenceQuantities.first { place in
        let quantity = scanner.quantities[place]
        return isFree(place, named) && Int(quantity.firstToken) >= tokens.upperBound
          && Int(quantity.endToken) <= max(end, tokens.upperBound)
      }
      let isNext = tokens.lowerBound - anchor <= 5
      // A denial goes on to what is joined to it only: "not ratified, and neither is the protocol".
      if status == .notRatified, !isNext || isContrasted(anchor..<max(anchor, tokens.lowerBound)) { continue }
      named[index].isTaken = true
      let later = isLater(tokens.lowerBound, than: verb.end)
      guard let found = own ?? (later ? nil : date) ?? (isNext ? -1 : nil) else { continue }
      anchor = max(tokens.upperBound, found >= 0 ? Int(scanner.quantities[found].endToken) : 0)
      let denied = named[index].isDenied
      claim(
        denied ? .notRatified : status, named[index], verb.match,
        denied || found < 0 || status == .notRatified ? nil : found,
        firstMention)
    }
  }

  func claim(
    _ status: FoundObservation.Status, _ named: NamedTreaty, _ verb: Match, _ date: Int?, _ firstMention: Int
  ) {
    guard let indicator = rules.treatyIndicator, named.treaty >= 0 else { return }
    let mention: Int
    if let date {
      mention = firstMention + date - sentenceQuantities.lowerBound
    } else {
      mention = appendStatus(verb)
    }
    var observation = FoundObservation(
      mention: Int32(mention), rule: -1, indicator: indicator, treaty: named.treaty, area: ownArea,
      sex: .total,
      status: status, qualifier: .exact)
    if let date {
      let quantity = scanner.quantities[date]
      // A status is dated by its year.
      observation.period = quantity.period.map {
        CalendarPeriod(.init(year: Int($0.first.year)), .init(year: Int($0.last.year)))
      }
      observation.evidence.period = span(quantity.start, quantity.end)
    }
    observation.evidence.indicator = span(of: verb)
    observation.evidence.treaty = span(ofTokens: named.tokens)
    observations.append(observation)
  }

  /// A mention of the words that deny or state without a number.
  private func appendStatus(_ verb: Match) -> Int {
    let first = negations.first { $0.token >= verb.token - 4 && $0.token < verb.token }?.token ?? verb.token
    var quantity = Quantity(
      kind: .reference, reading: .number, start: scanner.token(Int(first)).start,
      end: scanner.token(Int(verb.end) - 1).end, firstToken: first, endToken: verb.end)
    quantity.value = nil
    let place = span(quantity.start, quantity.end)
    if let last = mentions.last, last.isStatus, last.span == place { return mentions.count - 1 }
    mentions.append(
      FoundMention(
        quantity: quantity, span: place, noun: .none, isStatus: true, isFurniture: false, observations: 0..<0)
    )
    return mentions.count - 1
  }
}
