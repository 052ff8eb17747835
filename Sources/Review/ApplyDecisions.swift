import Core
import Dataset

extension DocumentRecord {
  /// Lets readers' decisions win over the rules, in the order in which they were made.
  ///
  /// A decision finds its characters again by their place, else by its quote with what stood around it; one
  /// that does neither, or whose observation is no longer there, is stale and becomes a finding.
  ///
  /// - Parameters:
  ///   - decisions: those about other documents are passed over.
  ///   - indicators: what a missed fact can be of.
  public mutating func apply(_ decisions: PlacedDecisions, indicators: [Indicator]) {
    guard let own = decisions.byDocument[document.id] else { return }
    document.text.withUnsafeBufferPointer { text in
      apply(own, CharacterIndex(text), indicators)
    }
  }

  private mutating func apply(
    _ own: [PlacedDecisions.Placed], _ index: CharacterIndex, _ indicators: [Indicator]
  ) {
    for placed in own {
      let decision = placed.decision
      let span =
        switch placed.place {
        case .own: document.place(of: decision.target, index)
        case .moved(let span): span as Span?
        case .lost: nil as Span?
        }
      let isDone =
        switch decision.field {
        case .add: add(decision, span, index, indicators)
        case .mention: classify(decision, span)
        default: correct(decision, span, indicators)
        }
      let what = "the decision on \(decision.indicator) at \"\(decision.target.quote)\""
      let change = "\(decision.field.rawValue) \(decision.old) to \(decision.new)"
      if !isDone {
        findings.append(
          Finding(
            severity: .warning, check: "stale-decision", subject: placed.id,
            message: "\(what) (\(change)) no longer finds its place"))
      } else if case .moved = placed.place {
        findings.append(
          Finding(
            severity: .info, check: "moved-decision", subject: placed.id,
            message: "\(what) (\(change)) was made when the report had other bytes "
              + "(\(decision.target.document.prefix(12))…); it holds where its words stand now"))
      }
    }
    settleKeys()
  }

  /// One field of an observation. False where the observation is not found.
  private mutating func correct(_ decision: Decision, _ span: Span?, _ indicators: [Indicator]) -> Bool {
    guard let place = observationIndex(for: decision, span) else { return false }
    observations[place].apply(decision)
    if decision.field == .indicator, let indicator = indicators.first(where: { $0.id == decision.new }) {
      observations[place].unit = indicator.unit
    }
    if decision.field == .status, decision.new == "reject",
      let at = mentions.firstIndex(where: { $0.id == observations[place].mention })
    {
      mentions[at].reason = "rejected by a reader"
    }
    return true
  }

  /// What a number is that no indicator claims. False where there is no such number any more.
  private mutating func classify(_ decision: Decision, _ span: Span?) -> Bool {
    guard let span, let at = mentions.firstIndex(where: { $0.span == span && $0.disposition != .observation })
    else { return false }
    mentions[at].disposition = .classified
    mentions[at].reason = decision.new
    return true
  }

  /// A fact that the rules had missed. Later decisions on the same characters and indicator give its dimensions.
  private mutating func add(
    _ decision: Decision, _ span: Span?, _ index: CharacterIndex, _ indicators: [Indicator]
  ) -> Bool {
    guard let indicator = indicators.first(where: { $0.id == decision.indicator }), let span,
      let page = pages.first(where: { $0.span.charStart <= span.charStart && span.charEnd <= $0.span.charEnd }
      )
    else { return false }
    let isNumber = indicator.kind != .status && indicator.kind != .date
    let value = isNumber ? Double(decision.new) : nil
    guard !isNumber || value != nil else { return false }
    let quote = index.quote(span)
    let mention: String
    if let at = mentions.firstIndex(where: { $0.span == span }) {
      mention = mentions[at].id
      mentions[at].disposition = .observation
      mentions[at].reason = indicator.id
    } else {
      mention = shortHash([document.id, "\(span.charStart)", "\(span.charEnd)", indicator.kind.rawValue])
      mentions.append(
        Mention(
          id: mention, page: page.number, span: span, quote: quote, kind: indicator.kind,
          valueText: indicator.kind == .status ? "" : decision.new, value: value, valueHigh: nil,
          qualifier: .exact,
          total: nil, unit: indicator.unit, disposition: .observation, reason: indicator.id,
          rule: RuleDescription.reader.id))
      mentions.sort { ($0.span.charStart, $0.span.charEnd) < ($1.span.charStart, $1.span.charEnd) }
    }
    observations.append(
      Observation(
        id: shortHash([document.id, mention, indicator.id, decision.treaty, "reader"]), mention: mention,
        indicator: indicator.id, treaty: decision.treaty, area: document.area, timePeriod: "",
        periodStart: nil,
        periodEnd: nil, sex: indicator.sex ?? .total, age: "_T", base: "", valueText: decision.new,
        value: value,
        valueHigh: nil, qualifier: .exact, total: nil, unit: indicator.unit, indexEdition: "",
        citedSource: "",
        status: "A", review: .edited, rule: RuleDescription.reader.id,
        evidence: [Evidence(dimension: .value, page: page.number, span: span, quote: quote)]))
    return true
  }

  private func observationIndex(for decision: Decision, _ span: Span?) -> Int? {
    if !decision.observation.isEmpty,
      let exact = observations.firstIndex(where: { $0.id == decision.observation })
    {
      return exact
    }
    guard let span else { return nil }
    let standing = Set(mentions.filter { $0.span.overlaps(span) }.map(\.id))
    let candidates = observations.indices.filter { place in
      observations[place].indicator == decision.indicator && observations[place].treaty == decision.treaty
        && standing.contains(observations[place].mention)
    }
    // Where one mention carries several of one indicator, the id has told them apart; a missed fact is the last.
    return candidates.count == 1
      ? candidates[0] : candidates.last { observations[$0].rule == RuleDescription.reader.id }
  }

  /// Keys are unique: what a reader confirmed or mended stands before what nobody looked at, and that before what
  /// a reader rejected.
  private mutating func settleKeys() {
    var chosen: [Observation.Key: Int] = [:]
    var dropped: Set<Int> = []
    for place in observations.indices {
      let key = observations[place].key
      guard let other = chosen[key] else {
        chosen[key] = place
        continue
      }
      let winner = observations[place].review.standing > observations[other].review.standing ? place : other
      let loser = winner == place ? other : place
      chosen[key] = winner
      dropped.insert(loser)
      findings.append(
        Finding(
          severity: .info, check: "replaced-by-reader", subject: observations[winner].id,
          message: "\(observations[loser].indicator) \(observations[loser].valueText) "
            + "(mention \(observations[loser].mention)) gives way to \(observations[winner].valueText) for the same key"
        ))
    }
    guard !dropped.isEmpty else { return }
    let losers = dropped.map { observations[$0].mention }
    observations = observations.indices.filter { !dropped.contains($0) }.map { observations[$0] }
    let carrying = Set(observations.map(\.mention))
    for at in mentions.indices where losers.contains(mentions[at].id) && !carrying.contains(mentions[at].id) {
      mentions[at].disposition = .classified
      mentions[at].reason = "replaced by a reader"
    }
  }
}

extension Observation {
  package mutating func apply(_ decision: Decision) {
    review = .edited
    let new = decision.new
    switch decision.field {
    case .value:
      valueText = new
      // A date's number is in its text alone.
      if value != nil || Double(new) == nil { value = Double(new) }
    case .valueHigh: valueHigh = Double(new)
    case .total: total = Double(new)
    case .qualifier: qualifier = Qualifier(rawValue: new) ?? qualifier
    case .area: area = new
    case .timePeriod:
      timePeriod = new
      let days = DateInterval8601(new)
      (periodStart, periodEnd) = (days?.firstDay, days?.lastDay)
    case .sex: sex = Sex(rawValue: new) ?? sex
    case .age: age = new
    case .base: base = new
    case .citedSource: citedSource = new
    case .treaty: treaty = new
    case .indicator: indicator = new
    case .status: review = new == "reject" ? .rejected : .accepted
    // These are not about an observation that is there.
    case .mention, .add: break
    }
  }
}

extension Observation.ReviewStatus {
  fileprivate var standing: Int {
    switch self {
    case .edited, .accepted: 2
    case .auto, .stale: 1
    case .rejected: 0
    }
  }
}
