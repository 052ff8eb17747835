import Quantities

/// What keeps a claim from being plainly asserted of the country, and the words that say so.
struct FoundContext {
  /// Into the language's triggers.
  var trigger: Int16
  /// Into the language's contexts.
  var context: Int16
  var words: ByteSpan
}

/// A claim in a context that its indicator does not accept.
package struct FoundClaim: Sendable {
  /// What would have been observed.
  package var observation: FoundObservation
  /// Into the language's triggers.
  package var trigger: Int16
  /// Into the language's contexts.
  package var context: Int16
  package var words: ByteSpan

  init(_ observation: FoundObservation, in found: FoundContext) {
    self.observation = observation
    (trigger, context, words) = (found.trigger, found.context, found.words)
  }
}

/// Contexts: goals, proposals, changes, parts of the country; READING.md's "context".
extension TextReader {
  /// The first context in the text that a rule does not accept for a value.
  ///
  /// - Parameter measure: the words that name what is measured; what they contain says nothing of their context.
  func context(of rule: CompiledRule, _ quantity: Quantity, _ place: Neighbourhood, measure: Match?)
    -> FoundContext?
  {
    first(of: ~rule.accepts, rule.indicator, quantity, place, measure)
  }

  /// Whether one of the contexts holds in which alone a rule's claim is its indicator's.
  func isRequiredContext(of rule: CompiledRule, _ quantity: Quantity, _ place: Neighbourhood, measure: Match?)
    -> Bool
  {
    rule.requires == 0 || first(of: rule.requires, rule.indicator, quantity, place, measure) != nil
  }

  /// The first of some contexts, one bit for each, in the text.
  private func first(
    of contexts: UInt32, _ indicator: Int16, _ quantity: Quantity, _ place: Neighbourhood, _ measure: Match?
  )
    -> FoundContext?
  {
    let kind: UInt32 = 1 << UInt32(quantity.kind.rawValue)
    for index in sentenceMatches {
      let match = matches[index]
      let meaning = rules.meanings[Int(match.group)]
      guard meaning.kind == .context else { continue }
      let trigger = rules.contextTriggers[Int(meaning.index)]
      guard contexts & (1 << UInt32(trigger.context)) != 0, trigger.kinds == 0 || trigger.kinds & kind != 0,
        reaches(trigger, match, place, measure), !isWithin(match, measure), !isPseudo(match),
        !namesIndicator(match, trigger, indicator), !isOfTotal(match, quantity, place),
        !trigger.isName || !isKnown(match), !trigger.yieldsToCountry || !standsBeforeCountry(match)
      else { continue }
      return FoundContext(trigger: meaning.index, context: trigger.context, words: span(of: match))
    }
    return nil
  }

  /// "in neighbouring Estonia": the country that is named says where.
  private func standsBeforeCountry(_ match: Match) -> Bool {
    sentenceMatches.contains { index in
      matches[index].token == match.end && rules.meanings[Int(matches[index].group)].kind == .area
    }
  }

  /// Whether a measure's words are told as the background of something else: "despite the growth".
  func isBackground(_ measure: Match) -> Bool {
    sentenceMatches.contains { index in
      let match = matches[index]
      let meaning = rules.meanings[Int(match.group)]
      guard meaning.kind == .context, match.end == measure.token else { return false }
      return rules.contextTriggers[Int(meaning.index)].hidesMeasure
    }
  }

  /// Whether a word that looks like a place's name is known as something else: a country, an organisation, a house.
  private func isKnown(_ match: Match) -> Bool {
    sentenceMatches.contains { index in
      let other = matches[index]
      guard other.group != match.group, other.token < match.end, other.end >= match.end else { return false }
      switch rules.meanings[Int(other.group)].kind {
      case .context: return false
      // A phrase of some rule that happens to run over the name knows nothing of it.
      case .none: return other.end - 1 <= match.end
      default: return true
      }
    }
  }

  private func reaches(_ trigger: ContextTrigger, _ match: Match, _ place: Neighbourhood, _ measure: Match?)
    -> Bool
  {
    let trail = Int(match.token)..<Int(match.end)
    switch trigger.direction {
    case .forward: guard trail.upperBound <= place.own.lowerBound else { return false }
    case .backward: guard trail.lowerBound >= place.own.lowerBound else { return false }
    case .both: break
    }
    let isWithinReach =
      switch trigger.reach {
      case .words(let most): distance(trail, place.own) <= most
      case .sentence: true
      case .measure: Int(measure?.token ?? -1) == trail.upperBound
      case .clause: isInClause(trail, measure, place) || isBetween(trail, measure, place)
      }
    return isWithinReach && (trigger.reach == .measure || !isTerminated(between: trail, place.own))
  }

  /// What stands behind an aside says something of the value only where the measure stands there too.
  private func isInClause(_ trigger: Range<Int>, _ measure: Match?, _ place: Neighbourhood) -> Bool {
    guard place.clause.contains(trigger.lowerBound) else { return false }
    guard place.behindAside.contains(trigger.lowerBound) else { return true }
    return measure.map { place.behindAside.contains(Int($0.token)) } ?? false
  }

  /// "unemployment among the young is high, over 50 per cent": what stands between the measure and the value.
  private func isBetween(_ trigger: Range<Int>, _ measure: Match?, _ place: Neighbourhood) -> Bool {
    guard let measure else { return false }
    let named = Int(measure.token)..<Int(measure.end)
    let first = min(named.lowerBound, place.own.lowerBound)
    guard first <= trigger.lowerBound, trigger.upperBound <= max(named.upperBound, place.own.upperBound)
    else {
      return false
    }
    // "Unemployment, which is twice as high among the young, is eleven per cent": an aside between the two.
    return !(hasBreak(between: named, and: trigger) && hasBreak(between: trigger, and: place.own))
  }

  private func hasBreak(between one: Range<Int>, and other: Range<Int>) -> Bool {
    let start = min(one.upperBound, other.upperBound)
    return (start..<max(start, one.lowerBound, other.lowerBound)).contains { Neighbourhood.isBreak($0, self) }
  }

  private func isTerminated(between trigger: Range<Int>, _ value: Range<Int>) -> Bool {
    let start = min(trigger.upperBound, value.upperBound)
    let between = start..<max(start, trigger.lowerBound, value.lowerBound)
    return sentenceMatches.contains { index in
      rules.meanings[Int(matches[index].group)].kind == .terminator
        && between.contains(Int(matches[index].token))
    }
  }

  /// "ranked by UNDP as 56th when it comes to human development": the words name the indicator once more.
  private func namesIndicator(_ match: Match, _ trigger: ContextTrigger, _ indicator: Int16) -> Bool {
    sentenceMatches.contains { index in
      let other = matches[index]
      let isLonger =
        other.token <= match.token && other.end >= match.end
        && other.end - other.token > match.end - match.token
      guard isLonger || trigger.leadsToTopic && other.token == match.end else { return false }
      return rules.anchored[Int(other.group)].contains { rules.rules[Int($0)].indicator == indicator }
    }
  }

  /// "22nd among 128": the words lead to the value's own total.
  private func isOfTotal(_ match: Match, _ quantity: Quantity, _ place: Neighbourhood) -> Bool {
    quantity.total != nil && Int(match.token) > place.own.lowerBound && Int(match.end) <= place.own.upperBound
  }

  private func isWithin(_ match: Match, _ measure: Match?) -> Bool {
    guard let measure else { return false }
    return match.token >= measure.token && match.end <= measure.end
  }

  /// "inte minst" denies nothing: a longer phrase takes the words of a trigger.
  func isPseudo(_ match: Match) -> Bool {
    sentenceMatches.contains { index in
      let other = matches[index]
      return rules.meanings[Int(other.group)].kind == .pseudo && other.token <= match.token
        && other.end >= match.end
    }
  }
}
