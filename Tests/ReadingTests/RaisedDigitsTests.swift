import Testing

@testable import Reading

/// Footnotes' marks, told by where pdftotext says that words stand.
struct RaisedDigitsTests {
  private static func word(_ text: String, _ left: Double, _ right: Double, raised: Bool = false) -> String {
    let (top, bottom) = raised ? (97.0, 105.0) : (100.0, 110.0)
    return "    <word xMin=\"\(left)\" yMin=\"\(top)\" xMax=\"\(right)\" yMax=\"\(bottom)\">\(text)</word>"
  }

  private func raise(_ text: String, _ pages: [[String]]) -> String {
    let xhtml = pages.map {
      "  <page width=\"595\" height=\"842\">\n" + $0.joined(separator: "\n") + "\n  </page>\n"
    }
    return String(
      decoding: raiseDigits(in: Array(text.utf8), places: Array(xhtml.joined().utf8)), as: UTF8.self)
  }

  @Test func digitsAboveTheLineBehindAWordAreRaised() {
    let page = [
      Self.word("R&amp;D", 0, 10), Self.word("4,9", 12, 20), Self.word("40", 20, 24, raised: true),
      Self.word("procent", 26, 60),
    ]
    #expect(raise("R&D 4,940 procent\n", [page]) == "R&D 4,9⁴⁰ procent\n")
    #expect(raise("R&D 4,940\nprocent\n\u{C}", [page]) == "R&D 4,9⁴⁰\nprocent\n\u{C}")
  }

  @Test func whatStandsApartOrOnTheLineStaysAsItIs() {
    let apart = [Self.word("4,9", 0, 20), Self.word("4", 30, 34, raised: true)]
    #expect(raise("4,9 4\n", [apart]) == "4,9 4\n")
    let level = [Self.word("4,9", 0, 20), Self.word("4", 20, 24)]
    #expect(raise("4,94\n", [level]) == "4,94\n")
  }

  @Test func aPageWhoseWordsDifferStaysAsItIs() {
    let page = [Self.word("4,9", 0, 20), Self.word("1", 20, 24, raised: true)]
    #expect(raise("4,91\n\u{C}4,8 1\n\u{C}", [page, page]) == "4,9¹\n\u{C}4,8 1\n\u{C}")
  }
}
