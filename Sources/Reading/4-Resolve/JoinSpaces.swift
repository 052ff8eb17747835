import Core

/// A stretch of text with one space for each run of white space, and none at its ends.
///
/// - Parameter text: valid UTF-8.
func joiningSpaces(_ text: UnsafeBufferPointer<UInt8>) -> String {
  var bytes: [UInt8] = []
  forEachWord(of: text) { word in
    if !bytes.isEmpty { bytes.append(0x20) }
    bytes.append(contentsOf: word)
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// The stretches between white space, as Unicode has it (White_Space), in order.
func forEachWord(
  of text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
) {
  var start = 0
  var place = 0
  func close(_ end: Int) {
    if end > start { body(UnsafeBufferPointer(rebasing: text[start..<end])) }
  }
  while place < text.count {
    let length = spaceLength(text, place)
    guard length > 0 else {
      place += 1
      continue
    }
    close(place)
    place += length
    start = place
  }
  close(text.count)
}

/// How many bytes the white space takes that begins at this byte; 0 where none does.
private func spaceLength(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
  switch text[place] {
  case 0x20, 0x09...0x0D: return 1
  case 0xC2:
    let next = place + 1 < text.count ? text[place + 1] : 0
    return next == 0x85 || next == 0xA0 ? 2 : 0
  case 0xE1, 0xE2, 0xE3:
    guard place + 2 < text.count else { return 0 }
    switch (text[place], text[place + 1], text[place + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9),
      (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return 3
    default: return 0
    }
  default: return 0
  }
}

extension UnsafeBufferPointer<UInt8> {
  subscript(span: ByteSpan) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: self[Int(span.start)..<Int(span.end)])
  }
}
