/// Reads JSON of a known shape into values, strictly: every member once, none that is not known, each of its type.
///
/// Every error names the member at which it happened.
package struct JSONReader {
  private var scanner: JSONScanner
  private let bytes: UnsafeBufferPointer<UInt8>
  private var scratch: [UInt8] = []

  /// - Parameter bytes: valid UTF-8; they must outlive the reader.
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    scanner = JSONScanner(bytes)
  }

  /// - Throws: `JSONError` where anything but white space follows.
  package mutating func end() throws {
    scanner.skipSpace()
    guard scanner.isAtEnd else { throw JSONError("is not JSON: something follows the object") }
  }

  // MARK: Structure

  /// An object, in whatever order its members stand.
  ///
  /// - Parameter value: reads the member's value; is called once for each member.
  /// - Throws: `JSONError` for a member that is unknown, missing or there twice.
  package mutating func object<Member>(
    _ members: JSONMembers<Member>, _ value: (Member, inout JSONReader) throws -> Void
  ) throws {
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: "{")) else { throw JSONError("is not an object") }
    var seen: UInt64 = 0
    var expected = 0
    scanner.skipSpace()
    if !scanner.take(UInt8(ascii: "}")) {
      repeat {
        scanner.skipSpace()
        let index = try member(members, expected)
        let bit: UInt64 = 1 << UInt64(index)
        guard seen & bit == 0 else { throw JSONError("is there twice", field: members.names[index]) }
        seen |= bit
        expected = index + 1
        scanner.skipSpace()
        guard scanner.take(UInt8(ascii: ":")) else { throw JSONError("is not JSON: a colon is missing") }
        scanner.skipSpace()
        do {
          try value(members.all[index], &self)
        } catch let error as JSONError {
          throw error.inside(members.names[index])
        }
        scanner.skipSpace()
      } while scanner.take(UInt8(ascii: ","))
      guard scanner.take(UInt8(ascii: "}")) else {
        throw JSONError("is not JSON: the object is not closed")
      }
    }
    if let missing = members.names.indices.first(where: { seen & (1 << UInt64($0)) == 0 }) {
      throw JSONError("is missing", field: members.names[missing])
    }
  }

  /// Which member's name stands next; mostly the one after the last.
  private mutating func member<Member>(_ members: JSONMembers<Member>, _ expected: Int) throws -> Int {
    func find(_ name: some Collection<UInt8>) -> Int? {
      if expected < members.bytes.count, members.bytes[expected].elementsEqual(name) { return expected }
      return members.bytes.firstIndex { $0.elementsEqual(name) }
    }
    let found: Int?
    let name: String
    switch try scanner.string(into: &scratch) {
    case .slice(let range):
      let slice = UnsafeBufferPointer(rebasing: bytes[range])
      found = find(slice)
      name = found == nil ? String(decoding: slice, as: UTF8.self) : ""
    case .buffer:
      found = find(scratch)
      name = found == nil ? String(decoding: scratch, as: UTF8.self) : ""
    }
    guard let found else {
      throw JSONError("is not known; known: \(members.names.joined(separator: ", "))", field: name)
    }
    return found
  }

  package mutating func list<Element>(_ element: (inout JSONReader) throws -> Element) throws -> [Element] {
    guard scanner.take(UInt8(ascii: "[")) else { throw JSONError("is not a list") }
    var elements: [Element] = []
    scanner.skipSpace()
    if scanner.take(UInt8(ascii: "]")) { return elements }
    repeat {
      scanner.skipSpace()
      do {
        elements.append(try element(&self))
      } catch let error as JSONError {
        throw error.inside("[\(elements.count)]")
      }
      scanner.skipSpace()
    } while scanner.take(UInt8(ascii: ","))
    guard scanner.take(UInt8(ascii: "]")) else { throw JSONError("is not JSON: the list is not closed") }
    return elements
  }

  // MARK: Values

  package mutating func string() throws -> String {
    try text { String(decoding: $0, as: UTF8.self) }
  }

  package mutating func utf8() throws -> [UInt8] { try text { Array($0) } }

  private mutating func text<T>(_ make: (UnsafeBufferPointer<UInt8>) -> T) throws -> T {
    guard scanner.stands(UInt8(ascii: "\"")) else { throw JSONError("is not a text") }
    switch try scanner.string(into: &scratch) {
    case .slice(let range): return make(UnsafeBufferPointer(rebasing: bytes[range]))
    case .buffer: return scratch.withUnsafeBufferPointer(make)
    }
  }

  package mutating func optionalString() throws -> String? {
    guard !scanner.stands(UInt8(ascii: "n")) else {
      try scanner.literal("null")
      return nil
    }
    return try string()
  }

  /// One of the words that a type knows.
  package mutating func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) throws -> Word
  where Word.RawValue == String {
    let text = try string()
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw JSONError("is \"\(text)\"; known: \(known)")
    }
    return word
  }

  /// Null where there is none.
  package mutating func optionalWord<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) throws -> Word?
  where Word.RawValue == String {
    guard !scanner.stands(UInt8(ascii: "n")) else {
      try scanner.literal("null")
      return nil
    }
    return try word(type)
  }

  package mutating func integer() throws -> Int {
    let text = try number()
    guard let number = Int(text) else { throw JSONError("is not a whole number") }
    return number
  }

  /// Null where there is none.
  package mutating func optionalNumber() throws -> Double? {
    if scanner.stands(UInt8(ascii: "n")) {
      try scanner.literal("null")
      return nil
    }
    guard let number = Double(try number()), number.isFinite else { throw JSONError("is not a number") }
    return number
  }

  private mutating func number() throws -> String {
    let start = scanner.index
    do {
      try scanner.number()
    } catch {
      throw JSONError("is not a number")
    }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<scanner.index]), as: UTF8.self)
  }

  package mutating func boolean() throws -> Bool {
    let isTrue = scanner.stands(UInt8(ascii: "t"))
    do {
      try scanner.literal(isTrue ? "true" : "false")
    } catch {
      throw JSONError("is neither true nor false")
    }
    return isTrue
  }
}
