import Quantities

/// Why a measure whose words stand near a value is not what the value measures.
package struct Obstacle: Sendable {
  /// Into the reader's mentions.
  package var mention: Int32
  /// Into the language's rules.
  package var rule: Int32
  package var reason: Reason

  package enum Reason: Sendable {
    /// The value is not one that the measure can have.
    case range
    /// No frame attaches it, or something else that the measure asks for does not stand there.
    case frame
    /// It is said in another context than the one that the measure asks for.
    case context
    /// Another measure takes the value; into the language's rules.
    case shadowed(by: Int32)

    /// How near it came to an observation.
    fileprivate var order: Int {
      switch self {
      case .frame: 0
      case .range: 1
      case .context: 2
      case .shadowed: 3
      }
    }
  }
}

extension TextReader {
  /// Notes what stood in the way, for people who ask why; the nearest to an observation for each indicator.
  func note(_ reason: Obstacle.Reason, _ rule: Int32) {
    guard notesObstacles, rules.rules[Int(rule)].indicator >= 0, standsInSentence(rules.rules[Int(rule)])
    else {
      return
    }
    let obstacle = Obstacle(mention: Int32(mentions.count - 1), rule: rule, reason: reason)
    let known = obstacles.lastIndex {
      $0.mention == obstacle.mention
        && rules.rules[Int($0.rule)].indicator == rules.rules[Int(rule)].indicator
    }
    guard let known else { return obstacles.append(obstacle) }
    if obstacles[known].reason.order < reason.order { obstacles[known] = obstacle }
  }

  /// Whether the measure's words stand in the value's sentence, and not only something else that its frame wants.
  private func standsInSentence(_ rule: CompiledRule) -> Bool {
    rule.conditions.allSatisfy { number in
      let condition = rules.conditions[Int(number)]
      guard condition.isMeasure, !condition.isNegated else { return true }
      return !condition.scope.isOutside && isInSentence.contains(condition.group)
    }
  }
}
