/// Cuts a name into words and numbers, in lower case, on its bytes.
///
/// It knows ASCII, the Western letters U+00C0 to U+00FF, and typographic marks; of any other sign it says so, and
/// `nameTokens` asks what the sign is. Nearly every name and heading is read here.
struct NameCutter {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Whether it knows all signs of a name.
  static func knows(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        continue
      }
      let size = size(of: byte)
      guard index + size <= bytes.count else { return false }
      switch (byte, bytes[index + 1]) {
      case (0xC2, 0xAA), (0xC2, 0xB5), (0xC2, 0xBA): return false
      case (0xC2, _), (0xC3, _): break
      // Spaces, dashes and quotation marks, without what joins letters.
      case (0xE2, 0x80) where bytes[index + 2] >= 0x90: break
      default: return false
      }
      index += size
    }
    return true
  }

  @inline(__always)
  private static func size(of lead: UInt8) -> Int { lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3 }

  private enum Sign { case letter, digit, mark }

  /// Appends the next word or number, and what stands before it.
  ///
  /// - Returns: Whether it is a number; nil where only marks were left.
  @inline(__always)
  mutating func next(word: inout [UInt8], gap: inout [UInt8]) -> Bool? {
    var isNumber: Bool?
    while index < bytes.count {
      let (sign, size, low) = sign()
      guard sign != .mark else {
        if isNumber != nil { return isNumber }
        gap.append(contentsOf: bytes[index..<(index + size)])
        index += size
        continue
      }
      if let isNumber, isNumber != (sign == .digit) { return isNumber }
      isNumber = sign == .digit
      if size == 2 { word.append(bytes[index]) }
      word.append(low)
      index += size
    }
    return isNumber
  }

  /// What begins here, its bytes, and its last byte in lower case.
  @inline(__always)
  private func sign() -> (Sign, size: Int, low: UInt8) {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): return (.letter, 1, byte)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): return (.letter, 1, byte + 32)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return (.digit, 1, byte)
    case 0xC3:
      let second = bytes[index + 1]
      if second == 0x97 || second == 0xB7 { return (.mark, 2, second) }
      return (.letter, 2, second < 0x9F ? second + 0x20 : second)
    default: return (.mark, Self.size(of: byte), byte)
    }
  }
}

/// Appends the words and numbers of a name with a space between: the bytes of `nameKeys(_:).exact`.
func appendNameKey(of bytes: UnsafeBufferPointer<UInt8>, to key: inout [UInt8]) {
  guard NameCutter.knows(bytes) else {
    key += nameKeys(String(decoding: bytes, as: UTF8.self)).exact.utf8
    return
  }
  var cutter = NameCutter(bytes)
  var gap: [UInt8] = []
  let start = key.count
  while true {
    let end = key.count
    if end > start { key.append(0x20) }
    guard cutter.next(word: &key, gap: &gap) != nil else {
      key.removeSubrange(end...)
      return
    }
    gap.removeAll(keepingCapacity: true)
  }
}
