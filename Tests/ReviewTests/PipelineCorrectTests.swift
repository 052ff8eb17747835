import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Reading
@testable import Review

@Suite struct PipelineCorrectTests {
  let database: DatabaseQueue
  let women: String

  init() throws {
    database = try workDatabase([try kazakhstan()])
    women = try #require(
      try database.first(
        "SELECT observation_id FROM observation WHERE indicator_id = 'tertiary_education_share' AND sex = 'F'"
      ))
  }

  func correct(_ field: Decision.Field, _ new: String, of id: String? = nil) throws -> Decision {
    try database.read {
      try decision(
        $0, correcting: id ?? women, field: field, to: new, reason: "misread", who: "A",
        when: "2017-04-01T12:00:00Z")
    }
  }

  @Test func aDecisionNamesItsPlaceInTheText() throws {
    let made = try correct(.value, "64", of: String(women.prefix(10)))
    #expect(made.target.quote == "63 procent")
    #expect(made.target.prefix == "Under 2015 hade ")
    #expect(made.target.suffix.hasPrefix(" av kvinnorna"))
    #expect(made.target.suffix.unicodeScalars.count == 32)
    #expect(made.old == "63")
    #expect(made.new == "64")
    #expect(made.observation == women)
    let text = try #require(try database.first("SELECT text FROM page WHERE page_number = 1"))
    let scalars = Array(text.unicodeScalars)[made.target.charStart..<made.target.charEnd]
    #expect(String(String.UnicodeScalarView(scalars)) == made.target.quote)
  }

  @Test func whatStandsBeforeIsCutAt32Characters() throws {
    let rank = try #require(
      try database.first("SELECT observation_id FROM observation WHERE indicator_id = 'press_freedom_rank'"))
    let made = try correct(.total, "180", of: rank)
    #expect(made.target.prefix == "tan över pressfrihet låg landet på ".suffix(32).description)
    #expect(made.old == "179")
  }

  @Test(
    arguments: [
      (.value, "many"), (.value, ""), (.qualifier, "roughly"), (.area, "Kazakstan"),
      (.timePeriod, "last year"),
      (.sex, "female"), (.citedSource, "NOBODY"), (.treaty, "XYZ"), (.indicator, "happiness"),
      (.status, "fine"),
      (.total, "all"),
    ] as [(Decision.Field, String)])
  func whatAFieldCantBeIsRefused(field: Decision.Field, new: String) {
    let error = #expect(throws: Failure.self) { try correct(field, new) }
    #expect(error?.kind == .usage)
    #expect(error?.remedy.hasPrefix("Write ") == true)
  }

  @Test(
    arguments: [
      (.qualifier, "about"), (.area, "WLD"), (.timePeriod, "2015-06"), (.sex, "M"), (.citedSource, "RSF"),
      (.status, "reject"), (.valueHigh, "65.5"),
    ] as [(Decision.Field, String)])
  func whatAFieldCanBeIsTaken(field: Decision.Field, new: String) throws {
    #expect(try correct(field, new).new == new)
  }

  @Test func aNumberKeepsToItsRangeAndItsTotal() throws {
    let rank = try #require(
      try database.first("SELECT observation_id FROM observation WHERE indicator_id = 'press_freedom_rank'"))
    func complaint(_ field: Decision.Field, _ new: String, of id: String) -> String {
      do {
        _ = try correct(field, new, of: id)
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(
      complaint(.value, "163", of: women).hasPrefix(
        "the value 163 is outside the indicator's range, at least 0 and at most 100 (tertiary_education_share, value)"
      ))
    #expect(complaint(.valueHigh, "-1", of: women).contains("outside the indicator's range"))
    #expect(complaint(.value, "180", of: rank).hasPrefix("the value 180 is above its total 179"))
    #expect(complaint(.total, "159", of: rank).hasPrefix("the total 159 is below the value 160"))
    #expect(complaint(.value, "179", of: rank).isEmpty && complaint(.value, "100", of: women).isEmpty)
  }

  @Test func nothingIsCorrectedToWhatItIs() {
    #expect(throws: Failure.self) { try correct(.value, "63") }
    #expect(throws: LookupError.self) { try correct(.value, "64", of: "ffffffffffff") }
  }

  @Test func decisionsAreAppendedToSoundFilesOnly() throws {
    let folder = try TestFolder()
    let file = folder.url.appendingPathComponent("Decisions/decisions.ndjson")
    let made = try correct(.value, "64")
    try append(made, to: file, named: "d")
    try append(try correct(.sex, "M"), to: file, named: "d")
    #expect(try Decision.read(Array(try Data(contentsOf: file)), file: "d").map(\.field) == [.value, .sex])
    try folder.write("nonsense", to: "Decisions/decisions.ndjson")
    #expect(throws: ConfigurationError.self) { try append(made, to: file, named: "d") }
    #expect(try folder.read("Decisions/decisions.ndjson") == "nonsense")
  }
}
