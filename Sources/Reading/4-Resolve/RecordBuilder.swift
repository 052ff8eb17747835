import Core
import Quantities

/// Gives what was resolved its names: ids, codes, quotes, pages.
struct RecordBuilder {
  let document: Document
  let rules: LanguageRules
  let pages: [Page]
  let index: CharacterIndex
  let text: UnsafeBufferPointer<UInt8>
  let resolution: Resolution

  func mentions() -> [Mention] { resolution.mentions.map(mention) }

  /// What stands behind the end of the page on which its mention begins.
  func rests() -> [Mention] { resolution.rests.map(mention) }

  /// - Parameter mentions: as this builder has made them.
  func observations(of mentions: [Mention]) -> [Observation] {
    resolution.observations.map { observation($0, of: mentions[Int($0.mention)]) }
  }

  /// - Parameter mentions: as this builder has made them.
  func claims(of mentions: [Mention]) -> [Claim] {
    resolution.claims.map { claim in
      let piece = pieces(.indicator, index.span(claim.words))[0]
      return Claim(
        mention: mentions[Int(claim.observation.mention)].id,
        indicator: rules.indicators[Int(claim.observation.indicator)].id,
        context: rules.contexts[Int(claim.context)], valueText: claim.observation.valueText(rules),
        timePeriod: claim.observation.period?.text ?? "", page: piece.page, span: piece.span,
        quote: piece.quote)
    }
  }

  func findings(_ mentions: [Mention], _ observations: [Observation]) -> [Finding] {
    resolution.conflicts.map { conflict in
      let (winner, loser) = (observations[Int(conflict.winner)], conflict.loser)
      return Finding(
        severity: .warning, check: "two-values-for-one-key", subject: winner.id,
        message: "\(winner.indicator) is given as \(winner.valueText) and as \(loser.valueText(rules)) "
          + "(mention \(mentions[Int(loser.mention)].id)); the first is kept")
    }
  }

  // MARK: Mentions

  private func mention(_ resolved: ResolvedMention) -> Mention {
    let whole = index.span(resolved.whole)
    let span = index.span(resolved.span)
    return Mention(
      id: shortHash([document.id, "\(whole.charStart)", "\(whole.charEnd)", resolved.kind.rawValue]),
      page: pages.page(at: span.byteStart)?.number ?? 1, span: span, quote: index.quote(span),
      kind: resolved.kind, valueText: resolved.value.text(rules), value: resolved.value.number(rules),
      valueHigh: resolved.high?.number, qualifier: resolved.qualifier, total: resolved.total?.number,
      unit: resolved.unitText(rules, text), disposition: resolved.disposition,
      reason: resolved.reasonText(rules), rule: resolved.ruleText(rules))
  }

  // MARK: Observations

  private func observation(_ resolved: ResolvedObservation, of mention: Mention) -> Observation {
    let key = Observation.Key(resolved, rules, text, area: document.area)
    let days = resolved.period?.days
    return Observation(
      id: shortHash([document.id, mention.id, key.indicator, key.treaty, key.area, key.sex.rawValue]),
      mention: mention.id, indicator: key.indicator, treaty: key.treaty, area: key.area,
      timePeriod: key.timePeriod, periodStart: days?.start, periodEnd: days?.end, sex: key.sex, age: key.age,
      base: key.base, valueText: resolved.valueText(rules), value: resolved.value.number(rules),
      valueHigh: resolved.high?.number, qualifier: resolved.qualifier, total: resolved.total?.number,
      unit: rules.unit(
        of: resolved, mentionUnit: resolution.mentions[Int(resolved.mention)].unit, area: document.area),
      indexEdition: resolved.edition?.text ?? "",
      citedSource: key.citedSource, status: resolved.isEstimate ? "E" : "A", review: .auto,
      rule: resolved.ruleText(rules),
      evidence: evidence(resolved))
  }

  private func evidence(_ resolved: ResolvedObservation) -> [Evidence] {
    let found = resolved.evidence
    let spans: [(Evidence.Dimension, ByteSpan)] = [
      (.value, resolution.mentions[Int(resolved.mention)].whole), (.total, found.total),
      (.indicator, found.indicator), (.treaty, found.treaty), (.area, found.area),
      (.timePeriod, found.titleYear), (.timePeriod, found.period), (.sex, found.sex), (.age, found.age),
      (.qualifier, found.qualifier),
      (.citedSource, found.source),
    ]
    return spans.flatMap { dimension, bytes in bytes.isEmpty ? [] : pieces(dimension, index.span(bytes)) }
  }

  /// One piece of evidence for each page that the span touches.
  private func pieces(_ dimension: Evidence.Dimension, _ span: Span) -> [Evidence] {
    var pieces: [Evidence] = []
    var rest = span
    while true {
      let page = pages.page(at: rest.byteStart)
      var part = rest
      if let end = page?.span, rest.byteEnd > end.byteEnd {
        part.byteEnd = end.byteEnd
        part.charEnd = end.charEnd
      }
      pieces.append(
        Evidence(dimension: dimension, page: page?.number ?? 1, span: part, quote: index.quote(part)))
      guard part.byteEnd < rest.byteEnd else { return pieces }
      rest.charStart = part.charEnd
      rest.byteStart = part.byteEnd
    }
  }
}

extension CharacterIndex {
  fileprivate func span(_ bytes: ByteSpan) -> Span { span(Int(bytes.start)..<Int(bytes.end)) }
}
