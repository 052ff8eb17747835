import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Site

/// Two publishers on Kazakhstan, and the pages made of them.
private let pages = Result { () -> [String: String] in
  func report(_ publisher: String, _ text: String, _ value: String, topic: String = "") throws
    -> DocumentRecord
  {
    var record = try Support.report(
      "KAZ", edition: "2016", published: "2017-04", family: publisher.lowercased(), text: text,
      facts: [
        Fact(indicator: "refugees", quote: value, value: value, unit: "PERSONS", kind: .count, period: "2016")
      ])
    record.document.publisher = publisher
    record.sections = [
      Section(number: 1, heading: topic, span: try span(of: text, in: text))
    ]
    record.passages = [Passage(number: 1, section: 1, span: record.sections[0].span, text: text)]
    return record
  }
  let database = try workDatabase()
  return try database.write { db in
    try db.execute(
      sql: """
        INSERT INTO outline VALUES ('refugees', 'Refugees & others', 1);
        INSERT INTO family VALUES ('blue', 'Blue', 'Blue reports', 'en');
        INSERT INTO family_outline VALUES ('blue', 1, 'refugees', 'displaced');
        """)
    try load(
      report(
        "Blue", "Many came. Blue <b> counted 653 refugees. Then it rained.", "653", topic: "The Displaced"),
      into: db)
    try load(report("Red", "Red counted 700 refugees.", "700"), into: db)
    try compare(db, comparisons: Repository.pipeline.appendingPathComponent("Comparisons"))
    var pages: [String: String] = [:]
    let tables = try comparisonTables(
      db, comparisons: Repository.pipeline.appendingPathComponent("Comparisons"))
    try sitePages(
      db, tables: tables, release: String(repeating: "ab", count: 32), evaluation: "",
      options: PublishOptions(programVersion: "0.1.0")
    ) { path, text in pages[path] = text }
    return pages
  }
}

@Suite struct PublisherPagesTests {
  private func page(_ path: String) throws -> String { try #require(try pages.get()[path], "\(path)") }

  @Test func aCountrysPageHasBothSentences() throws {
    let page = try page("countries/KAZ.html")
    #expect(page.contains("<h2 id=\"publishers\">What publishers say</h2>"))
    #expect(page.contains("Blue &lt;b&gt; counted <mark>653</mark> refugees.</q>"))
    #expect(page.contains("Red counted <mark>700</mark> refugees.</q>"))
    #expect(page.contains("Red higher by 47") && !page.contains("Many came. Blue"))
    #expect(page.contains("Where publishers differ"))
    #expect(
      page.contains("<th scope=\"col\" class=\"s\">Publisher</th>"), "its tables say whose report it is")
  }

  @Test func theComparisonHasAPageWithItsPlot() throws {
    let page = try page("comparisons/publishers.html")
    #expect(page.contains("Blue 653, Red 700."))
    #expect(page.contains("neither names a source"))
  }

  @Test func topicsLeadToTheReportsAndFiguresUnderTheirHeadings() throws {
    let all = try page("outline.html")
    #expect(all.contains("<a href=\"outline/refugees.html\">Refugees &amp; others</a>"))
    #expect(all.contains("Blue <span class=\"quiet\">1 report</span>") && !all.contains("Red <span"))
    let topic = try page("outline/refugees.html")
    #expect(
      topic.contains("../documents/kaz-2016-") && topic.contains(">653</a>") && !topic.contains(">700</a>"))
  }
}
