import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Reading

private func finished() throws -> DatabaseQueue {
  let database = try workDatabase([kazakhstan()])
  try database.write { db in
    try loadDecisions(
      [
        DecisionRow(
          id: "d1", document: kazakhstan().document.id, charStart: 16, charEnd: 26, quote: "63 procent",
          indicator: "tertiary_education_share", field: "value", old: "64", new: "63", reason: "misread",
          who: "A.",
          when: "2020-01-01T00:00:00Z", outcome: .applied)
      ], into: db)
    try compare(db, comparisons: Repository.pipeline.appendingPathComponent("Comparisons"))
  }
  return database
}

@Suite struct PublishExplainTests {
  @Test func everythingBehindAFigure() throws {
    let database = try finished()
    let id = try #require(
      try database.first("SELECT observation_id FROM observation_wide WHERE sex = 'F'"))
    let explanation = try database.read { db in try explain(db, String(id.prefix(10)).uppercased()) }
    #expect(explanation.observation == id && explanation.value == "63 %" && explanation.isSample)
    #expect(explanation.before == "Under 2015 hade " && explanation.quote == "63 procent")
    #expect(explanation.after == " av kvinnorna och 48 procent av männen högre utbildning.")
    #expect(explanation.evidence.map(\.dimension) == ["sex", "time_period", "value"])
    #expect(explanation.evidence.first?.quote == "kvinnorna")
    #expect(explanation.derived.map(\.kind) == ["sex"])
    #expect(explanation.corrections.count == 1)
    #expect(try database.first(explanation.sql) == "1")
    let text = explanation.text()
    for part in [
      "SAMPLE", "⟦63 procent⟧", "women +15.0 points", "Kazakhstan 48 % 2015", "kvinnorna", "2017-04",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(
      text.split(separator: "\n").filter { !$0.contains("SELECT") }.allSatisfy { displayWidth($0) <= 100 })
  }

  @Test func aSentenceEndsWhereTheNextBegins() throws {
    let database = try finished()
    let id = try #require(
      try database.first("SELECT observation_id FROM observation WHERE indicator_id = 'refugees'"))
    let explanation = try database.read { db in try explain(db, id) }
    #expect(
      explanation.before == "Enligt staten bor " && explanation.after == " i landet." && explanation.page == 2
    )
  }

  @Test func nobodyAndSeveralAreErrors() throws {
    let database = try finished()
    try database.write { db in
      try db.execute(
        sql:
          "DELETE FROM comparison; DELETE FROM evidence; UPDATE observation SET observation_id = 'ab' || observation_id"
      )
    }
    for (asked, several) in [("ab", true), ("zz", false), ("", false)] {
      #expect {
        try database.read { db in try explain(db, asked) }
      } throws: { error in
        (error as? LookupError)?.candidates.isEmpty == !several
      }
    }
  }
}

@Suite struct PublishExportTests {
  private func export(_ filter: ExportFilter, _ format: ExportFormat) throws -> (text: String, count: Int) {
    let database = try finished()
    var bytes: [UInt8] = []
    let count = try database.read { db in
      try exportObservations(db, filter: filter, format: format) { bytes += $0 }
    }
    return (String(decoding: bytes, as: UTF8.self), count)
  }

  @Test func filtersAndCounts() throws {
    #expect(try export(ExportFilter(), .csv).count == 5)
    #expect(try export(ExportFilter(indicators: ["refugees"], areas: ["KAZ"]), .csv).count == 1)
    #expect(try export(ExportFilter(areas: ["KGZ"]), .csv).count == 0)
    let id = try kazakhstan().document.id
    #expect(try export(ExportFilter(documents: [String(id.prefix(8))]), .csv).count == 5)
  }

  @Test func everyFormatHoldsTheQuote() throws {
    for format in ExportFormat.allCases {
      let text = try export(ExportFilter(indicators: ["refugees"]), format).text
      #expect(text.contains("653 flyktingar") && text.contains("SAMPLE"), "\(format)")
    }
  }

  @Test func linesOfJSONAreObjects() throws {
    for line in try export(ExportFilter(), .ndjson).text.split(separator: "\n") {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(Set(object.keys) == Set(exportColumns))
      #expect(object["value_text"] is String && object["char_start"] is Int)
    }
  }

  @Test(arguments: [
    ExportFilter(indicators: ["refugee"]), ExportFilter(areas: ["XXX"]), ExportFilter(documents: ["zz"]),
  ])
  func whatIsNotKnownIsNamed(_ filter: ExportFilter) throws {
    #expect(throws: LookupError.self) { try export(filter, .csv) }
  }

  @Test(arguments: [
    (1.0, "1"), (0.788, "0.788"), (12_800_000, "12800000"), (-2.5, "-2.5"), (1e18, "1000000000000000000"),
  ])
  func numbersAreDecimals(_ number: Double, _ text: String) {
    #expect(decimalText(number) == text)
  }
}
