/// Numbers inside longer words: "tvåhundrafemtio", "sjuprocentspärren", "förstaplats".
extension WordModel {
  /// A number read from a word's beginning.
  struct Prefix {
    var value: Int64
    var length: Int
    var isOrdinal: Bool
    /// The scale it ends with, or 0.
    var scale: Int64
  }

  /// Fills in what a word is when it is made of number parts; leaves it alone otherwise.
  func analyseCompound(_ word: UnsafeBufferPointer<UInt8>, into result: inout Word) {
    guard let first = word.first, !parts[Int(first)].isEmpty else { return }
    var budget = 64
    _ = extend(word, from: 0, with: NumeralSum(), count: 0, budget: &budget) { prefix, count in
      if prefix.length == word.count {
        guard count > 1 else { return false }
        result.classes.insert(prefix.isOrdinal ? .ordinal : .numeral)
        result.value = prefix.value
        if !prefix.isOrdinal { result.scale = prefix.scale }
        return true
      }
      if prefix.isOrdinal, prefix.value > 1, denominatorSuffixes.contains(Array(word[prefix.length...])) {
        result.classes.insert(.denominator)
        result.value = prefix.value
        return true
      }
      if let denominator = denominator(of: word, at: prefix.length), !prefix.isOrdinal {
        result.classes.insert(.compound)
        result.value = prefix.value
        result.denominator = denominator
        return true
      }
      guard let unit = head(of: word, at: prefix.length) else { return false }
      result.classes.insert(.compound)
      result.value = prefix.value
      result.unit = unit
      result.isOrdinalCompound = prefix.isOrdinal
      return true
    }
  }

  /// Tries every way to continue the number at `start`, longest part first, until `accept` takes one.
  ///
  /// - Parameter budget: how many parts may be tried; bounds the work on hostile words.
  private func extend(
    _ word: UnsafeBufferPointer<UInt8>, from start: Int, with sum: NumeralSum, count: Int, budget: inout Int,
    accept: (Prefix, Int) -> Bool
  ) -> Bool {
    guard start < word.count else { return false }
    for part in parts[Int(word[start])] where matches(word, at: start, part.bytes) {
      budget -= 1
      guard budget > 0 else { return false }
      var next = sum
      let isScale = !part.isJoint && NumeralSum.isScale(part.value)
      guard next.add(part.value, isScale: isScale) else { continue }
      let end = start + part.bytes.count
      if !part.isOrdinal,
        extend(word, from: end, with: next, count: count + 1, budget: &budget, accept: accept)
      {
        return true
      }
      if part.isJoint { continue }
      let prefix = Prefix(
        value: next.value, length: end, isOrdinal: part.isOrdinal, scale: isScale ? part.value : 0)
      if accept(prefix, count + 1) { return true }
    }
    return false
  }

  /// The longest name of a fraction that stands here.
  private func denominator(of word: UnsafeBufferPointer<UInt8>, at start: Int) -> Int64? {
    denominators.first { matches(word, at: start, $0.bytes) }?.value
  }

  /// The unit whose head the word begins with at `start`.
  func head(of word: UnsafeBufferPointer<UInt8>, at start: Int) -> Int16? {
    heads.first { matches(word, at: start, $0.bytes) }?.unit
  }

  private func matches(_ word: UnsafeBufferPointer<UInt8>, at start: Int, _ bytes: [UInt8]) -> Bool {
    guard start + bytes.count <= word.count else { return false }
    for index in bytes.indices where word[start + index] != bytes[index] { return false }
    return true
  }
}
