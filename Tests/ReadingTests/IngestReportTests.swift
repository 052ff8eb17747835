import Foundation
import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Reading

@Suite struct IngestReportTests {
  let folder: TestFolder
  let rules: RuleSet

  init() throws {
    folder = try TestFolder()
    rules = try RuleSet(pipeline: try smallPipeline(in: folder))
  }

  static let text = "I parlamentet är 26 procent av ledamöterna kvinnor, och landet har en president.\n"

  func read(_ entry: ReportEntry) throws -> (document: Document, pages: [Page]) {
    try ingest(try acquire(entry), snapshot: entry.location, pdf: nil, rules: rules)
  }

  @Test func whatIsDeclaredIsTheDocuments() throws {
    try folder.write([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), to: "x.txt")
    var entry = folder.entry("x.txt")
    entry.area = "KAZ"
    entry.publisher = "A ministry"
    entry.period = "2015/2016"
    entry.published = "2017-04"
    entry.language = "sv-FI"
    let (document, pages) = try read(entry)
    #expect(document.text == Array(Self.text.utf8))
    #expect(document.family == "A ministry")
    #expect(document.edition == "2017-04")
    #expect(document.title == "x")
    #expect(document.language == "sv")
    #expect(document.periodStart == "2015-01-01")
    #expect(document.periodEnd == "2016-12-31")
    #expect(document.areaMethod == .declared)
    #expect(document.converter == "")
    #expect(pages.count == 1)
  }

  @Test func theCountryIsInferredFromTheFileNameIfItIsOne() throws {
    try folder.write(Self.text, to: "kazakstan_2015-2016.txt")
    try folder.write(Self.text, to: "kazakstan_och_georgien.txt")
    var entry = folder.entry("kazakstan_2015-2016.txt")
    entry.language = "sv"
    let document = try read(entry).document
    #expect(document.area == "KAZ")
    #expect(document.areaMethod == .inferred)
    var both = folder.entry("kazakstan_och_georgien.txt")
    both.language = "sv"
    let error = #expect(throws: Failure.self) { try read(both) }
    #expect(error?.remedy.contains("--area") == true)
  }

  @Test func longerNamesHideTheNamesWithinThem() {
    let names = AreaNames([
      ("GIN", "Guinea"), ("GNB", "Guinea-Bissau"), ("NER", "Niger"), ("AUT", "Österrike"),
      ("COD", "Kongo"), ("COG", "Kongo"),
    ])
    #expect(names.areas(in: "Mänskliga rättigheter i Guinea-Bissau 2019") == ["GNB"])
    #expect(names.areas(in: "guinea_2019") == ["GIN"])
    #expect(names.areas(in: "Nigeria") == [])
    #expect(names.areas(in: "Niger och Guinea") == ["GIN", "NER"])
    #expect(names.areas(in: "Kongo") == [], "a name that two areas share stands for neither")
    #expect(names.areas(in: "osterrike_2021") == [])
    #expect(names.areas(in: "osterrike_2021", isFileName: true) == ["AUT"])
  }

  @Test func unknownAreasAndLanguagesSaySo() throws {
    try folder.write(Self.text, to: "x.txt")
    var entry = folder.entry("x.txt")
    entry.area = "QQQ"
    entry.language = "sv"
    #expect(throws: Failure.self) { try read(entry) }
    entry.area = "KAZ"
    entry.language = "xx"
    let error = #expect(throws: Failure.self) { try read(entry) }
    #expect(error?.what.contains("installed: ") == true)
  }

  @Test(.enabled(if: (try? PDFConverter()) != nil, "needs pdftotext (Debian: poppler-utils)"))
  func pdfIsConvertedPageByPage() throws {
    try folder.write(pdf(pages: ["26 percent of the seats", "Rank 160 of 180"]), to: "x.pdf")
    var entry = folder.entry("x.pdf")
    entry.area = "KAZ"
    entry.language = "sv"
    let (document, pages) = try read(entry)
    #expect(document.mediaType == "application/pdf")
    #expect(document.converter.hasPrefix("pdftotext "))
    #expect(pages.map(\.method) == [.converter, .converter])
    let second = document.text[pages[1].span.byteStart..<pages[1].span.byteEnd]
    #expect(String(decoding: second, as: UTF8.self).contains("Rank 160 of 180"))
  }

  @Test(.enabled(if: (try? PDFConverter()) != nil, "needs pdftotext (Debian: poppler-utils)"))
  func aBrokenPDFSaysSo() throws {
    try folder.write("%PDF-1.4\nnothing more", to: "x.pdf")
    var entry = folder.entry("x.pdf")
    entry.area = "KAZ"
    let error = #expect(throws: Failure.self) { try read(entry) }
    #expect(error?.kind == .data)
    #expect(error?.place == "x.pdf")
  }

  @Test func aPDFsHeaderMayStandBehindOtherBytes() throws {
    func type(_ bytes: [UInt8], _ name: String) throws -> String {
      try folder.write(bytes, to: name)
      return try acquire(folder.entry(name)).mediaType
    }
    let sound = pdf(pages: ["26 percent of the seats"])
    for name in ["x.pdf", "x.txt"] {
      #expect(try type(Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + sound, name) == "application/pdf")
    }
    #expect(try type(Array("A file begins with %PDF-1.4, they say.\n".utf8), "y.txt") == "text/plain")
  }

  /// A PDF with one line of text on each page.
  func pdf(pages: [String]) -> [UInt8] {
    var objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    var kids: [String] = []
    for line in pages {
      let content = "BT /F1 12 Tf 72 720 Td (\(line)) Tj ET"
      objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(objects.count) 0 R "
          + "/Resources << /Font << /F1 3 0 R >> >> >>")
      kids.append("\(objects.count) 0 R")
    }
    objects[1] = "<< /Type /Pages /Kids [\(kids.joined(separator: " "))] /Count \(kids.count) >>"
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      text += String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n \n"
    }
    text += "trailer << /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }
}
