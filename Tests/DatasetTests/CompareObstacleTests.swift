import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Reading

/// Two figures that can be compared; each obstacle, put between them alone, refuses them with its reason.
@Suite struct CompareObstacleTests {
  private static let comparisons = onlyComparison("countries")

  private func reason(after sql: String, indicator: String = "refugees") throws -> String? {
    let unit = ["refugees": "PERSONS", "press_freedom_rank": "RANK"][indicator] ?? "PERCENT"
    let documents = try ["KAZ", "KGZ"].map { area in
      try report(
        area, edition: "2016", published: "2016-11", text: "I landet är det 350 av alla.",
        facts: [
          Fact(
            indicator: indicator, quote: "350", value: area == "KAZ" ? "350" : "300", unit: unit,
            kind: .count,
            area: area, period: "2016")
        ])
    }
    let database = try workDatabase(documents)
    try database.write { db in
      try db.execute(sql: sql)
      try compare(db, comparisons: Self.comparisons.get())
    }
    return try database.first("SELECT reason FROM comparison WHERE kind = 'countries'")
  }

  @Test func nothingStandsBetweenThem() throws {
    #expect(try reason(after: "") == "")
    #expect(try reason(after: "", indicator: "press_freedom_rank") == "")
  }

  @Test(arguments: [
    ("UPDATE observation SET unit_id = 'PERCENT' WHERE area_id = 'KAZ'", "unit"),
    ("UPDATE area SET kind = 'region' WHERE area_id = 'KAZ'", "scope"),
    ("UPDATE observation SET age = '15-24' WHERE area_id = 'KAZ'", "population"),
    ("UPDATE observation SET base = 'of those in towns' WHERE area_id = 'KAZ'", "population"),
    ("UPDATE mention SET kind = 'magnitude' WHERE value = 350", "precision"),
    ("UPDATE observation SET value = NULL WHERE area_id = 'KAZ'", "precision"),
    ("UPDATE observation SET qualifier = 'at_most' WHERE area_id = 'KAZ'", "precision"),
    (
      """
      UPDATE observation SET time_period = '2009', period_start = '2009-01-01', period_end = '2009-12-31'
      WHERE area_id = 'KAZ'
      """, "period"
    ),
    // Since 2014, and over three years: no year's figures.
    (
      """
      UPDATE observation SET time_period = '2014/..', period_start = NULL, period_end = NULL
      WHERE area_id = 'KAZ'
      """, "definition"
    ),
    (
      "UPDATE observation SET time_period = '2014/2016', period_start = '2014-01-01' WHERE area_id = 'KAZ'",
      "definition"
    ),
  ])
  func oneObstacle(_ sql: String, _ expected: String) throws {
    #expect(try reason(after: sql) == expected)
  }

  @Test func whatWasCountedOverTheSameYearsIsCompared() throws {
    let same = "UPDATE observation SET time_period = '2014/2016', period_start = '2014-01-01'"
    #expect(try reason(after: same) == "")
  }

  @Test(arguments: [
    (
      """
      UPDATE observation SET cited_source_id = 'RSF' WHERE area_id = 'KAZ';
      UPDATE observation SET cited_source_id = 'WHO' WHERE area_id = 'KGZ'
      """, "definition"
    ),
    ("UPDATE observation SET index_edition = '20' || substr(area_id, 2, 1)", "edition"),
    ("UPDATE observation SET total = value", "edition"),
  ])
  func ofRanks(_ sql: String, _ expected: String) throws {
    #expect(try reason(after: sql, indicator: "press_freedom_rank") == expected)
  }

  @Test(arguments: [
    // One names no source, or only one states its total: nothing says that they differ.
    "UPDATE observation SET cited_source_id = 'RSF' WHERE area_id = 'KAZ'",
    "UPDATE observation SET total = 400 WHERE area_id = 'KAZ'",
    "UPDATE area SET kind = 'territory' WHERE area_id = 'KAZ'",
  ])
  func noObstacle(_ sql: String) throws {
    #expect(try reason(after: sql, indicator: "press_freedom_rank") == "")
  }

  @Test func figuresOfNeighbouringYearsAreCompared() throws {
    let sql = """
      UPDATE observation SET time_period = '2012', period_start = '2012-01-01', period_end = '2012-12-31'
      WHERE area_id = 'KAZ'
      """
    #expect(try reason(after: sql) == "")
  }
}
