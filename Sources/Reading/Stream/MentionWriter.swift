import Quantities

/// Writes what a reader found as the objects of the streaming contract, one line each.
///
/// Works on bytes and keeps its buffer; the constant parts of each line are made once.
struct MentionWriter {
  private(set) var output: [UInt8] = []
  private let rules: RuleSet
  /// Ids by position, quoted.
  private let indicators: [[UInt8]]
  private let treaties: [[UInt8]]
  private let areas: [[UInt8]]
  private let sources: [[UInt8]]
  private let units: [[UInt8]]

  init(_ rules: RuleSet) {
    self.rules = rules
    indicators = rules.indicators.map { Array("\"\($0.id)\"".utf8) }
    treaties = rules.treaties.map { Array("\"\($0.id)\"".utf8) }
    areas = rules.areas.map { Array("\"\($0.id)\"".utf8) }
    sources = rules.sources.map { Array("\"\($0.id)\"".utf8) }
    units = rules.indicators.map { Array("\"\($0.unit)\"".utf8) }
    output.reserveCapacity(1 << 19)
  }

  mutating func removeAll() { output.removeAll(keepingCapacity: true) }

  /// Appends one line for each mention of the reader's last text.
  mutating func write(
    _ reader: TextReader, names: RuleNames, id: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>
  ) {
    var cursor = CharacterCursor(text)
    for mention in reader.mentions { write(mention, reader, names, id, text, &cursor) }
  }

  private mutating func write(
    _ mention: FoundMention, _ reader: TextReader, _ names: RuleNames, _ id: UnsafeBufferPointer<UInt8>,
    _ text: UnsafeBufferPointer<UInt8>, _ cursor: inout CharacterCursor
  ) {
    let quantity = mention.quantity
    let kept = mention.observations.first { !reader.observations[Int($0)].isDropped }
    append("{\"id\":\"")
    appendEscaped(id)
    append("\",\"start\":")
    append(cursor.character(at: Int(mention.span.start)))
    append(",\"end\":")
    append(cursor.character(at: Int(mention.span.end)))
    append(",\"byte_start\":")
    append(Int(mention.span.start))
    append(",\"byte_end\":")
    append(Int(mention.span.end))
    append(",\"quote\":\"")
    appendEscaped(UnsafeBufferPointer(rebasing: text[Int(mention.span.start)..<Int(mention.span.end)]))
    append("\",\"kind\":\"")
    output.append(contentsOf: mention.isStatus ? names.status : names.kinds[Int(quantity.kind.rawValue)])
    append("\",\"value\":")
    if let period = quantity.period {
      output.append(UInt8(ascii: "\""))
      period.append(to: &output)
      output.append(UInt8(ascii: "\""))
    } else {
      appendQuoted(quantity.value)
    }
    append(",\"value_high\":")
    appendQuoted(quantity.high)
    append(",\"qualifier\":\"")
    output.append(contentsOf: names.bounds[Int(quantity.bound.rawValue)])
    append("\",\"total\":")
    appendQuoted(quantity.total)
    append(",\"unit\":")
    if quantity.unit >= 0 {
      output.append(contentsOf: names.units[Int(quantity.unit)])
    } else if !mention.noun.isEmpty {
      output.append(UInt8(ascii: "\""))
      appendEscaped(UnsafeBufferPointer(rebasing: text[Int(mention.noun.start)..<Int(mention.noun.end)]))
      output.append(UInt8(ascii: "\""))
    } else {
      append("null")
    }
    append(",\"rule\":\"")
    if let kept, reader.observations[Int(kept)].rule >= 0 {
      output.append(contentsOf: names.rules[Int(reader.observations[Int(kept)].rule)])
    } else if kept != nil || mention.isStatus {
      output.append(contentsOf: names.treatyRule)
    } else {
      output.append(contentsOf: names.readings[Int(quantity.reading.rawValue)])
    }
    append("\",\"observations\":[")
    var isFirst = true
    for place in mention.observations where !reader.observations[Int(place)].isDropped {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      write(reader.observations[Int(place)], reader, names, text)
    }
    append("]}\n")
  }

  private mutating func write(
    _ observation: FoundObservation, _ reader: TextReader, _ names: RuleNames,
    _ text: UnsafeBufferPointer<UInt8>
  ) {
    let sets = observation.rule < 0 ? nil : reader.rules.rules[Int(observation.rule)].sets
    append("{\"indicator_id\":")
    output.append(contentsOf: indicators[Int(observation.indicator)])
    append(",\"treaty\":")
    if observation.treaty >= 0 {
      output.append(contentsOf: treaties[Int(observation.treaty)])
    } else {
      append("\"\"")
    }
    append(",\"area\":")
    if observation.area >= 0 {
      output.append(contentsOf: areas[Int(observation.area)])
    } else {
      append("\"\"")
    }
    append(",\"time_period\":\"")
    if let period = observation.period, period.first.year > 0 { period.append(to: &output) }
    append("\",\"sex\":\"")
    output.append(contentsOf: observation.sex.rawValue.utf8)
    append("\",\"age\":\"")
    let age = observation.evidence.age
    if let fixed = sets?.age, !fixed.isEmpty {
      output.append(contentsOf: fixed.utf8)
    } else if age.isEmpty {
      append("_T")
    } else {
      appendJoined(UnsafeBufferPointer(rebasing: text[Int(age.start)..<Int(age.end)]))
    }
    append("\",\"value\":\"")
    output.append(contentsOf: ObservedValue(observation, reader).text.utf8)
    append("\",\"value_high\":")
    appendQuoted(reader.mentions[Int(observation.mention)].quantity.high)
    append(",\"qualifier\":\"")
    output.append(contentsOf: observation.qualifier.rawValue.utf8)
    append("\",\"total\":")
    appendQuoted(observation.total)
    append(",\"unit_code\":")
    output.append(contentsOf: units[Int(observation.indicator)])
    append(",\"cited_source\":")
    if observation.source >= 0 {
      output.append(contentsOf: sources[Int(observation.source)])
    } else {
      append("\"\"")
    }
    append("}")
  }

  /// Appends an object for a line that is no record.
  mutating func writeError(id: UnsafeBufferPointer<UInt8>?, line: Int, _ message: String) {
    append("{\"id\":")
    if let id {
      output.append(UInt8(ascii: "\""))
      appendEscaped(id)
      output.append(UInt8(ascii: "\""))
    } else {
      append("null")
    }
    append(",\"line\":")
    append(line)
    append(",\"error\":\"")
    var message = message
    message.withUTF8 { appendEscaped($0) }
    append("\"}\n")
  }

  // MARK: Bytes

  @inline(__always)
  private mutating func append(_ text: StaticString) {
    output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func append(_ number: Int) { Fixed(Int64(number)).append(to: &output) }

  private mutating func appendQuoted(_ value: Fixed?) {
    guard let value else { return append("null") }
    output.append(UInt8(ascii: "\""))
    value.append(to: &output)
    output.append(UInt8(ascii: "\""))
  }

  /// As JSON has it: quotes, backslashes and control characters escaped.
  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in text.indices {
      let byte = text[index]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      start = index + 1
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 0x0A: append("\\n")
      case 0x0D: append("\\r")
      case 0x09: append("\\t")
      default:
        append("\\u00")
        let digits = Array("0123456789abcdef".utf8)
        output.append(digits[Int(byte >> 4)])
        output.append(digits[Int(byte & 15)])
      }
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
  }

  /// With one space for each run of white space.
  private mutating func appendJoined(_ text: UnsafeBufferPointer<UInt8>) {
    for part in text.split(whereSeparator: { $0 <= 0x20 }).enumerated() {
      if part.offset > 0 { output.append(0x20) }
      appendEscaped(UnsafeBufferPointer(rebasing: part.element))
    }
  }
}

extension CalendarPeriod {
  /// Appends the bytes of `text`.
  package func append(to bytes: inout [UInt8]) {
    first.append(to: &bytes)
    guard first != last else { return }
    bytes.append(UInt8(ascii: "/"))
    last.append(to: &bytes)
  }
}
