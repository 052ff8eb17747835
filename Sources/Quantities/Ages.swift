/// Which durations are ages, and what else the words around make of a quantity.
extension QuantityScanner {
  /// A duration that is an age, a count of times that is a factor, a sum per head.
  func refine(_ result: inout Quantity, _ number: Number) {
    let end = Int(result.endToken)
    switch result.kind {
    case .duration where model.lexicon.units[Int(result.unit)].code == "YEARS":
      // "years old", "15-year-old"
      let old = isDash(end) && isGlued(end) && isGlued(end + 1) ? end + 1 : end
      if has(old, .ageAfter) {
        result.kind = .age
        extend(&result, to: old + 1)
      } else if !has(end, .notAge),
        has(end - 1, .ageContext) || isAge(number)
          || (number.end < end - 1 || isDash(number.end)) && has(end, .person)
      {
        result.kind = .age
      }
    case .index:
      // "29 points of 100"
      var probe = number
      probe.end = end
      guard let base = ratioBase(after: probe) else { break }
      result.total = base.value
      result.totalTokens = Int32(base.first)..<Int32(base.end)
      extend(&result, to: base.end)
    case .count where has(end - 1, .times) && (after(end, within: 2, .comparison) || number.value.places > 0):
      result.kind = .factor
    default: break
    }
  }

  /// "children under 16", "is over 18", "the age of 15", "from 14 years".
  func isAge(_ number: Number) -> Bool {
    guard number.value.number < 120 else { return false }
    // "five years late", "five years' imprisonment"
    if unit(number.end) != nil,
      has(number.end + 1, .yearBefore | .yearAfter | .notAge) || isMark(number.end + 1, "'")
    {
      return false
    }
    if before(number.first, within: 9, .ageContext) { return true }
    let bound = boundBefore(number.first)
    let start =
      bound?.tokens.lowerBound
      ?? (has(number.first - 1, .from | .between) ? number.first - 1 : number.first)
    let isBare = unit(number.end) == nil
    if !isBare, has(number.end, .year) {
      // "17 years is the lowest age", "the pupil is 15"
      if has(number.first - 1, .person)
        || after(number.end + 1, within: has(number.end + 1, .copula) ? 9 : 3, .ageAfter)
        || has(number.first - 1, .copula) && has(number.first - 2, .person | .ageSubject)
      {
        return true
      }
    }
    let isYoung = number.value.number <= 30
    if isBare, isYoung, has(number.first - 1, .beforeAge),
      before(number.first, within: 14, .person) || has(number.first - 2, .ageSubject)
    {
      return true
    }
    if isBare, isYoung, has(number.first - 1, .between), has(number.first - 2, .person) { return true }
    guard start < number.first else { return false }
    // "detention is limited to three years"
    if !isBare, has(start - 1, .copula), before(start, within: 12, .durationContext) { return false }
    if has(start - 1, .person | .ageSubject) || has(start - 1, .copula) {
      return !isBare || (number.value.number < 100 && !number.isWords)
    }
    if isBare { return false }
    // "from 18 years" and "before 16 years" are ages, but "from 18 to 20 years" may be a change.
    let unitEnd = number.end + 1
    if has(start, .from), before(start, within: 8, .durationContext), !before(start, within: 8, .ageContext) {
      return false
    }
    if has(start, .from) { return !has(unitEnd, .to) && has(number.end, .year) && !has(number.end, .ofYear) }
    return has(start, .beforeAge) && has(number.end, .year)
  }
}
