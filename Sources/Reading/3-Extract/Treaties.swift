import Quantities

/// One status word of the sentence, with what stands around it.
struct TreatyVerb {
  var match: Match
  var word: TreatyWords.Status
  /// Where the verb before it ends, and where the one behind it begins.
  var previous: Int
  var next: Int
  var token: Int { Int(match.token) }
  var end: Int { Int(match.end) }
}

/// What is said to have been done with treaties: "was ratified in 2006", "has not acceded to".
///
/// A status word goes with the treaties named before it since the last status word; where none is, with
/// those named behind it. What is only meant ("intends to ratify", "the accession") is no status, but a denial of it is.
extension TextReader {
  /// Of a form each field says its own: "Convention on one: No", and on the next line "Convention on another: Yes".
  func readTreaties(firstMention: Int) {
    let whole = (sentence, sentenceMatches, sentenceQuantities)
    defer { (sentence, sentenceMatches, sentenceQuantities) = whole }
    var start = whole.0.lowerBound
    for token in whole.0.dropFirst() where scanner.token(token).flags.contains(.lineStart) {
      readTreaties(ofField: start..<token, firstMention)
      start = token
    }
    if start > whole.0.lowerBound {
      readTreaties(ofField: start..<whole.0.upperBound, firstMention)
    } else {
      readTreatiesOfSentence(firstMention)
    }
  }

  /// Reads a part of the sentence at hand as if it were the whole.
  private func readTreaties(ofField field: Range<Int>, _ firstMention: Int) {
    let whole = (sentence, sentenceMatches, sentenceQuantities)
    sentence = field
    let matchStart = whole.1.first { Int(matches[$0].token) >= field.lowerBound } ?? whole.1.upperBound
    sentenceMatches =
      matchStart..<(whole.1.first { Int(matches[$0].token) >= field.upperBound } ?? whole.1.upperBound)
    let quantityStart =
      whole.2.first { Int(scanner.quantities[$0].firstToken) >= field.lowerBound } ?? whole.2.upperBound
    let quantityEnd =
      whole.2.first { Int(scanner.quantities[$0].firstToken) >= field.upperBound } ?? whole.2.upperBound
    sentenceQuantities = quantityStart..<quantityEnd
    readTreatiesOfSentence(firstMention)
    (sentence, sentenceMatches, sentenceQuantities) = whole
  }

  private func readTreatiesOfSentence(_ firstMention: Int) {
    let verbs = statusVerbs()
    var named = namedTreaties(sentenceMatches)
    if named.isEmpty { named = takenUp(by: verbs.map(\.match)) }
    guard !named.isEmpty else { return }
    denyNames(&named, verbs: verbs.map(\.match))
    for index in named.indices where isAside(named[index].tokens, verbs) { named[index].isTaken = true }
    var lastTaken: [Int] = []
    // Taken by a verb that was only meant.
    var meant: [Int] = []
    var wasDenied = false
    var isOther = false
    for verb in verbs {
      if verb.word.status == .withdrawn {
        for index in meant { claim(.notRatified, named[index], verb.match, nil, firstMention) }
        meant = []
        continue
      }
      // "The ratification remains to be done."
      if verb.word.status == .notRatified, !meant.isEmpty, verb.token - verb.previous <= 12 {
        for index in meant { claim(.notRatified, named[index], verb.match, nil, firstMention) }
        meant = []
      }
      var taken = treaties(of: verb, &named, firstMention)
      guard !taken.isEmpty || !hasExceptions(verb, named) else { continue }
      if taken.isEmpty { taken = shared(by: verb, named, lastTaken) }
      if !taken.isEmpty { lastTaken = taken }
      // "neither signed nor ratified": one denial for both.
      wasDenied = wasDenied && verb.token - verb.previous <= 2 || isDenied(verb)
      // "The neighbour has signed but not ratified it": the subject of the verb before is this one's.
      isOther = isOfAnother(verb) || isOther && verb.token - verb.previous <= 4
      if taken.isEmpty || isOther { continue }
      let years = dates(of: taken, named, verb)
      meant = []
      for (index, date) in zip(taken, years) {
        let isDenied =
          (wasDenied || named[index].isDenied || date == nil && isDeniedBehind(verb))
          != named[index].isExcepted
        let status = self.status(of: verb, isDenied: isDenied, isDated: date != nil)
        if status == .none { meant.append(index) }
        if status == .none || isSaid(status, named[index].treaty) { continue }
        claim(status, named[index], verb.match, status == .notRatified ? nil : date, firstMention)
      }
      let status = self.status(of: verb, isDenied: wasDenied, isDated: years.contains { $0 != nil })
      if verb.next == sentence.upperBound, status != .none {
        claimRest(status, &named, verb, years.last ?? nil, firstMention)
      }
    }
  }

  // MARK: Verbs and their treaties

  private func statusVerbs() -> [TreatyVerb] {
    var verbs: [TreatyVerb] = []
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
      verbs.append(
        TreatyVerb(match: match, word: word, previous: sentence.lowerBound, next: sentence.upperBound))
    }
    for index in verbs.indices.dropFirst() {
      verbs[index].previous = verbs[index - 1].end
      verbs[index - 1].next = verbs[index].token
    }
    return verbs
  }

  /// Marks as taken the treaties a verb goes with.
  private func treaties(of verb: TreatyVerb, _ named: inout [NamedTreaty], _ firstMention: Int) -> [Int] {
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
      // "has ratified the one, while the others have not been signed": behind a contrast another verb speaks.
      if verb.next < sentence.upperBound { treaties = upToContrast(upToNext(verb, treaties, named), named) }
      // "party to the covenants (accession 1984)": the brackets say more.
      if verb.word.isWeak, verb.next < sentence.upperBound, isMark(verb.next - 1, 0x28) { treaties = [] }
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

  /// "ratified the one in 2009, and the other was acceded to": a name right before the next verb is that verb's, with
  /// all behind the last date.
  private func upToNext(_ verb: TreatyVerb, _ treaties: [Int], _ named: [NamedTreaty]) -> [Int] {
    guard treaties.count > 1, let last = treaties.last else { return treaties }
    let gap = named[last].tokens.upperBound..<verb.next
    guard gap.count <= 2, !gap.contains(where: { has($0, .and) }), !isContrasted(gap) else { return treaties }
    let date = sentenceQuantities.last { index in
      let quantity = scanner.quantities[index]
      return quantity.kind == .date && Int(quantity.firstToken) >= named[treaties[0]].tokens.upperBound
        && Int(quantity.endToken) <= named[last].tokens.lowerBound
    }
    guard let date else { return Array(treaties.dropLast()) }
    let end = Int(scanner.quantities[date].endToken)
    return treaties.filter { named[$0].tokens.upperBound <= end }
  }

  private func upToContrast(_ treaties: [Int], _ named: [NamedTreaty]) -> [Int] {
    let end = zip(treaties, treaties.dropFirst()).first { one, next in
      let gap =
        named[one].tokens.upperBound..<max(named[one].tokens.upperBound, named[next].tokens.lowerBound)
      return isContrasted(gap) && !named[next].isDenied
    }
    return end.map { last in Array(treaties.prefix { $0 <= last.0 }) } ?? treaties
  }

  /// The treaties of a verb that has none of its own: "has only signed, not ratified, the statute" names them behind
  /// the next verb, "was signed in 2007 and ratified in 2010" before the last one.
  private func shared(by verb: TreatyVerb, _ named: [NamedTreaty], _ lastTaken: [Int]) -> [Int] {
    guard !verb.word.isWeak, !verb.word.isNoun || isDenied(verb) || isDeniedBehind(verb) else { return [] }
    if verb.next - verb.end <= 6, !verb.word.isNoun {
      let ahead = named.indices.filter { !named[$0].isTaken && named[$0].tokens.lowerBound >= verb.next }
      if !ahead.isEmpty { return upToContrast(ahead, named) }
    }
    return verb.token - verb.previous <= 12 ? lastTaken : []
  }

  /// Whether a comma, a semicolon or "and" stands among tokens.
  private func isParted(_ tokens: Range<Int>) -> Bool {
    tokens.contains { has($0, .and) || isMark($0, 0x2C) || isMark($0, 0x3B) }
  }

  func isMark(_ token: Int, _ mark: Int64) -> Bool {
    scanner.token(token).kind == .mark && scanner.token(token).number == mark
  }

  /// "according to the convention", "reservations against it": the status is said of something else, if not in a
  /// clause of its own ("according to the convention, to which the country acceded").
  private func isAside(_ name: Range<Int>, _ verbs: [TreatyVerb]) -> Bool {
    let hasClause =
      isMark(name.upperBound, 0x2C)
      && verbs.contains { $0.token - name.upperBound <= 6 && $0.token > name.upperBound }
    return !hasClause
      && sentenceMatches.contains { index in
        let match = matches[index]
        return rules.meanings[Int(match.group)].kind == .treatyAside && Int(match.end) <= name.lowerBound
          && name.lowerBound - Int(match.end) <= 2
      }
  }

  private func isExcepted(_ name: Int, from verb: TreatyVerb) -> Bool {
    sentenceMatches.contains { index in
      let match = matches[index]
      return rules.meanings[Int(match.group)].kind == .exception && match.token >= verb.match.end
        && Int(match.end) <= name
    }
  }

  private func hasExceptions(_ verb: TreatyVerb, _ named: [NamedTreaty]) -> Bool {
    named.contains { $0.tokens.lowerBound >= verb.end && isExcepted($0.tokens.lowerBound, from: verb) }
  }

  // MARK: Status

  private func isDenied(_ verb: TreatyVerb) -> Bool {
    negations.contains { isNear($0, verb, within: 4) }
  }

  /// "No ratification of the convention has taken place", "its ratification has not been in question".
  private func isDeniedBehind(_ verb: TreatyVerb) -> Bool {
    verb.word.isNoun
      && negations.contains { Int($0.token) >= verb.end && Int($0.token) < verb.next }
  }

  private func isNear(_ match: Match, _ verb: TreatyVerb, within distance: Int) -> Bool {
    Int(match.token) >= verb.previous && Int(match.end) > verb.token - distance
      && match.token <= verb.match.end
  }

  private func isMeant(_ verb: TreatyVerb) -> Bool {
    sentenceMatches.contains { index in
      let match = matches[index]
      return rules.meanings[Int(match.group)].kind == .intention && isNear(match, verb, within: 6)
        && !isPseudo(match) && (verb.word.status != .notRatified || Int(match.token) < verb.token)
    }
  }

  /// Whether another country stands right before the verb, and the report's own does not.
  private func isOfAnother(_ verb: TreatyVerb) -> Bool {
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
  private func status(of verb: TreatyVerb, isDenied: Bool, isDated: Bool) -> FoundObservation.Status {
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
}
