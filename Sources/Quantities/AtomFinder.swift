/// Finds the patterns of a set that a word matches.
struct AtomFinder {
  private let atoms: [PatternSet.Atom]
  private var exact: [[UInt8]: Int32] = [:]
  /// Patterns for the beginning of a word, by its first byte.
  private var prefixes = [[Int32]](repeating: [], count: 256)
  /// Patterns for the end of a word, by its last byte.
  private var suffixes = [[Int32]](repeating: [], count: 256)
  private var infixes: [Int32] = []

  init(_ patterns: PatternSet) {
    atoms = patterns.atoms
    for (index, atom) in atoms.enumerated() {
      switch atom.shape {
      case .exact: exact[atom.bytes] = Int32(index)
      case .prefix: prefixes[Int(atom.bytes[0])].append(Int32(index))
      case .suffix: suffixes[Int(atom.bytes[atom.bytes.count - 1])].append(Int32(index))
      case .infix: infixes.append(Int32(index))
      }
    }
  }

  /// In ascending order.
  func atoms(of word: UnsafeBufferPointer<UInt8>) -> [Int32] {
    guard let first = word.first, let last = word.last else { return [] }
    var found: [Int32] = []
    if let atom = exact[Array(word)] { found.append(atom) }
    for atom in prefixes[Int(first)] where matches(word, at: 0, atom) { found.append(atom) }
    for atom in suffixes[Int(last)] where matches(word, at: word.count - atoms[Int(atom)].bytes.count, atom) {
      found.append(atom)
    }
    for atom in infixes where contains(word, atoms[Int(atom)].bytes) { found.append(atom) }
    return found.sorted()
  }

  private func matches(_ word: UnsafeBufferPointer<UInt8>, at start: Int, _ atom: Int32) -> Bool {
    let bytes = atoms[Int(atom)].bytes
    guard start >= 0, start + bytes.count <= word.count else { return false }
    for index in bytes.indices where word[start + index] != bytes[index] { return false }
    return true
  }

  private func contains(_ word: UnsafeBufferPointer<UInt8>, _ bytes: [UInt8]) -> Bool {
    guard bytes.count <= word.count else { return false }
    outer: for start in 0...(word.count - bytes.count) {
      for index in bytes.indices where word[start + index] != bytes[index] { continue outer }
      return true
    }
    return false
  }
}
