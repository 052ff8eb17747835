import Foundation

/// Makes the digits that a PDF prints raised and small, right behind a word, what they are: footnotes' marks.
///
/// In plain text the mark of "4,9" with note 4 is one digit more of the figure. The places of the words tell it: what
/// pdftotext writes of them (`-bbox`) has the same words in the same order. Where a page's words do not agree with
/// its text, the page stays as it is.
///
/// - Parameters:
///   - text: UTF-8, pages parted by form feeds.
///   - places: XHTML with a `word` for each word.
func raiseDigits(in text: [UInt8], places: [UInt8]) -> [UInt8] {
  let pages = WordPlaces.pages(of: places)
  guard pages.contains(where: { $0.contains(where: \.isRaised) }) else { return text }
  var result: [UInt8] = []
  result.reserveCapacity(text.count + 64)
  var start = 0
  for (number, words) in pages.enumerated() {
    let end = text[start...].firstIndex(of: 0x0C) ?? text.count
    let page = text[start..<end]
    result += raised(page, words) ?? Array(page)
    start = end
    if start < text.count {
      result.append(0x0C)
      start += 1
    }
    if number == pages.count - 1 { result += text[start...] }
  }
  return result
}

/// The page with its raised digits; nil where its words are others.
private func raised(_ page: ArraySlice<UInt8>, _ words: [WordPlaces.Word]) -> [UInt8]? {
  guard words.contains(where: \.isRaised) else { return nil }
  var result: [UInt8] = []
  var place = page.startIndex
  for word in words {
    while place < page.endIndex, page[place] <= 0x20 {
      result.append(page[place])
      place += 1
    }
    guard page[place...].starts(with: word.bytes) else { return nil }
    result += word.isRaised ? word.bytes.flatMap(raised) : word.bytes
    place += word.bytes.count
  }
  guard page[place...].allSatisfy({ $0 <= 0x20 }) else { return nil }
  return result + page[place...]
}

private func raised(_ digit: UInt8) -> [UInt8] {
  switch digit - 0x30 {
  case 1: [0xC2, 0xB9]
  case 2, 3: [0xC2, 0xB0 + digit - 0x30]
  default: [0xE2, 0x81, 0xB0 + digit - 0x30]
  }
}

/// Words with their boxes.
private enum WordPlaces {
  struct Word {
    var bytes: [UInt8]
    var isRaised: Bool
  }

  private struct Box {
    var left = 0.0
    var top = 0.0
    var right = 0.0
    var bottom = 0.0
    var height: Double { bottom - top }
  }

  static func pages(of xhtml: [UInt8]) -> [[Word]] {
    var pages: [[Word]] = []
    var last: Box?
    for line in String(decoding: xhtml, as: UTF8.self).split(separator: "\n") {
      let line = line.drop { $0 == " " }
      if line.hasPrefix("<page ") {
        pages.append([])
        last = nil
      }
      guard line.hasPrefix("<word "), !pages.isEmpty, let open = line.firstIndex(of: ">"),
        let close = line.range(of: "</word>")
      else { continue }
      let box = box(of: line[..<open])
      let text = unescaped(line[line.index(after: open)..<close.lowerBound])
      let bytes = Array(text.utf8)
      let isDigits = (1...3).contains(bytes.count) && bytes.allSatisfy { (0x30...0x39).contains($0) }
      pages[pages.count - 1].append(Word(bytes: bytes, isRaised: isDigits && isRaised(box, behind: last)))
      last = box
    }
    return pages
  }

  /// Right behind the word before, smaller, and higher on the page.
  private static func isRaised(_ box: Box, behind last: Box?) -> Bool {
    guard let last else { return false }
    return abs(box.left - last.right) < last.height * 0.1 && box.height < last.height * 0.9
      && box.top < last.top
      && box.bottom < last.bottom && box.bottom > last.top
  }

  private static func box(of tag: Substring) -> Box {
    func number(_ name: String) -> Double {
      guard let start = tag.range(of: "\(name)=\"")?.upperBound,
        let end = tag[start...].firstIndex(of: "\"")
      else { return 0 }
      return Double(tag[start..<end]) ?? 0
    }
    return Box(left: number("xMin"), top: number("yMin"), right: number("xMax"), bottom: number("yMax"))
  }

  private static func unescaped(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    return text.replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
      .replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&apos;", with: "'")
      .replacingOccurrences(of: "&#39;", with: "'").replacingOccurrences(of: "&amp;", with: "&")
  }
}
