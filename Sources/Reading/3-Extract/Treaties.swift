import Quantities

/// What is said to have been done with treaties: "was ratified in 2006", "has not acceded to".
///
/// A status word goes with the treaties named before it since the last status word; where none is, with
/// those named behind it. A protocol that is named by its subject belongs to the convention named last.
extension TextReader {
  /// A treaty as named in the sentence.
  private struct Named {
    var treaty: Int16
    var tokens: Range<Int>
    var isTaken = false
  }

  /// Remembers the sentence's conventions for protocols in later sentences.
  func noteConventions() {
    for index in sentenceMatches {
      let meaning = rules.meanings[Int(matches[index].group)]
      if meaning.kind == .convention { lastConvention = rules.conventions[Int(meaning.index)] }
    }
  }

  func readTreaties(firstMention: Int) {
    var named = namedTreaties()
    guard !named.isEmpty else { return }
    let verbs = statusMatches()
    var lastTaken: [Int] = []
    var wasDenied = false
    for (order, verb) in verbs.enumerated() {
      let nextVerb = order + 1 < verbs.count ? Int(verbs[order + 1].token) : sentence.upperBound
      let previousVerb = order > 0 ? Int(verbs[order - 1].end) : sentence.lowerBound
      var treaties = named.indices.filter {
        !named[$0].isTaken && named[$0].tokens.upperBound <= Int(verb.token)
      }
      if treaties.isEmpty {
        treaties = named.indices.filter {
          !named[$0].isTaken && named[$0].tokens.lowerBound >= Int(verb.end)
            && named[$0].tokens.upperBound <= nextVerb
        }
        // "The first was acceded to in 1995 and the second was ratified": what is parted belongs to the next verb.
        if let first = treaties.first, nextVerb < sentence.upperBound,
          isParted(verb, named[first].tokens.lowerBound)
        {
          treaties = []
        }
      }
      let excepted = treaties.filter { isExcepted(named[$0].tokens.lowerBound, from: verb) }
      if !excepted.isEmpty {
        treaties.removeAll { excepted.contains($0) }
        if nextVerb == sentence.upperBound {
          for treaty in excepted {
            named[treaty].isTaken = true
            claim(.notRatified, [(named[treaty].treaty, named[treaty].tokens)], verb, nil, firstMention)
          }
        }
        if treaties.isEmpty { continue }
      }
      var repeats = false
      if treaties.isEmpty {
        // "has only signed, not ratified, the statute": several verbs before one name.
        let ahead = named.indices.filter { !named[$0].isTaken }
        repeats = ahead.isEmpty
        treaties = repeats ? lastTaken : ahead
      } else {
        for treaty in treaties { named[treaty].isTaken = true }
      }
      lastTaken = treaties
      // "neither signed nor ratified": one denial for both.
      let sharesDenial = wasDenied && Int(verb.token) - previousVerb <= 2
      wasDenied = sharesDenial || isDenied(verb, from: previousVerb)
      guard let status = status(of: verb, from: previousVerb, isDenied: wasDenied), !treaties.isEmpty else {
        continue
      }
      // "has signed but not ratified" says one thing, and "signed" says more of it.
      if status == .notRatified, order > 0, let last = observations.last, last.status == .signed,
        named.contains(where: { $0.treaty == last.treaty }),
        treaties.allSatisfy({ named[$0].treaty == last.treaty })
      {
        continue
      }
      for treaty in treaties {
        let date =
          status == .notRatified ? nil : dateOfStatus(named[treaty], named, verb, previousVerb, nextVerb)
        claim(status, [(named[treaty].treaty, named[treaty].tokens)], verb, date, firstMention)
      }
      let date = dateOfStatus(nil, named, verb, previousVerb, nextVerb)
      if order == verbs.count - 1 { claimRest(status, &named, verb, date, firstMention) }
    }
  }

  // MARK: Names

  private func namedTreaties() -> [Named] {
    var named: [Named] = []
    var end = sentence.lowerBound
    var index = sentenceMatches.lowerBound
    while index < sentenceMatches.upperBound {
      let token = matches[index].token
      // Of the names that begin at one word the longest is meant.
      var best: (match: Match, meaning: Meaning)?
      while index < sentenceMatches.upperBound, matches[index].token == token {
        let meaning = rules.meanings[Int(matches[index].group)]
        if meaning.kind == .convention || meaning.kind == .treatyProtocol, Int(token) >= end,
          matches[index].end > best?.match.end ?? -1
        {
          best = (matches[index], meaning)
        }
        index += 1
      }
      guard let best else { continue }
      // "The protocol to the convention" names the protocol; the convention only says which.
      if best.meaning.kind == .convention, let word = protocolWord(endingAt: Int(best.match.token) - 1) {
        _ = treaty(best.meaning)
        end = Int(best.match.end)
        let tokens = Int(word.token)..<end
        if named.last?.tokens.upperBound == Int(word.end) { named.removeLast() }
        if let own = treaty(rules.meanings[Int(word.group)]) {
          named.append(Named(treaty: own, tokens: tokens))
        }
        continue
      }
      guard let treaty = treaty(best.meaning) else { continue }
      end = Int(best.match.end)
      let tokens = Int(best.match.token)..<end
      if let last = named.last, last.treaty == treaty {
        named[named.count - 1].tokens = last.tokens.lowerBound..<end
      } else {
        named.append(Named(treaty: treaty, tokens: tokens))
      }
    }
    return named
  }

  /// The name of a protocol that ends before "to" at this token.
  private func protocolWord(endingAt joint: Int) -> Match? {
    guard has(joint, .to) else { return nil }
    return sentenceMatches.lazy.map { self.matches[$0] }.first {
      Int($0.end) == joint && self.rules.meanings[Int($0.group)].kind == .treatyProtocol
    }
  }

  private func treaty(_ meaning: Meaning) -> Int16? {
    if meaning.kind == .convention {
      lastConvention = rules.conventions[Int(meaning.index)]
      return lastConvention
    }
    let table = rules.protocols[Int(meaning.index)]
    return table[-1] ?? table[lastConvention]
  }

  // MARK: Verbs

  /// Whether a comma or "and" stands between a verb and a name behind it.
  private func isParted(_ verb: Match, _ name: Int) -> Bool {
    (Int(verb.end)..<name).contains { has($0, .and) || scanner.token($0).number == 0x2C }
  }

  private func isExcepted(_ name: Int, from verb: Match) -> Bool {
    sentenceMatches.contains { index in
      rules.meanings[Int(matches[index].group)].kind == .exception && matches[index].token >= verb.end
        && Int(matches[index].end) <= name
    }
  }

  private func statusMatches() -> [Match] {
    sentenceMatches.map { matches[$0] }.filter { rules.meanings[Int($0.group)].kind == .status }
  }

  private func isDenied(_ verb: Match, from start: Int) -> Bool {
    stands(.negation, before: verb, from: start, within: 4)
  }

  private func stands(_ kind: Meaning.Kind, before verb: Match, from start: Int, within distance: Int) -> Bool
  {
    sentenceMatches.contains { index in
      let match = matches[index]
      return rules.meanings[Int(match.group)].kind == kind && Int(match.token) >= start
        && match.token >= verb.token - Int32(distance) && match.token <= verb.end
    }
  }

  /// Nil for what is only intended or asked for, and for a denied signature.
  private func status(of verb: Match, from start: Int, isDenied: Bool) -> FoundObservation.Status? {
    if stands(.intention, before: verb, from: start, within: 6) { return nil }
    let index = Int(rules.meanings[Int(verb.group)].index)
    switch rules.pack.treaties.statuses[index].status {
    case "signed": return isDenied ? nil : .signed
    case "acceded": return isDenied ? .notRatified : .acceded
    default: return isDenied ? .notRatified : .ratified
    }
  }

  /// Index of the date that goes with a verb and a treaty: the one right behind the treaty, else the first
  /// behind the verb, else the last before it.
  private func dateOfStatus(
    _ treaty: Named?, _ named: [Named], _ verb: Match, _ previousVerb: Int, _ nextVerb: Int
  ) -> Int? {
    func first(from start: Int, to end: Int, within distance: Int) -> Int? {
      sentenceQuantities.first { index in
        let date = scanner.quantities[index]
        return date.kind == .date && Int(date.firstToken) >= start && Int(date.endToken) <= end
          && Int(date.firstToken) - start <= distance
      }
    }
    if let treaty, treaty.tokens.lowerBound >= Int(verb.end) {
      let next = named.filter { $0.tokens.lowerBound >= treaty.tokens.upperBound }.map(\.tokens.lowerBound)
        .min()
      if let own = first(from: treaty.tokens.upperBound, to: next ?? sentence.upperBound, within: 4) {
        return own
      }
    }
    return first(from: Int(verb.end), to: nextVerb, within: 12)
      ?? sentenceQuantities.last { index in
        let date = scanner.quantities[index]
        return date.kind == .date && Int(date.firstToken) >= previousVerb && date.endToken <= verb.token
      }
  }

  // MARK: Claims

  /// Treaties behind the last verb that share it: "and to its protocol in 2002", "as well as its protocol".
  private func claimRest(
    _ status: FoundObservation.Status, _ named: inout [Named], _ verb: Match, _ date: Int?,
    _ firstMention: Int
  ) {
    guard status != .notRatified else { return }
    for index in named.indices where !named[index].isTaken && named[index].tokens.lowerBound >= Int(verb.end)
    {
      let end = index + 1 < named.count ? named[index + 1].tokens.lowerBound : sentence.upperBound
      let own = sentenceQuantities.first { place in
        let quantity = scanner.quantities[place]
        return quantity.kind == .date && Int(quantity.firstToken) >= named[index].tokens.upperBound
          && Int(quantity.endToken) <= end
      }
      named[index].isTaken = true
      guard let date = own ?? date else { continue }
      claim(status, [(named[index].treaty, named[index].tokens)], verb, date, firstMention)
    }
  }

  private func claim(
    _ status: FoundObservation.Status, _ treaties: [(treaty: Int16, tokens: Range<Int>)], _ verb: Match,
    _ date: Int?, _ firstMention: Int
  ) {
    guard let indicator = rules.treatyIndicator else { return }
    let mention: Int
    if let date {
      mention = firstMention + date - sentenceQuantities.lowerBound
    } else {
      mention = appendStatus(verb)
    }
    for (treaty, tokens) in treaties {
      var observation = FoundObservation(
        mention: Int32(mention), rule: -1, indicator: indicator, treaty: treaty, area: ownArea, sex: .total,
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
      observation.evidence.treaty = span(ofTokens: tokens)
      observations.append(observation)
    }
  }

  /// A mention of the words that deny or state without a number.
  private func appendStatus(_ verb: Match) -> Int {
    var first = Int(verb.token)
    for index in sentenceMatches {
      let match = matches[index]
      if rules.meanings[Int(match.group)].kind == .negation, match.token >= verb.token - 4,
        match.token < verb.token
      {
        first = Int(match.token)
        break
      }
    }
    var quantity = Quantity(
      kind: .reference, reading: .number, start: scanner.token(first).start,
      end: scanner.token(Int(verb.end) - 1).end, firstToken: Int32(first), endToken: verb.end)
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
