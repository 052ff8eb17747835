import Core

/// The beginning of a report, and the lines that can be its chapters' headings.
struct HeadOfReport {
  /// Those of the phrases asked for that the beginning has.
  private var phrases: Set<String> = []
  /// Those of the chapters asked for that the text has.
  private var headings: Set<[UInt8]> = []
  /// The first printed lines, without the blanks around them.
  private let lines: [UnsafeBufferPointer<UInt8>]
  /// The words of the first lines, as far as a family has asked for them.
  private var tokens: [[NameToken]] = []

  private static let length = 4096
  private static let longestHeading = 120
  private static let longestTitle = 300
  /// A title stands within so many lines, and is of at most three.
  private static let titleLines = 12

  /// - Parameter text: must outlive this.
  init(_ text: UnsafeBufferPointer<UInt8>, _ wanted: FamilyWords) {
    lines = Self.lines(of: UnsafeBufferPointer(rebasing: text.prefix(Self.length)))
    var words: [UInt8] = []
    words.reserveCapacity(Self.length + 256)
    for line in lines {
      if !words.isEmpty { words.append(0x20) }
      appendNameKey(of: line, to: &words)
    }
    phrases = wanted.phrases(in: words)
    readHeadings(of: text, wanted)
  }

  private static func lines(of text: UnsafeBufferPointer<UInt8>) -> [UnsafeBufferPointer<UInt8>] {
    var lines: [UnsafeBufferPointer<UInt8>] = []
    var start = 0
    for end in 0...text.count where end == text.count || (0x0A...0x0D).contains(text[end]) {
      defer { start = end + 1 }
      var line = text[start..<end]
      while let first = line.first, first <= 0x20 || first == UInt8(ascii: "#") { line.removeFirst() }
      while let last = line.last, last <= 0x20 { line.removeLast() }
      if !line.isEmpty { lines.append(UnsafeBufferPointer(rebasing: line)) }
    }
    return lines
  }

  private mutating func readHeadings(of text: UnsafeBufferPointer<UInt8>, _ wanted: FamilyWords) {
    guard wanted.hasChapters else { return }
    var key: [UInt8] = []
    var start = 0
    while start < text.count {
      let rest = UnsafeBufferPointer(rebasing: text[start...])
      guard let length = rest.firstIndex(of: 0x0A) else { return }
      defer { start += length + 1 }
      let line = UnsafeBufferPointer(rebasing: rest[..<length])
      guard length <= Self.longestHeading, wanted.mayBeginChapter(line) else { continue }
      key.removeAll(keepingCapacity: true)
      appendNameKey(of: line, to: &key)
      if wanted.isChapter(key) { headings.insert(key) }
    }
  }

  func says(_ family: ReportFamily) -> Bool {
    phrases.isSuperset(of: family.phrases) && phrases.isDisjoint(with: family.foreignPhrases)
  }

  func bearsMark(of family: ReportFamily) -> Bool { !phrases.isDisjoint(with: family.marks) }

  func chapters(_ family: ReportFamily) -> Int {
    family.chapters.count { headings.contains(Array($0.utf8)) }
  }

  /// The first of the lines, or of two or three that follow each other, that is a title of the family.
  mutating func title(
    of family: ReportFamily, names: AreaNames, lines limit: Int
  ) -> (text: String, names: NamePattern.Names)? {
    let patterns = family.titles.filter { $0.words.allSatisfy { phrases.contains($0) } }
    guard !patterns.isEmpty else { return nil }
    for start in lines.indices.prefix(min(limit, Self.titleLines)) {
      for length in [3, 2, 1] where start + length <= lines.count {
        let lines = lines[start..<(start + length)]
        let bytes = lines.reduce(length - 1) { $0 + $1.count }
        guard bytes <= Self.longestTitle, lines.last?.last != UInt8(ascii: ".") else { continue }
        while tokens.count < start + length {
          tokens.append(nameTokens(String(decoding: self.lines[tokens.count], as: UTF8.self)))
        }
        let words = length == 1 ? tokens[start] : Array(tokens[start..<(start + length)].joined())
        for pattern in patterns {
          let found = pattern.names(in: words) { family.countries.area($0) ?? names.area($0) }
          if let found {
            return (lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " "), found)
          }
        }
      }
    }
    return nil
  }
}
