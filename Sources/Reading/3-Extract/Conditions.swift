import Quantities

/// Whether a rule's conditions hold around a quantity.
extension TextReader {
  func holds(_ rule: CompiledRule, _ place: inout Neighbourhood) -> Bool {
    for number in rule.conditions {
      let condition = rules.conditions[Int(number)]
      if stands(condition, place) == condition.isNegated { return false }
    }
    if rule.isBare, !isBare(place) { return false }
    return !rule.isLight || isLightUpTo(place, rule)
  }

  /// Whether the number counts nothing by a noun of its own, or persons.
  private func isBare(_ place: Neighbourhood) -> Bool {
    guard let noun = place.countedNoun else { return true }
    return has(noun, WordClass.person)
  }

  /// Whether no word from the sentence's start to the value's clause end could name another thing than the one the
  /// rule's own cues name.
  private func isLightUpTo(_ place: Neighbourhood, _ rule: CompiledRule) -> Bool {
    let tokens = sentence.lowerBound..<place.clause.upperBound
    let cues = rule.conditions.compactMap { number -> Range<Int>? in
      let condition = rules.conditions[Int(number)]
      guard !condition.isNegated, !condition.scope.isOutside else { return nil }
      return match(of: condition.group, in: tokens).map { Int($0.token)..<Int($0.end) }
    }
    return tokens.allSatisfy { token in cues.contains { $0.contains(token) } || isLight(token) }
  }

  private func stands(_ condition: CompiledCondition, _ place: Neighbourhood) -> Bool {
    switch condition.scope {
    case .heading: return isInHeading.contains(condition.group)
    case .passage: return isInPassage(condition.group) || isInSentence.contains(condition.group)
    case .previous: return matches[previousMatches].contains { $0.group == condition.group }
    case .sentence: return isInSentence.contains(condition.group)
    case .clause: return match(of: condition.group, in: place.clause) != nil
    case .before: return match(of: condition.group, in: place.before) != nil
    case .after: return match(of: condition.group, in: place.after) != nil
    case .noun:
      // A lent noun allows, it does not forbid.
      return match(of: condition.group, in: place.noun) != nil
        || !condition.isNegated && match(of: condition.group, in: place.lentNoun) != nil
    }
  }

  /// The first place of a group within these tokens of the sentence.
  private func match(of group: Int32, in tokens: Range<Int>) -> Match? {
    guard isInSentence.contains(group) else { return nil }
    for index in sentenceMatches {
      let match = matches[index]
      if match.group == group, Int(match.token) >= tokens.lowerBound, Int(match.token) < tokens.upperBound {
        return match
      }
    }
    return nil
  }

  /// Whether none of what a rule forbids stands around a quantity.
  func isForbidden(_ rule: CompiledRule, _ place: Neighbourhood) -> Bool {
    rule.conditions.contains { number in
      let condition = rules.conditions[Int(number)]
      return condition.isNegated && stands(condition, place)
    }
  }

  /// Whether all of a rule's cues stand on the value's side of the comma.
  func isNearby(_ rule: CompiledRule, _ place: Neighbourhood) -> Bool {
    rule.conditions.allSatisfy { number in
      let condition = rules.conditions[Int(number)]
      if condition.isNegated || condition.scope.isOutside { return true }
      return match(of: condition.group, in: place.segment) != nil
    }
  }

  /// The words that say what is measured: the measure, or a rule's first cue, where it stands nearest.
  func cue(of rule: CompiledRule, _ place: Neighbourhood) -> Match? {
    for number in rule.conditions {
      let condition = rules.conditions[Int(number)]
      guard !condition.isNegated, condition.isMeasure || !rule.isMeasure else { continue }
      let tokens: Range<Int>
      switch condition.scope {
      case .heading, .passage, .previous: continue
      case .sentence: tokens = sentence
      case .clause: tokens = place.clause
      case .before: tokens = place.before
      case .after: tokens = place.after
      case .noun: tokens = place.noun
      }
      if let match = nearest(in: tokens, to: place, where: { $0.group == condition.group }) { return match }
    }
    return nil
  }
}
