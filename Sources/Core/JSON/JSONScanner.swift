/// Reads JSON from bytes, strictly as RFC 8259 has it, without making objects of it.
package struct JSONScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  package private(set) var index = 0
  private static let deepest = 512

  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  package mutating func skipSpace() {
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      index += 1
    }
  }

  package var isAtEnd: Bool { index >= bytes.count }

  /// Takes the byte where it stands next.
  package mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  package func stands(_ byte: UInt8) -> Bool { index < bytes.count && bytes[index] == byte }

  /// A text between quotes: its bytes as they stand where nothing is escaped, else decoded into `buffer`.
  package mutating func string(into buffer: inout [UInt8]) throws -> Text {
    guard take(UInt8(ascii: "\"")) else { throw JSONError("is not JSON: a text is missing") }
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return .slice(start..<(index - 1))
      }
      if byte == UInt8(ascii: "\\") { break }
      if byte < 0x20 { throw JSONError("is not JSON: a control character in a text") }
      index += 1
    }
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
    var run = index
    while index < bytes.count {
      let byte = bytes[index]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[run..<index]))
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return .buffer
      case UInt8(ascii: "\\"): try escape(into: &buffer)
      default: throw JSONError("is not JSON: a control character in a text")
      }
      run = index
    }
    throw JSONError("is not JSON: a text does not end")
  }

  package enum Text {
    case slice(Range<Int>)
    case buffer
  }

  private mutating func escape(into buffer: inout [UInt8]) throws {
    guard index < bytes.count else { throw JSONError("is not JSON: a text does not end") }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(byte)
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "n"): buffer.append(0x0A)
    case UInt8(ascii: "r"): buffer.append(0x0D)
    case UInt8(ascii: "t"): buffer.append(0x09)
    case UInt8(ascii: "u"):
      var value = try hexadecimal()
      if (0xD800..<0xDC00).contains(value) {
        guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw Self.loneSurrogate }
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { throw Self.loneSurrogate }
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(value) else { throw Self.loneSurrogate }
      buffer.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
    default: throw JSONError("is not JSON: an unknown escape")
    }
  }

  private static let loneSurrogate = JSONError("is not Unicode: half of a surrogate pair")

  private mutating func hexadecimal() throws -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard index < bytes.count, let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
        throw JSONError("is not JSON: \\u needs four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }

  /// Passes over a value of any kind.
  package mutating func skipValue(_ buffer: inout [UInt8], depth: Int = 0) throws {
    guard depth < Self.deepest else { throw JSONError("is not JSON we read: nested too deeply") }
    skipSpace()
    guard index < bytes.count else { throw JSONError("is not JSON: a value is missing") }
    switch bytes[index] {
    case UInt8(ascii: "\""): _ = try string(into: &buffer)
    case UInt8(ascii: "{"): try skipMembers(&buffer, close: UInt8(ascii: "}"), hasKeys: true, depth)
    case UInt8(ascii: "["): try skipMembers(&buffer, close: UInt8(ascii: "]"), hasKeys: false, depth)
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    default: try number()
    }
  }

  private mutating func skipMembers(_ buffer: inout [UInt8], close: UInt8, hasKeys: Bool, _ depth: Int) throws
  {
    index += 1
    skipSpace()
    if take(close) { return }
    repeat {
      skipSpace()
      if hasKeys {
        _ = try string(into: &buffer)
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw JSONError("is not JSON: a colon is missing") }
      }
      try skipValue(&buffer, depth: depth + 1)
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(close) else { throw JSONError("is not JSON: a bracket is not closed") }
  }

  package mutating func literal(_ word: StaticString) throws {
    for offset in 0..<word.utf8CodeUnitCount where !take(word.utf8Start[offset]) {
      throw JSONError("is not JSON: an unknown word")
    }
  }

  /// Passes over a number.
  package mutating func number() throws {
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
  }

  private mutating func digits() throws {
    let start = index
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
    guard index > start else { throw JSONError("is not JSON: an unknown value") }
  }
}
