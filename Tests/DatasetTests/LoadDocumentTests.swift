import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Reading

@Suite struct LoadDocumentTests {
  private func counts(_ database: DatabaseQueue) throws -> [String: Int] {
    try database.read { db in
      var counts: [String: Int] = [:]
      for table in [
        "document", "page", "section", "passage", "mention", "observation", "evidence", "finding", "area",
      ] {
        counts[table] = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)")
      }
      return counts
    }
  }

  @Test func everyRowArrives() throws {
    let database = try workDatabase([kazakhstan()])
    let counts = try counts(database)
    #expect(counts["document"] == 1 && counts["page"] == 2 && counts["mention"] == 7)
    #expect(counts["observation"] == 5 && counts["evidence"] == 9)
    try database.read { db in
      let row = try #require(
        try Row.fetchOne(db, sql: "SELECT * FROM observation_wide WHERE indicator_id = 'press_freedom_rank'"))
      #expect(row["value_label"] == "160 of 179" && row["cited_source_name"] == "Reporters Without Borders")
      #expect(row["as_of_label"] == "undated, report of 2017-04" && row["as_of"] == "2017-04-30")
      #expect(row["page_number"] == 1 && row["quote"] == "plats 160 av 179")
      let text = try String.fetchAll(db, sql: "SELECT text FROM page ORDER BY page_number").joined()
      #expect(Array(text.utf8) == (try kazakhstan()).document.text)
    }
  }

  /// What nobody said has no row.
  @Test func howEachFactIsKnownStandsBesideIt() throws {
    var read = try kazakhstan()
    read.document.methods = .init(family: .inferred, title: .read, language: .declared)
    #expect(
      try workDatabase([read]).all("SELECT fact || ' ' || fact_method FROM document_fact ORDER BY fact") == [
        "area declared", "family inferred", "language declared", "title read",
      ])
  }

  @Test func aDocumentStandsOnce() throws {
    let database = try workDatabase([kazakhstan()])
    let before = try counts(database)
    #expect(throws: LoadError.self) { try database.write { db in try load(kazakhstan(), into: db) } }
    #expect(try counts(database) == before)
  }

  @Test func aFailureLeavesNothing() throws {
    let database = try workDatabase()
    let before = try counts(database)
    var document = try kazakhstan()
    document.observations[4].rule = "nobody.sv"
    #expect {
      try database.write { db in try load(document, into: db) }
    } throws: { error in
      (error as? LoadError)?.subject.contains("rule nobody.sv") == true
    }
    #expect(try counts(database) == before)
  }

  @Test func aPlaceAsWrittenBecomesAnArea() throws {
    var document = try kazakhstan()
    document.observations[3].area = "Mangystau"
    let database = try workDatabase([document])
    #expect(
      try database.read { db in
        try String.fetchOne(db, sql: "SELECT kind FROM area WHERE area_id = 'Mangystau'")
      }
        == "as_written")
  }

  @Test func lettersWithAndWithoutDiacriticsDiffer() throws {
    let database = try workDatabase([kazakhstan()])
    func hits(_ word: String) throws -> Int? {
      try database.read { db in
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM passage_fts WHERE passage_fts MATCH ?", arguments: [word])
      }
    }
    #expect(try hits("männen") == 1)
    #expect(try hits("mannen") == 0)
  }

  @Test func slugsDependOnTheDocumentAlone() throws {
    let document = try kazakhstan().document
    #expect(slug(of: document) == "kaz-2015-2016-\(document.id.prefix(8))")
  }
}
