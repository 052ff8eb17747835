import Core

/// One line of the stream's input: the fields that the contract names, as bytes.
///
/// The buffers are kept from record to record.
package struct StreamRecord {
  private var fields = [Field](repeating: Field(), count: Name.allCases.count)

  private struct Field {
    /// Its key was there.
    var isNamed = false
    /// It says something.
    var isPresent = false
    var bytes: [UInt8] = []
    /// Where the value stands in the line when nothing in it was escaped.
    var slice: Range<Int>?
  }

  package enum Name: Int, CaseIterable {
    case id, text, language, area, published, title
    case family, edition, period, url, licence, sha256
  }

  private static let names: [(Name, StaticString)] = [
    (.id, "id"), (.text, "text"), (.language, "language"), (.area, "area"), (.published, "published"),
    (.title, "title"), (.family, "family"), (.edition, "edition"), (.period, "period"), (.url, "url"),
    (.licence, "licence"), (.sha256, "sha256"),
  ]

  private var key: [UInt8] = []
  private var scratch: [UInt8] = []

  /// - Throws: `JSONError` for what is no JSON object, has no id or text, or has one of the fields twice.
  package mutating func read(_ line: UnsafeBufferPointer<UInt8>) throws {
    for index in fields.indices {
      fields[index].isNamed = false
      fields[index].isPresent = false
      fields[index].slice = nil
    }
    var scanner = JSONScanner(line)
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: "{")) else { throw JSONError("is not a JSON object") }
    scanner.skipSpace()
    if !scanner.take(UInt8(ascii: "}")) {
      repeat {
        scanner.skipSpace()
        let key = try scanner.string(into: &key)
        scanner.skipSpace()
        guard scanner.take(UInt8(ascii: ":")) else { throw JSONError("is not JSON: a colon is missing") }
        scanner.skipSpace()
        try readValue(of: name(key, line), &scanner)
        scanner.skipSpace()
      } while scanner.take(UInt8(ascii: ","))
      guard scanner.take(UInt8(ascii: "}")) else {
        throw JSONError("is not JSON: the object is not closed")
      }
    }
    scanner.skipSpace()
    guard scanner.isAtEnd else { throw JSONError("is not JSON: something follows the object") }
    for name in [Name.id, .text] where !fields[name.rawValue].isPresent {
      throw JSONError("the field \"\(name)\" is missing")
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

  /// Null and, but for id and text, an empty text are as if the field were not there.
  private mutating func readValue(of name: Name?, _ scanner: inout JSONScanner) throws {
    guard let name else { return try scanner.skipValue(&scratch) }
    let index = name.rawValue
    guard !fields[index].isNamed else { throw JSONError("the field \"\(name)\" is there twice") }
    fields[index].isNamed = true
    if scanner.stands(UInt8(ascii: "n")) { return try scanner.literal("null") }
    guard scanner.stands(UInt8(ascii: "\"")) else { throw JSONError("the field \"\(name)\" is not a text") }
    let isEmpty: Bool
    switch try scanner.string(into: &fields[index].bytes) {
    case .slice(let range):
      fields[index].slice = range
      isEmpty = range.isEmpty
    case .buffer: isEmpty = fields[index].bytes.isEmpty
    }
    fields[index].isPresent = !isEmpty || name == .id || name == .text
  }

  package func has(_ name: Name) -> Bool { fields[name.rawValue].isPresent }

  /// The field's UTF-8; `line` is the line that was read.
  func withBytes<T>(
    of name: Name, in line: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> T
  ) rethrows -> T {
    let field = fields[name.rawValue]
    if let slice = field.slice { return try body(UnsafeBufferPointer(rebasing: line[slice])) }
    return try field.bytes.withUnsafeBufferPointer(body)
  }

  /// Empty where the field is absent.
  package func string(_ name: Name, in line: UnsafeBufferPointer<UInt8>) -> String {
    guard has(name) else { return "" }
    return withBytes(of: name, in: line) { String(decoding: $0, as: UTF8.self) }
  }
}
