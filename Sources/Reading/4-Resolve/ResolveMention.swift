import Core
import Quantities

extension ResolvedMention {
  /// A mention before it is known what became of its claims.
  init(_ found: FoundMention) {
    let quantity = found.quantity
    span = found.span
    whole = found.span
    kind = found.isStatus ? .status : MentionKind(quantity.kind)
    if let period = quantity.period {
      value = .period(quantity.isYearInferred ? period.withoutYear : period)
    } else if let number = quantity.value {
      value = .number(number)
    } else {
      value = .none
    }
    high = quantity.high
    qualifier = Qualifier(quantity.bound)
    total = quantity.total
    unit = quantity.unit
    noun = found.noun
    disposition = .classified
    reason = .kind
    rule = found.isStatus ? .treaties : .reading(quantity.reading)
  }

  /// Says what became of it: the observations it carries, else what kind of number it is.
  mutating func settle(_ own: Range<Int32>, among observations: [ResolvedObservation], _ found: FoundMention)
  {
    self.observations = own
    if let first = own.first {
      let observation = observations[Int(first)]
      disposition = .observation
      reason = .indicator(observation.indicator)
      rule = observation.rule < 0 ? .treaties : .rule(observation.rule)
    } else if !found.observations.isEmpty {
      reason = .repeated
    } else if !found.isStatus {
      classify(found)
    }
  }

  private mutating func classify(_ found: FoundMention) {
    let quantity = found.quantity
    if quantity.flaw != .none {
      disposition = .unexplained
      reason = .flaw(quantity.flaw)
      return
    }
    switch quantity.kind {
    case .reference, .count:
      if found.isFurniture {
        reason = .pageLabel
      } else if quantity.kind == .reference {
        switch quantity.reading {
        case .sectionNumber: reason = .sectionNumber
        case .name: reason = .name
        case .footnote: reason = .footnote
        default: break
        }
      } else if quantity.noun < 0, quantity.unit < 0, quantity.total == nil, !quantity.refersBack {
        switch quantity.explanation {
        case .field: reason = .field
        case .neighbour: reason = .elliptical
        case .noun: reason = .kind
        case .none:
          disposition = .unexplained
          reason = .bareNumber
        }
      }
    default: break
    }
  }

  /// As the database has it.
  func reasonText(_ rules: LanguageRules) -> String {
    switch reason {
    case .indicator(let number): rules.indicators[Int(number)].id
    case .kind: kind.rawValue
    case .repeated: NumberClass.repeated.rawValue
    case .pageLabel: NumberClass.pageLabel.rawValue
    case .sectionNumber: NumberClass.sectionNumber.rawValue
    case .name: NumberClass.name.rawValue
    case .footnote: NumberClass.footnote.rawValue
    case .field: NumberClass.field.rawValue
    case .elliptical: NumberClass.elliptical.rawValue
    case .rest: "rest_of_number"
    case .bareNumber: "bare_number"
    case .flaw(.grouping): "foreign_grouping"
    case .flaw(.mark): "footnote_mark_glued"
    case .flaw(.notWhole): "not_whole"
    case .flaw(.damaged): "damaged_text"
    case .flaw: "impossible"
    }
  }

  func ruleText(_ rules: LanguageRules) -> String {
    switch rule {
    case .reading(let reading): reading.rule(rules.pack.code)
    case .rule(let number): rules.rules[Int(number)].id
    case .treaties: rules.treatyRule
    }
  }

  func unitText(_ rules: LanguageRules, _ text: UnsafeBufferPointer<UInt8>) -> String {
    unit >= 0
      ? rules.pack.lexicon.units[Int(unit)].code : joiningSpaces(text[noun])
  }
}
