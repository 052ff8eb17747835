/// JSON as bytes, put together from parts, with the fields in the order they are given; `JSONWriter` writes the values.
package enum JSONText {
  /// - Parameter spaced: with a space after each comma and colon, for people.
  package static func object(_ fields: [(String, [UInt8])], spaced: Bool = false) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes += Array((spaced ? ", " : ",").utf8) }
      bytes += string(field.0)
      bytes += Array((spaced ? ": " : ":").utf8)
      bytes += field.1
    }
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  package static func array(_ parts: [[UInt8]]) -> [UInt8] {
    [UInt8(ascii: "[")] + Array(parts.joined(separator: [UInt8(ascii: ",")])) + [UInt8(ascii: "]")]
  }

  /// An object with a line for each field, for people.
  ///
  /// - Parameter indent: spaces before each field.
  package static func lines(_ fields: [(String, [UInt8])], indent: Int = 2) -> [UInt8] {
    lines("{", fields.map { string($0.0) + Array(": ".utf8) + $0.1 }, "}", indent)
  }

  /// An array with a line for each part.
  package static func lines(_ parts: [[UInt8]], indent: Int) -> [UInt8] { lines("[", parts, "]", indent) }

  private static func lines(_ open: String, _ parts: [[UInt8]], _ close: String, _ indent: Int) -> [UInt8] {
    let margin = String(repeating: " ", count: indent)
    let separator = Array((",\n" + margin).utf8)
    return Array((open + "\n" + margin).utf8) + Array(parts.joined(separator: separator))
      + Array(("\n" + String(repeating: " ", count: indent - 2) + close).utf8)
  }

  package static func whole(_ number: Int) -> [UInt8] { written { $0.integer(number) } }

  package static func string(_ text: String) -> [UInt8] { written { $0.string(text) } }

  private static func written(_ value: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    value(&writer)
    return writer.bytes
  }
}
