import CGumbo
import Core

/// Gumbo, by whose tree the text of pages is found; stored with every document.
let htmlConverter = "gumbo"

/// The text of a page: its title, headings, paragraphs, items of lists and rows of tables, with an empty line between, and
/// a tab between the cells of a row.
///
/// What leads about the site is no text: navigation, menus, controls, lists of links, and what stands before the title
/// within the report. Where the page says which part of it is the report (`main`, `article`), nothing else is read.
///
/// - Parameters:
///   - bytes: As received.
///   - declared: The encoding that the user gave.
///   - name: How errors call the file.
/// - Throws: `Failure` of kind `data`: no text, an encoding that is not read, elements too deep in each other.
func htmlText(_ bytes: [UInt8], as declared: TextEncoding?, named name: String) throws -> [UInt8] {
  let page = try decodeText(bytes, as: htmlEncoding(of: bytes, declared: declared, named: name), named: name)
  let (blocks, title) = try page.withUnsafeBufferPointer { page in
    let tree = try HTMLTree(page, named: name)
    return (HTMLBlocks(tree.root), HTMLBlocks.title(of: tree.root))
  }
  var text: [UInt8] = []
  let kept = blocks.ofReport()
  if !kept.contains(where: { $0.kind == .title }) { text += title }
  for block in kept {
    if !text.isEmpty { text += [0x0A, 0x0A] }
    text += blocks.bytes[block.range]
  }
  text.append(0x0A)
  guard !kept.isEmpty else {
    throw Failure(
      .data, "the page holds no text of a report: only navigation, frames or scripts", place: name,
      remedy: "Open it in a browser and save the page that shows the report, or its text")
  }
  return text
}

extension HTMLBlocks {
  /// The blocks that are the report's.
  func ofReport() -> [HTMLBlock] {
    var blocks = withoutLinks(inReport(all))
    // The way to the page stands before its title.
    if let title = blocks.firstIndex(where: { $0.kind == .title }),
      blocks[..<title].reduce(0, { $0 + $1.range.count }) <= Self.longestWay
    {
      blocks.removeFirst(title)
    }
    return blocks
  }

  /// In bytes.
  private static let longestWay = 600

  /// Those of the `main` with the most text, where it has a quarter of all, and of the `article` in it that has most of
  /// that; where no part is marked `main`, of such an `article`.
  private func inReport(_ blocks: [HTMLBlock]) -> [HTMLBlock] {
    var blocks = blocks
    var least = 0.25
    for part in [\HTMLBlock.main, \HTMLBlock.article] {
      let total = blocks.reduce(0) { $0 + $1.range.count - $1.linked }
      var sizes: [Int: Int] = [:]
      for block in blocks where block[keyPath: part] > 0 {
        sizes[block[keyPath: part], default: 0] += block.range.count - block.linked
      }
      let largest = sizes.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
      guard let largest, Double(largest.value) >= least * Double(total) else { continue }
      blocks.removeAll { $0[keyPath: part] != largest.key }
      least = 0.8
    }
    return blocks
  }

  /// Without blocks that are links to other pages or bear no letter and no digit, lists of links within the page, and what
  /// at the end only announces these: a short line such as "On this page".
  private func withoutLinks(_ blocks: [HTMLBlock]) -> [HTMLBlock] {
    func isLink(_ block: HTMLBlock) -> Bool { block.linked * 10 >= block.range.count * 8 }
    func isContents(_ block: HTMLBlock) -> Bool {
      block.kind == .item && (block.linked + block.linkedWithin) * 10 >= block.range.count * 8
    }
    func isSign(_ block: HTMLBlock) -> Bool {
      block.kind != .row && !bytes[block.range].contains { $0 >= 0x80 || isASCIILetterOrDigit($0) }
    }
    func announces(_ block: HTMLBlock) -> Bool {
      let text = bytes[block.range]
      let isOpen = text.last.map { $0 == UInt8(ascii: ":") || isASCIILetterOrDigit($0) } ?? false
      return block.kind != .title && block.kind != .row && text.count <= 40 && isOpen
        && !text.contains { (0x30...0x39).contains($0) }
    }
    var kept: [(block: HTMLBlock, place: Int)] = []
    var place = 0
    while place < blocks.count {
      let end = blocks[place...].firstIndex { !isContents($0) } ?? blocks.count
      if end - place >= 3 {
        place = end
        continue
      }
      if !isLink(blocks[place]), !isSign(blocks[place]) { kept.append((blocks[place], place)) }
      place += 1
    }
    var end = blocks.count
    while let last = kept.last, last.place + 1 < end, announces(last.block) {
      end = last.place
      kept.removeLast()
    }
    return kept.map(\.block)
  }

  private func isASCIILetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
  }

  /// What the page's head calls it.
  static func title(of root: UnsafeMutablePointer<GumboNode>) -> [UInt8] {
    for child in root.children {
      guard let head = child?.assumingMemoryBound(to: GumboNode.self), head.isElement,
        head.tag == GUMBO_TAG_HEAD
      else { continue }
      for child in head.children {
        guard let title = child?.assumingMemoryBound(to: GumboNode.self), title.isElement,
          title.tag == GUMBO_TAG_TITLE
        else { continue }
        let text = title.children.compactMap { $0?.assumingMemoryBound(to: GumboNode.self).text }
        return Array(
          text.map { String(decoding: $0, as: UTF8.self) }.joined().split(whereSeparator: \.isWhitespace)
            .joined(separator: " ").utf8)
      }
    }
    return []
  }
}
