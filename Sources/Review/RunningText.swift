import Core

/// A text with every run of white space as one space: what stays of it when its lines are broken elsewhere, when
/// paragraphs come in before or line ends behind.
struct RunningText {
  private(set) var bytes: [UInt8] = []
  /// Where each of them begins in the text itself, and where that ends.
  private var origins: [Int] = []

  init(_ text: some Collection<UInt8>) {
    bytes.reserveCapacity(text.count)
    origins.reserveCapacity(text.count + 1)
    for (place, byte) in text.enumerated() {
      // A no-break space is C2 A0: its second byte turns the first into a space.
      let isNoBreak = byte == 0xA0 && bytes.last == 0xC2 && origins.last == place - 1
      if isNoBreak {
        bytes.removeLast()
        origins.removeLast()
      }
      let isSpace = isNoBreak || byte == 0x20 || (0x09...0x0D).contains(byte)
      if isSpace, bytes.last == 0x20 { continue }
      bytes.append(isSpace ? 0x20 : byte)
      origins.append(isNoBreak ? place - 1 : place)
    }
    origins.append(text.count)
  }

  /// The same stretch of the text itself.
  func origin(of range: Range<Int>) -> Range<Int> { origins[range.lowerBound]..<origins[range.upperBound] }

  /// Where a sequence of bytes begins.
  func occurrences(of wanted: [UInt8]) -> [Int] {
    guard let first = wanted.first, bytes.count >= wanted.count else { return [] }
    return (0...(bytes.count - wanted.count)).filter { start in
      bytes[start] == first && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}
