import Foundation
import Support
import Testing

@testable import Acquire
@testable import Core

@Suite struct AcquireReportListTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  func list(_ text: String) throws -> [ReportEntry] {
    try readReportList(folder.write(text, to: "Data/reports.yml"), named: "Data/reports.yml")
  }

  @Test func entriesCarryWhatIsDeclared() throws {
    let entries = try list(
      """
      reports:
        - file: "reports/a.txt"
          area: "KAZ"
          period: "2015/2016"
          published: "2017-04"
          sample: true
        - file: "reports/b.pdf"
          area: "GEO"
      """)
    #expect(entries.map(\.file) == ["reports/a.txt", "reports/b.pdf"])
    #expect(entries[0].area == "KAZ")
    #expect(entries[0].isSample)
    #expect(entries[0].declaredAt == "Data/reports.yml:2")
    #expect(entries[0].location.path == folder.path("Data/reports/a.txt"))
  }

  @Test(arguments: [
    ("  - file: \"a.txt\"\n    aera: \"KAZ\"", 3, "unknown key \"aera\""),
    ("  - file: \"a.txt\"\n    area: \"Kaz\"", 3, "ISO 3166-1"),
    ("  - file: \"a.txt\"\n    published: \"April 2017\"", 3, "ISO 8601"),
    ("  - file: \"a.txt\"\n    published: \"2017-13\"", 3, "ISO 8601"),
    ("  - file: \"a.txt\"\n    sample: \"perhaps\"", 3, "true or false"),
    ("  - file: \"a.txt\"\n    encoding: \"koi8\"", 3, "windows-1252"),
    ("  - url: \"https://publisher.example/a.pdf\"", 2, "download https://publisher.example/a.pdf"),
    ("  - area: \"KAZ\"", 2, "\"file\" is missing"),
    ("  - file: \"a.txt\"\n  - file: \"a.txt\"", 3, "already, on line 2"),
  ])
  func aMistakeNamesItsLine(entries: String, line: Int, message: String) {
    let error = #expect(throws: ConfigurationError.self) { try list("reports:\n" + entries + "\n") }
    #expect(error?.line == line)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test func anEmptyListIsAList() throws {
    #expect(try list("reports:\n").isEmpty)
    #expect(try list("reports: []\n").isEmpty)
  }

  @Test func aFolderStandsForItsReportsSorted() throws {
    for name in ["in/b.txt", "in/a.PDF", "in/deeper/c.txt", "in/.hidden/d.txt", "in/notes.md"] {
      try folder.write("x", to: name)
    }
    var defaults = folder.entry("")
    defaults.area = "KAZ"
    let found = try entries(for: [folder.path("in"), folder.path("in/b.txt")], defaults: defaults)
    #expect(found.map(\.stem) == ["a", "b", "c"])
    #expect(found.allSatisfy { $0.area == "KAZ" })
  }

  /// An accent is one character or two: two files, which nobody could tell apart.
  @Test func namesThatLookTheSameAreRefused() throws {
    for name in ["in/caf\u{E9}.txt", "in/cafe\u{301}.txt"] { try folder.write("x", to: name) }
    let error = #expect(throws: Failure.self) {
      try entries(for: [folder.path("in")], defaults: folder.entry(""))
    }
    #expect(error?.kind == .data && error?.remedy == "Rename one of them")
    let one = folder.path("in/caf\u{E9}.txt")
    #expect(try entries(for: [one, one], defaults: folder.entry("")).count == 1)
  }

  @Test func aSidecarDeclaresAndOptionsWin() throws {
    try folder.write("x", to: "tjad_2014.txt")
    try folder.write("area: \"TCD\"\npublished: \"2015\"\n", to: "tjad_2014.yml")
    var defaults = folder.entry("")
    defaults.published = "2015-06"
    let entry = try #require(try entries(for: [folder.path("tjad_2014.txt")], defaults: defaults).first)
    #expect(entry.area == "TCD")
    #expect(entry.published == "2015-06")
    #expect(entry.edition == "", "what the file's name says is no declaration")
  }

  @Test func pathsThatLeadNowhereSaySo() throws {
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("empty"), withIntermediateDirectories: true)
    for (path, message) in [
      (folder.path("none.txt"), "no such file"), (folder.path("empty"), "no .txt, .pdf or .html"),
      ("https://publisher.example/a.pdf", "not from the network"),
    ] {
      let error = #expect(throws: Failure.self) { try entries(for: [path], defaults: folder.entry("")) }
      #expect(error?.kind == .noInput)
      #expect(error?.what.contains(message) == true)
    }
  }

  @Test func periodsAreFirstAndLastDays() {
    let months = DateInterval8601("2016-02")
    #expect(months?.firstDay == "2016-02-01")
    #expect(months?.lastDay == "2016-02-29")
    #expect(DateInterval8601("2015/2016")?.lastDay == "2016-12-31")
    for text in ["", "2016-2-1", "2016-02-30", "2016/2015", "2015/2016/2017", "16", "2016-00"] {
      #expect(DateInterval8601(text) == nil, "\(text)")
    }
  }
}
