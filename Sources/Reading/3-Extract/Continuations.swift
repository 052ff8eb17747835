import Quantities

/// The last mention that made observations.
struct Bearing {
  var quantity: Quantity
  /// Tokens of its sentence.
  var sentence: Range<Int>
  /// Into the reader's observations.
  var observations: Range<Int>
}

/// Values that measure what the value before them measures: "48 per cent, against 59 per cent in 2011", and in the
/// next sentence "For women the figure is 25.2."
///
/// Nothing but another period, area, sex or source may be new, and no word that could name another thing may stand
/// between the two.
extension TextReader {
  func continueStatement(_ index: Int) {
    let quantity = scanner.quantities[index]
    guard let bearing = lastBearing, Neighbourhood.areAlike(bearing.quantity, quantity),
      quantity.kind != .date, quantity.kind != .ordinal, quantity.kind != .reference,
      measuresAlike(bearing.quantity, quantity)
    else { return }
    if let new = newValue(after: index), !hasOwnDate(quantity, before: new) { return }
    let place = Neighbourhood(of: index, in: self)
    guard isLight(from: bearing, to: index, place) else { return }
    for number in bearing.observations {
      let before = observations[number]
      guard before.rule >= 0, fits(quantity, rules.rules[Int(before.rule)], place) else { continue }
      let observation = continued(before, quantity, place)
      guard isDistinct(observation, from: before) else { continue }
      let rule = rules.rules[Int(before.rule)]
      if rule.isMeasure, let found = context(of: rule, quantity, place, measure: nil) {
        claims.append(FoundClaim(observation, in: found))
        continue
      }
      observations.append(observation)
    }
  }

  /// Remembers the mention that came last: its observations, or that it is about something unknown.
  func noteBearing(_ index: Int, firstObservation: Int) {
    let quantity = scanner.quantities[index]
    if observations.count > firstObservation {
      lastBearing = Bearing(
        quantity: quantity, sentence: sentence, observations: firstObservation..<observations.count)
    } else if let bearing = lastBearing, Neighbourhood.areAlike(bearing.quantity, quantity) {
      lastBearing = nil
    }
  }

  /// Whether two quantities count the same thing or have the same unit.
  private func measuresAlike(_ a: Quantity, _ b: Quantity) -> Bool {
    switch (a.kind, b.kind) {
    case (.count, .count):
      guard a.unit == b.unit else { return false }
      if b.noun < 0 { return true }
      return a.noun >= 0 && scanner.token(Int(a.noun)).word == scanner.token(Int(b.noun)).word
    case (.share, .share), (.share, .fraction), (.fraction, .share), (.fraction, .fraction): return true
    case (.magnitude, _), (_, .magnitude), (.money, _), (_, .money), (.measure, _): return false
    default: return a.kind == b.kind && a.unit == b.unit
    }
  }

  private func fits(_ quantity: Quantity, _ rule: CompiledRule, _ place: Neighbourhood) -> Bool {
    rule.kinds & (1 << UInt32(quantity.kind.rawValue)) != 0 && isInRange(quantity, rule)
      && !isForbidden(rule, place)
  }

  // MARK: The words between

  private func isLight(from bearing: Bearing, to index: Int, _ place: Neighbourhood) -> Bool {
    if bearing.sentence == sentence {
      let start = Int(bearing.quantity.endToken)
      guard place.own.lowerBound - start <= 16 else { return false }
      // What the first value is a share of is said behind it, up to the next clause.
      let first = min(max(start, place.clause.lowerBound), place.own.lowerBound)
      return areLight(first..<place.clause.upperBound)
    }
    guard bearing.sentence.upperBound == sentence.lowerBound else { return false }
    let hasAnaphor = (sentence.lowerBound..<place.clause.upperBound).contains { has($0, WordMark.anaphor) }
    return hasAnaphor && areLight(sentence.lowerBound..<place.clause.upperBound)
  }

  private func areLight(_ tokens: Range<Int>) -> Bool {
    tokens.allSatisfy { isLight($0) }
  }

  /// Whether a token names no other thing that could be measured.
  func isLight(_ place: Int) -> Bool {
    scanner.token(place).kind != .word || isInQuantity(place) || isLightWord(place)
      || isEndingBehindColon(place) && isLight(place - 2)
  }

  private func isInQuantity(_ place: Int) -> Bool {
    sentenceQuantities.contains { number in
      let quantity = scanner.quantities[number]
      return Int(quantity.firstToken) <= place && place < Int(quantity.endToken)
        || quantity.boundTokens.contains(Int32(place))
    }
  }

  /// "ILO:s" is one word.
  private func isEndingBehindColon(_ place: Int) -> Bool {
    let colon = scanner.token(place - 1)
    return place - 2 >= sentence.lowerBound && colon.kind == .mark && colon.number == 0x3A
      && !colon.flags.contains(.spaceBefore) && !scanner.token(place).flags.contains(.spaceBefore)
  }

  private func isLightWord(_ place: Int) -> Bool {
    if has(place, .light) || has(place, WordMark.anaphor) || has(place, .contrast) { return true }
    return sentenceMatches.contains { number in
      let match = matches[number]
      guard Int(match.token) <= place, place < Int(match.end) else { return false }
      switch rules.meanings[Int(match.group)].kind {
      case .female, .male, .area, .ownArea, .areaLead, .source, .citing: return true
      default: return false
      }
    }
  }

  // MARK: What is new

  private func continued(_ before: FoundObservation, _ quantity: Quantity, _ place: Neighbourhood)
    -> FoundObservation
  {
    var observation = observed(quantity, before.rule, place, isContinued: true)
    let isPlaced = observation.evidence.area != .none
    if !isPlaced { (observation.area, observation.evidence.area) = (before.area, before.evidence.area) }
    if observation.evidence.sex == .none {
      (observation.sex, observation.evidence.sex) = (before.sex, before.evidence.sex)
    }
    if observation.evidence.age == .none { observation.evidence.age = before.evidence.age }
    if observation.evidence.source == .none {
      (observation.source, observation.evidence.source) = (before.source, before.evidence.source)
    }
    if observation.evidence.period == .none {
      (observation.period, observation.evidence.period) = (before.period, before.evidence.period)
    }
    observation.evidence.indicator = before.evidence.indicator
    return observation
  }

  private func isDistinct(_ observation: FoundObservation, from before: FoundObservation) -> Bool {
    observation.area != before.area || observation.sex != before.sex
      || observation.source != before.source
      || observation.period != nil && observation.period != before.period
  }
}
