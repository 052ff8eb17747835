/// A rule file's bytes without the lists of its examples, which are more than half of it and say nothing to who reads
/// texts. Their lines stay, empty, so that errors name the right line.
func withoutExamples(_ bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count / 2)
  var start = 0
  var isExample = false
  while start < bytes.count {
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    let line = bytes[start..<end]
    // Only a key at the margin begins something else; items of a list may stand there too.
    if let first = line.first, ![0x20, 0x09, 0x0D, UInt8(ascii: "-"), UInt8(ascii: "#")].contains(first) {
      isExample = line.starts(with: "examples:".utf8) || line.starts(with: "counterexamples:".utf8)
    }
    if !isExample { result += line }
    if end < bytes.count { result.append(0x0A) }
    start = end + 1
  }
  return result
}
