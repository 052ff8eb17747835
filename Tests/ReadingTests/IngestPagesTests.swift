import Foundation
import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Reading

@Suite struct IngestPagesTests {
  /// What must hold of any pages of any text.
  func check(_ pages: [Page], cover text: [UInt8]) {
    #expect(pages.first?.span.byteStart == 0)
    #expect(pages.first?.span.charStart == 0)
    #expect(pages.last?.span.byteEnd == text.count)
    #expect(pages.last?.span.charEnd == String(decoding: text, as: UTF8.self).unicodeScalars.count)
    #expect(pages.map(\.number) == Array(1...pages.count))
    for (page, next) in zip(pages, pages.dropFirst()) {
      #expect(page.span.byteEnd == next.span.byteStart)
      #expect(page.span.charEnd == next.span.charStart)
    }
    for page in pages {
      let characters = String(decoding: text[page.span.byteStart..<page.span.byteEnd], as: UTF8.self)
      #expect(characters.unicodeScalars.count == page.span.charEnd - page.span.charStart)
    }
  }

  func pages(_ text: String, fromConverter: Bool = false) -> [Page] {
    let bytes = Array(text.utf8)
    let pages = findPages(in: bytes, fromConverter: fromConverter)
    check(pages, cover: bytes)
    return pages
  }

  /// Lines as a double-spaced printout has them.
  func doubleSpaced(_ lines: [String]) -> String {
    lines.map { $0 + "\n\n" }.joined()
  }

  @Test func formFeedsEndPages() {
    let found = pages("Första sidan är kort.\n\u{C}2 (3)\n\nAndra.\n\u{C}Tredje å.\n3 (3)\n\u{C}\n")
    #expect(found.map(\.method) == [.formfeed, .formfeed, .formfeed])
    #expect(found.map(\.label) == ["", "2 (3)", "3 (3)"])
    #expect(
      pages("Sida.\u{C}\u{C}Sida.\u{C}", fromConverter: true).map(\.method) == [
        .converter, .converter, .converter,
      ])
    #expect(pages("Bara en.\n", fromConverter: true).map(\.method) == [.converter])
  }

  @Test func plainTextIsOnePage() {
    let found = pages("Ett stycke å.\n\nEtt annat stycke.\n")
    #expect(found.count == 1)
    #expect(found[0].method == .unknown)
    #expect(pages("x").count == 1)
  }

  @Test func indentedLinesBeginPagesOfDoubleSpacedText() {
    let lines = (1...12).map { "rad nummer \($0) på sidan" }
    let found = pages(
      doubleSpaced([" En rubrik"] + lines + ["  indraget mer"] + [" Nästa sida"] + lines + [" "]))
    #expect(found.map(\.method) == [.inferred, .inferred])
    #expect(found.map(\.label) == ["", ""])
  }

  @Test func textBeforeTheFirstBreakIsAPage() {
    let lines = (1...12).map { "rad nummer \($0) på sidan" }
    #expect(pages(doubleSpaced(lines + [" Nästa sida"] + lines)).count == 2)
  }

  @Test func aPrintedLabelBeginsAPageAtItself() throws {
    let lines = (1...12).map { "rad nummer \($0) på sidan" }
    let text = doubleSpaced([" Ett"] + lines + ["2 (3)", " "] + lines + [" Tre"] + lines)
    let found = pages(text)
    #expect(found.map(\.label) == ["", "2 (3)", ""])
    #expect(found.map(\.method) == [.inferred, .printed, .inferred])
    let second = try #require(found.dropFirst().first)
    #expect(Array(text.utf8)[second.span.byteStart...].starts(with: Array("2 (3)".utf8)))
  }

  @Test func aLabelBesideABreakAddsNoPage() {
    let lines = (1...12).map { "rad nummer \($0) på sidan" }
    let footers = pages(doubleSpaced([" Ett"] + lines + ["1 (2)", " Två"] + lines + ["2 (2)"]))
    #expect(footers.map(\.label) == ["1 (2)", "2 (2)"])
    let headers = pages(doubleSpaced([" Ett"] + lines + [" Två", "2 (2)"] + lines))
    #expect(headers.count == 2)
  }

  @Test func runningLabelsDivideOtherTexts() {
    let headers = pages("Inledning.\n2 (3)\nMitten.\n3 (3)\nSlutet.\n")
    #expect(headers.map(\.label) == ["", "2 (3)", "3 (3)"])
    let footers = pages("Inledning.\n1 (2)\nSlutet.\n2 (2)\n")
    #expect(footers.map(\.label) == ["1 (2)", "2 (2)"])
    #expect(pages("Platsen var\n3 (5)\nförra året.\n").count == 1)
    #expect(pages("Platsen var\n3 (5)\nförra året och\n2 (7)\nnu.\n").count == 1)
  }

  @Test func yearsAndLargeNumbersAreNoLabels() {
    let found = pages("2015\nEtt.\n\u{C}Två.\n1200\n\u{C}7\nTre.\n")
    #expect(found.map(\.label) == ["", "", "7"])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: corpus.path), "needs ../shared/corpus"))
  func theReportOnKazakhstanHasFourteenPages() throws {
    let file = corpus.appendingPathComponent("sv/kazakstan_2015-2016.txt")
    let text = Array(try Data(contentsOf: file))
    let found = findPages(in: text)
    check(found, cover: text)
    #expect(found.count == 14)
    #expect(found.map(\.label) == (1...14).map { $0 == 12 ? "12 (14)" : "" })
    #expect(found[11].method == .printed)
    #expect(text[found[11].span.byteStart...].starts(with: Array("12 (14)".utf8)))
    for page in found where page.number != 12 { #expect(page.method == .inferred) }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: corpus.path), "needs ../shared/corpus"))
  func summaryPagesAreNotBroken() throws {
    let folder = corpus.appendingPathComponent("sv")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasPrefix("ud_") && name.hasSuffix(".txt") {
      let text = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
      let found = findPages(in: text)
      check(found, cover: text)
      #expect(found.count == 1, "\(name)")
    }
  }
}
