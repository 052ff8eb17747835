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
      reader.read(text, area: areaNumber(document.area))
      var choice = Choice()
      choice.choose(among: reader.observations, of: reader.mentions, rules)
      return reader.mentions.map { found in
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
          })
      }
    }
  }
}
