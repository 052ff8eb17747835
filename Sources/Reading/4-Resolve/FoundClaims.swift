import Core
import Quantities

/// A mention as it was found, before it is resolved what becomes of it.
package struct FoundClaims: Sendable {
  package var span: Span
  package var quote: String
  package var kind: MentionKind
  package var valueText: String
  package var qualifier: Qualifier
  /// The way of reading that made it: `quantity.sv.year`.
  package var rule: String
  /// What rules took it for, in the order in which they were asked.
  package var claims: [Claimed]
  /// Why measures that stand near it took it for nothing: sentences of a few words.
  package var obstacles: [String]

  package struct Claimed: Sendable {
    package var indicator: String
    package var treaty: String
    package var valueText: String
    package var rule: String
    /// It gave way to another claim.
    package var isDropped: Bool
  }
}

extension DocumentReader {
  /// What is found in a document's text, in its order, and what each mention claims.
  ///
  /// - Throws: `UnknownLanguage`.
  package func found(in document: Document) throws -> [FoundClaims] {
    let reader = try reader(for: document.language)
    let rules = reader.rules
    return document.text.withUnsafeBufferPointer { text in
      let index = CharacterIndex(text)
      reader.notesObstacles = true
      defer { reader.notesObstacles = false }
      reader.read(text, area: areaNumber(document.area), layout: self.rules.layout(ofFamily: document.family))
      var choice = Choice()
      choice.choose(among: reader.observations, of: reader.mentions, rules)
      let words = { (span: ByteSpan) in joiningSpaces(text[span]) }
      return reader.mentions.enumerated().map { number, found in
        let mention = ResolvedMention(found)
        let span = index.span(Int(found.span.start)..<Int(found.span.end))
        return FoundClaims(
          span: span, quote: index.quote(span), kind: mention.kind, valueText: mention.value.text(rules),
          qualifier: mention.qualifier, rule: mention.ruleText(rules),
          claims: found.observations.map { place in
            let claim = ResolvedObservation(reader.observations[Int(place)], 0, of: found, rules)
            let key = Observation.Key(claim, rules, text, area: document.area)
            return .init(
              indicator: key.indicator, treaty: key.treaty, valueText: claim.valueText(rules),
              rule: claim.ruleText(rules), isDropped: choice.isDropped[Int(place)])
          }, obstacles: reader.obstacles(of: Int32(number), words))
      }
    }
  }
}

extension TextReader {
  /// What stood in the way of a mention, as people read it.
  ///
  /// - Parameter words: the text at a place.
  fileprivate func obstacles(of mention: Int32, _ words: (ByteSpan) -> String) -> [String] {
    claims.filter { $0.observation.mention == mention }.map { claim in
      let indicator = rules.indicators[Int(claim.observation.indicator)].id
      return "\(indicator): \(rules.contexts[Int(claim.context)]), because of \"\(words(claim.words))\""
    }
      + obstacles.filter { $0.mention == mention && !isClaimed($0) }.map { obstacle in
        let rule = rules.rules[Int(obstacle.rule)]
        let why =
          switch obstacle.reason {
          case .frame: "its words stand there, and no frame attaches the value"
          case .range: "the value is out of its range"
          case .context: "not in the context that it asks for"
          case .shadowed(let other): "\(rules.rules[Int(other)].id) stands nearer"
          }
        return "\(rules.indicators[Int(rule.indicator)].id): \(why) (\(rule.id))"
      }
  }

  /// Whether another measure of the indicator made a claim or an observation of the mention after all.
  private func isClaimed(_ obstacle: Obstacle) -> Bool {
    let indicator = rules.rules[Int(obstacle.rule)].indicator
    return claims.contains {
      $0.observation.mention == obstacle.mention && $0.observation.indicator == indicator
    }
      || observations.contains { $0.mention == obstacle.mention && $0.indicator == indicator }
  }
}
