import Core
import Foundation

/// The beginning of a report, and the lines that can be its chapters' headings.
struct HeadOfReport {
  private let words: FamilyWords
  /// Of the phrases asked for whether the beginning has them.
  private let phrases: [Bool]
  /// Of the chapters asked for whether the text has them.
  private var headings: [Bool]
  /// The first printed lines, without the blanks around them.
  private let lines: [UnsafeBufferPointer<UInt8>]
  /// The words of the first lines, as far as a family has asked for them.
  private var tokens: [[NameToken]] = []

  private static let length = 4096
  private static let longestHeading = 120
  private static let longestTitle = 300
  /// A title stands within so many lines, and is of at most three.
  private static let titleLines = 12
  private static let mostLines = titleLines + 3

  /// - Parameter text: must outlive this.
  init(_ text: UnsafeBufferPointer<UInt8>, _ words: FamilyWords) {
    self.words = words
    var length = min(text.count, Self.length)
    // No letter is cut.
    while length > 0, length < text.count, text[length] & 0xC0 == 0x80 { length -= 1 }
    let head = UnsafeBufferPointer(rebasing: text[..<length])
    lines = Self.lines(of: head)
    if NameCutter.knows(head) {
      phrases = words.phrases(in: head)
    } else {
      var key: [UInt8] = []
      appendNameKey(of: head, to: &key)
      phrases = key.withUnsafeBufferPointer { words.phrases(in: $0) }
    }
    headings = [Bool](repeating: false, count: words.chapterCount)
    readHeadings(of: text)
  }

  private static func lines(of text: UnsafeBufferPointer<UInt8>) -> [UnsafeBufferPointer<UInt8>] {
    var lines: [UnsafeBufferPointer<UInt8>] = []
    var start = 0
    for end in 0...text.count where end == text.count || (0x0A...0x0D).contains(text[end]) {
      defer { start = end + 1 }
      if lines.count == mostLines { break }
      var line = text[start..<end]
      while let first = line.first, first <= 0x20 || first == UInt8(ascii: "#") { line.removeFirst() }
      while let last = line.last, last <= 0x20 { line.removeLast() }
      if !line.isEmpty { lines.append(UnsafeBufferPointer(rebasing: line)) }
    }
    return lines
  }

  private mutating func readHeadings(of text: UnsafeBufferPointer<UInt8>) {
    guard words.chapterCount > 0, let bytes = text.baseAddress else { return }
    var key: [UInt8] = []
    var start = 0
    while start < text.count, let end = memchr(bytes + start, 0x0A, text.count - start) {
      let length = UnsafeRawPointer(bytes + start).distance(to: UnsafeRawPointer(end))
      defer { start += length + 1 }
      guard length <= Self.longestHeading else { continue }
      let line = UnsafeBufferPointer(start: bytes + start, count: length)
      guard words.mayBeginChapter(line) else { continue }
      key.removeAll(keepingCapacity: true)
      appendNameKey(of: line, to: &key)
      if let chapter = words.chapter(key) { headings[chapter] = true }
    }
  }

  func says(_ family: FamilyWords.Wanted) -> Bool {
    family.says.allSatisfy { phrases[$0] } && !family.saysNot.contains { phrases[$0] }
  }

  func bearsMark(of family: FamilyWords.Wanted) -> Bool { family.marks.contains { phrases[$0] } }

  func chapters(_ family: FamilyWords.Wanted) -> Int { family.chapters.count { headings[$0] } }

  /// The first of the lines, or of two or three that follow each other, that is a title of the family.
  mutating func title(
    of family: ReportFamily, _ wanted: FamilyWords.Wanted, names: AreaNames, lines limit: Int
  ) -> (text: String, names: NamePattern.Names)? {
    let isPossible = wanted.titles.map { $0.allSatisfy { phrases[$0] } }
    guard isPossible.contains(true) else { return nil }
    let patterns = zip(family.titles, isPossible).filter(\.1).map(\.0)
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
