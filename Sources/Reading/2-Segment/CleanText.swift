/// A paragraph as one would read it aloud, and the way back to where each byte stands in the document.
///
/// The buffers are kept from one paragraph to the next.
struct CleanText {
  private(set) var bytes: [UInt8] = []
  /// Where each copied piece begins, in the clean text and in the document; ascending in both.
  private var pieces: [(clean: Int, document: Int)] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
  }

  /// Copies a stretch of the document.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    pieces.append((bytes.count, range.lowerBound))
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[range]))
  }

  /// Adds a space that stands for a line end.
  mutating func appendSpace() { bytes.append(0x20) }

  /// Adds the end of a line that is a field of a form.
  ///
  /// - Parameter isLast: The last of its group, where a sentence would end.
  mutating func appendFieldEnd(isLast: Bool) {
    bytes.append(0x0A)
    if isLast { bytes.append(0x0A) }
  }

  mutating func removeLast(_ count: Int) { bytes.removeLast(count) }

  /// Where a stretch of the clean text stands in the document.
  func documentRange(_ start: Int, _ end: Int) -> Range<Int> {
    documentPosition(start)..<(documentPosition(end - 1) + 1)
  }

  private func documentPosition(_ position: Int) -> Int {
    var low = 0
    var high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].clean <= position { low = middle } else { high = middle }
    }
    return pieces[low].document + position - pieces[low].clean
  }
}
