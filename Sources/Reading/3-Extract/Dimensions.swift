import Core
import Quantities

/// Makes an observation of a quantity that a rule has taken: looks for area, period, sex, age, source and
/// total in the clause, then in the sentence, and keeps the characters each was read from.
extension TextReader {
  /// - Parameter isContinued: the value takes its meaning from the one before; only its own clause dates it.
  package func observed(
    _ quantity: Quantity, _ number: Int32, _ place: Neighbourhood, isContinued: Bool = false
  )
    -> FoundObservation
  {
    let rule = rules.rules[Int(number)]
    let indicator = rules.indicators[Int(rule.indicator)]
    var observation = FoundObservation(
      mention: Int32(mentions.count - 1), rule: number, indicator: rule.indicator, area: ownArea,
      sex: rule.sets.sex ?? indicator.sex ?? .total,
      qualifier: rule.sets.qualifier ?? qualifier(of: quantity, rule.sets.value))
    let cue = cue(of: rule, place)
    if let cue { observation.evidence.indicator = span(of: cue) }
    if !quantity.boundTokens.isEmpty {
      observation.evidence.qualifier = span(ofTokens: tokens(quantity.boundTokens))
    }
    readArea(rule, quantity, place, &observation)
    // What is measured in the sentence before may be dated there as well.
    let widens =
      indicator.takesPeriodOfParagraph
      || rule.conditions.contains {
        rules.conditions[Int($0)].scope == .previous && !rules.conditions[Int($0)].isNegated
      }
    readPeriod(indicator, quantity, place, widens ? dateBefore() : nil, isContinued, &observation)
    readSource(rule, place, &observation)
    readTotal(quantity, place, &observation)
    if isOfPersons(indicator) {
      if rule.sets.sex == nil, indicator.sex == nil { readSex(place, &observation) }
      readAge(quantity, place, besides: cue, &observation)
    }
    return observation
  }

  /// Of "at least eight per cent do not", at most 92 do.
  private func qualifier(of quantity: Quantity, _ value: ClaimedValue) -> Qualifier {
    let qualifier = Qualifier(quantity.bound)
    guard value == .complement else { return qualifier }
    return switch qualifier {
    case .atLeast: .atMost
    case .atMost: .atLeast
    case .moreThan: .lessThan
    case .lessThan: .moreThan
    default: qualifier
    }
  }

  private func tokens(_ range: Range<Int32>) -> Range<Int> { Int(range.lowerBound)..<Int(range.upperBound) }

  // MARK: Area

  private func readArea(
    _ rule: CompiledRule, _ quantity: Quantity, _ place: Neighbourhood, _ observation: inout FoundObservation
  ) {
    if let area = rule.sets.area {
      observation.area = area
      return
    }
    // A place or score in an index is always a country's, whatever "in the world" stands beside it.
    let kind = rules.indicators[Int(rule.indicator)].kind
    if kind != .rank, kind != .index,
      let world = areaMatch(in: place.clause, near: place, where: { $0 == rules.world })
    {
      observation.area = rules.world
      observation.evidence.area = span(of: world)
      return
    }
    if let own = ownAreaMatch(in: place.clause, near: place) {
      observation.evidence.area = span(of: own)
      return
    }
    if let other = areaMatch(in: place.clause, near: place, where: { isOther($0) }),
      isPlaceOfFigure(other, place.clause)
    {
      observation.area = rules.meanings[Int(other.group)].index
      observation.evidence.area = span(of: other)
      return
    }
    if let own = ownAreaMatch(in: sentence, near: place) { observation.evidence.area = span(of: own) }
  }

  private func isOther(_ area: Int16) -> Bool { area != ownArea && area != rules.world }

  /// The nearest naming of an area; where two overlap, the longer.
  private func areaMatch(in tokens: Range<Int>, near place: Neighbourhood, where fits: (Int16) -> Bool)
    -> Match?
  {
    nearest(in: tokens, to: place) { match in
      let meaning = rules.meanings[Int(match.group)]
      return meaning.kind == .area && fits(meaning.index) && !isInsideLonger(match)
    }
  }

  private func ownAreaMatch(in tokens: Range<Int>, near place: Neighbourhood) -> Match? {
    nearest(in: tokens, to: place) { match in
      let meaning = rules.meanings[Int(match.group)]
      switch meaning.kind {
      case .ownArea: return true
      case .area: return meaning.index == ownArea && !isInsideLonger(match)
      default: return false
      }
    }
  }

  /// "in Norway" and "Norway has" place a figure; "refugees from Syria" does not.
  private func isPlaceOfFigure(_ match: Match, _ clause: Range<Int>) -> Bool {
    if Int(match.token) == clause.lowerBound || Int(match.token) == sentence.lowerBound { return true }
    return sentenceMatches.contains { index in
      guard matches[index].end == match.token else { return false }
      let meaning = rules.meanings[Int(matches[index].group)]
      return meaning.kind == .areaLead
        || meaning.kind == .context && rules.contextTriggers[Int(meaning.index)].yieldsToCountry
    }
  }

  /// Whether a mark is part of an area's or organisation's name: "Kongo (Brazzaville)".
  func isInName(_ token: Int) -> Bool {
    sentenceMatches.contains { index in
      let match = matches[index]
      guard Int(match.token) < token, token < Int(match.end) else { return false }
      let kind = rules.meanings[Int(match.group)].kind
      return kind == .area || kind == .source
    }
  }

  func isInsideLonger(_ match: Match) -> Bool {
    let kind = rules.meanings[Int(match.group)].kind
    return sentenceMatches.contains { index in
      let other = matches[index]
      return rules.meanings[Int(other.group)].kind == kind && other.token <= match.token
        && other.end >= match.end
        && other.end - other.token > match.end - match.token
    }
  }

  // MARK: Total

  /// The number of countries that were ranked, when it stands elsewhere in the sentence.
  private func readTotal(_ quantity: Quantity, _ place: Neighbourhood, _ observation: inout FoundObservation)
  {
    // What a share is taken of is in the share already.
    if quantity.kind == .fraction { return }
    // "23 ministers, of whom eight are women": what the share is computed from is shown.
    if rules.rules[Int(observation.rule)].sets.value == .share, quantity.whole != nil {
      observation.evidence.total = span(ofTokens: tokens(quantity.wholeTokens))
    }
    // "36 of 275 seats": of the 275 there is no total, and 13 per cent is of everything.
    if [.total, .share].contains(rules.rules[Int(observation.rule)].sets.value) { return }
    if let total = quantity.total {
      observation.total = total
      observation.evidence.total = span(ofTokens: tokens(quantity.totalTokens))
      return
    }
    guard quantity.kind == .rank, let rank = quantity.value else { return }
    for index in sentenceQuantities {
      let other = scanner.quantities[index]
      guard other.kind == .count, other.noun >= 0, let value = other.value, !value.isLess(than: rank),
        scanner.word(Int(other.noun))?.classes.contains(.rankBase) == true
      else { continue }
      observation.total = value
      observation.evidence.total = span(other.start, other.end)
      mentions[mentions.count - 1].quantity.total = value
      return
    }
  }

  // MARK: Nearness

  /// The match nearest to the value; of two equally near the earlier, of two at one place the longer.
  package func nearest(in tokens: Range<Int>, to place: Neighbourhood, where fits: (Match) -> Bool) -> Match?
  {
    var best: Match?
    var bestDistance = Int.max
    for index in sentenceMatches {
      let match = matches[index]
      guard Int(match.token) >= tokens.lowerBound, Int(match.token) < tokens.upperBound, fits(match) else {
        continue
      }
      let distance = distance(Int(match.token)..<Int(match.end), place.own)
      let isLonger = match.token == best?.token && match.end > best?.end ?? 0
      if distance < bestDistance || distance == bestDistance && isLonger {
        (best, bestDistance) = (match, distance)
      }
    }
    return best
  }

  func distance(_ a: Range<Int>, _ b: Range<Int>) -> Int {
    a.upperBound <= b.lowerBound ? b.lowerBound - a.upperBound : max(0, a.lowerBound - b.upperBound)
  }
}
