import Core
import Quantities

/// Who is cited for a value.
extension TextReader {
  func readSource(_ rule: CompiledRule, _ place: Neighbourhood, _ observation: inout FoundObservation) {
    if let source = rule.sets.source { observation.source = source }
    let indicator = rules.indicators[Int(rule.indicator)]
    let match =
      [place.clause, sentence].lazy.compactMap { self.sourceMatch(of: indicator, in: $0, near: place) }
      .first { !self.isOfOther($0, indicator, place) } ?? defaultSourceMatch(of: indicator)
    guard let match else { return }
    observation.source = rules.meanings[Int(match.group)].index
    observation.evidence.source = span(of: match)
  }

  /// "2.3 per cent, but 7.2 by the ILO's definition": the source is the second value's. And so is the publisher of an
  /// index in which, behind the value, a place is told: "half of them are poor, and UNDP ranks the country 187th".
  private func isOfOther(_ match: Match, _ indicator: Indicator, _ place: Neighbourhood) -> Bool {
    let between = place.own.upperBound..<max(place.own.upperBound, Int(match.token))
    return isContrasted(between)
      || indicator.kind != .rank && indicator.kind != .index && !between.isEmpty
        && isOfRank(match, behind: place)
  }

  private func isOfRank(_ match: Match, behind place: Neighbourhood) -> Bool {
    let name = Int(match.token)..<Int(match.end)
    let gap = distance(name, place.own)
    return sentenceQuantities.contains { index in
      let other = scanner.quantities[index]
      let tokens = Int(other.firstToken)..<Int(other.endToken)
      return (other.kind == .rank || other.kind == .index) && tokens.lowerBound >= place.own.upperBound
        && distance(name, tokens) < gap
    }
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
