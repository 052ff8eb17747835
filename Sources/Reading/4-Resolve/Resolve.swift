import Core
import Quantities

/// From what was found in a text to its mentions and observations: one way for the stream, the database and the
/// evaluation.
///
/// Keeps its buffers, and nothing else, from text to text.
struct Resolver {
  private(set) var result = Resolution()
  private var choice = Choice()
  private var chosen = ChosenKeys()

  /// - Parameters:
  ///   - found: in the order of the text.
  ///   - claims: those of one mention together, as `found` refers to them.
  ///   - text: in which places count.
  ///   - area: the document's own, for claims whose area is in no list.
  ///   - pages: asked for only where a mention may cross from one to the next.
  mutating func resolve(
    _ found: [FoundMention], _ claims: [FoundObservation], of text: UnsafeBufferPointer<UInt8>,
    _ rules: LanguageRules, area: String, pages: () -> [Page]
  ) {
    result.mentions.removeAll(keepingCapacity: true)
    result.observations.removeAll(keepingCapacity: true)
    result.conflicts.removeAll(keepingCapacity: true)
    result.rests.removeAll(keepingCapacity: true)
    choice.choose(among: claims, of: found, rules)
    chosen.removeAll()
    var losers: [ResolvedObservation] = []
    var breaks: [Page]?
    for mention in found {
      let number = Int32(result.mentions.count)
      var resolved = ResolvedMention(mention)
      if mayCrossPage(mention.span, text) {
        if breaks == nil { breaks = pages() }
        resolved.span = part(of: mention.span, breaks ?? [])
      }
      let first = Int32(result.observations.count)
      for place in mention.observations {
        let claim = claims[Int(place)]
        let observation = ResolvedObservation(claim, number, of: mention, rules)
        let isNew =
          !choice.isDropped[Int(place)]
          && (claims.count == 1
            || chosen.insert(observation, behind: result.observations) {
              Observation.Key($0, rules, text, area: area)
            })
        if isNew { result.observations.append(observation) } else { losers.append(observation) }
      }
      resolved.settle(first..<Int32(result.observations.count), among: result.observations, mention)
      if resolved.span.end < resolved.whole.end { noteRest(of: &resolved, text) }
      result.mentions.append(resolved)
    }
    guard !losers.isEmpty else { return }
    noteConflicts(losers) { Observation.Key($0, rules, text, area: area) }
  }

  /// Keeps what was claimed in contexts that the indicators do not accept, unless the mention is an observation of
  /// the indicator after all.
  mutating func resolve(_ claims: [FoundClaim], of found: [FoundMention], _ rules: LanguageRules) {
    result.claims.removeAll(keepingCapacity: true)
    for claim in claims {
      let mention = Int(claim.observation.mention)
      let indicator = claim.observation.indicator
      let own = result.mentions[mention].observations
      let range = Int(own.lowerBound)..<Int(own.upperBound)
      let isKnown =
        result.observations[range].contains { $0.indicator == indicator }
        || result.claims.suffix(8).contains {
          $0.observation.mention == claim.observation.mention && $0.observation.indicator == indicator
            && $0.context == claim.context
        }
      guard !isKnown else { continue }
      result.claims.append(
        .init(
          observation: ResolvedObservation(
            claim.observation, claim.observation.mention, of: found[mention], rules),
          context: claim.context, words: claim.words))
    }
  }

  /// A claim that lost to another of the same key, and says something else, is a conflict.
  private mutating func noteConflicts(
    _ losers: [ResolvedObservation], _ key: (ResolvedObservation) -> Observation.Key
  ) {
    let winners = Dictionary(
      uniqueKeysWithValues: result.observations.enumerated().map { (key($1), Int32($0)) })
    for loser in losers {
      guard let winner = winners[key(loser)], result.observations[Int(winner)].value != loser.value else {
        continue
      }
      result.conflicts.append(.init(winner: winner, loser: loser))
    }
  }

  // MARK: Pages

  /// Pages end at line ends and form feeds.
  private func mayCrossPage(_ span: ByteSpan, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for place in Int(span.start)..<Int(span.end) where text[place] == 0x0A || text[place] == 0x0C {
      return true
    }
    return false
  }

  /// A mention that runs over its page's end quotes this page's part of it. The evidence of an observation quotes every
  /// part; where there is none, the value is not what is quoted, and is not said. What digits stand behind the page's
  /// end are a mention of their own, so that each digit is accounted for.
  private mutating func noteRest(of mention: inout ResolvedMention, _ text: UnsafeBufferPointer<UInt8>) {
    var rest = ByteSpan(start: mention.span.end, end: mention.whole.end)
    while rest.start < rest.end, text[Int(rest.start)] <= 0x20 { rest.start += 1 }
    let statesMore = rest.start < (mention.noun.isEmpty ? rest.end : mention.noun.start)
    guard statesMore else { return }
    if mention.observations.isEmpty { mention.sayNoValue() }
    guard text[rest].contains(where: { (0x30...0x39).contains($0) }) else { return }
    var other = mention
    other.sayNoValue()
    (other.span, other.whole) = (rest, rest)
    other.observations = 0..<0
    other.disposition = .classified
    other.reason = .rest
    other.noun = ByteSpan(start: rest.start, end: rest.start)
    other.unit = -1
    result.rests.append(other)
  }

  private func part(of span: ByteSpan, _ pages: [Page]) -> ByteSpan {
    guard let page = pages.page(at: Int(span.start)) else { return span }
    return ByteSpan(start: span.start, end: min(span.end, Int32(page.span.byteEnd)))
  }
}

/// Keeps the keys of a text's observations apart. A key is made of texts only where two observations are alike in
/// what is cheap to compare.
private struct ChosenKeys {
  private struct Likeness: Hashable {
    var indicator: Int16
    var treaty: Int16
    var area: Int16
    var sex: Observation.Sex
  }
  /// The first observation of each likeness; its key is made when a second comes.
  private var first: [Likeness: Int32] = [:]
  private var keys: Set<Observation.Key> = []

  mutating func removeAll() {
    guard !first.isEmpty else { return }
    first.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
  }

  /// Whether none of the observations before it has the same key.
  mutating func insert(
    _ observation: ResolvedObservation, behind others: [ResolvedObservation],
    key: (ResolvedObservation) -> Observation.Key
  ) -> Bool {
    let likeness = Likeness(
      indicator: observation.indicator, treaty: observation.treaty, area: observation.area,
      sex: observation.sex)
    guard let other = first[likeness] else {
      first[likeness] = Int32(others.count)
      return true
    }
    keys.insert(key(others[Int(other)]))
    return keys.insert(key(observation)).inserted
  }
}

extension ResolvedMention {
  fileprivate mutating func sayNoValue() {
    value = .none
    high = nil
    total = nil
  }
}

extension [Page] {
  /// The page on which a byte stands; nil where there are no pages.
  package func page(at byte: Int) -> Page? {
    var low = 0
    var high = count
    while high - low > 1 {
      let middle = (low + high) / 2
      if self[middle].span.byteStart <= byte { low = middle } else { high = middle }
    }
    return isEmpty ? nil : self[low]
  }
}
