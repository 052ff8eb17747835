import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Reading

private let folder = Repository.pipeline.appendingPathComponent("Comparisons")

/// Two editions on Kazakhstan and one on Kyrgyzstan, compared.
private func compared(_ more: [DocumentRecord] = []) throws -> DatabaseQueue {
  let older = try report(
    "KAZ", edition: "2013", published: "2014-03",
    text:
      "Flyktingarna var 600. Plats 161 av 180. Tortyrkonventionen har inte ratificerats. Omkring 15 procent.",
    facts: [
      Fact(indicator: "refugees", quote: "600", value: "600", unit: "PERSONS", kind: .count),
      Fact(
        indicator: "press_freedom_rank", quote: "Plats 161", value: "161", unit: "RANK", kind: .rank,
        total: 180),
      Fact(
        indicator: "treaty_status", quote: "har inte ratificerats", value: "not_ratified", unit: "STATUS",
        kind: .status, treaty: "CAT"),
      Fact(
        indicator: "disability_prevalence", quote: "15 procent", value: "15", area: "WLD", qualifier: .about,
        source: "WHO"),
    ])
  let neighbour = try report(
    "KGZ", edition: "2016", published: "2016-11",
    text: "Landet hyser 350 flyktingar. Under 4 procent har en funktionsnedsättning. Plats 85 av 180.",
    facts: [
      Fact(indicator: "refugees", quote: "350", value: "350", unit: "PERSONS", kind: .count, area: "KGZ"),
      Fact(
        indicator: "disability_prevalence", quote: "Under 4 procent", value: "4", area: "KGZ",
        qualifier: .lessThan),
      Fact(
        indicator: "press_freedom_rank", quote: "Plats 85 av 180", value: "85", unit: "RANK", kind: .rank,
        area: "KGZ",
        total: 180),
    ])
  let database = try workDatabase([kazakhstan(), older, neighbour] + more)
  _ = try database.write { db in try compare(db, comparisons: folder) }
  return database
}

@Suite struct CompareTests {
  @Test func womenStandBesideMen() throws {
    let database = try compared()
    #expect(
      try database.all(
        "SELECT verdict || '; ' || difference || '; ' || ratio FROM comparison WHERE kind = 'sex'")
        == ["women +15.0 points; 15.0; 1.3125"])
  }

  @Test func womenAndMenOfDifferentYearsAreRefused() throws {
    let other = try report(
      "KGZ", edition: "2018", published: "2018-12", text: "Kvinnor 40 procent, män 30 procent.",
      facts: [
        Fact(
          indicator: "tertiary_education_share", quote: "40 procent", value: "40", area: "KGZ",
          period: "2016",
          sex: .female),
        Fact(
          indicator: "tertiary_education_share", quote: "30 procent", value: "30", area: "KGZ",
          period: "2014",
          sex: .male),
      ])
    let database = try compared([other])
    #expect(
      try database.all(
        "SELECT reason || coalesce(difference, '') FROM comparison_by_sex WHERE left_area_id = 'KGZ'") == [
          "period"
        ])
  }

  @Test func ranksBecomeSharesBehind() throws {
    let database = try compared()
    #expect(
      try database.all(
        """
        SELECT printf('%s %.4f %s', left_area_id, right_value, verdict) FROM comparison_by_rank ORDER BY right_value
        """) == [
          "KAZ 0.1056 ahead of 10.6 per cent of 180", "KAZ 0.1061 ahead of 10.6 per cent of 179",
          "KGZ 0.5278 ahead of 52.8 per cent of 180",
        ])
  }

  @Test func countriesUseTheLatestAndRefuseWhatDiffers() throws {
    let database = try compared()
    let rows = try database.all(
      """
      SELECT indicator_id || ' ' || left_area_id || ' ' || right_area_id || ': ' || reason || verdict
      FROM comparison_countries ORDER BY 1
      """)
    #expect(
      rows == [
        "disability_prevalence KGZ WLD: precisionnot compared",
        "disability_prevalence WLD KGZ: scopenot compared",
        "press_freedom_rank KAZ KGZ: editionnot compared",
        "refugees KAZ KGZ: 1 of 2, largest first",
        "refugees KGZ KAZ: 2 of 2, largest first",
      ])
    let pairs = try database.all(
      """
      SELECT left_area_id || ' ' || right_area_id || ' ' || reason || (left_value - right_value) FROM country_pair
      WHERE indicator_id = 'refugees' ORDER BY 1
      """)
    #expect(pairs == ["KAZ KGZ 303.0", "KGZ KAZ -303.0"])
  }

  @Test func boundsThatOverlapAreNotCompared() throws {
    let fifteen = try report(
      "KAZ", edition: "2019", published: "2019-01", text: "Högst 5 procent.",
      facts: [Fact(indicator: "disability_prevalence", quote: "5 procent", value: "5", qualifier: .atMost)])
    let database = try compared([fifteen])
    let sql =
      "SELECT reason FROM country_pair WHERE left_area_id = 'KAZ' AND right_area_id = 'KGZ' "
      + "AND indicator_id = 'disability_prevalence'"
    #expect(try database.all(sql) == ["precision"])
    try database.write { db in
      try db.execute(
        sql: "UPDATE observation SET value = 9, value_text = '9', qualifier = 'about' WHERE value = 5")
      try compare(db, comparisons: folder)
    }
    #expect(try database.all(sql) == [""])
  }

  @Test func editionsSayWhatChanged() throws {
    let database = try compared()
    let rows = try database.all(
      """
      SELECT indicator_id || ': ' || coalesce(difference, '-') || ' ' || reason || ' ' || verdict
      FROM comparison_editions ORDER BY 1
      """)
    #expect(
      rows == [
        "press_freedom_rank: - edition countries behind 10.6 % → 10.6 %", "refugees: 53.0  600 → 653",
        "treaty_status: -  not ratified → ratified",
      ])
  }

  /// A change between two sources may be one of source alone: neither figure is called better.
  @Test func editionsOfDifferentSourcesAreNotJudged() throws {
    func share(_ value: String, _ edition: String, _ source: String) throws -> DocumentRecord {
      try report(
        "KGZ", edition: edition, published: edition + "-12", text: "Andelen var \(value) procent.",
        facts: [
          Fact(
            indicator: "tertiary_education_share", quote: "\(value) procent", value: value, area: "KGZ",
            period: edition, sex: .female, source: source)
        ])
    }
    func remarks(_ sources: String...) throws -> [String] {
      let reports = try zip(zip(["63", "60"], ["2014", "2015"]), sources).map { try share($0.0, $0.1, $1) }
      return try compared(reports).all("SELECT verdict FROM comparison_editions WHERE left_area_id = 'KGZ'")
    }
    #expect(try remarks("WHO", "WHO") == ["63 % → 60 %, worse"])
    #expect(try remarks("WHO", "RSF") == ["63 % → 60 % (different sources)"])
    #expect(try remarks("WHO", "") == ["63 % → 60 % (different sources)"])
  }

  /// A third is 33.3333 in the data, and has no more digits in a table than its words.
  @Test func fractionsAreShownWithOneDecimal() throws {
    let thirds = try report(
      "KGZ", edition: "2015", published: "2015-12", text: "En tredjedel av kvinnorna, 16 procent av männen.",
      facts: [
        Fact(
          indicator: "tertiary_education_share", quote: "En tredjedel", value: "33.3333", kind: .fraction,
          area: "KGZ", period: "2015", sex: .female),
        Fact(
          indicator: "tertiary_education_share", quote: "16 procent", value: "16", area: "KGZ",
          period: "2015",
          sex: .male),
      ])
    let database = try compared([thirds])
    let table = try #require(
      try database.read { db in try comparisonTables(db, comparisons: folder, kinds: ["sex"]) }.first)
    let row = try #require(table.rows.first { $0[0].text == "Kyrgyzstan" })
    #expect(row.contains { $0.text == "33.3 %" } && row.contains { $0.text == "+17.3" })
    #expect(
      try database.all(
        "SELECT left_value || ' ' || difference FROM comparison_by_sex WHERE left_area_id = 'KGZ'")
        == ["33.3333 17.3333"])
  }

  @Test func treatiesSayWhatIsNotStated() throws {
    let database = try compared()
    #expect(
      try database.all(
        "SELECT area_id || ' ' || treaty_id || ' ' || status FROM comparison_treaties ORDER BY 1")
        == ["KAZ CAT ratified", "KAZ ICCPR not_stated", "KGZ CAT not_stated", "KGZ ICCPR not_stated"])
  }

  @Test func whatAReaderRejectedIsNotCompared() throws {
    let database = try compared()
    try database.write { db in
      try db.execute(sql: "UPDATE observation SET review_status = 'rejected' WHERE sex = 'M'")
      try compare(db, comparisons: folder)
    }
    #expect(try database.all("SELECT 1 FROM comparison WHERE kind = 'sex'") == [])
  }

  @Test func comparingTwiceIsTheSame() throws {
    let database = try compared()
    let sql = "SELECT comparison_id || verdict FROM comparison ORDER BY 1"
    let before = try database.all(sql)
    let counts = try database.write { db in try compare(db, comparisons: folder) }
    #expect(try database.all(sql) == before && !before.isEmpty)
    #expect(
      counts.first { $0.kind == "countries" }
        == ComparisonCount(
          kind: "countries", compared: 2, refused: ["precision": 1, "edition": 1, "scope": 1]))
  }

  @Test func everyCellLeadsToItsObservation() throws {
    let database = try compared()
    let ids = Set(try database.all("SELECT observation_id FROM observation"))
    let tables = try database.read { db in try comparisonTables(db, comparisons: folder) }
    let inside = ["sex", "rank", "countries", "editions", "treaties", "coverage"]
    #expect(tables.map(\.kind) == inside + ["published", "sources", "arithmetic", "publishers", "stale"])
    for table in tables where inside.contains(table.kind) {
      #expect(!table.rows.isEmpty && table.isSample, "\(table.kind)")
      #expect(table.rows.allSatisfy { $0.count == table.columns.count })
      let behind = table.rows.flatMap { $0 }.flatMap(\.observations)
      #expect(!behind.isEmpty && Set(behind).isSubset(of: ids), "\(table.kind)")
    }
    let treaties = try #require(tables.first { $0.kind == "treaties" })
    #expect(treaties.columns.map(\.name) == ["Treaty", "Name", "Kazakhstan", "Kyrgyzstan"])
    #expect(treaties.rows.map { $0[3].text } == ["not stated"])
  }

  @Test func anUnknownKindIsNamed() throws {
    let database = try compared()
    #expect {
      try database.read { db in try comparisonTables(db, comparisons: folder, kinds: ["sex", "cats"]) }
    } throws: { error in
      "\(error)".contains("cats") && "\(error)".contains("coverage")
    }
  }

  @Test func withoutDocumentsTheTablesAreEmpty() throws {
    let database = try workDatabase()
    let tables = try database.write { db in
      try compare(db, comparisons: folder)
      return try comparisonTables(db, comparisons: folder)
    }
    #expect(tables.allSatisfy { $0.rows.isEmpty && !$0.isSample })
    #expect(tables.allSatisfy { render($0, as: .table).contains("Nothing to compare.") })
  }
}
