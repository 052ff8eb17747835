/// Finds the code point that begins at a byte of a UTF-8 text, in constant time.
package struct CharacterIndex {
  private let text: UnsafeBufferPointer<UInt8>
  /// Code points before each block.
  private let before: [Int]
  private static let block = 512

  /// Counts once through the text, which must outlive the index.
  package init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    var counts = [0]
    counts.reserveCapacity(text.count / Self.block + 2)
    var count = 0
    for (index, byte) in text.enumerated() {
      if byte & 0xC0 != 0x80 { count += 1 }
      if (index + 1) % Self.block == 0 { counts.append(count) }
    }
    before = counts
  }

  /// Code points before this byte.
  package func character(at byte: Int) -> Int {
    let block = byte / Self.block
    var count = before[block]
    for index in (block * Self.block)..<byte where text[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }

  package func span(_ bytes: Range<Int>) -> Span {
    Span(
      charStart: character(at: bytes.lowerBound), charEnd: character(at: bytes.upperBound),
      byteStart: bytes.lowerBound, byteEnd: bytes.upperBound)
  }

  package func quote(_ span: Span) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: text[span.byteStart..<span.byteEnd]), as: UTF8.self)
  }
}
