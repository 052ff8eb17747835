/// The phrases, words of titles and chapters by which families are known, those of all together, so that a text is
/// looked through once. A phrase is known by its number.
struct FamilyWords: Sendable {
  /// What a family asks for, as numbers of phrases.
  struct Wanted: Sendable {
    var says: [Int]
    var saysNot: [Int]
    var marks: [Int]
    /// Of each title the words without which no line is it.
    var titles: [[Int]]
    var chapters: [Int]
  }

  private struct Phrase {
    /// In lower case, a space between words; without the asterisk that lets its last word go on.
    var bytes: [UInt8]
    var isOpen: Bool
    var number: Int
  }

  /// In the order of the families.
  let wanted: [Wanted]
  /// How many phrases and words there are.
  let count: Int
  /// How many chapters there are.
  let chapterCount: Int
  /// By their first byte.
  private var phrases = [[Phrase]](repeating: [], count: 256)
  /// Whether a phrase begins with these two bytes: one bit each. Most words are passed over by it.
  private var begins = [UInt64](repeating: 0, count: 1024)
  private var chapters: [[UInt8]: Int] = [:]
  private var beginsChapter = [UInt64](repeating: 0, count: 1024)

  init(_ families: [ReportFamily]) {
    var numbers: [String: Int] = [:]
    var chapters: [[UInt8]: Int] = [:]
    func number(_ text: String) -> Int {
      if let number = numbers[text] { return number }
      numbers[text] = numbers.count
      return numbers.count - 1
    }
    wanted = families.map { family in
      Wanted(
        says: family.phrases.map(number), saysNot: family.foreignPhrases.map(number),
        marks: family.marks.map(number), titles: family.titles.map { $0.words.map(number) },
        chapters: family.chapters.map { name in
          let key = Array(name.utf8)
          if let number = chapters[key] { return number }
          chapters[key] = chapters.count
          return chapters.count - 1
        })
    }
    count = numbers.count
    chapterCount = chapters.count
    self.chapters = chapters
    for (text, number) in numbers.sorted(by: { $0.value < $1.value }) {
      let isOpen = text.hasSuffix("*")
      let bytes = Array(isOpen ? text.utf8.dropLast() : text.utf8[...])
      guard let first = bytes.first else { continue }
      phrases[Int(first)].append(Phrase(bytes: bytes, isOpen: isOpen, number: number))
      Self.note(bytes, in: &begins)
    }
    for key in chapters.keys { Self.note(key, in: &beginsChapter) }
  }

  /// Notes how a phrase begins; where its first word is of one byte, any second byte may follow.
  private static func note(_ bytes: [UInt8], in table: inout [UInt64]) {
    guard let first = bytes.first else { return }
    let second = bytes.dropFirst().first ?? 0x20
    for byte in second == 0x20 ? UInt8.min...UInt8.max : second...second {
      let place = Int(first) << 8 | Int(byte)
      table[place >> 6] |= 1 << UInt64(place & 63)
    }
  }

  @inline(__always)
  private static func has(_ table: UnsafeBufferPointer<UInt64>, _ first: UInt8, _ second: UInt8) -> Bool {
    let place = Int(first) << 8 | Int(second)
    return table[place >> 6] & (1 << UInt64(place & 63)) != 0
  }

  /// Of each phrase whether a text has it.
  ///
  /// - Parameter text: whose signs `NameCutter` knows.
  func phrases(in text: UnsafeBufferPointer<UInt8>) -> [Bool] {
    var found = [Bool](repeating: false, count: count)
    let cutter = NameCutter(text)
    begins.withUnsafeBufferPointer { begins in
      var before = NameCutter.Sign.mark
      var index = 0
      while index < text.count {
        let sign = cutter.sign(at: index)
        defer {
          before = sign.kind
          index += sign.size
        }
        guard sign.kind != .mark, sign.kind != before else { continue }
        let first = sign.size == 2 ? text[index] : sign.low
        let second = sign.size == 2 ? sign.low : cutter.low(at: index + 1)
        guard Self.has(begins, first, second) else { continue }
        for phrase in phrases[Int(first)]
        where !found[phrase.number] && cutter.has(phrase.bytes, at: index, isOpen: phrase.isOpen) {
          found[phrase.number] = true
        }
      }
    }
    return found
  }

  /// The number of a chapter.
  ///
  /// - Parameter key: as `appendNameKey` makes it.
  func chapter(_ key: [UInt8]) -> Int? { chapters[key] }

  /// Whether a line's first word can be a chapter's: most lines are prose and are passed over by it.
  func mayBeginChapter(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in line.indices {
      let low: UInt8
      switch line[index] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): low = line[index] + 32
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): low = line[index]
      case 0x80...: return true
      default: continue
      }
      guard index + 1 < line.count else { return true }
      let second = line[index + 1]
      // A letter of more bytes may be written in capitals.
      if second >= 0x80 { return true }
      let lowSecond = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(second) ? second + 32 : second
      return beginsChapter.withUnsafeBufferPointer { Self.has($0, low, lowSecond) }
    }
    return false
  }
}
