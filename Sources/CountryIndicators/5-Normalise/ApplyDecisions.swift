import Quantities

extension ReadDocument {
  /// Lets readers' decisions win over the rules.
  ///
  /// A decision finds its characters again by their place, else by its quote with what stood around it; one
  /// that does neither, or whose observation is no longer there, is stale and becomes a finding.
  mutating func apply(_ decisions: [Decision], _ index: CharacterIndex) {
    for decision in decisions where decision.target.document == document.id {
      guard let place = observationIndex(for: decision, index) else {
        findings.append(
          Finding(
            severity: .warning, check: "stale-decision", subject: document.id,
            message: "the decision on \(decision.indicator) at \"\(decision.target.quote)\" "
              + "(\(decision.field.rawValue) \(decision.old) to \(decision.new)) no longer finds its observation"
          ))
        continue
      }
      observations[place].apply(decision)
      if decision.field == .status, decision.new == "reject" {
        let mention = observations[place].mention
        if let at = mentions.firstIndex(where: { $0.id == mention }) {
          mentions[at].reason = "rejected by a reader"
        }
      }
    }
  }

  private func observationIndex(for decision: Decision, _ index: CharacterIndex) -> Int? {
    let candidates = observations.indices.filter { place in
      let observation = observations[place]
      return observation.indicator == decision.indicator && observation.treaty == decision.treaty
    }
    if let exact = candidates.first(where: { observations[$0].id == decision.observation }) { return exact }
    let mentions = Dictionary(uniqueKeysWithValues: mentions.map { ($0.id, $0) })
    let quoting = candidates.filter { mentions[observations[$0].mention]?.quote == decision.target.quote }
    if let same = quoting.first(where: {
      mentions[observations[$0].mention]?.span.charStart == decision.target.charStart
    }) {
      return same
    }
    return quoting.count == 1 ? quoting[0] : nil
  }
}

extension Observation {
  mutating func apply(_ decision: Decision) {
    review = .edited
    let new = decision.new
    switch decision.field {
    case .value:
      valueText = new
      value = Double(new)
    case .valueHigh: valueHigh = Double(new)
    case .total: total = Double(new)
    case .qualifier: qualifier = Qualifier(rawValue: new) ?? qualifier
    case .area: area = new
    case .timePeriod:
      timePeriod = new
      (periodStart, periodEnd) = days(ofPeriod: new)
    case .sex: sex = Sex(rawValue: new) ?? sex
    case .age: age = new
    case .base: base = new
    case .citedSource: citedSource = new
    case .treaty: treaty = new
    case .indicator: indicator = new
    case .status: review = new == "reject" ? .rejected : .accepted
    }
  }
}

/// First and last day of an ISO 8601 year, month, day or interval of these; nil where it is none.
func days(ofPeriod text: String) -> (start: String?, end: String?) {
  let ends = text.split(separator: "/").map { $0.split(separator: "-").compactMap { Int($0) } }
  guard let first = ends.first, let last = ends.last, (1...3).contains(first.count),
    (1...3).contains(last.count)
  else {
    return (nil, nil)
  }
  func point(_ parts: [Int]) -> CalendarPeriod.Point {
    .init(year: parts[0], month: parts.count > 1 ? parts[1] : 0, day: parts.count > 2 ? parts[2] : 0)
  }
  let days = CalendarPeriod(point(first), point(last)).days
  return (days?.start, days?.end)
}
