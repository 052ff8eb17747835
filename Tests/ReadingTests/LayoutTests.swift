import Core
import Support
import Testing

@testable import Reading

/// Page labels and numbered headings as families' files have them.
struct LayoutTests {
  private func layout(labels: [String] = [], numbers: [String] = []) throws -> Layout {
    var layout = Layout.general
    if !labels.isEmpty { layout.pageLabels = try labels.map { try #require(PageLabelForm($0)) } }
    if !numbers.isEmpty { layout.headingNumbers = try numbers.map { try #require(HeadingNumber($0)) } }
    return layout
  }

  private func kinds(_ text: String, _ layout: Layout) -> [String] {
    var result: [String] = []
    var clean = CleanText()
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      Segmenter(HyphenRules(keepAfter: [], stayBefore: [])).forEachParagraph(
        of: bytes, &clean, layout: layout
      ) {
        kind, range, _ in
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
        result.append("\(kind): \(text)")
      }
    }
    return result
  }

  @Test func labelsOfAFormAreFurnitureAndDividePages() throws {
    let text = "The first page.\n\nPage 1 of 2\n\nThe second page.\n\nPage 2 of 2\n"
    let american = try layout(labels: ["Page N of M"])
    #expect(kinds(text, american).filter { $0.hasPrefix("furniture") }.count == 2)
    #expect(findPages(in: Array(text.utf8), layout: american).map(\.label) == ["Page 1 of 2", "Page 2 of 2"])
    #expect(kinds(text, .general).allSatisfy { !$0.hasPrefix("furniture") })
    #expect(findPages(in: Array(text.utf8)).count == 1)
  }

  @Test func aFormThatTheLayoutLacksIsNoLabel() throws {
    let text = "In later years\n\n12 (14)\n\nhas it grown.\n"
    #expect(kinds(text, .general).contains("furniture: 12 (14)"))
    #expect(!kinds(text, try layout(labels: ["N"])).contains("furniture: 12 (14)"))
    #expect(kinds("One.\n\n12\n\nTwo.", try layout(labels: ["N"])).contains("furniture: 12"))
    #expect(!kinds("One.\n\n12\n\nTwo.", try layout(labels: ["N (M)"])).contains("furniture: 12"))
  }

  @Test func pagesBeginIndentedOnlyWhereTheLayoutHasItSo() {
    let lines = (1...12).map { "rad nummer \($0) på sidan" }
    let text = Array(([" Ett"] + lines + [" Två"] + lines).map { $0 + "\n\n" }.joined().utf8)
    var layout = Layout.general
    #expect(findPages(in: text, layout: layout).count == 2)
    layout.pagesBeginIndented = false
    #expect(findPages(in: text, layout: layout).count == 1)
  }

  @Test(arguments: [
    ("I.", "IV. DEMOKRATI", true), ("I.", "4. DEMOKRATI", false), ("1.", "12. Freedom", true),
    ("Section 1.", "Section 4. Corruption", true), ("Section 1.", "Section on rights", false),
    ("a.", "c. Torture", true), ("a.", "ab. Torture", false), ("A.", "B. Freedom", true),
    ("1)", "3) Work", true),
    ("(a)", "(b) Work", true),
  ])
  func headingsBeginWithANumber(form: String, line: String, begins: Bool) throws {
    let number = try #require(HeadingNumber(form))
    Array(line.utf8).withUnsafeBufferPointer { text in
      #expect(number.begins(Line(start: 0, end: text.count), text) == begins)
    }
  }

  @Test(arguments: ["", "I", "x.", "Sectional."]) func whatIsNoHeadingsNumberIsRefused(form: String) {
    #expect(HeadingNumber(form) == nil)
  }

  @Test(arguments: ["", "M", "N N", "Page", "N M M"]) func whatIsNoLabelIsRefused(form: String) {
    #expect(PageLabelForm(form) == nil)
  }
}
