import Core

/// Counts code points along a text; cheap as long as it is asked for later and later places.
struct CharacterCursor {
  private let text: UnsafeBufferPointer<UInt8>
  private var byte = 0
  private var characters = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  /// Code points before this byte.
  mutating func character(at target: Int) -> Int {
    if target < byte { (byte, characters) = (0, 0) }
    while byte < target {
      if text[byte] & 0xC0 != 0x80 { characters += 1 }
      byte += 1
    }
    return characters
  }
}
