import Quantities

/// A stretch of UTF-8 bytes of the text that was read; empty where there is nothing.
struct ByteSpan: Hashable, Sendable {
  var start: Int32
  var end: Int32

  static let none = ByteSpan(start: 0, end: 0)
  var isEmpty: Bool { start >= end }
}

/// A mention as the reader finds it: numbers and places, no strings.
struct FoundMention: Sendable {
  /// Its span and token fields count in the paragraph that was scanned.
  var quantity: Quantity
  var span: ByteSpan
  /// The counted noun.
  var noun: ByteSpan
  /// A claim without a number; `quantity` then says nothing.
  var isStatus: Bool
  /// Stands outside every sentence: a printed page label.
  var isFurniture: Bool
  /// Into the reader's observations.
  var observations: Range<Int32>
}

/// An observation as the reader finds it.
struct FoundObservation: Sendable {
  /// Into the reader's mentions.
  var mention: Int32
  /// Into the language's rules; -1 for the status of a treaty.
  var rule: Int32
  /// Into the rule set's indicators.
  var indicator: Int16
  /// Into the rule set's treaties, or -1.
  var treaty: Int16 = -1
  /// Into the rule set's areas; -1 where nobody said what the report is about.
  var area: Int16
  var period: CalendarPeriod?
  var sex: Observation.Sex
  /// Into the rule set's sources; -1 where nobody is named.
  var source: Int16 = -1
  var status: Status = .none
  var qualifier: Qualifier
  var total: Fixed?
  /// Overruled by another claim with the same key.
  var isDropped = false
  var evidence = FoundEvidence()

  enum Status: UInt8, Sendable {
    case none, ratified, acceded, signed, notRatified

    var text: String {
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
struct FoundEvidence: Sendable {
  var indicator = ByteSpan.none
  var treaty = ByteSpan.none
  var area = ByteSpan.none
  var period = ByteSpan.none
  var sex = ByteSpan.none
  var age = ByteSpan.none
  var source = ByteSpan.none
  var total = ByteSpan.none
  var qualifier = ByteSpan.none
}
