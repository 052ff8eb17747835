import Core
import Quantities

/// Writes what was resolved as the objects of the streaming contract, one line for each mention.
///
/// Works on bytes and makes no texts; `RecordBuilder` makes the same as values.
struct MentionWriter {
  let names: StreamNames
  let id: UnsafeBufferPointer<UInt8>
  let resolution: Resolution
  let text: UnsafeBufferPointer<UInt8>

  func write(to json: inout JSONWriter) {
    var cursor = CharacterCursor(text)
    var rests = resolution.rests[...]
    for mention in resolution.mentions {
      while let rest = rests.first, rest.span.start < mention.span.start {
        write(rest, &cursor, to: &json)
        rests.removeFirst()
      }
      write(mention, &cursor, to: &json)
    }
    for rest in rests { write(rest, &cursor, to: &json) }
  }

  private func write(_ mention: ResolvedMention, _ cursor: inout CharacterCursor, to json: inout JSONWriter) {
    json.raw("{\"id\":\"")
    json.escaped(id)
    json.raw("\",\"start\":")
    json.integer(cursor.character(at: Int(mention.span.start)))
    json.raw(",\"end\":")
    json.integer(cursor.character(at: Int(mention.span.end)))
    json.raw(",\"byte_start\":")
    json.integer(Int(mention.span.start))
    json.raw(",\"byte_end\":")
    json.integer(Int(mention.span.end))
    json.raw(",\"quote\":\"")
    json.escaped(text[mention.span])
    json.raw("\",\"kind\":\"")
    json.word(mention.kind.rawValue)
    json.raw("\",\"value\":")
    if mention.value == .none {
      json.raw("null")
    } else {
      write(mention.value, to: &json)
    }
    json.raw(",\"value_high\":")
    json.decimal(mention.high)
    json.raw(",\"qualifier\":\"")
    json.word(mention.qualifier.rawValue)
    json.raw("\",\"total\":")
    json.decimal(mention.total)
    json.raw(",\"unit\":")
    if mention.unit >= 0 {
      json.quoted(names.units[Int(mention.unit)])
    } else if !mention.noun.isEmpty {
      json.joined(text[mention.noun])
    } else {
      json.raw("null")
    }
    json.raw(",\"rule\":")
    switch mention.rule {
    case .reading(let reading): json.quoted(names.readings[Int(reading.rawValue)])
    case .rule(let rule): json.quoted(names.rules[Int(rule)])
    case .treaties: json.quoted(names.treatyRule)
    }
    json.raw(",\"observations\":[")
    for place in mention.observations {
      if place > mention.observations.lowerBound { json.raw(UInt8(ascii: ",")) }
      write(resolution.observations[Int(place)], of: mention, to: &json)
    }
    json.raw("]}\n")
  }

  private func write(
    _ observation: ResolvedObservation, of mention: ResolvedMention, to json: inout JSONWriter
  ) {
    json.raw("{\"indicator_id\":")
    json.quoted(names.indicators[Int(observation.indicator)])
    json.raw(",\"treaty\":")
    json.quoted(observation.treaty < 0 ? [] : names.treaties[Int(observation.treaty)])
    json.raw(",\"area\":")
    json.quoted(observation.area < 0 ? [] : names.areas[Int(observation.area)])
    json.raw(",\"time_period\":")
    write(observation.period, to: &json)
    json.raw(",\"sex\":\"")
    json.word(observation.sex.rawValue)
    json.raw("\",\"age\":")
    switch observation.age {
    case .total: json.raw("\"_T\"")
    case .ofRule: json.quoted(names.ages[Int(observation.rule)])
    case .written(let span): json.joined(text[span])
    }
    json.raw(",\"value\":")
    write(observation.value, to: &json)
    json.raw(",\"value_high\":")
    json.decimal(observation.high)
    json.raw(",\"qualifier\":\"")
    json.word(observation.qualifier.rawValue)
    json.raw("\",\"total\":")
    json.decimal(observation.total)
    json.raw(",\"unit_code\":")
    if names.keepsCurrency[Int(observation.indicator)] {
      let unit = names.language.unit(of: observation, mentionUnit: mention.unit, area: "")
      json.quoted(Array(unit.utf8))
    } else {
      json.quoted(names.unitsOfIndicators[Int(observation.indicator)])
    }
    json.raw(",\"cited_source\":")
    json.quoted(observation.source < 0 ? [] : names.sources[Int(observation.source)])
    json.raw(",\"base\":")
    json.quoted(observation.rule < 0 ? [] : names.bases[Int(observation.rule)])
    json.raw(",\"index_edition\":")
    write(observation.edition, to: &json)
    json.raw("}")
  }

  private func write(_ value: ResolvedValue, to json: inout JSONWriter) {
    switch value {
    case .none: json.raw("\"\"")
    case .number(let number): json.decimal(number)
    case .period(let period): write(period, to: &json)
    case .status(let status):
      json.raw(UInt8(ascii: "\""))
      json.word(status.text)
      json.raw(UInt8(ascii: "\""))
    case .word(let rule): json.quoted(names.words[Int(rule)])
    }
  }

  /// Empty where there is none.
  private func write(_ period: CalendarPeriod?, to json: inout JSONWriter) {
    json.raw(UInt8(ascii: "\""))
    if let period { json.raw { period.append(to: &$0) } }
    json.raw(UInt8(ascii: "\""))
  }
}

extension JSONWriter {
  /// An object for a line that is no record.
  mutating func writeError(id: String?, line: Int, _ message: String) {
    raw("{\"id\":")
    optional(id)
    raw(",\"line\":")
    integer(line)
    raw(",\"error\":")
    string(message)
    raw("}\n")
  }

  /// Bytes that are escaped already.
  fileprivate mutating func quoted(_ escaped: [UInt8]) {
    raw(UInt8(ascii: "\""))
    raw(escaped)
    raw(UInt8(ascii: "\""))
  }

  /// A word that needs no escapes.
  fileprivate mutating func word(_ word: String) {
    raw { $0.append(contentsOf: word.utf8) }
  }

  /// As a text, with every digit; null for none.
  fileprivate mutating func decimal(_ number: Fixed?) {
    guard let number else { return raw("null") }
    raw(UInt8(ascii: "\""))
    raw { number.append(to: &$0) }
    raw(UInt8(ascii: "\""))
  }

  /// As a text, with one space for each run of white space.
  fileprivate mutating func joined(_ text: UnsafeBufferPointer<UInt8>) {
    var isFirst = true
    raw(UInt8(ascii: "\""))
    forEachWord(of: text) { word in
      if !isFirst { raw(0x20) }
      isFirst = false
      escaped(word)
    }
    raw(UInt8(ascii: "\""))
  }
}
