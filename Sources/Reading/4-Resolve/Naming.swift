import Core
import Quantities

/// Gives what a reader found its names: ids, codes, quotes, pages.
struct Naming {
  let document: Document
  let rules: RuleSet
  let pages: [Page]
  let index: CharacterIndex
  let reader: TextReader
  private var findings: [Finding] = []
  private var keys: [String: Observation] = [:]

  init(document: Document, rules: RuleSet, pages: [Page], index: CharacterIndex, reader: TextReader) {
    self.document = document
    self.rules = rules
    self.pages = pages
    self.index = index
    self.reader = reader
  }

  mutating func name() -> ([Mention], [Observation], [Finding]) {
    var mentions: [Mention] = []
    var observations: [Observation] = []
    for found in reader.mentions {
      var mention = mention(found)
      var kept: [Observation] = []
      for place in found.observations {
        let claim = reader.observations[Int(place)]
        let observation = observation(claim, of: mention)
        if claim.isDropped || keys[key(observation)] != nil {
          note(observation)
        } else {
          keys[key(observation)] = observation
          kept.append(observation)
        }
      }
      if let first = kept.first {
        mention.disposition = .observation
        mention.reason = first.indicator
        mention.rule = first.rule
      } else if !found.observations.isEmpty {
        mention.disposition = .classified
        mention.reason = "repeated"
      }
      mentions.append(mention)
      observations += kept
    }
    return (mentions, observations, findings)
  }

  /// A claim that lost to another is a finding when the two disagree.
  private mutating func note(_ observation: Observation) {
    guard let winner = keys[key(observation)], winner.valueText != observation.valueText else { return }
    findings.append(
      Finding(
        severity: .warning, check: "two-values-for-one-key", subject: winner.id,
        message: "\(observation.indicator) is given as \(winner.valueText) and as \(observation.valueText) "
          + "(mention \(observation.mention)); the first is kept"))
  }

  private func key(_ observation: Observation) -> String {
    [
      observation.indicator, observation.treaty, observation.area, observation.timePeriod,
      observation.sex.rawValue, observation.age, observation.base, observation.citedSource,
    ].joined(separator: "|")
  }

  // MARK: Mentions

  private func mention(_ found: FoundMention) -> Mention {
    let full = index.span(Int(found.span.start)..<Int(found.span.end))
    let (page, span) = place(full)
    let quantity = found.quantity
    let kind: MentionKind = found.isStatus ? .status : MentionKind(quantity.kind)
    let (disposition, reason) = classification(found)
    return Mention(
      id: shortHash([document.id, "\(full.charStart)", "\(full.charEnd)", kind.rawValue]), page: page,
      span: span,
      quote: index.quote(span), kind: kind,
      valueText: quantity.period?.text ?? quantity.value?.description ?? "",
      value: quantity.value?.number, valueHigh: quantity.high?.number, qualifier: Qualifier(quantity.bound),
      total: quantity.total?.number, unit: unit(found), disposition: disposition, reason: reason,
      rule: found.isStatus
        ? "treaty_status.\(reader.rules.pack.code)" : quantity.reading.rule(reader.rules.pack.code))
  }

  private func unit(_ found: FoundMention) -> String {
    if found.quantity.unit >= 0 { return reader.rules.pack.lexicon.units[Int(found.quantity.unit)].code }
    guard !found.noun.isEmpty else { return "" }
    return clean(index.quote(index.span(Int(found.noun.start)..<Int(found.noun.end))))
  }

  /// What a number is that became no observation.
  private func classification(_ found: FoundMention) -> (Mention.Disposition, String) {
    let quantity = found.quantity
    if found.isStatus { return (.classified, "status") }
    switch quantity.kind {
    case .reference:
      if found.isFurniture { return (.classified, "page_label") }
      switch quantity.reading {
      case .sectionNumber: return (.classified, "section_number")
      case .name: return (.classified, "name")
      case .footnote: return (.classified, "footnote")
      default: return (.classified, "reference")
      }
    case .count:
      if found.isFurniture { return (.classified, "page_label") }
      if quantity.noun < 0, quantity.unit < 0, quantity.total == nil, !quantity.refersBack {
        return (.unexplained, "bare_number")
      }
      return (.classified, "count")
    default: return (.classified, MentionKind(quantity.kind).rawValue)
    }
  }

  /// The page on which a span begins, and its part on that page.
  private func place(_ span: Span) -> (page: Int, span: Span) {
    let page = page(at: span.byteStart)
    guard let page, span.byteEnd > page.span.byteEnd else { return (page?.number ?? 1, span) }
    let end = page.span
    return (
      page.number,
      Span(charStart: span.charStart, charEnd: end.charEnd, byteStart: span.byteStart, byteEnd: end.byteEnd)
    )
  }

  private func page(at byte: Int) -> Page? {
    var low = 0
    var high = pages.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pages[middle].span.byteStart <= byte { low = middle } else { high = middle }
    }
    return pages.isEmpty ? nil : pages[low]
  }

  // MARK: Observations

  private func observation(_ found: FoundObservation, of mention: Mention) -> Observation {
    let value = ObservedValue(found, reader)
    let indicator = rules.indicators[Int(found.indicator)]
    let treaty = found.treaty < 0 ? "" : rules.treaties[Int(found.treaty)].id
    let area = found.area < 0 ? document.area : rules.areas[Int(found.area)].id
    let sets = found.rule < 0 ? CompiledRule.Sets() : reader.rules.rules[Int(found.rule)].sets
    let days = found.period?.days
    return Observation(
      id: shortHash([document.id, mention.id, indicator.id, treaty, area, found.sex.rawValue]),
      mention: mention.id,
      indicator: indicator.id, treaty: treaty, area: area,
      timePeriod: days == nil ? "" : found.period?.text ?? "",
      periodStart: days?.start, periodEnd: days?.end, sex: found.sex,
      age: sets.age.isEmpty ? age(found) : sets.age, base: sets.base, valueText: value.text,
      value: value.number,
      valueHigh: value.high, qualifier: found.qualifier, total: found.total?.number, unit: indicator.unit,
      indexEdition: edition(found, of: indicator),
      citedSource: found.source < 0 ? "" : rules.sources[Int(found.source)].id,
      status: found.qualifier == .about || mention.kind == .magnitude ? "E" : "A", review: .auto,
      rule: found.rule < 0
        ? "treaty_status.\(reader.rules.pack.code)" : reader.rules.rules[Int(found.rule)].id,
      evidence: evidence(found, of: mention))
  }

  /// The year that stands beside the name of an index: "the press freedom index for 2016".
  private func edition(_ found: FoundObservation, of indicator: Indicator) -> String {
    guard indicator.kind == .rank || indicator.kind == .index, let period = found.period,
      period.first.month == 0, !found.evidence.period.isEmpty
    else { return "" }
    let year = found.evidence.period
    let isBeside = [found.evidence.indicator, found.evidence.source].contains { name in
      guard !name.isEmpty else { return false }
      let gap = year.start >= name.end ? year.start - name.end : name.start - year.end
      return (0...30).contains(gap)
    }
    return isBeside ? period.text : ""
  }

  private func age(_ found: FoundObservation) -> String {
    let span = found.evidence.age
    guard !span.isEmpty else { return "_T" }
    return clean(index.quote(index.span(Int(span.start)..<Int(span.end))))
  }

  /// With one space for each run of white space.
  private func clean(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func evidence(_ found: FoundObservation, of mention: Mention) -> [Evidence] {
    let own = reader.mentions[Int(found.mention)].span
    let spans: [(Evidence.Dimension, ByteSpan)] = [
      (.value, own), (.total, found.evidence.total), (.indicator, found.evidence.indicator),
      (.treaty, found.evidence.treaty), (.area, found.evidence.area), (.timePeriod, found.evidence.period),
      (.sex, found.evidence.sex), (.age, found.evidence.age), (.qualifier, found.evidence.qualifier),
      (.citedSource, found.evidence.source),
    ]
    return spans.flatMap { dimension, bytes in
      bytes.isEmpty ? [] : pieces(dimension, index.span(Int(bytes.start)..<Int(bytes.end)))
    }
  }

  /// One piece of evidence for each page that the span touches.
  private func pieces(_ dimension: Evidence.Dimension, _ span: Span) -> [Evidence] {
    var pieces: [Evidence] = []
    var rest = span
    while true {
      let (page, part) = place(rest)
      pieces.append(Evidence(dimension: dimension, page: page, span: part, quote: index.quote(part)))
      guard part.byteEnd < rest.byteEnd else { return pieces }
      rest.charStart = part.charEnd
      rest.byteStart = part.byteEnd
    }
  }
}

/// The value of an observation, from its mention and rule.
struct ObservedValue {
  var text: String
  var number: Double?
  var high: Double?

  init(_ found: FoundObservation, _ reader: TextReader) {
    let quantity = reader.mentions[Int(found.mention)].quantity
    if found.status != .none {
      self.init(text: found.status.text)
    } else if found.rule >= 0, let value = reader.rules.rules[Int(found.rule)].sets.value {
      if value == "high", let high = quantity.high ?? quantity.value {
        self.init(text: high.description, number: high.number)
        return
      }
      self.init(text: value, number: Double(value))
    } else if let period = quantity.period {
      self.init(text: period.text)
    } else if let value = quantity.value {
      let percent = quantity.kind == .fraction ? value.percent : value
      self.init(text: percent.description, number: percent.number, high: quantity.high?.number)
    } else {
      self.init(text: "")
    }
  }

  private init(text: String, number: Double? = nil, high: Double? = nil) {
    self.text = text
    self.number = number
    self.high = high
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
