import Core

/// What became of reports and observations between two releases, each with its cause.
extension ObservationMatches {
  /// Reports added, removed, with other bytes, or declared otherwise; by label.
  func reportChanges() -> [ReleaseChange] {
    var changes: [ReleaseChange] = []
    for (id, facts) in old.documents {
      let key = ReleaseChange.Key(report: label(facts.id, in: old))
      guard let partner = documents[id], let now = new.documents[partner] else {
        changes.append(change(.report, .removed, .report, "", key, old: id))
        continue
      }
      var fields = zip(facts.declared, now.declared).filter { $0.value != $1.value }.map {
        ReleaseChange.Field(name: $0.name, old: $0.value, new: $1.value)
      }
      if id != partner {
        fields.insert(
          ReleaseChange.Field(name: "bytes", old: String(id.prefix(12)), new: String(partner.prefix(12))),
          at: 0)
      }
      if !fields.isEmpty {
        changes.append(
          change(
            .report, .changed, id == partner ? .reading : .report,
            id == partner ? "what is declared about the report" : "other bytes", key, fields, old: id,
            new: partner))
      }
    }
    for id in new.documents.keys where origins[id] == nil {
      changes.append(
        change(.report, .added, .report, "", ReleaseChange.Key(report: label(id, in: new)), new: id))
    }
    return changes.sorted { ($0.key.report, $0.newID, $0.oldID) < ($1.key.report, $1.newID, $1.oldID) }
  }

  /// Observations added, removed and changed.
  func observationChanges() -> [ReleaseChange] {
    pairs.compactMap(change)
  }

  private func change(_ pair: Pair) -> ReleaseChange? {
    guard let facts = pair.new ?? pair.old else { return nil }
    var fields: [ReleaseChange.Field] = []
    if let before = pair.old, let now = pair.new {
      let names = Observation.Key.Column.allCases.map(\.rawValue) + ObservationFacts.valueColumns
      let sides = (before.key.parts + before.values, now.key.parts + now.values)
      for (index, values) in zip(sides.0, sides.1).enumerated()
      where values.0 != values.1 {
        fields.append(ReleaseChange.Field(name: names[index], old: values.0, new: values.1))
      }
      if fields.isEmpty { return nil }
    }
    let (cause, detail) = cause(pair)
    let kind: ReleaseChange.Kind = pair.old == nil ? .added : pair.new == nil ? .removed : .changed
    return change(
      .observation, kind, cause, detail, key(pair.old ?? facts, in: pair.old == nil ? new : old),
      kind == .changed ? fields : only(facts, kind), old: pair.old?.id ?? "", new: pair.new?.id ?? "")
  }

  /// What was won or lost, as a field with one side.
  private func only(_ facts: ObservationFacts, _ kind: ReleaseChange.Kind) -> [ReleaseChange.Field] {
    let value = facts.statement
    return [
      kind == .added
        ? ReleaseChange.Field(name: "value", old: "", new: value)
        : ReleaseChange.Field(name: "value", old: value, new: "")
    ]
  }

  package func key(_ facts: ObservationFacts, in contents: ReleaseContents) -> ReleaseChange.Key {
    ReleaseChange.Key(
      report: label(facts.document, in: contents), indicator: facts.key.indicator, treaty: facts.key.treaty,
      area: facts.key.area, period: facts.key.timePeriod, sex: facts.key.sex.rawValue, age: facts.key.age,
      base: facts.key.base, source: facts.key.citedSource)
  }

  private func label(_ document: String, in contents: ReleaseContents) -> String {
    contents.documents[document]?.label ?? String(document.prefix(12))
  }

  /// Why an observation is not what it was.
  func cause(_ pair: Pair) -> (ReleaseChange.Cause, String) {
    let isInBoth =
      pair.old.map { documents[$0.document] != nil } ?? pair.new.map { origins[$0.document] != nil } ?? false
    return isInBoth ? causeWithin(pair) : (.report, pair.old == nil ? "new" : "no longer there")
  }

  private func causeWithin(_ pair: Pair) -> (ReleaseChange.Cause, String) {
    let before = decisions(on: pair.old ?? pair.new, in: old, isOld: true)
    let now = decisions(on: pair.new ?? pair.old, in: new, isOld: false)
    let fresh = now.subtracting(before)
    let isSameReport =
      pair.old.map { documents[$0.document] == $0.document } ?? pair.new.map {
        origins[$0.document] == $0.document
      }
      ?? false
    if !fresh.isEmpty || (isSameReport && before != now) {
      let who = Set((fresh.isEmpty ? before.subtracting(now) : fresh).map(\.who)).sorted()
      return (.decision, (fresh.isEmpty ? "withdrawn, " : "") + who.joined(separator: ", "))
    }
    guard isSameReport || saysTheSame(pair) else { return (.report, "other bytes") }
    return (.reading, readingDetail(pair))
  }

  /// Whether two versions of a report have the same words where the observation stands; then it was we who read
  /// them otherwise. False where texts were left out.
  private func saysTheSame(_ pair: Pair) -> Bool {
    func passage(_ facts: ObservationFacts, _ contents: ReleaseContents) -> String? {
      contents.passages[facts.document]?.last { $0.start <= facts.start && facts.start < $0.end }?.text
    }
    if let before = pair.old, let now = pair.new {
      let text = passage(before, old)
      return text != nil && text == passage(now, new)
    }
    if let before = pair.old, let text = passage(before, old) {
      return new.passages[documents[before.document] ?? ""]?.contains { $0.text == text } ?? false
    }
    if let now = pair.new, let text = passage(now, new) {
      return old.passages[origins[now.document] ?? ""]?.contains { $0.text == text } ?? false
    }
    return false
  }

  /// What was decided about the characters of an observation, as far as two releases can agree on it.
  private func decisions(
    on facts: ObservationFacts?, in contents: ReleaseContents, isOld: Bool
  ) -> Set<ReleaseContents.DecisionFacts> {
    guard let facts else { return [] }
    // An observation that is only in the other release stands in this one's copy of its report.
    var document = facts.document
    if contents.documents[document] == nil {
      document = (isOld ? origins[document] : documents[document]) ?? ""
    }
    let here = (contents.decisions[document] ?? []).filter {
      $0.start < facts.end && facts.start < $0.end
        && ($0.indicator == facts.indicator || $0.field == "indicator" || $0.indicator.isEmpty)
    }
    return Set(
      here.map { decision in
        var decision = decision
        decision.start = 0
        decision.end = 0
        return decision
      })
  }

  /// Which of our files reads it otherwise, as far as the releases can tell.
  private func readingDetail(_ pair: Pair) -> String {
    for rule in [pair.new?.rule, pair.old?.rule].compactMap({ $0 }) {
      let before = old.rules[rule]
      let now = new.rules[rule]
      guard let file = now?.file ?? before?.file, !file.isEmpty else { continue }
      switch (before?.sha256, now?.sha256) {
      case (let one?, let other?) where one != other:
        return "\(file) \(one.prefix(4))→\(other.prefix(4))"
      case (nil, _?): return "\(file), new rule \(rule)"
      case (_?, nil): return "\(file), without rule \(rule)"
      default: continue
      }
    }
    let indicator = (pair.new ?? pair.old)?.indicator ?? ""
    if let before = old.indicators[indicator], let now = new.indicators[indicator],
      before.meaning != now.meaning
    {
      return now.file
    }
    if let before = old.documents[pair.old?.document ?? ""], let now = new.documents[before.id],
      zip(before.declared, now.declared).contains(where: { $0.value != $1.value })
    {
      return "what is declared about the report"
    }
    if !old.programVersion.isEmpty, !new.programVersion.isEmpty, old.programVersion != new.programVersion {
      return "program \(old.programVersion)→\(new.programVersion)"
    }
    return "other rules, language tables or code lists"
  }

  func change(
    _ subject: ReleaseChange.Subject, _ kind: ReleaseChange.Kind, _ cause: ReleaseChange.Cause,
    _ detail: String, _ key: ReleaseChange.Key, _ fields: [ReleaseChange.Field] = [], old: String = "",
    new: String = ""
  ) -> ReleaseChange {
    ReleaseChange(
      subject: subject, kind: kind, cause: cause, detail: detail, key: key, fields: fields, oldID: old,
      newID: new)
  }
}

extension ObservationFacts {
  /// `less_than 4 PERCENT`, `160 of 180 RANK`.
  package var statement: String {
    var text = values[2] == "exact" ? "" : values[2] + " "
    text += values[0]
    if !values[1].isEmpty { text += "–" + values[1] }
    if !values[3].isEmpty { text += " of " + values[3] }
    text += " " + values[4]
    return review == "auto" ? text : text + " (\(review))"
  }
}
