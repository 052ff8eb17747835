/// Comma-separated values as RFC 4180 has them, with a single line feed at the end of each line.
package enum CSV {
  /// One line. A field is quoted only where it must be.
  package static func line(_ fields: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    append(fields, to: &bytes)
    return bytes
  }

  package static func append(_ fields: [String], to bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(field, to: &bytes)
    }
    // A line of one empty field would be an empty line, which readers skip.
    if fields == [""] { bytes += Array("\"\"".utf8) }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func append(_ field: String, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let (comma, lineFeed, carriageReturn) = (UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    let mustQuote = field.utf8.contains { (byte: UInt8) in
      byte == comma || byte == quote || byte == lineFeed || byte == carriageReturn
    }
    guard mustQuote || field.utf8.first == UInt8(ascii: " ") || field.utf8.last == UInt8(ascii: " ") else {
      bytes.append(contentsOf: field.utf8)
      return
    }
    bytes.append(quote)
    for byte in field.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}
