import Core
import Quantities

extension ResolvedObservation {
  init(_ claim: FoundObservation, _ number: Int32, of found: FoundMention, _ rules: LanguageRules) {
    let indicator = rules.indicators[Int(claim.indicator)]
    mention = number
    rule = claim.rule
    self.indicator = claim.indicator
    treaty = claim.treaty
    area = claim.area
    period = claim.period.flatMap { $0.isInOrder ? $0 : nil }
    sex = claim.sex
    if claim.rule >= 0, !rules.rules[Int(claim.rule)].sets.age.isEmpty {
      age = .ofRule
    } else {
      age = claim.evidence.age.isEmpty ? .total : .written(claim.evidence.age)
    }
    (value, high) = Self.value(claim, found.quantity, rules)
    qualifier = claim.qualifier
    total = claim.total
    edition = Self.edition(claim, of: indicator)
    source = claim.source
    isEstimate = claim.qualifier == .about || !found.isStatus && found.quantity.kind == .magnitude
    evidence = claim.evidence
  }

  private static func value(_ claim: FoundObservation, _ quantity: Quantity, _ rules: LanguageRules)
    -> (ResolvedValue, Fixed?)
  {
    if claim.status != .none { return (.status(claim.status), nil) }
    let claimed = claim.rule < 0 ? .asWritten : rules.rules[Int(claim.rule)].sets.value
    if case .word = claimed { return (.word(claim.rule), nil) }
    if let period = quantity.period { return (.period(period), nil) }
    let (value, high) = rules.value(claimed, of: quantity, claim.indicator)
    return (value.map(ResolvedValue.number) ?? .none, high)
  }

  /// The year that stands beside the name of an index: "the press freedom index for 2016".
  private static func edition(_ claim: FoundObservation, of indicator: Indicator) -> CalendarPeriod? {
    guard indicator.kind == .rank || indicator.kind == .index, let period = claim.period,
      period.first.month == 0, !claim.evidence.period.isEmpty
    else { return nil }
    let year = claim.evidence.period
    let isBeside = [claim.evidence.indicator, claim.evidence.source].contains { name in
      guard !name.isEmpty else { return false }
      let gap = year.start >= name.end ? year.start - name.end : name.start - year.end
      return (0...30).contains(gap)
    }
    return isBeside ? period : nil
  }

  // MARK: Names

  func ageText(_ rules: LanguageRules, _ text: UnsafeBufferPointer<UInt8>) -> String {
    switch age {
    case .total: "_T"
    case .ofRule: rules.rules[Int(rule)].sets.age
    case .written(let span): joiningSpaces(text[span])
    }
  }

  package func base(_ rules: LanguageRules) -> String { rule < 0 ? "" : rules.rules[Int(rule)].sets.base }

  func ruleText(_ rules: LanguageRules) -> String {
    rule < 0 ? rules.treatyRule : rules.rules[Int(rule)].id
  }

  package func valueText(_ rules: LanguageRules) -> String { value.text(rules) }
}

extension ResolvedValue {
  /// Decimal text, ISO 8601 date, a treaty's status, or empty.
  package func text(_ rules: LanguageRules) -> String {
    switch self {
    case .none: ""
    case .number(let number): number.description
    case .period(let period): period.text
    case .status(let status): status.text
    case .word(let rule): rules.rules[Int(rule)].sets.value.word
    }
  }

  /// Absent for dates, statuses and words.
  package func number(_ rules: LanguageRules) -> Double? {
    switch self {
    case .number(let number): number.number
    case .word(let rule): Double(rules.rules[Int(rule)].sets.value.word)
    case .none, .period, .status: nil
    }
  }
}

extension Observation.Key {
  /// - Parameter area: the document's own, for what is in no list.
  package init(
    _ observation: ResolvedObservation, _ rules: LanguageRules, _ text: UnsafeBufferPointer<UInt8>,
    area: String
  ) {
    self.init(
      indicator: rules.indicators[Int(observation.indicator)].id,
      treaty: observation.treaty < 0 ? "" : rules.treaties[Int(observation.treaty)].id,
      area: observation.area < 0 ? area : rules.areas[Int(observation.area)].id,
      timePeriod: observation.period?.text ?? "", sex: observation.sex,
      age: observation.ageText(rules, text), base: observation.base(rules),
      citedSource: observation.source < 0 ? "" : rules.sources[Int(observation.source)].id)
  }
}

extension Fixed {
  /// A fraction in per cent: the decimal mark moves by two places.
  package var percent: Fixed {
    guard places >= 2 else { return times(100) ?? self }
    var result = Fixed(digits, places: places - 2)
    while result.places > 0, result.digits % 10 == 0 {
      result = Fixed(result.digits / 10, places: result.places - 1)
    }
    return result
  }
}
