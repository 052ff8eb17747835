/// The phrases, words of titles and chapters by which families are known, those of all together, so that a text is looked through once.
struct FamilyWords: Sendable {
  private struct Phrase {
    /// As the family has it.
    var text: String
    /// Without the asterisk that lets its last word go on.
    var bytes: [UInt8]
    var isOpen: Bool
  }

  /// By their first byte.
  private var phrases = [[Phrase]](repeating: [], count: 256)
  private var chapters: Set<[UInt8]> = []
  private var beginsChapter = [Bool](repeating: false, count: 256)

  var hasChapters: Bool { !chapters.isEmpty }

  init(_ families: [ReportFamily]) {
    let texts = families.flatMap { family in
      family.phrases + family.foreignPhrases + family.marks + family.titles.flatMap(\.words)
    }
    for text in Set(texts) {
      let isOpen = text.hasSuffix("*")
      let bytes = Array(isOpen ? text.utf8.dropLast() : text.utf8[...])
      if let first = bytes.first {
        phrases[Int(first)].append(Phrase(text: text, bytes: bytes, isOpen: isOpen))
      }
    }
    for name in families.flatMap(\.chapters) {
      chapters.insert(Array(name.utf8))
      if let first = name.utf8.first { beginsChapter[Int(first)] = true }
    }
  }

  /// The phrases that a text has.
  ///
  /// - Parameter words: in lower case, a space between them.
  func phrases(in words: [UInt8]) -> Set<String> {
    var found: Set<String> = []
    var isStart = true
    for place in words.indices {
      defer { isStart = words[place] == 0x20 }
      guard isStart else { continue }
      for phrase in phrases[Int(words[place])] where words[place...].starts(with: phrase.bytes) {
        let end = place + phrase.bytes.count
        if phrase.isOpen || end == words.count || words[end] == 0x20 { found.insert(phrase.text) }
      }
    }
    return found
  }

  /// - Parameter key: as `appendNameKey` makes it.
  func isChapter(_ key: [UInt8]) -> Bool { chapters.contains(key) }

  /// Whether a line's first sign can be a chapter's: most lines are prose and are passed over by it.
  func mayBeginChapter(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in line {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): return beginsChapter[Int(byte) + 32]
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        return beginsChapter[Int(byte)]
      case 0x80...: return true
      default: continue
      }
    }
    return false
  }
}
