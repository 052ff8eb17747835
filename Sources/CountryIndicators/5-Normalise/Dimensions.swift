import Quantities

/// Makes an observation of a quantity that a rule has taken: looks for area, period, sex, age, source and
/// total in the clause, then in the sentence, and keeps the characters each was read from.
extension TextReader {
  /// - Parameter isContinued: the value takes its meaning from the one before; only its own clause dates it.
  func observed(_ quantity: Quantity, _ number: Int32, _ place: Neighbourhood, isContinued: Bool = false)
    -> FoundObservation
  {
    let rule = rules.rules[Int(number)]
    let indicator = rules.indicators[Int(rule.indicator)]
    var observation = FoundObservation(
      mention: Int32(mentions.count - 1), rule: number, indicator: rule.indicator, area: ownArea,
      sex: rule.sets.sex ?? indicator.sex ?? .total,
      qualifier: rule.sets.qualifier ?? Qualifier(quantity.bound))
    if let cue = cue(of: rule, place) { observation.evidence.indicator = span(of: cue) }
    if !quantity.boundTokens.isEmpty {
      observation.evidence.qualifier = span(ofTokens: tokens(quantity.boundTokens))
    }
    readArea(rule, quantity, place, &observation)
    readPeriod(indicator, quantity, place, isContinued, &observation)
    readSource(rule, place, &observation)
    readTotal(quantity, place, &observation)
    if isOfPersons(indicator) {
      if rule.sets.sex == nil, indicator.sex == nil { readSex(place, &observation) }
      readAge(quantity, place, &observation)
    }
    return observation
  }

  private func tokens(_ range: Range<Int32>) -> Range<Int> { Int(range.lowerBound)..<Int(range.upperBound) }

  // MARK: Area

  private func readArea(
    _ rule: CompiledRule, _ quantity: Quantity, _ place: Neighbourhood, _ observation: inout FoundObservation
  ) {
    if let area = rule.sets.area {
      observation.area = area
      return
    }
    // A rank is always a country's, whatever "in the world" stands beside it.
    if quantity.kind != .rank,
      let world = areaMatch(in: place.clause, near: place, where: { $0 == rules.world })
    {
      observation.area = rules.world
      observation.evidence.area = span(of: world)
      return
    }
    if let own = ownAreaMatch(in: place.clause, near: place) {
      observation.evidence.area = span(of: own)
      return
    }
    if let other = areaMatch(in: place.clause, near: place, where: { isOther($0) }),
      isPlaceOfFigure(other, place.clause)
    {
      observation.area = rules.meanings[Int(other.group)].index
      observation.evidence.area = span(of: other)
      return
    }
    if let own = ownAreaMatch(in: sentence, near: place) { observation.evidence.area = span(of: own) }
  }

  private func isOther(_ area: Int16) -> Bool { area != ownArea && area != rules.world }

  /// The nearest naming of an area; where two overlap, the longer.
  private func areaMatch(in tokens: Range<Int>, near place: Neighbourhood, where fits: (Int16) -> Bool)
    -> Match?
  {
    nearest(in: tokens, to: place) { match in
      let meaning = rules.meanings[Int(match.group)]
      return meaning.kind == .area && fits(meaning.index) && !isInsideLonger(match)
    }
  }

  private func ownAreaMatch(in tokens: Range<Int>, near place: Neighbourhood) -> Match? {
    nearest(in: tokens, to: place) { match in
      let meaning = rules.meanings[Int(match.group)]
      switch meaning.kind {
      case .ownArea: return true
      case .area: return meaning.index == ownArea && !isInsideLonger(match)
      default: return false
      }
    }
  }

  /// "in Norway" and "Norway has" place a figure; "refugees from Syria" does not.
  private func isPlaceOfFigure(_ match: Match, _ clause: Range<Int>) -> Bool {
    if Int(match.token) == clause.lowerBound || Int(match.token) == sentence.lowerBound { return true }
    return sentenceMatches.contains { index in
      matches[index].end == match.token && rules.meanings[Int(matches[index].group)].kind == .areaLead
    }
  }

  func isInsideLonger(_ match: Match) -> Bool {
    let kind = rules.meanings[Int(match.group)].kind
    return sentenceMatches.contains { index in
      let other = matches[index]
      return rules.meanings[Int(other.group)].kind == kind && other.token <= match.token
        && other.end >= match.end
        && other.end - other.token > match.end - match.token
    }
  }

  // MARK: Period

  private func readPeriod(
    _ indicator: Indicator, _ quantity: Quantity, _ place: Neighbourhood, _ isContinued: Bool,
    _ observation: inout FoundObservation
  ) {
    if quantity.kind == .date {
      observation.period = quantity.period
      observation.evidence.period = span(quantity.start, quantity.end)
      return
    }
    if indicator.isStanding { return }
    if let (period, years) = periodOfChange(quantity, place) {
      observation.period = period
      observation.evidence.period = span(years.start, years.end)
      return
    }
    var date = date(in: place.clause, near: place)
    if date == nil, let (period, tokens) = relativePeriod(in: place.clause) {
      observation.period = period
      observation.evidence.period = span(ofTokens: tokens)
      return
    }
    if !isContinued {
      date =
        date ?? self.date(in: sentence, near: place).flatMap { isItsDate($0, quantity) ? $0 : nil }
        ?? (indicator.takesPeriodOfParagraph ? dateBefore() : nil)
    }
    guard let date else { return }
    observation.period = date.period
    observation.evidence.period = span(date.start, date.end)
  }

  /// A change "between 2018 and 2019" goes from the first year to the last.
  private func periodOfChange(_ quantity: Quantity, _ place: Neighbourhood) -> (CalendarPeriod, Quantity)? {
    if let old = oldValue(before: place.own) {
      guard let years = yearsOfChange(from: old, to: quantity), let period = years.period else { return nil }
      return (CalendarPeriod(period.last), years)
    }
    guard let new = newValue(of: place.own), let years = yearsOfChange(from: quantity, to: new),
      let period = years.period
    else { return nil }
    return (CalendarPeriod(period.first), years)
  }

  /// A date in another clause dates a count only where it opens the sentence or stands close by.
  private func isItsDate(_ date: Quantity, _ quantity: Quantity) -> Bool {
    guard quantity.kind == .count || quantity.kind == .magnitude else { return true }
    return Int(date.firstToken) - sentence.lowerBound <= 4
      || distance(
        Int(date.firstToken)..<Int(date.endToken), Int(quantity.firstToken)..<Int(quantity.endToken)) <= 6
  }

  /// "five years earlier": counted from the year that was named last before it in the paragraph.
  private func relativePeriod(in clause: Range<Int>) -> (CalendarPeriod, Range<Int>)? {
    for token in clause where has(token, .year) && has(token + 1, [.yearBefore, .yearAfter]) {
      let number = scanner.token(token - 1)
      let count = number.kind == .digits ? number.number : scanner.word(token - 1)?.value ?? 0
      guard (1...50).contains(count),
        let base = scanner.quantities.last(where: { $0.endToken < token && $0.period?.last.year ?? 0 > 0 }),
        let point = base.period?.last
      else { continue }
      let sign: Int64 = has(token + 1, .yearBefore) ? -1 : 1
      let year = Int(Int64(point.year) + sign * count)
      return (CalendarPeriod(.init(year: year, month: Int(point.month))), (token - 1)..<(token + 2))
    }
    return nil
  }

  /// The last date of the paragraph's earlier sentences: "The election was held in May. Turnout was 60 per cent."
  private func dateBefore() -> Quantity? {
    scanner.quantities[..<sentenceQuantities.lowerBound].last { quantity in
      quantity.kind == .date && quantity.period?.first.year ?? 0 > 0
    }
  }

  /// The date nearest to the value that lies wholly within the tokens and has a year.
  private func date(in tokens: Range<Int>, near place: Neighbourhood) -> Quantity? {
    var best: Quantity?
    var bestDistance = Int.max
    let old = oldValue(before: place.own)
    for index in sentenceQuantities {
      let date = scanner.quantities[index]
      guard date.kind == .date, let period = date.period, period.first.year > 0,
        Int(date.firstToken) >= tokens.lowerBound, Int(date.endToken) <= tokens.upperBound,
        !isOfAnotherTime(date, place),
        // "from 13 per cent in 2015 to 15.8": the date between is the old value's.
        old.map({ date.firstToken < $0.endToken || Int(date.endToken) > place.own.lowerBound }) ?? true
      else { continue }
      let distance = distance(Int(date.firstToken)..<Int(date.endToken), place.own)
      // As near on both sides: a date behind a value is the value's, one before may be another's.
      if distance < bestDistance || (distance == bestDistance && Int(date.firstToken) >= place.own.upperBound)
      {
        (best, bestDistance) = (date, distance)
      }
    }
    return best
  }

  /// "the highest since 1998" and "independent in 1991, it has today": the year is not the value's.
  private func isOfAnotherTime(_ date: Quantity, _ place: Neighbourhood) -> Bool {
    let first = Int(date.firstToken)
    if has(first - 1, .dateLead),
      (2...4).contains(where: { has(first - $0, .superlative) && !isBound(first - $0) })
    {
      return true
    }
    return sentenceMatches.contains { index in
      let match = matches[index]
      return rules.meanings[Int(match.group)].kind == .now && match.token >= date.endToken
        && (Int(match.end) <= place.own.lowerBound || Int(match.token) < place.clause.upperBound)
        && Int(date.endToken) <= place.own.lowerBound
    }
  }

  private func isBound(_ token: Int) -> Bool {
    sentenceQuantities.contains { scanner.quantities[$0].boundTokens.contains(Int32(token)) }
  }

  // MARK: Sex and age

  /// Ranks, scores and seats have no sex.
  private func isOfPersons(_ indicator: Indicator) -> Bool {
    switch indicator.kind {
    case .share, .count, .rate, .duration, .age:
      !["SEATS", "PARTIES", "SIGNATURES", "CONVENTIONS", "HOURS", "DAYS"].contains(indicator.unit)
    default: false
    }
  }

  private func readSex(_ place: Neighbourhood, _ observation: inout FoundObservation) {
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

  private func readAge(_ quantity: Quantity, _ place: Neighbourhood, _ observation: inout FoundObservation) {
    guard quantity.kind != .age, quantity.kind != .duration else { return }
    for index in sentenceQuantities {
      let age = scanner.quantities[index]
      guard age.kind == .age, Int(age.firstToken) >= place.clause.lowerBound,
        Int(age.endToken) <= place.clause.upperBound
      else { continue }
      var first =
        age.boundTokens.isEmpty
        ? Int(age.firstToken) : min(Int(age.firstToken), Int(age.boundTokens.lowerBound))
      if scanner.word(first - 1)?.classes.contains(.between) == true { first -= 1 }
      observation.evidence.age = span(ofTokens: first..<Int(age.endToken))
      return
    }
  }

  // MARK: Source

  private func readSource(_ rule: CompiledRule, _ place: Neighbourhood, _ observation: inout FoundObservation)
  {
    if let source = rule.sets.source { observation.source = source }
    let indicator = rules.indicators[Int(rule.indicator)]
    let match =
      sourceMatch(of: indicator, in: place.clause, near: place)
      ?? sourceMatch(of: indicator, in: sentence, near: place) ?? defaultSourceMatch(of: indicator)
    guard let match else { return }
    observation.source = rules.meanings[Int(match.group)].index
    observation.evidence.source = span(of: match)
  }

  /// An index is often introduced one sentence before its rank: the paragraph may name its publisher.
  private func defaultSourceMatch(of indicator: Indicator) -> Match? {
    guard indicator.kind == .rank || indicator.kind == .index, !indicator.defaultSource.isEmpty else {
      return nil
    }
    return matches[..<sentenceMatches.lowerBound].last { match in
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

  // MARK: Total

  /// The number of countries that were ranked, when it stands elsewhere in the sentence.
  private func readTotal(_ quantity: Quantity, _ place: Neighbourhood, _ observation: inout FoundObservation)
  {
    // What a share is taken of is in the share already.
    if quantity.kind == .fraction { return }
    if let total = quantity.total {
      observation.total = total
      observation.evidence.total = span(ofTokens: tokens(quantity.totalTokens))
      return
    }
    guard quantity.kind == .rank, let rank = quantity.value else { return }
    for index in sentenceQuantities {
      let other = scanner.quantities[index]
      guard other.kind == .count, other.noun >= 0, let value = other.value, !value.isLess(than: rank),
        scanner.word(Int(other.noun))?.classes.contains(.rankBase) == true
      else { continue }
      observation.total = value
      observation.evidence.total = span(other.start, other.end)
      mentions[mentions.count - 1].quantity.total = value
      return
    }
  }

  // MARK: Nearness

  /// The match nearest to the value; of two equally near the earlier.
  func nearest(in tokens: Range<Int>, to place: Neighbourhood, where fits: (Match) -> Bool) -> Match? {
    var best: Match?
    var bestDistance = Int.max
    for index in sentenceMatches {
      let match = matches[index]
      guard Int(match.token) >= tokens.lowerBound, Int(match.token) < tokens.upperBound, fits(match) else {
        continue
      }
      let distance = distance(Int(match.token)..<Int(match.end), place.own)
      if distance < bestDistance { (best, bestDistance) = (match, distance) }
    }
    return best
  }

  private func distance(_ a: Range<Int>, _ b: Range<Int>) -> Int {
    a.upperBound <= b.lowerBound ? b.lowerBound - a.upperBound : max(0, a.lowerBound - b.upperBound)
  }
}
