import Core

/// The most frequent words of the installed languages, in one table, by which a text's language is told.
///
/// The method is that of short words (Grefenstette, "Comparing two language identification schemes", 1995): a language
/// shows itself by its function words, which are few and the same in all texts.
struct FrequentWords: Sendable {
  /// Sorted by code.
  private let languages: [String]
  /// By a word's hash, open addressing; 0 is a free place.
  private var keys: [UInt64]
  /// Of each key the languages that have the word, a bit each.
  private var owners: [UInt64]

  private static let mostWords = 4000
  /// From so many words on a language that is far ahead is taken.
  private static let fewestWords = 400
  private static let farAhead = 2

  /// - Parameter packs: 64 at most.
  init(_ packs: [LanguagePack]) {
    let languages = packs.map(\.code).sorted()
    self.languages = languages
    let words = packs.flatMap { pack in
      let bit = UInt64(1) << UInt64(languages.firstIndex(of: pack.code) ?? 0)
      return pack.frequentWords.map { (Self.key(of: $0), bit) }
    }
    var room = 64
    while room < words.count * 4 { room *= 2 }
    keys = [UInt64](repeating: 0, count: room)
    owners = [UInt64](repeating: 0, count: room)
    for (key, owner) in words {
      let place = place(of: key)
      keys[place] = key
      owners[place] |= owner
    }
  }

  /// The place of a key, or the free one where it would stand.
  @inline(__always)
  private func place(of key: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: key ^ key >> 29) & (keys.count - 1)
    while keys[place] != key, keys[place] != 0 { place = (place + 1) & (keys.count - 1) }
    return place
  }

  private static func key(of word: String) -> UInt64 {
    var key = Self.start
    for byte in word.lowercased().utf8 { key = mix(key, byte) }
    return key
  }

  /// FNV-1a.
  private static let start: UInt64 = 0xCBF2_9CE4_8422_2325
  @inline(__always)
  private static func mix(_ key: UInt64, _ byte: UInt8) -> UInt64 { (key ^ UInt64(byte)) &* 0x100_0000_01B3 }

  func language(of text: UnsafeBufferPointer<UInt8>) -> String? {
    var hits = [Int](repeating: 0, count: languages.count)
    var words = 0
    var index = 0
    while index < text.count, words < Self.mostWords {
      var key = Self.start
      let start = index
      while index < text.count {
        let (length, low) = Self.letter(text, index)
        guard length > 0 else { break }
        if length == 2 { key = Self.mix(key, text[index]) }
        key = Self.mix(key, low)
        index += length
      }
      guard index > start else {
        index += 1
        continue
      }
      words += 1
      var owners = owners[place(of: key)]
      while owners != 0 {
        hits[owners.trailingZeroBitCount] += 1
        owners &= owners - 1
      }
      if words % Self.fewestWords == 0, let ahead = farAhead(hits, words) { return languages[ahead] }
    }
    guard words > 0, let best = best(hits), hits[best] * 20 >= words else { return nil }
    return languages[best]
  }

  private func best(_ hits: [Int]) -> Int? { hits.indices.max { (hits[$0], -$0) < (hits[$1], -$1) } }

  /// The language that has a fifth of the words, and twice as many as any other.
  private func farAhead(_ hits: [Int], _ words: Int) -> Int? {
    guard let best = best(hits), hits[best] * 5 >= words else { return nil }
    let isAhead = hits.indices.allSatisfy { $0 == best || hits[$0] * Self.farAhead <= hits[best] }
    return isAhead ? best : nil
  }

  /// The bytes of the letter that stands here, 0 where none does, and its last byte in lower case. What is beyond
  /// Latin-1 counts as a letter, save punctuation.
  @inline(__always)
  private static func letter(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> (length: Int, low: UInt8) {
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): return (1, byte)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): return (1, byte + 32)
    case 0xC3:
      guard index + 1 < text.count else { return (0, 0) }
      let second = text[index + 1]
      return (2, (0x80...0x9E).contains(second) && second != 0x97 ? second + 0x20 : second)
    case 0xC2, 0xE2, 0x00...0x7F: return (0, 0)
    default: return (1, byte)
    }
  }
}
