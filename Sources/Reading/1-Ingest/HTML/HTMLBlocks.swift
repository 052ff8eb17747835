import CGumbo

/// A stretch of a page's text that stands by itself: a heading, a paragraph, an item of a list, a row of a table.
struct HTMLBlock {
  enum Kind { case title, heading, paragraph, item, row }

  var kind: Kind
  /// In the bytes of `HTMLBlocks`.
  var range: Range<Int>
  /// Of its bytes those that lead to another page, and those that lead to a place on this one.
  var linked: Int
  var linkedWithin: Int
  /// Number of the `main` and the `article` that it stands in, from 1; 0 where it stands in none.
  var main: Int
  var article: Int
}

/// The blocks of a page in the order of its text, without what is no text.
struct HTMLBlocks {
  private(set) var all: [HTMLBlock] = []
  /// UTF-8.
  private(set) var bytes: [UInt8] = []

  private var kind = HTMLBlock.Kind.paragraph
  private var start = 0
  private var linked = 0
  private var linkedWithin = 0
  private var space = false
  private var mains = 0
  private var articles = 0

  private struct Open {
    var node: UnsafeMutablePointer<GumboNode>
    var next = 0
    var kind: HTMLKind
    var main: Int
    var article: Int
    /// Set within a link; whether it leads to a place on the page.
    var link: Link = .none
    var isRaised = false
    var isPreformatted = false
    /// Within a table of figures, whose cells stand in one line; cells of other tables are blocks.
    var isInTable = false
  }

  private enum Link { case none, away, within }

  init(_ root: UnsafeMutablePointer<GumboNode>) {
    var open = [Open(node: root, kind: .block, main: 0, article: 0)]
    while let top = open.last {
      guard top.next < top.node.children.count else {
        open.removeLast()
        leave(top)
        continue
      }
      open[open.count - 1].next += 1
      guard let child = top.node.children[top.next]?.assumingMemoryBound(to: GumboNode.self) else { continue }
      if let text = child.text {
        append(text, in: top)
      } else if child.isElement, let inner = enter(child, in: top) {
        open.append(inner)
      }
    }
    close(in: nil)
  }

  // MARK: Elements

  /// - Returns: nil where the element holds no text of the report.
  private mutating func enter(_ node: UnsafeMutablePointer<GumboNode>, in outer: Open) -> Open? {
    var inner = outer
    inner.node = node
    inner.next = 0
    inner.kind = HTMLKind(node.tag)
    let isInside = outer.main > 0 || outer.article > 0
    let role = node.attribute("role")?.lowercased() ?? ""
    if role == "main" { inner.kind = .main }
    if inner.kind == .none || Self.noText.contains(role) { return nil }
    // Within the report a margin may be a box of its text, and what is folded away is there to be unfolded.
    if !isInside, inner.kind == .frame || Self.frames.contains(role) || Self.isHidden(node) { return nil }
    switch inner.kind {
    case .main:
      mains += 1
      inner.main = mains
    case .article where outer.article == 0:
      articles += 1
      inner.article = articles
    case .link:
      let target = node.attribute("href")
      inner.link = target.map { $0.hasPrefix("#") ? .within : .away } ?? outer.link
      return inner
    case .raised:
      inner.isRaised = Self.isNumber(node)
      return inner
    case .lineBreak:
      if bytes.count > start { bytes.append(0x0A) }
      space = false
      return nil
    case .inline: return inner
    case .table: inner.isInTable = Self.holdsFigures(node)
    case .cell where outer.isInTable:
      if bytes.count > start { bytes.append(0x09) }
      space = false
      return inner
    case .preformatted: inner.isPreformatted = true
    default: break
    }
    // A cell is one line, whatever stands in it.
    if outer.isInTable, inner.kind != .row, inner.kind != .table {
      space = true
      return inner
    }
    close(in: outer)
    switch inner.kind {
    case .heading: kind = node.tag == GUMBO_TAG_H1 ? .title : .heading
    case .item: kind = .item
    case .row: kind = outer.isInTable ? .row : .paragraph
    default: break
    }
    return inner
  }

  private mutating func leave(_ element: Open) {
    switch element.kind {
    case .inline, .link, .raised, .lineBreak: return
    default:
      if element.isInTable, element.kind != .row, element.kind != .table {
        space = true
        return
      }
      close(in: element)
    }
  }

  /// Ends the block at hand.
  private mutating func close(in element: Open?) {
    while bytes.count > start, let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    if bytes.count > start {
      all.append(
        HTMLBlock(
          kind: kind, range: start..<bytes.count, linked: linked, linkedWithin: linkedWithin,
          main: element?.main ?? 0, article: element?.article ?? 0))
    }
    kind = .paragraph
    start = bytes.count
    linked = 0
    linkedWithin = 0
    space = false
  }

  private static let noText: Set<String> = [
    "navigation", "search", "menu", "menubar", "toolbar", "dialog", "alertdialog", "tablist",
  ]
  private static let frames: Set<String> = ["banner", "contentinfo", "complementary"]

  private static func isHidden(_ node: UnsafeMutablePointer<GumboNode>) -> Bool {
    if node.attribute("hidden") != nil || node.attribute("aria-hidden") == "true" { return true }
    let style = node.attribute("style")?.lowercased().filter { $0 != " " } ?? ""
    return style.contains("display:none")
  }

  /// Whether a raised text is a number, as the mark of a footnote is.
  private static func isNumber(_ node: UnsafeMutablePointer<GumboNode>) -> Bool {
    node.children.allSatisfy { child in
      guard let text = child?.assumingMemoryBound(to: GumboNode.self).text else { return false }
      return text.allSatisfy { (0x30...0x39).contains($0) || $0 <= 0x20 }
    }
  }

  /// Whether a table holds figures: one that holds headings, lists or tables only lays out the page.
  private static func holdsFigures(_ table: UnsafeMutablePointer<GumboNode>) -> Bool {
    var open = [(node: table, next: 0)]
    while let (node, next) = open.last {
      guard next < node.children.count else {
        open.removeLast()
        continue
      }
      open[open.count - 1].next += 1
      guard let child = node.children[next]?.assumingMemoryBound(to: GumboNode.self), child.isElement else {
        continue
      }
      if [.table, .heading, .item, .article, .main].contains(HTMLKind(child.tag)) { return false }
      // Two paragraphs in a cell are prose.
      if child.tag == GUMBO_TAG_P, next > 0,
        node.children[..<next].contains(where: {
          guard let other = $0?.assumingMemoryBound(to: GumboNode.self) else { return false }
          return other.isElement && other.tag == GUMBO_TAG_P
        })
      {
        return false
      }
      open.append((child, 0))
    }
    return true
  }

  // MARK: Text

  /// Appends a text with its runs of white space made one space, as a browser shows it.
  private mutating func append(_ text: UnsafeBufferPointer<UInt8>, in element: Open) {
    let before = bytes.count
    for byte in text {
      if byte <= 0x20 {
        if element.isPreformatted, byte == 0x0A {
          bytes.append(byte)
          space = false
        } else {
          space = true
        }
        continue
      }
      if space, bytes.count > start, let last = bytes.last, last > 0x20 { bytes.append(0x20) }
      space = false
      if element.isRaised, (0x30...0x39).contains(byte) {
        bytes += Self.raised[Int(byte - 0x30)]
      } else {
        bytes.append(byte)
      }
    }
    switch element.link {
    case .away: linked += bytes.count - before
    case .within: linkedWithin += bytes.count - before
    case .none: break
    }
  }

  private static let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹".map { Array(String($0).utf8) }
}
