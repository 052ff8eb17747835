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
      // Spaces, dashes and quotation marks, without what joins letters; signs of money.
      case (0xE2, 0x80) where bytes[index + 2] >= 0x90: break
      case (0xE2, 0x82) where bytes[index + 2] >= 0xA0: break
      default: return false
      }
      index += size
    }
    return true
  }

  @inline(__always)
  private static func size(of lead: UInt8) -> Int { lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3 }

  enum Sign { case letter, digit, mark }

  /// Appends the next word or number, and what stands before it.
  ///
  /// - Returns: Whether it is a number; nil where only marks were left.
  @inline(__always)
  mutating func next(word: inout [UInt8], gap: inout [UInt8]) -> Bool? {
    var isNumber: Bool?
    while index < bytes.count {
      let (sign, size, low) = sign(at: index)
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

  /// What begins at a place, its bytes, and its last byte in lower case.
  @inline(__always)
  func sign(at index: Int) -> (kind: Sign, size: Int, low: UInt8) {
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

  /// The byte at a place, an ASCII capital in lower case; a space behind the end.
  @inline(__always)
  func low(at index: Int) -> UInt8 {
    guard index < bytes.count else { return 0x20 }
    let byte = bytes[index]
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }

  /// Whether a phrase stands at the beginning of a word.
  ///
  /// - Parameters:
  ///   - phrase: in lower case, a space between its words and numbers.
  ///   - isOpen: Whether the last word may go on.
  func has(_ phrase: [UInt8], at start: Int, isOpen: Bool) -> Bool {
    var index = start
    var place = 0
    var last = Sign.mark
    while place < phrase.count {
      if phrase[place] == 0x20 {
        place += 1
        if index < bytes.count, sign(at: index).kind == last { return false }
        while index < bytes.count, case let sign = sign(at: index), sign.kind == .mark { index += sign.size }
        continue
      }
      guard index < bytes.count else { return false }
      let sign = sign(at: index)
      guard sign.kind != .mark, place + sign.size <= phrase.count, phrase[place + sign.size - 1] == sign.low,
        sign.size == 1 || phrase[place] == bytes[index]
      else { return false }
      last = sign.kind
      place += sign.size
      index += sign.size
    }
    return isOpen || index >= bytes.count || sign(at: index).kind != last
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
