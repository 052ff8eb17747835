/// What a byte of UTF-8 begins, for the tokenizer.
enum ByteClass {
  static let space: UInt8 = 0
  static let digit: UInt8 = 1
  static let letter: UInt8 = 2
  static let mark: UInt8 = 3
  /// U+0080 to U+00BF: no-break space, soft hyphen, raised digits, signs.
  static let leadC2: UInt8 = 4
  /// U+00C0 to U+00FF: Western letters.
  static let leadC3: UInt8 = 5
  static let leadTwo: UInt8 = 6
  static let leadThree: UInt8 = 7
  static let leadFour: UInt8 = 8

  static func table() -> [UInt8] {
    (0...255).map { byte in
      switch UInt8(byte) {
      case 0x00...0x20, 0x7F: space
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): letter
      case 0x21..<0x7F: mark
      case 0xC2: leadC2
      case 0xC3: leadC3
      case 0xC4...0xDF: leadTwo
      case 0xE0...0xEF: leadThree
      case 0xF0...0xF4: leadFour
      default: mark
      }
    }
  }

  /// Lower case of ASCII, other bytes as they are.
  static func lowerTable() -> [UInt8] {
    (0...255).map { byte in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(UInt8(byte)) ? UInt8(byte) + 32 : UInt8(byte)
    }
  }

  /// Lower case of the letters U+0100 to U+07FF whose lower case is two bytes as well; others as they are.
  static func lowerTwoByteTable() -> [UInt16] {
    (0..<0x800).map { value in
      guard let scalar = Unicode.Scalar(UInt32(value)) else { return UInt16(value) }
      let lower = scalar.properties.lowercaseMapping.unicodeScalars
      guard lower.count == 1, let first = lower.first, first.value >= 0x80, first.value < 0x800 else {
        return UInt16(value)
      }
      return UInt16(first.value)
    }
  }
}
