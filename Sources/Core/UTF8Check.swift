/// Where a stretch of bytes stops being UTF-8; nil where it is UTF-8 throughout.
///
/// Overlong forms, surrogates and code points beyond U+10FFFF are not UTF-8.
package func firstInvalidUTF8(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var index = 0
  let end = bytes.count
  while index < end {
    // Eight ASCII bytes at a time.
    while index + 8 <= end,
      UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + index).loadUnaligned(as: UInt64.self)
        & 0x8080_8080_8080_8080 == 0
    {
      index += 8
    }
    guard index < end else { return nil }
    let lead = bytes[index]
    if lead < 0x80 {
      index += 1
      continue
    }
    let size: Int
    switch lead {
    case 0xC2...0xDF: size = 2
    case 0xE0...0xEF: size = 3
    case 0xF0...0xF4: size = 4
    default: return index
    }
    guard index + size <= end else { return index }
    let second = bytes[index + 1]
    let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
    let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
    guard second >= lowest, second <= highest else { return index }
    for offset in 2..<max(2, size) where bytes[index + offset] & 0xC0 != 0x80 { return index }
    index += size
  }
  return nil
}
