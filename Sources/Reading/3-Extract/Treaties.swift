import Quantities

/// What is said to have been done with treaties: "was ratified in 2006", "has not acceded to".
///
/// A status word goes with the treaties named before it since the last status word; where none is, with
/// those named behind it. What is only meant ("intends to ratify", "the accession") is no status, but a denial of it is.
extension TextReader {
  /// One status word of the sentence, with what stands around it.
  private struct Verb {
    var match: Match
    var word: TreatyWords.Status
    /// Where the verb before it ends, and where the one behind it begins.
    var previous: Int
    var next: Int
    var token: Int { Int(match.token) }
    var end: Int { Int(match.end) }
  }

  func readTreaties(firstMention: Int) {
    let verbs = statusVerbs()
    var named = namedTreaties(sentenceMatches)
    if named.isEmpty { named = takenUp(by: verbs.map(\.match)) }
    guard !named.isEmpty else { return }
    denyNames(&named, verbs: verbs.map(\.match))
    for index in named.indices where isAside(named[index].tokens.lowerBound) { named[index].isTaken = true }
    var lastTaken: [Int] = []
    // Taken by a verb that was only meant.
    var meant: [Int] = []
    var wasDenied = false
    for verb in verbs {
      if verb.word.status == .withdrawn {
        for index in meant { claim(.notRatified, named[index], verb.match, nil, firstMention) }
        meant = []
        continue
      }
      var taken = treaties(of: verb, &named, firstMention)
      guard !taken.isEmpty || !hasExceptions(verb, named) else { continue }
      if taken.isEmpty { taken = shared(by: verb, named, lastTaken) }
      if !taken.isEmpty { lastTaken = taken }
      // "neither signed nor ratified": one denial for both.
      wasDenied = wasDenied && verb.token - verb.previous <= 2 || isDenied(verb)
      if taken.isEmpty || isOfAnother(verb) { continue }
      let years = dates(of: taken, named, verb)
      meant = []
      var status = FoundObservation.Status.none
      for (index, date) in zip(taken, years) {
        let isDenied = wasDenied != named[index].isDenied
        status = self.status(of: verb, isDenied: isDenied, isDated: date != nil)
        if status == .none { meant.append(index) }
        if status == .none || isSaid(status, named[index].treaty) { continue }
        claim(status, named[index], verb.match, status == .notRatified ? nil : date, firstMention)
      }
      if verb.next == sentence.upperBound, status != .none, !wasDenied {
        claimRest(status, &named, verb, years.last ?? nil, firstMention)
      }
    }
  }

  // MARK: Verbs and their treaties

  private func statusVerbs() -> [Verb] {
    var verbs: [Verb] = []
    for index in sentenceMatches {
      let match = matches[index]
      let meaning = rules.meanings[Int(match.group)]
      guard meaning.kind == .status else { continue }
      let word = rules.pack.treaties.statuses[Int(meaning.index)]
      // Of the phrases that begin at one word the longest counts.
      if let last = verbs.last, last.match.token == match.token {
        if match.end > last.match.end {
          verbs[verbs.count - 1].match = match
          verbs[verbs.count - 1].word = word
        }
        continue
      }
      if let last = verbs.last, match.token < last.match.end { continue }
      verbs.append(Verb(match: match, word: word, previous: sentence.lowerBound, next: sentence.upperBound))
    }
    for index in verbs.indices.dropFirst() {
      verbs[index].previous = verbs[index - 1].end
      verbs[index - 1].next = verbs[index].token
    }
    return verbs
  }

  /// Marks as taken the treaties a verb goes with.
  private func treaties(of verb: Verb, _ named: inout [NamedTreaty], _ firstMention: Int) -> [Int] {
    let reach = verb.word.isWeak ? 8 : Int.max
    var treaties = named.indices.filter {
      !named[$0].isTaken && named[$0].tokens.upperBound <= verb.token
        && verb.token - named[$0].tokens.upperBound <= reach
    }
    if treaties.isEmpty {
      treaties = named.indices.filter {
        !named[$0].isTaken && named[$0].tokens.lowerBound >= verb.end
          && named[$0].tokens.upperBound <= verb.next
      }
      // "The first was acceded to in 1995 and the second was ratified": what is parted belongs to the next verb.
      if let first = treaties.first {
        let name = named[first].tokens.lowerBound
        if verb.next < sentence.upperBound && isParted(verb.end..<name) || name - verb.end > reach {
          treaties = []
        }
      }
    }
    let excepted = treaties.filter { isExcepted(named[$0].tokens.lowerBound, from: verb) }
    if !excepted.isEmpty, verb.next == sentence.upperBound {
      for index in excepted {
        named[index].isTaken = true
        claim(.notRatified, named[index], verb.match, nil, firstMention)
      }
    }
    treaties.removeAll { excepted.contains($0) }
    for index in treaties { named[index].isTaken = true }
    return treaties
  }

  /// The treaties of a verb that has none of its own: "has only signed, not ratified, the statute" names them behind
  /// the next verb, "was signed in 2007 and ratified in 2010" before the last one.
  private func shared(by verb: Verb, _ named: [NamedTreaty], _ lastTaken: [Int]) -> [Int] {
    guard !verb.word.isWeak, !verb.word.isNoun else { return [] }
    if verb.next - verb.end <= 6 {
      let ahead = named.indices.filter { !named[$0].isTaken && named[$0].tokens.lowerBound >= verb.next }
      if !ahead.isEmpty { return ahead }
    }
    return verb.token - verb.previous <= 12 ? lastTaken : []
  }

  /// Whether a comma or "and" stands among tokens.
  private func isParted(_ tokens: Range<Int>) -> Bool {
    tokens.contains { has($0, .and) || scanner.token($0).number == 0x2C }
  }

  /// "according to the convention", "reservations against it": the status is said of something else.
  private func isAside(_ name: Int) -> Bool {
    sentenceMatches.contains { index in
      let match = matches[index]
      return rules.meanings[Int(match.group)].kind == .treatyAside && Int(match.end) <= name
        && name - Int(match.end) <= 2
    }
  }

  private func isExcepted(_ name: Int, from verb: Verb) -> Bool {
    sentenceMatches.contains { index in
      let match = matches[index]
      return rules.meanings[Int(match.group)].kind == .exception && match.token >= verb.match.end
        && Int(match.end) <= name
    }
  }

  private func hasExceptions(_ verb: Verb, _ named: [NamedTreaty]) -> Bool {
    named.contains { $0.tokens.lowerBound >= verb.end && isExcepted($0.tokens.lowerBound, from: verb) }
  }

  // MARK: Status

  private func isDenied(_ verb: Verb) -> Bool {
    negations.contains { isNear($0, verb, within: 4) }
  }

  private func isNear(_ match: Match, _ verb: Verb, within distance: Int) -> Bool {
    Int(match.token) >= verb.previous && Int(match.token) >= verb.token - distance
      && match.token <= verb.match.end
  }

  private func isMeant(_ verb: Verb) -> Bool {
    sentenceMatches.contains { index in
      let match = matches[index]
      return rules.meanings[Int(match.group)].kind == .intention && isNear(match, verb, within: 6)
        && !isPseudo(match)
    }
  }

  /// Whether another country stands right before the verb, and the report's own does not.
  private func isOfAnother(_ verb: Verb) -> Bool {
    guard ownArea >= 0 else { return false }
    var isOther = false
    for index in sentenceMatches {
      let match = matches[index]
      let meaning = rules.meanings[Int(match.group)]
      guard Int(match.token) >= verb.previous, Int(match.token) >= verb.token - 4,
        Int(match.end) <= verb.token
      else { continue }
      if meaning.kind == .ownArea || meaning.kind == .area && meaning.index == ownArea { return false }
      if meaning.kind == .area, meaning.index != rules.world, !isInsideLonger(match) { isOther = true }
    }
    return isOther
  }

  /// None for what is only meant or asked for. Who has not even signed has not ratified.
  private func status(of verb: Verb, isDenied: Bool, isDated: Bool) -> FoundObservation.Status {
    let isMeant = isMeant(verb)
    if verb.word.status == .notRatified { return isDenied || isMeant ? .none : .notRatified }
    if isDenied { return .notRatified }
    if isMeant || verb.word.isNoun && !isDated { return .none }
    switch verb.word.status {
    case .signed: return .signed
    case .acceded: return .acceded
    default: return .ratified
    }
  }

  /// Whether the sentence at hand has said the same of a treaty: "neither signed nor ratified".
  private func isSaid(_ status: FoundObservation.Status, _ treaty: Int16) -> Bool {
    guard status == .notRatified, let last = observations.last(where: { $0.treaty == treaty }) else {
      return false
    }
    let start = scanner.token(sentence.lowerBound).start
    return last.status == status && last.evidence.indicator.start >= span(start, start).start
  }

  // MARK: Dates

  /// Indices of the dates that go with a verb and each of its treaties: the one right behind the treaty, else the
  /// first behind the verb, else the last before it.
  private func dates(of taken: [Int], _ named: [NamedTreaty], _ verb: Verb) -> [Int?] {
    let free = sentenceQuantities.filter { isFree($0, named) }
    func first(from start: Int, to end: Int, within distance: Int) -> Int? {
      free.first { index in
        let date = scanner.quantities[index]
        return Int(date.firstToken) >= start && Int(date.endToken) <= end
          && Int(date.firstToken) - start <= distance
      }
    }
    let common =
      first(from: verb.end, to: verb.next, within: 12)
      ?? free.last { index in
        let date = scanner.quantities[index]
        return Int(date.firstToken) >= verb.previous && Int(date.endToken) <= verb.token
      }
    // "ratified in 1990 and 1993 respectively"
    if taken.count > 1, let common, named[taken[0]].tokens.upperBound <= verb.token {
      let series = free.drop { $0 != common }.prefix(taken.count)
      let isSeries = zip(series, series.dropFirst()).allSatisfy {
        scanner.quantities[$1].firstToken - scanner.quantities[$0].endToken <= 2
      }
      if series.count == taken.count, isSeries, Int(scanner.quantities[series.last!].endToken) <= verb.next {
        return Array(series)
      }
    }
    return taken.map { index in
      let tokens = named[index].tokens
      let isBehind = tokens.lowerBound >= verb.end
      let next =
        named.map(\.tokens.lowerBound).filter { $0 >= tokens.upperBound }.min() ?? sentence.upperBound
      let limit = isBehind ? next : min(next, verb.token)
      if let own = first(from: tokens.upperBound, to: limit, within: isBehind ? 4 : 1) { return own }
      return isBehind && isLater(tokens.lowerBound, than: verb.end) ? nil : common
    }
  }

  /// A date that is no part of a treaty's name: not "the 1951 convention", not "the covenants of 1966".
  private func isFree(_ index: Int, _ named: [NamedTreaty]) -> Bool {
    let date = scanner.quantities[index]
    guard date.kind == .date, !has(Int(date.endToken), .ofYear) else { return false }
    let first = Int(date.firstToken)
    if named.contains(where: { $0.tokens.contains(first) }) { return false }
    return !(has(first - 1, .from) && named.contains { $0.tokens.upperBound == first - 1 })
  }

  /// "acceded in 1996 to the one and later to the other as well": the year is not the other's.
  private func isLater(_ name: Int, than start: Int) -> Bool {
    sentenceMatches.contains { index in
      let match = matches[index]
      return rules.meanings[Int(match.group)].kind == .later && Int(match.token) >= start
        && Int(match.end) <= name && name - Int(match.end) <= 4
    }
  }

  // MARK: Claims

  /// Treaties behind the last verb that share it: "and to its protocol in 2002", "as well as its protocol".
  private func claimRest(
    _ status: FoundObservation.Status, _ named: inout [NamedTreaty], _ verb: Verb, _ date: Int?,
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
      named[index].isTaken = true
      let later = isLater(tokens.lowerBound, than: verb.end)
      guard let found = own ?? (later ? nil : date) ?? (isNext ? -1 : nil) else { continue }
      anchor = max(tokens.upperBound, found >= 0 ? Int(scanner.quantities[found].endToken) : 0)
      let denied = named[index].isDenied
      claim(
        denied ? .notRatified : status, named[index], verb.match, denied || found < 0 ? nil : found,
        firstMention)
    }
  }

  private func claim(
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
