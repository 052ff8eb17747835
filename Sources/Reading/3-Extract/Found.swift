import Core
import Quantities

/// A stretch of UTF-8 bytes of the text that was read; empty where there is nothing.
package struct ByteSpan: Hashable, Sendable {
  package var start: Int32
  package var end: Int32

  package static let none = ByteSpan(start: 0, end: 0)
  package var isEmpty: Bool { start >= end }
}

/// A mention as the reader finds it: numbers and places, no strings.
package struct FoundMention: Sendable {
  /// Its span and token fields count in the paragraph that was scanned.
  var quantity: Quantity
  package var span: ByteSpan
  /// The counted noun.
  package var noun: ByteSpan
  /// A claim without a number; `quantity` then says nothing.
  package var isStatus: Bool
  /// Stands outside every sentence: a printed page label.
  var isFurniture: Bool
  /// Into the reader's observations.
  package var observations: Range<Int32>
}

/// What a mention claims, as the reader finds it; `resolve` chooses among claims.
package struct FoundObservation: Sendable {
  /// Into the reader's mentions.
  package var mention: Int32
  /// Into the language's rules; -1 for the status of a treaty.
  package var rule: Int32
  /// Into the rule set's indicators.
  package var indicator: Int16
  /// Into the rule set's treaties, or -1.
  package var treaty: Int16 = -1
  /// Into the rule set's areas; -1 where nobody said what the report is about.
  package var area: Int16
  package var period: CalendarPeriod?
  package var sex: Observation.Sex
  /// Into the rule set's sources; -1 where nobody is named.
  package var source: Int16 = -1
  package var status: Status = .none
  package var qualifier: Qualifier
  package var total: Fixed?
  package var evidence = FoundEvidence()

  package enum Status: UInt8, Sendable {
    case none, ratified, acceded, signed, notRatified

    package var text: String {
      switch self {
      case .none: ""
      case .ratified: "ratified"
      case .acceded: "acceded"
      case .signed: "signed"
      case .notRatified: "not_ratified"
      }
    }
  }
}

/// Where each dimension was read.
package struct FoundEvidence: Sendable {
  package var indicator = ByteSpan.none
  package var treaty = ByteSpan.none
  package var area = ByteSpan.none
  package var period = ByteSpan.none
  /// The year in the title that completes a period without one.
  package var titleYear = ByteSpan.none
  package var sex = ByteSpan.none
  package var age = ByteSpan.none
  package var source = ByteSpan.none
  package var total = ByteSpan.none
  package var qualifier = ByteSpan.none
}
