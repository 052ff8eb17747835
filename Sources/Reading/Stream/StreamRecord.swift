/// One line of the stream's input: the fields that the contract names, as bytes.
///
/// The buffers are kept from record to record.
struct StreamRecord {
  private var fields = [Field](repeating: Field(), count: 6)

  private struct Field {
    var isPresent = false
    var bytes: [UInt8] = []
    /// Where the value stands in the line when nothing in it was escaped.
    var slice: Range<Int>?
  }

  enum Name: Int {
    case id, text, language, area, published, title
  }

  private static let names: [(Name, StaticString)] = [
    (.id, "id"), (.text, "text"), (.language, "language"), (.area, "area"), (.published, "published"),
    (.title, "title"),
  ]

  private var key: [UInt8] = []
  private var scratch: [UInt8] = []

  /// - Throws: `RecordError` for what is no JSON object, or has no id or text.
  mutating func read(_ line: UnsafeBufferPointer<UInt8>) throws {
    for index in fields.indices {
      fields[index].isPresent = false
      fields[index].slice = nil
    }
    var scanner = JSONScanner(line)
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: "{")) else { throw RecordError(message: "is not a JSON object") }
    scanner.skipSpace()
    if !scanner.take(UInt8(ascii: "}")) {
      repeat {
        scanner.skipSpace()
        let key = try scanner.string(into: &key)
        scanner.skipSpace()
        guard scanner.take(UInt8(ascii: ":")) else {
          throw RecordError(message: "is not JSON: a colon is missing")
        }
        scanner.skipSpace()
        try readValue(of: name(key, line), &scanner)
        scanner.skipSpace()
      } while scanner.take(UInt8(ascii: ","))
      guard scanner.take(UInt8(ascii: "}")) else {
        throw RecordError(message: "is not JSON: the object is not closed")
      }
    }
    scanner.skipSpace()
    guard scanner.isAtEnd else { throw RecordError(message: "is not JSON: something follows the object") }
    guard fields[Name.id.rawValue].isPresent else {
      throw RecordError(message: "the field \"id\" is missing")
    }
    guard fields[Name.text.rawValue].isPresent else {
      throw RecordError(message: "the field \"text\" is missing")
    }
  }

  private func name(_ key: JSONScanner.Text, _ line: UnsafeBufferPointer<UInt8>) -> Name? {
    for (name, word) in Self.names {
      let count = word.utf8CodeUnitCount
      let isSame: Bool
      switch key {
      case .slice(let range):
        isSame =
          range.count == count && (0..<count).allSatisfy { line[range.lowerBound + $0] == word.utf8Start[$0] }
      case .buffer:
        isSame = self.key.count == count && (0..<count).allSatisfy { self.key[$0] == word.utf8Start[$0] }
      }
      if isSame { return name }
    }
    return nil
  }

  private mutating func readValue(of name: Name?, _ scanner: inout JSONScanner) throws {
    guard let name else { return try scanner.skipValue(&scratch) }
    if scanner.stands(UInt8(ascii: "n")) { return try scanner.literal("null") }
    guard scanner.stands(UInt8(ascii: "\"")) else {
      throw RecordError(message: "the field \"\(name)\" is not a text")
    }
    switch try scanner.string(into: &fields[name.rawValue].bytes) {
    case .slice(let range): fields[name.rawValue].slice = range
    case .buffer: break
    }
    fields[name.rawValue].isPresent = true
  }

  func has(_ name: Name) -> Bool { fields[name.rawValue].isPresent }

  /// The field's UTF-8; `line` is the line that was read.
  func withBytes<T>(
    of name: Name, in line: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> T
  ) rethrows -> T {
    let field = fields[name.rawValue]
    if let slice = field.slice { return try body(UnsafeBufferPointer(rebasing: line[slice])) }
    return try field.bytes.withUnsafeBufferPointer(body)
  }
}
