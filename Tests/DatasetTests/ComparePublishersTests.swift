import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset

private let folder = Repository.pipeline.appendingPathComponent("Comparisons")

/// A report of one figure on Kazakhstan: "Refugees: 653."
private func report(
  by publisher: String, edition: String = "2016", published: String = "2017-04",
  _ facts: [(value: String, fact: Fact)]
) throws -> DocumentRecord {
  let text = facts.enumerated().map { "Line \($0): <\($1.value)> by \(publisher)." }.joined(separator: "\n\n")
  var record = try Support.report(
    "KAZ", edition: edition, published: published, family: publisher.lowercased(), text: text,
    facts: facts.map { entry in
      var fact = entry.fact
      fact.quote = "<\(entry.value)>"
      fact.value = entry.value
      return fact
    })
  record.document.publisher = publisher
  return record
}

private func refugees(_ period: String = "2016", source: String = "", qualifier: Qualifier = .exact) -> Fact {
  Fact(
    indicator: "refugees", quote: "", value: "", unit: "PERSONS", kind: .count, period: period,
    qualifier: qualifier, source: source)
}

private func rank(_ period: String, of total: Double, edition: String = "") -> Fact {
  Fact(
    indicator: "press_freedom_rank", quote: "", value: "", unit: "RANK", kind: .rank, period: period,
    total: total, source: "RSF", indexEdition: edition)
}

private func compared(_ reports: [DocumentRecord], published: [String] = []) throws -> DatabaseQueue {
  let database = try workDatabase(reports)
  try database.write { db in
    try db.execute(
      sql:
        "INSERT INTO published_file VALUES ('f.csv', 'csv', 'Table', '', '', '00', 'imported', '', 9, 9, 9)")
    for (line, row) in published.enumerated() {
      // indicator source period edition value total published_on
      let parts = row.split(separator: " ").map(String.init)
      try db.execute(
        sql: """
          INSERT INTO published_figure VALUES (?, ?, ?, '', 'KAZ', '_T', ?, ?, ?, ?, 'Table', ?, ?, ?, ?,
            (SELECT unit_id FROM indicator WHERE indicator_id = ?), '', '', '', 'f.csv', ?)
          """,
        arguments: [
          "f\(line)", parts[1], parts[0], parts[2], parts[2] + "-01-01", parts[2] + "-12-31",
          parts[3] == "-" ? "" : parts[3], parts[6], parts[4], Double(parts[4]), Double(parts[5]), parts[0],
          line + 1,
        ])
    }
    try compare(db, comparisons: folder)
  }
  return database
}

/// What different publishers say of one country.
@Suite struct ComparePublishersTests {
  private static let said =
    "SELECT left_publisher || ' ' || left_value || ', ' || right_publisher || ' ' || right_value || ': ' || reason || verdict "
    + "FROM comparison_publishers ORDER BY 1"

  @Test func bothValuesStandWithDifferenceAndSources() throws {
    let database = try compared([
      report(by: "Blue", [("650", refugees(source: "RSF"))]),
      report(by: "Red", [("520", refugees("2016-06"))]),
    ])
    #expect(try database.all(Self.said) == ["Blue 650.0, Red 520.0: Blue higher by 130"])
    #expect(
      try database.all(
        "SELECT difference || ' ' || ratio || ' ' || relative_difference || ' ' || cites FROM comparison_publishers"
      )
        == ["130.0 1.25 0.25 only Blue names a source: RSF"])
  }

  @Test func itsCSVHasBothSentences() throws {
    let files = try release([
      report(by: "Blue", [("650", refugees())]), report(by: "Red", [("520", refugees())]),
    ])
    let lines = String(decoding: try #require(files["csv/comparisons/publishers.csv"]), as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasSuffix(",left_sentence,right_sentence"))
    #expect(lines.last?.hasSuffix(",Line 0: <650> by Blue.,Line 0: <520> by Red.") == true)
    let others = String(decoding: try #require(files["csv/comparisons/stale.csv"]), as: UTF8.self)
    #expect(!others.contains("sentence"))
  }

  @Test func oneThatAgreesWithTheSourceIsNamed() throws {
    let reports = try [
      report(by: "Blue", [("160", rank("2016", of: 180))]),
      report(by: "Red", [("157", rank("2016", of: 180))]),
    ]
    let database = try compared(
      reports, published: ["press_freedom_rank RSF 2016 2016 160 180 2016-04"])
    #expect(
      try database.all(
        "SELECT nearest || '; ' || left_published_verdict || ' ' || right_published_verdict "
          + "FROM comparison_publishers") == ["Blue agrees with the source; agrees differs"])
    let unknown = try compared(reports)
    #expect(try unknown.all("SELECT nearest FROM comparison_publishers") == [""])
  }

  @Test func otherTimesAndOtherEditionsAreRefused() throws {
    let times = try compared([
      report(by: "Blue", [("650", refugees("2016"))]), report(by: "Red", [("520", refugees("2014"))]),
    ])
    #expect(
      try times.all(Self.said) == ["Blue 650.0, Red 520.0: periodnot compared: of different times"])
    let editions = try compared([
      report(by: "Blue", [("160", rank("2016", of: 180))]),
      report(by: "Red", [("157", rank("2016", of: 179))]),
    ])
    #expect(try editions.all(Self.said) == ["Blue 160.0, Red 157.0: editionnot compared"])
  }

  @Test func aSumOverYearsIsNoFigureOfAYear() throws {
    let database = try compared([
      report(by: "Blue", [("650", refugees("2010/2016"))]), report(by: "Red", [("520", refugees("2016"))]),
    ])
    #expect(
      try database.all(Self.said)
        == ["Blue 650.0, Red 520.0: periodnot compared: one counts over a longer time"])
    let once = try compared([
      report(by: "Blue", [("650", refugees("2016-12-31"))]), report(by: "Red", [("520", refugees("2016"))]),
    ])
    #expect(try once.all(Self.said) == ["Blue 650.0, Red 520.0: Blue higher by 130"], "counted on one day")
  }

  /// 2014 of one and 2016 of the other would be a refusal without interest: each has its like.
  @Test func aPairThatFitsHidesThoseThatDoNot() throws {
    let database = try compared([
      report(by: "Blue", [("650", refugees("2016")), ("600", refugees("2014"))]),
      report(by: "Red", [("650", refugees("2016")), ("601", refugees("2014"))]),
    ])
    #expect(
      try database.all(Self.said) == [
        "Blue 600.0, Red 601.0: Red higher by 1", "Blue 650.0, Red 650.0: the same",
      ])
  }

  @Test func aBoundLeavesRoomAndRoundingIsNoDifference() throws {
    let bound = try compared([
      report(by: "Blue", [("600", refugees(qualifier: .atLeast))]), report(by: "Red", [("653", refugees())]),
    ])
    #expect(
      try bound.all(Self.said)
        == ["Blue 600.0, Red 653.0: precisionnot compared: a bound that leaves room for the other"])
    func share(_ value: String) -> (String, Fact) {
      (value, Fact(indicator: "disability_prevalence", quote: "", value: "", period: "2016"))
    }
    let rounded = try compared([report(by: "Blue", [share("77.1")]), report(by: "Red", [share("77")])])
    #expect(try rounded.all(Self.said) == ["Blue 77.1, Red 77.0: the same, rounded"])
  }

  @Test func onePublishersEditionsAndFarReportsAreNoPairs() throws {
    let own = try compared([
      report(by: "Blue", [("650", refugees())]), report(by: "Blue", edition: "2017", [("520", refugees())]),
    ])
    #expect(try own.all(Self.said) == [])
    let far = try compared([
      report(by: "Blue", [("650", refugees())]),
      report(by: "Red", edition: "2021", [("520", refugees("2021"))]),
    ])
    #expect(try far.all(Self.said) == [])
    let same = try compared([
      report(by: "Blue", [("650", refugees())]), report(by: "Red", edition: "2021", [("520", refugees())]),
    ])
    #expect(try same.all(Self.said).count == 1, "both speak of 2016")
  }

  @Test func treatiesAreComparedByStatusAndYear() throws {
    func treaty(_ value: String, _ period: String) -> (String, Fact) {
      (
        value,
        Fact(
          indicator: "treaty_status", quote: "", value: "", unit: "STATUS", kind: .status, period: period,
          treaty: "CAT")
      )
    }
    func verdict(_ one: (String, Fact), _ other: (String, Fact)) throws -> [String] {
      try compared([report(by: "Blue", [one]), report(by: "Red", [other])])
        .all("SELECT verdict FROM comparison_publishers")
    }
    #expect(try verdict(treaty("acceded", "1998"), treaty("acceded", "1998")) == ["the same"])
    #expect(try verdict(treaty("acceded", "1998"), treaty("ratified", "1998")) == ["the same: bound by it"])
    #expect(
      try verdict(treaty("acceded", "1998"), treaty("acceded", "1999"))
        == ["differs: acceded 1998 against acceded 1999"])
    #expect(
      try verdict(treaty("acceded", "1998"), treaty("not_ratified", ""))
        == ["differs: acceded 1998 against not ratified"])
  }

  // MARK: Repeated figures

  private static let repeated =
    "SELECT right_edition || ' to ' || left_edition || ': ' || left_value || ' ' || verdict || '; ' || published_since "
    + "FROM comparison_stale ORDER BY 1"

  private func editions(_ values: (edition: String, value: String, period: String)...) throws
    -> [DocumentRecord]
  {
    try values.map {
      try report(
        by: "Blue", edition: $0.edition, published: $0.edition + "-12", [($0.value, rank($0.period, of: 180))]
      )
    }
  }

  @Test func aFigureThatItsSourceHasLeftBehindIsStale() throws {
    let figures = [
      "press_freedom_rank RSF 2016 2016 160 180 2016-04", "press_freedom_rank RSF 2018 2018 158 180 2018-04",
      "press_freedom_rank RSF 2019 2019 150 180 2019-04",
    ]
    let reports = try editions(("2016", "160", "2016"), ("2017", "160", "2016"), ("2018", "160", "2016"))
    #expect(
      try compared(reports, published: figures).all(Self.repeated)
        == ["2016 to 2018: 160.0 stale in 3 editions; 158 of 180 for 2018 (Table)"])
    #expect(
      try compared(reports).all(Self.repeated) == ["2016 to 2018: 160.0 repeated in 3 editions; "],
      "nothing here tells")
  }

  @Test func whatIsTheSameAgainForANewTimeIsNotStale() throws {
    let figures = [
      "press_freedom_rank RSF 2016 2016 160 180 2016-04", "press_freedom_rank RSF 2017 2017 160 180 2017-04",
    ]
    let reports = try editions(("2016", "160", "2016"), ("2017", "160", "2017"))
    #expect(try compared(reports, published: figures).all(Self.repeated) == [])
    #expect(try compared(reports).all(Self.repeated) == [])
  }

  /// A figure without a date is measured by what its source has now.
  @Test func anUndatedFigureIsStaleWhereTheNewestIsAnother() throws {
    let reports = try editions(("2016", "160", ""), ("2018", "160", ""))
    func with(_ newest: String) throws -> [String] {
      try compared(reports, published: ["press_freedom_rank RSF 2018 2018 \(newest) 180 2018-04"]).all(
        Self.repeated)
    }
    #expect(try with("160") == [])
    #expect(try with("158") == ["2016 to 2018: 160.0 stale in 2 editions; 158 of 180 for 2018 (Table)"])
  }

  @Test func aRunEndsWhereTheFigureChanges() throws {
    let reports = try editions(
      ("2016", "160", "2014"), ("2017", "160", "2014"), ("2018", "158", "2018"), ("2019", "160", "2014"))
    #expect(
      try compared(reports).all(Self.repeated) == ["2016 to 2017: 160.0 repeated in 2 editions; "])
  }

  // MARK: Topics

  @Test func headingsTellTheTopicOfWhatStandsUnderThem() {
    let outline = FamilyOutline([
      .init(topic: "summary", phrase: "*"), .init(topic: "child_labour", phrase: "child labor"),
      .init(topic: "children", phrase: "child*"), .init(topic: "prison", phrase: "prison"),
    ])
    #expect(
      outline.topics(of: [
        "", "c. Ban on CHILD LABOR, Lowest Age", "Administration", "Children's Rights",
        "Prison and Detention", "Imprisonment",
      ]) == ["summary", "child_labour", "child_labour", "children", "prison", "prison"])
    #expect(FamilyOutline().topics(of: ["", "Children"]) == [nil, nil])
  }

  @Test func passagesAndFiguresBearTheTopicOfTheirHeading() throws {
    var record = try report(by: "Blue", [("650", refugees())])
    let end = try #require(record.pages.last).span
    record.sections = [
      Section(
        number: 1, heading: "Refugees and Others",
        span: Span(charStart: 0, charEnd: end.charEnd, byteStart: 0, byteEnd: end.byteEnd))
    ]
    record.passages = [Passage(number: 1, section: 1, span: record.sections[0].span, text: "Line 0")]
    let database = try workDatabase()
    try database.write { db in
      try db.execute(
        sql: """
          INSERT INTO outline VALUES ('refugees', 'Refugees', 1);
          INSERT INTO family VALUES ('blue', 'Blue', 'Blue reports', 'sv');
          INSERT INTO family_outline VALUES ('blue', 1, 'refugees', 'refugees');
          """)
      try load(record, into: db)
    }
    #expect(
      try database.all("SELECT outline_name || ': ' || issuer || ' ' || text FROM passage_wide")
        == ["Refugees: Blue Line 0"])
    #expect(try database.all("SELECT outline_id FROM observation_wide") == ["refugees"])
    #expect(
      try database.all("SELECT outline_id || ' ' || observation_count FROM outline_coverage") == [
        "refugees 1"
      ])
  }

  @Test func theTimeOfAReportIsThatOfItsEdition() throws {
    let database = try workDatabase([
      report(by: "Blue", edition: "2015-2016", published: "2017-04", [("1", refugees())]),
      report(by: "Red", edition: "2020-12", published: "2020-12", [("2", refugees())]),
      report(by: "Green", edition: "", published: "", [("3", refugees())]),
    ])
    #expect(
      try database.all(
        "SELECT issuer || ' ' || time_start || ' ' || time_end || ' ' || known_by FROM document_issue ORDER BY 1"
      )
        == [
          "Blue 2015-01-01 2016-12-31 2017-04-30", "Green   ", "Red 2020-01-01 2020-12-31 2020-12-31",
        ])
  }
}
