import Foundation
import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Reading

/// Pages in words of our own; whole reports as published stand in ../shared/corpus/html.
struct HTMLTests {
  private func text(_ page: String) throws -> String {
    String(decoding: try htmlText(Array(page.utf8), as: nil, named: "page.html"), as: UTF8.self)
  }

  @Test func theReportIsReadAndNotTheSiteAroundIt() throws {
    let page = """
      <!DOCTYPE html><html><head><title>Reports - Ministry</title><script>var x = 12</script></head><body>
      <header><nav><ul><li><a href="/a">47 countries</a></li></ul></nav></header>
      <div>Cookies: 3 partners <button>Accept</button></div>
      <main><div><a href="/">Home</a> <span>2 of 3</span></div>
      <article><h1>Human Rights in Norway 2019</h1>
      <nav role="navigation"><ol><li>Section 1</li></ol></nav>
      <ul><li><a href="#one">1. Life</a></li><li><a href="#two">2. Work</a></li><li><a href="#three">3. Law</a></li></ul>
      <h2 id="one">1. Life</h2>
      <p>Women held <b>41</b> percent of the&nbsp;seats,<br>and 7 of 19 posts.
      <p>Nobody was executed<sup>2</sup> in<!-- 15 --> 2019.
      <h5><a href="/all.pdf">All 31 reports</a></h5>
      </article><form><select><option>1999</option></select><p>01 Select a year</p></form></main>
      <footer>18 offices</footer></body></html>
      """
    #expect(
      try text(page) == """
        Human Rights in Norway 2019

        1. Life

        Women held 41 percent of the\u{A0}seats,
        and 7 of 19 posts.

        Nobody was executed² in 2019.

        """)
  }

  @Test func whatOnlyAnnouncesLinksAtTheEndIsNoText() throws {
    let links = (1...3).map { "<li><a href=\"#p\($0)\">Part \($0)</a></li>" }.joined()
    let page = """
      <main><h1>A</h1><h2>Work</h2><p>Strikes: 26.</p><h3>On this page</h3><div>&gt;</div><div>&lt;</div>
      <ol>\(links)</ol><p>Tags</p><p><a href="/b">A bureau</a></p></main>
      """
    #expect(try text(page) == "A\n\nWork\n\nStrikes: 26.\n")
    // What stands before other text, or last of all, stays, and so does a figure.
    #expect(
      try text("<h1>A</h1><h2>Work</h2><p><a href=b>B</a><p>One.<p>Two") == "A\n\nWork\n\nOne.\n\nTwo\n")
    #expect(try text("<h1>A</h1><p>Seats 107<p><a href=b>B</a>") == "A\n\nSeats 107\n")
  }

  @Test func aPageWithoutPartsIsReadWhole() throws {
    #expect(
      try text("<html><title> A \n title </title><p>One<p>Two &amp; &#51;") == "A title\n\nOne\n\nTwo & 3\n")
    #expect(try text("<p>A fragment.") == "A fragment.\n")
  }

  @Test func aTablesRowIsALineAndALayoutsCellABlock() throws {
    let figures = "<h1>A</h1><table><tr><th>Year<th>Seats<tr><td><p>2016</p><td>107</table>"
    #expect(try text(figures) == "A\n\nYear\tSeats\n\n2016\t107\n")
    let layout = "<h1>A</h1><table><tr><td><h2>Left</h2><p>One.<td><p>Two.</table>"
    #expect(try text(layout) == "A\n\nLeft\n\nOne.\n\nTwo.\n")
  }

  @Test func whatIsFoldedAwayWithinTheReportIsRead() throws {
    let page =
      "<body><p hidden>9<main><h1>A</h1><section aria-hidden=\"true\"><p>Section 1: 26 percent.</section></main>"
    #expect(try text(page) == "A\n\nSection 1: 26 percent.\n")
  }

  @Test(arguments: [
    "<html><body><nav>1</nav><script>2</script></body></html>",
    "<html><frameset><frame src=\"a.html\"></frameset></html>",
  ])
  func aPageWithoutTextIsSaidToBeOne(_ page: String) {
    #expect { try text(page) } throws: { "\($0)".contains("no text of a report") }
  }

  @Test func whatWouldTakeTooLongIsRefused() throws {
    let deep = "<p>26" + String(repeating: "<div>", count: 3000)
    #expect { try text(deep) } throws: { "\($0)".contains("in each other") }
    let wide = "<p \((0..<2000).map { "a\($0)=1" }.joined(separator: " "))>26"
    #expect { try text(wide) } throws: { "\($0)".contains("attributes") }
    // Neither scripts nor long values are many attributes, nor are items without an end deep.
    let script = "<script>if (a<b \(String(repeating: "x y ", count: 3000)))</script>"
    let image = "<img alt=\"\(String(repeating: "x y ", count: 3000))\">"
    #expect(try text(script + image + String(repeating: "<li>26", count: 3000)).hasPrefix("26\n\n26"))
  }

  @Test(
    arguments: [
      ("<meta charset=\"iso-8859-1\">", [0xE4]), ("<meta charset=utf-8>", [0xE4]), ("", [0xE4]),
      ("<meta charset=\"windows-1252\">", [0xC3, 0xA4]),
      ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", [0xE4]), ("<meta charset=macintosh>", [0x8A]),
    ] as [(String, [UInt8])])
  func encodingsAreWhatTheBytesCanBe(_ head: String, _ letter: [UInt8]) throws {
    let page = Array("\(head)<p>Andelen ".utf8) + letter + Array("r 26.".utf8)
    #expect(
      String(decoding: try htmlText(page, as: nil, named: "a.html"), as: UTF8.self) == "Andelen är 26.\n")
  }

  @Test func anEncodingThatIsNotReadIsNamed() {
    let page = Array("<meta charset=\"koi8-r\"><p>".utf8) + [0xC1, 0xC2]
    #expect { try htmlText(page, as: nil, named: "a.html") } throws: { "\($0)".contains("\"koi8-r\"") }
  }

  /// The pages of the corpus are read as their text is: the same mentions but for none, the same observations.
  @Test(.enabled(if: Repository.hasShared, "needs ../shared/corpus"))
  func publishedPagesAreReadAsTheirText() throws {
    let rules = try Repository.rules.get()
    let folder = Repository.shared.appendingPathComponent("corpus/html")
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".html")
    }
    try #require(!pages.isEmpty)
    for page in pages.sorted().prefix(3) {
      let html = try record(of: folder.appendingPathComponent(page), rules)
      let text = Repository.shared.appendingPathComponent("corpus/en/\(page.dropLast(5)).txt")
      let plain = try record(of: text, rules)
      #expect(html.document.area == plain.document.area && html.document.title == plain.document.title)
      #expect(html.document.family == plain.document.family)
      #expect(html.mentions.map(\.kind) == plain.mentions.map(\.kind), "\(page)")
      #expect(facts(html) == facts(plain), "\(page)")
      #expect(words(html) == words(plain), "\(page)")
    }
  }

  private func record(of file: URL, _ rules: RuleSet) throws -> DocumentRecord {
    let entry = ReportEntry(file: file.lastPathComponent, location: file)
    let (document, pages) = try ingest(try acquire(entry), snapshot: file, pdf: nil, rules: rules)
    return try DocumentReader(rules).read(document, pages: pages)
  }

  /// Of each passage; the texts have other spaces than the pages.
  private func words(_ record: DocumentRecord) -> [[Substring]] {
    record.passages.map { $0.text.split(whereSeparator: \.isWhitespace) }
  }

  private func facts(_ record: DocumentRecord) -> [String] {
    record.observations.map { "\($0.indicator) \($0.valueText) \($0.timePeriod) \($0.sex)" }.sorted()
  }
}
