import Core
import Quantities

/// Who is cited for a value.
extension TextReader {
  func readSource(_ rule: CompiledRule, _ place: Neighbourhood, _ observation: inout FoundObservation) {
    if let source = rule.sets.source { observation.source = source }
    let indicator = rules.indicators[Int(rule.indicator)]
    let match =
      sourceMatch(of: indicator, in: place.clause, near: place)
      ?? sourceMatch(of: indicator, in: sentence, near: place).flatMap { isOfOther($0, place) ? nil : $0 }
      ?? defaultSourceMatch(of: indicator)
    guard let match else { return }
    observation.source = rules.meanings[Int(match.group)].index
    observation.evidence.source = span(of: match)
  }

  /// "2.3 per cent, but 7.2 by the ILO's definition": the source is the second value's.
  private func isOfOther(_ match: Match, _ place: Neighbourhood) -> Bool {
    let between = place.own.upperBound..<max(place.own.upperBound, Int(match.token))
    return isContrasted(between)
  }

  /// An index is often introduced one sentence before its rank: the paragraph may name its publisher.
  private func defaultSourceMatch(of indicator: Indicator) -> Match? {
    guard indicator.kind == .rank || indicator.kind == .index, !indicator.defaultSource.isEmpty else {
      return nil
    }
    completeEarlier()
    let end = sentenceMatches.lowerBound
    return matches[max(0, end - 1000)..<end].last { match in
      let meaning = rules.meanings[Int(match.group)]
      return meaning.kind == .source && rules.sources[Int(meaning.index)].id == indicator.defaultSource
    }
  }

  /// A broad organisation is named for many reasons: it is the source where a word of citing stands beside it, or
  /// where it is the one that usually counts these things.
  private func sourceMatch(of indicator: Indicator, in tokens: Range<Int>, near place: Neighbourhood)
    -> Match?
  {
    nearest(in: tokens, to: place) { match in
      let meaning = rules.meanings[Int(match.group)]
      guard meaning.kind == .source, !isInsideLonger(match) else { return false }
      return !rules.isBroadSource[Int(meaning.index)] || isCited(match)
        || isOfPersons(indicator) && rules.sources[Int(meaning.index)].id == indicator.defaultSource
    }
  }

  /// Whether a word of citing stands within six tokens of a broad organisation's name.
  private func isCited(_ match: Match) -> Bool {
    sentenceMatches.contains { index in
      let other = matches[index]
      guard rules.meanings[Int(other.group)].kind == .citing else { return false }
      return other.token >= match.token - 6 && other.token <= match.end + 5
    }
  }
}
