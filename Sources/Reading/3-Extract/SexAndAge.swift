import Core
import Quantities

/// Whom a value is about.
extension TextReader {
  /// Ranks, scores and seats have no sex.
  func isOfPersons(_ indicator: Indicator) -> Bool {
    switch indicator.kind {
    case .share, .count, .rate, .duration, .age:
      !["SEATS", "PARTIES", "SIGNATURES", "CONVENTIONS", "HOURS", "DAYS"].contains(indicator.unit)
    default: false
    }
  }

  func readSex(_ place: Neighbourhood, _ observation: inout FoundObservation) {
    let women = sexMatch(.female, place)
    let men = sexMatch(.male, place)
    if let one = women ?? men, isOfBothSexes(one) { return }
    switch (women, men) {
    case (let women?, nil):
      observation.sex = .female
      observation.evidence.sex = span(of: women)
    case (nil, let men?):
      observation.sex = .male
      observation.evidence.sex = span(of: men)
    default: break
    }
  }

  /// "for both women and men" is said of everybody, unless each has a value of its own.
  private func isOfBothSexes(_ one: Match) -> Bool {
    sentenceMatches.contains { index in
      let other = matches[index]
      let kinds = (rules.meanings[Int(one.group)].kind, rules.meanings[Int(other.group)].kind)
      guard kinds == (.female, .male) || kinds == (.male, .female) else { return false }
      let between = min(one.end, other.end)..<max(one.token, other.token)
      guard between.count == 1, has(Int(between.lowerBound), [.and, .or]) else { return false }
      let end = max(one.end, other.end)
      return !sentenceQuantities.contains { number in
        let quantity = scanner.quantities[number]
        return quantity.kind != .date && quantity.firstToken >= end && quantity.firstToken <= end + 1
      }
    }
  }

  private func sexMatch(_ kind: Meaning.Kind, _ place: Neighbourhood) -> Match? {
    nearest(in: place.clause, to: place) { rules.meanings[Int($0.group)].kind == kind }
  }

  /// - Parameter cue: the measure's own words, in which an age is part of what is measured: "married before 18".
  func readAge(
    _ quantity: Quantity, _ place: Neighbourhood, besides cue: Match?, _ observation: inout FoundObservation
  ) {
    guard quantity.kind != .age, quantity.kind != .duration else { return }
    for index in sentenceQuantities {
      let age = scanner.quantities[index]
      guard age.kind == .age, Int(age.firstToken) >= place.clause.lowerBound,
        Int(age.endToken) <= place.clause.upperBound,
        cue.map({ age.endToken <= $0.token || age.firstToken >= $0.end }) ?? true
      else { continue }
      var first =
        age.boundTokens.isEmpty
        ? Int(age.firstToken) : min(Int(age.firstToken), Int(age.boundTokens.lowerBound))
      if scanner.word(first - 1)?.classes.contains(.between) == true { first -= 1 }
      observation.evidence.age = span(ofTokens: first..<Int(age.endToken))
      return
    }
  }
}
