/// Writes JSON as bytes, without making objects of it: the same values give the same bytes.
///
/// Commas are the writer's affair inside `object` and `list`; `raw` is for whoever writes whole lines at speed, from
/// another target too, and so can be inlined there.
package struct JSONWriter {
  /// What has been written.
  package var bytes: [UInt8] { output }
  @usableFromInline package var output: [UInt8] = []

  package init() {}

  package mutating func reserve(_ count: Int) { output.reserveCapacity(count) }

  /// Keeps the room.
  package mutating func removeAll() { output.removeAll(keepingCapacity: true) }

  // MARK: Structure

  /// An object with all members of its kind.
  package mutating func object<Member>(
    _ members: JSONMembers<Member>, _ value: (Member, inout JSONWriter) -> Void
  ) {
    for index in members.all.indices {
      output.append(index == 0 ? UInt8(ascii: "{") : UInt8(ascii: ","))
      output.append(UInt8(ascii: "\""))
      output.append(contentsOf: members.bytes[index])
      raw("\":")
      value(members.all[index], &self)
    }
    output.append(UInt8(ascii: "}"))
  }

  package mutating func list<Element>(_ elements: [Element], _ value: (Element, inout JSONWriter) -> Void) {
    output.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      value(element, &self)
    }
    output.append(UInt8(ascii: "]"))
  }

  // MARK: Values

  package mutating func string(_ text: String) {
    var text = text
    output.append(UInt8(ascii: "\""))
    text.withUTF8 { escaped($0) }
    output.append(UInt8(ascii: "\""))
  }

  package mutating func string(_ text: [UInt8]) {
    output.append(UInt8(ascii: "\""))
    text.withUnsafeBufferPointer { escaped($0) }
    output.append(UInt8(ascii: "\""))
  }

  package mutating func integer(_ number: Int) {
    if number < 0 { output.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
      var next = 20
      repeat {
        next -= 1
        buffer[next] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      } while rest > 0
      output.append(contentsOf: buffer[next...])
    }
  }

  /// The shortest decimal that reads back as the same number, a whole one without its ".0"; null for none.
  ///
  /// - Precondition: the number is finite; JSON has no other.
  package mutating func number(_ number: Double?) {
    guard let number else { return raw("null") }
    precondition(number.isFinite, "JSON has no infinite numbers")
    if let whole = Int(exactly: number), whole != 0, abs(whole) < 1 << 53 { return integer(whole) }
    let text = number.description.utf8
    output.append(contentsOf: text.suffix(2).elementsEqual(".0".utf8) ? text.dropLast(2) : text[...])
  }

  package mutating func boolean(_ value: Bool) { raw(value ? "true" : "false") }

  package mutating func optional(_ text: String?) {
    if let text { string(text) } else { raw("null") }
  }

  // MARK: Bytes

  @inlinable
  package mutating func raw(_ text: StaticString) {
    output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inlinable
  package mutating func raw(_ text: [UInt8]) { output.append(contentsOf: text) }

  @inlinable
  package mutating func raw(_ byte: UInt8) { output.append(byte) }

  /// Lets another writer of bytes append; what it appends is JSON or the inside of a text.
  @inlinable
  package mutating func raw(_ append: (inout [UInt8]) -> Void) { append(&output) }

  /// U+0085, U+2028 and U+2029 end lines for some who read NDJSON line by line: they are escaped too.
  private mutating func escapesLineEnd(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ start: inout Int
  ) -> Bool {
    let isNextLine = text[index] == 0xC2 && text[index + 1] == 0x85
    let isSeparator = text[index] == 0xE2 && text[index + 1] == 0x80 && text[index + 2] & 0xFE == 0xA8
    guard isNextLine || isSeparator else { return false }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
    if isNextLine {
      raw("\\u0085")
    } else {
      raw(text[index + 2] == 0xA8 ? "\\u2028" : "\\u2029")
    }
    start = index + (isNextLine ? 2 : 3)
    return true
  }

  /// The inside of a text: quotes, backslashes and control characters escaped, everything else as it stands.
  ///
  /// - Parameter text: valid UTF-8.
  package mutating func escaped(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in text.indices {
      let byte = text[index]
      if byte == 0xE2 || byte == 0xC2, escapesLineEnd(text, index, &start) { continue }
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      start = index + 1
      switch byte {
      case UInt8(ascii: "\""): raw("\\\"")
      case UInt8(ascii: "\\"): raw("\\\\")
      case 0x0A: raw("\\n")
      case 0x0D: raw("\\r")
      case 0x09: raw("\\t")
      default:
        raw("\\u00")
        output.append(UInt8(ascii: "0") + byte >> 4)
        let low = byte & 15
        output.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
      }
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
  }
}
