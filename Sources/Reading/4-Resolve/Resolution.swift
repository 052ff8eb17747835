import Core
import Quantities

/// What a text's claims come to: its mentions, and the observations that were chosen among the claims.
///
/// Numbers, places, and positions in the lists of what is known; no texts, so that a stream makes none. The encoders
/// give them their names: `MentionWriter` as lines, `RecordBuilder` as values.
package struct Resolution {
  /// In the order of the text.
  package var mentions: [ResolvedMention] = []
  /// Those of one mention stand together.
  package var observations: [ResolvedObservation] = []
  /// What of mentions that run over their page's end has digits behind it, in the order of the text.
  package var rests: [ResolvedMention] = []
  /// Claims that gave way to another of the same key, in the order of the text.
  var conflicts: [Conflict] = []
  /// In contexts that their indicators do not accept, in the order of the text.
  var claims: [ContextClaim] = []

  struct ContextClaim {
    /// What would have been observed.
    var observation: ResolvedObservation
    /// Into the language's contexts.
    var context: Int16
    var words: ByteSpan
  }

  struct Conflict {
    /// Into the observations.
    var winner: Int32
    var loser: ResolvedObservation
  }
}

/// A value as the text or the rule has it.
package enum ResolvedValue: Hashable {
  case none
  case number(Fixed)
  case period(CalendarPeriod)
  case status(FoundObservation.Status)
  /// What the rule sets; into the language's rules.
  case word(Int32)
}

package struct ResolvedMention {
  /// On the page where it begins.
  package var span: ByteSpan
  /// The same unless it crosses the page's end.
  package var whole: ByteSpan
  package var kind: MentionKind
  package var value: ResolvedValue
  package var high: Fixed?
  package var qualifier: Qualifier
  package var total: Fixed?
  /// Into the lexicon's units, or -1.
  package var unit: Int16
  /// The counted noun, which is the unit where there is no other.
  package var noun: ByteSpan
  package var disposition: Mention.Disposition
  package var reason: Reason
  package var rule: Rule
  /// Into the resolution's observations.
  package var observations: Range<Int32> = 0..<0

  /// What it is, or which indicator it became.
  package enum Reason: Hashable {
    case indicator(Int16)
    /// An article, a count, a date: nothing but its kind is known.
    case kind
    case repeated
    /// Of a number that began on the page before.
    case rest
    case pageLabel, sectionNumber, name, footnote, field, elliptical, bareNumber
    /// The value is doubtful or can't be.
    case flaw(Quantity.Flaw)
  }

  /// What read it.
  package enum Rule: Hashable {
    case reading(Reading)
    /// Into the language's rules.
    case rule(Int32)
    case treaties
  }
}

package struct ResolvedObservation {
  /// Into the resolution's mentions.
  package var mention: Int32
  /// Into the language's rules; -1 for the status of a treaty.
  package var rule: Int32
  /// Into the list of indicators.
  package var indicator: Int16
  /// Into the list of treaties, or -1.
  package var treaty: Int16
  /// Into the list of areas; -1 where the document's own is in no list, or nobody said what it is.
  package var area: Int16
  /// Nil where the text names no year.
  package var period: CalendarPeriod?
  package var sex: Observation.Sex
  package var age: Age
  package var value: ResolvedValue
  package var high: Fixed?
  package var qualifier: Qualifier
  package var total: Fixed?
  /// The year of the cited index's edition.
  package var edition: CalendarPeriod?
  /// Into the list of sources; -1 where nobody is named.
  package var source: Int16
  var isEstimate: Bool
  package var evidence: FoundEvidence

  package enum Age: Hashable {
    case total
    /// What the rule sets.
    case ofRule
    /// As written.
    case written(ByteSpan)
  }
}
