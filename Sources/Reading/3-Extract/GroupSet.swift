import Quantities

/// A set of pattern groups.
struct GroupSet {
  private var bits: [UInt64]
  private var isEmpty = true

  /// - Parameter groups: how many there are; 0 makes a set that only holds the place of another.
  init(_ groups: Int) {
    bits = groups == 0 ? [] : [UInt64](repeating: 0, count: groups / 64 + 1)
  }

  mutating func removeAll() {
    guard !isEmpty else { return }
    for index in bits.indices { bits[index] = 0 }
    isEmpty = true
  }

  /// Whether the group was not there before.
  mutating func insert(_ group: Int32) -> Bool {
    let bit: UInt64 = 1 << UInt64(group & 63)
    let index = Int(group >> 6)
    guard bits[index] & bit == 0 else { return false }
    bits[index] |= bit
    isEmpty = false
    return true
  }

  mutating func insert(_ matches: ArraySlice<Match>) {
    for match in matches { _ = insert(match.group) }
  }

  func contains(_ group: Int32) -> Bool {
    bits[Int(group >> 6)] & (1 << UInt64(group & 63)) != 0
  }
}
