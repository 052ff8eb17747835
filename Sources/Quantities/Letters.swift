/// Letters that are written in more than one way: with their marks apart (NFD), or two in one sign (ligatures).
enum Letters {
  /// The lower-case letter that a base and a combining mark make, by `base << 16 | mark`.
  static let composed: [UInt32: UInt32] = {
    // Equal by canonical equivalence, so that one table of whole letters answers for the pairs.
    var whole: [String: UInt32] = [:]
    for value in [0xDF...0x24F, 0x1E00...0x1EFF].joined() {
      guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.isLowercase else { continue }
      whole[String(scalar)] = UInt32(value)
    }
    let letters = Array(0x61...0x7A) + [0xE2, 0xEA, 0xF4, 0x103, 0x1A1, 0x1B0, 0xFC, 0xE6, 0xF8]
    var pairs: [UInt32: UInt32] = [:]
    for base in letters {
      for mark in 0x300...0x36F {
        guard let a = Unicode.Scalar(UInt32(base)), let b = Unicode.Scalar(UInt32(mark)) else { continue }
        if let found = whole[String(a) + String(b)] { pairs[UInt32(base) << 16 | UInt32(mark)] = found }
      }
    }
    return pairs
  }()

  /// Puts the combining mark to the last letter of a word; false where no such letter is known.
  static func compose(
    _ word: UnsafeMutablePointer<UInt8>, _ length: inout Int, mark: UInt32, capacity: Int
  ) -> Bool {
    guard length > 0, length + 2 <= capacity else { return false }
    var start = length - 1
    while start > 0, word[start] & 0xC0 == 0x80 { start -= 1 }
    var base = UInt32(word[start])
    switch length - start {
    case 1: break
    case 2: base = (base & 0x1F) << 6 | UInt32(word[start + 1] & 0x3F)
    case 3: base = (base & 0xF) << 12 | UInt32(word[start + 1] & 0x3F) << 6 | UInt32(word[start + 2] & 0x3F)
    default: return false
    }
    guard let letter = composed[base << 16 | mark] else { return false }
    if letter < 0x800 {
      word[start] = UInt8(0xC0 | letter >> 6)
      word[start + 1] = UInt8(0x80 | letter & 0x3F)
      length = start + 2
    } else {
      word[start] = UInt8(0xE0 | letter >> 12)
      word[start + 1] = UInt8(0x80 | letter >> 6 & 0x3F)
      word[start + 2] = UInt8(0x80 | letter & 0x3F)
      length = start + 3
    }
    return true
  }

  /// The letters of the ligature U+FB00 to U+FB06 with this last byte.
  static func ligature(_ last: UInt8) -> StaticString? {
    switch last {
    case 0x80: "ff"
    case 0x81: "fi"
    case 0x82: "fl"
    case 0x83: "ffi"
    case 0x84: "ffl"
    case 0x85, 0x86: "st"
    default: nil
    }
  }

  /// Nothing that is seen: zero-width space and joiners, marks of direction, byte order mark.
  @inline(__always)
  static func isInvisible(_ lead: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    lead == 0xE2
      && (second == 0x80 && ((0x8B...0x8F).contains(third) || (0xAA...0xAE).contains(third))
        || second == 0x81 && (third == 0xA0 || (0xA6...0xA9).contains(third)))
      || lead == 0xEF && second == 0xBB && third == 0xBF
  }

  /// A digit of another script: full-width, Arabic, Persian or Devanagari; its size in bytes, 0 for anything else.
  @inline(__always)
  static func digit(_ bytes: UnsafePointer<UInt8>, _ index: Int, _ end: Int) -> (value: Int64, size: Int) {
    guard index + 1 < end else { return (0, 0) }
    let (lead, second) = (bytes[index], bytes[index + 1])
    switch lead {
    case 0xD9 where (0xA0...0xA9).contains(second): return (Int64(second - 0xA0), 2)
    case 0xDB where (0xB0...0xB9).contains(second): return (Int64(second - 0xB0), 2)
    case 0xE0 where second == 0xA5 && index + 2 < end && (0xA6...0xAF).contains(bytes[index + 2]):
      return (Int64(bytes[index + 2] - 0xA6), 3)
    case 0xEF where second == 0xBC && index + 2 < end && (0x90...0x99).contains(bytes[index + 2]):
      return (Int64(bytes[index + 2] - 0x90), 3)
    default: return (0, 0)
    }
  }
}
