import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Reading

private let reportCorpus = Repository.pipeline.deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("shared/corpus/sv")

/// Whole reports pass every constraint of the database. The reports are not part of the project.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: reportCorpus.path), "needs ../shared/corpus"))
struct LoadRealReportTests {
  @Test func everyReportLoadsAndIsGrounded() throws {
    let rules = try Repository.rules.get()
    let held = try Repository.heldTexts("sv")
    var refusedOfHeld = 0
    let database = try DatabaseQueue()
    try database.write { db in
      try createSchema(in: db)
      try loadCodelists(
        CodelistBundle(
          areas: rules.areas, units: rules.units, sources: rules.sources, treaties: rules.treaties,
          indicators: rules.indicators, rules: rules.descriptions), into: db)
    }
    let reader = DocumentReader(rules)
    let names = try FileManager.default.contentsOfDirectory(atPath: reportCorpus.path).filter {
      $0.hasSuffix(".txt")
    }
    for name in names.sorted() {
      let bytes = try Data(contentsOf: reportCorpus.appendingPathComponent(name))
      let text = try decodeText(Array(bytes), named: name)
      let document = Document(
        id: ContentHash.sha256(bytes), family: name, edition: "", title: name, language: "sv", publisher: "",
        area: "KAZ", areaMethod: .declared, periodStart: "", periodEnd: "", publishedOn: "", url: "",
        licence: "",
        mediaType: "text/plain", converter: "", isSample: false, text: text)
      do {
        let read = try reader.read(document, pages: findPages(in: text))
        try database.write { db in try load(read, into: db) }
      } catch  where held.contains(String(name.dropLast(4))) {
        // What the error says might quote a text that nobody looks into.
        refusedOfHeld += 1
      }
    }
    #expect(refusedOfHeld == 0)
    #expect(try database.first("SELECT count(*) FROM document") == "\(names.count)")
    #expect(try database.all("SELECT mention_id FROM qa_ungrounded") == [])
    #expect(try database.all("SELECT observation_id FROM qa_ungrounded_evidence") == [])
    #expect(try database.all("SELECT table_name FROM qa_foreign_keys") == [])
  }
}
