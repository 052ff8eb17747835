import Core
import Quantities

/// Which of a text's claims stand: mentions are claims, observations are choices.
///
/// Where two claim the same, the exact (of a law's limit also "at least") wins over the hedged, the number over the fraction that it explains ("one
/// woman in five, 21 per cent"), then the first in the text. A figure that is repeated without its date or source is
/// the same figure.
struct Choice {
  /// By claim.
  private(set) var isDropped: [Bool] = []

  /// What makes two claims of a text claims about the same thing.
  private struct Subject: Hashable {
    var indicator: Int16
    var treaty: Int16
    var area: Int16
    var sex: Observation.Sex
    var source: Int16
    var period: CalendarPeriod?
    var age: ByteSpan
    var base: String

    init(_ claim: FoundObservation, _ rules: LanguageRules) {
      indicator = claim.indicator
      treaty = claim.treaty
      area = claim.area
      sex = claim.sex
      source = claim.source
      period = claim.period
      age = claim.evidence.age
      base = claim.rule < 0 ? "" : rules.rules[Int(claim.rule)].sets.base
    }
  }

  mutating func choose(
    among claims: [FoundObservation], of mentions: [FoundMention], _ rules: LanguageRules
  ) {
    isDropped.removeAll(keepingCapacity: true)
    isDropped.append(contentsOf: repeatElement(false, count: claims.count))
    guard claims.count > 1 else { return }
    var chosen: [Subject: Int] = [:]
    for index in claims.indices {
      let subject = Subject(claims[index], rules)
      guard let other = chosen[subject] else {
        chosen[subject] = index
        continue
      }
      if !Self.isHedged(claims[index], rules) && Self.isHedged(claims[other], rules)
        || Self.isNumber(claims[index], ofFraction: claims[other], mentions, rules)
      {
        isDropped[other] = true
        chosen[subject] = index
      } else {
        isDropped[index] = true
      }
    }
    dropVaguer(claims, mentions, rules)
  }

  /// Whether a claim says less than its number: a law's "at least 13" says the limit itself.
  private static func isHedged(_ claim: FoundObservation, _ rules: LanguageRules) -> Bool {
    guard claim.qualifier == .atLeast || claim.qualifier == .atMost else { return claim.qualifier != .exact }
    let indicator = rules.indicators[Int(claim.indicator)]
    return !indicator.isStanding || indicator.kind != .age && indicator.kind != .duration
  }

  /// Whether the second tells in per cent, right behind it, what the first tells as a fraction or as a count of a total.
  private static func isNumber(
    _ second: FoundObservation, ofFraction first: FoundObservation, _ mentions: [FoundMention],
    _ rules: LanguageRules
  ) -> Bool {
    let isDerived =
      mentions[Int(first.mention)].quantity.kind == .fraction
      || first.rule >= 0 && rules.rules[Int(first.rule)].sets.value == .share
    return isDerived && mentions[Int(second.mention)].quantity.kind == .share
      && stand(first.mention, second.mention, besideEachOtherAmong: mentions)
      && (second.qualifier == .exact || first.qualifier != .exact)
  }

  /// Nothing but ages and dates between: "every other woman between 15 and 49, 51 per cent".
  private static func stand(
    _ first: Int32, _ second: Int32, besideEachOtherAmong mentions: [FoundMention]
  ) -> Bool {
    guard first < second, second - first <= 4 else { return false }
    return mentions[Int(first + 1)..<Int(second)].allSatisfy {
      $0.quantity.kind == .age || $0.quantity.kind == .date
    }
  }

  /// Drops a claim whose value is told again with a date or a source that it lacks.
  private mutating func dropVaguer(
    _ claims: [FoundObservation], _ mentions: [FoundMention], _ rules: LanguageRules
  ) {
    var groups: [Subject: [Int]] = [:]
    for index in claims.indices where !isDropped[index] {
      var subject = Subject(claims[index], rules)
      subject.period = nil
      subject.source = -1
      subject.age = .none
      groups[subject, default: []].append(index)
    }
    for group in groups.values where group.count > 1 && group.count < 64 {
      for index in group {
        let isVaguer = group.contains { other in
          other != index && !isDropped[other] && Self.says(other, moreThan: index, claims, mentions)
        }
        if isVaguer { isDropped[index] = true }
      }
    }
  }

  private static func says(
    _ other: Int, moreThan index: Int, _ claims: [FoundObservation], _ mentions: [FoundMention]
  ) -> Bool {
    let (more, less) = (claims[other], claims[index])
    let values = (mentions[Int(more.mention)].quantity.value, mentions[Int(less.mention)].quantity.value)
    guard values.0 == values.1, more.status == less.status else { return false }
    let periodFits = less.period == nil || less.period == more.period
    let sourceFits = less.source < 0 || less.source == more.source
    guard periodFits, sourceFits else { return false }
    return less.period != more.period || less.source != more.source || other < index
  }
}
