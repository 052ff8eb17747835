import Foundation
import GRDB
import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Dataset
@testable import Diff
@testable import Orchestration
@testable import Reading
@testable import Reference
@testable import Review
@testable import Site

/// Verdicts on single figures, with what the source published beside them.
@Suite struct PublishedVerdictTests {
  private static let comparisons = onlyComparison("published")

  private typealias Figure = (
    period: String, edition: String, value: String, total: Int?, concept: String, on: String
  )

  /// Verdict, reason and nearest match of one figure in a report of April 2017.
  private func verdict(
    _ fact: Fact, against figures: [Figure],
    report date: String = "2017-04"
  ) throws -> (verdict: String, reason: String, nearest: String) {
    let row = try comparison(fact, against: figures, report: date)
    return (row["verdict"], row["reason"], row["nearest"])
  }

  private func comparison(_ fact: Fact, against figures: [Figure], report date: String = "2017-04") throws
    -> Row
  {
    let read = try report(
      "KAZ", edition: "2016", published: date, text: "Talet är \(fact.quote) här.", facts: [fact])
    let database = try workDatabase([read])
    return try database.write { db in
      try db.execute(
        sql: "INSERT INTO published_file VALUES ('f.csv', 'figures', '', '', '', '', 'imported', '', 0, 0, 0)"
      )
      try db.execute(sql: "INSERT INTO method_break VALUES ('press_freedom_rank', '2013', 'new method')")
      for (index, figure) in figures.enumerated() {
        let interval = DateInterval8601(figure.period)
        try db.execute(
          sql: """
            INSERT INTO published_figure SELECT ?, ?, indicator_id, ?, 'KAZ', ?, ?, ?, ?, ?, 'Book', ?, ?, ?, ?, unit_id, ?,
              '', '', 'f.csv', ? FROM indicator WHERE indicator_id = ?
            """,
          arguments: [
            "p\(index)", fact.source, fact.treaty, fact.sex.rawValue, figure.period, interval?.firstDay,
            interval?.lastDay, figure.edition, figure.on, figure.value, Double(figure.value), figure.total,
            figure.concept, index + 1, fact.indicator,
          ])
      }
      try compare(db, comparisons: Self.comparisons.get())
      return try #require(try Row.fetchOne(db, sql: "SELECT * FROM comparison_published"))
    }
  }

  private func share(_ value: String, _ qualifier: Qualifier = .exact, period: String = "2016") -> Fact {
    Fact(
      indicator: "disability_prevalence", quote: "\(value) procent", value: value, period: period,
      qualifier: qualifier, source: "WHO")
  }

  /// Rounded and cut off are both agreement as far as written; a point more is none.
  @Test(arguments: [
    ("26", "26", "agrees"), ("26", "26.17", "agrees_rounded"), ("26", "25.5", "agrees_rounded"),
    ("26", "26.99", "agrees_rounded"), ("26", "27.10", "differs"), ("26", "25.4", "differs"),
    ("26.2", "26.17", "agrees_rounded"), ("26.2", "26", "agrees_rounded"), ("26.2", "26.5", "differs"),
  ])
  func toleranceFollowsThePrecisionAsWritten(_ written: String, _ published: String, _ expected: String)
    throws
  {
    #expect(try verdict(share(written), against: [("2016", "", published, nil, "", "")]).verdict == expected)
  }

  @Test(arguments: [
    (Qualifier.lessThan, "4", "3.1", "agrees_rounded"), (.lessThan, "4", "4.5", "differs"),
    (.moreThan, "10", "12", "agrees_rounded"), (.atLeast, "10", "9", "differs"),
    (.about, "15", "15.4", "agrees_rounded"),
  ])
  func boundsHoldOrDoNot(_ qualifier: Qualifier, _ written: String, _ published: String, _ expected: String)
    throws
  {
    #expect(
      try verdict(share(written, qualifier), against: [("2016", "", published, nil, "", "")]).verdict
        == expected)
  }

  @Test func millionsAreNoFinerThanWritten() throws {
    let fact = Fact(
      indicator: "refugees", quote: "18 miljoner", value: "18000000", unit: "PERSONS", kind: .count,
      period: "2016",
      source: "WHO")
    #expect(try verdict(fact, against: [("2016", "", "18363600", nil, "", "")]).verdict == "agrees_rounded")
    #expect(try verdict(fact, against: [("2016", "", "17000000", nil, "", "")]).verdict == "differs")
  }

  private func rank(_ value: String, of total: Double?, period: String = "") -> Fact {
    Fact(
      indicator: "press_freedom_rank", quote: "plats \(value)", value: value, unit: "RANK", kind: .rank,
      period: period, total: total, source: "RSF")
  }
  private let editions: [Figure] = [
    ("2010", "2010", "162", 178, "", "2010-10"), ("2013", "2013", "160", 179, "", "2013-01"),
    ("2014", "2014", "161", 180, "", "2014-02"), ("2015", "2015", "160", 180, "", "2015-02"),
    ("2016", "2016", "160", 180, "", "2016-04-20"), ("2018", "2018", "158", 180, "", "2018-04"),
  ]

  @Test func ranksAreComparedWithTheirNumber() throws {
    let stale = try verdict(rank("160", of: 179), against: editions)
    #expect(stale.verdict == "other_edition")
    #expect(
      stale.nearest.hasPrefix(
        "160 of 179 in the 2013 edition (Book); the edition meant: 160 of 180 in the 2016 edition"))
    #expect(stale.nearest.contains("the same rank: 160 of 180 in the 2015 edition"))
    #expect(try verdict(rank("160", of: 180), against: editions).verdict == "agrees")
    #expect(try verdict(rank("160", of: nil), against: editions).verdict == "agrees")
    #expect(try verdict(rank("161", of: 180, period: "2014"), against: editions).verdict == "agrees")
    #expect(try verdict(rank("150", of: 180), against: editions).verdict == "differs")
    // Another method than today's is said.
    #expect(
      try verdict(rank("162", of: 178), against: editions).nearest.contains("by an earlier or later method"))
  }

  @Test func noVerdictWithoutAKey() throws {
    let none = try verdict(rank("160", of: 180, period: "2017"), against: editions)
    #expect(none.verdict == "no_published_figure" && none.reason == "no_published_figure")
    #expect(none.nearest.contains("elsewhere 160 of 180 in the 2015 edition, the 2016 edition"))
    let undated = try verdict(rank("160", of: 180), against: editions, report: "")
    #expect(undated.verdict == "not_comparable" && undated.reason == "period")
    #expect(try verdict(rank("160", of: 180), against: []).nearest == "nothing here from RSF")
  }

  private func stock(_ value: String, _ day: String) -> Fact {
    Fact(
      indicator: "refugees", quote: "\(value) flyktingar", value: value, unit: "PERSONS", kind: .count,
      period: day, source: "WHO")
  }

  @Test func anotherDateIsNamedAndWhenItAppeared() throws {
    let figures: [Figure] = [
      ("2016-06-30", "", "691", nil, "", "2017-02"), ("2016-12-31", "", "653", nil, "", "2017-06-19"),
      ("2016-12-31", "", "647", nil, "", "2026"),
    ]
    let other = try verdict(stock("653", "2016-07-01"), against: figures)
    #expect(other.verdict == "other_date")
    #expect(
      other.nearest
        == "653 for 2016-12-31 (Book, published 2017-06-19, after the report), after the time reported; the time meant: 691 for 2016-06-30"
    )
    #expect(try verdict(stock("691", "2016-07-01"), against: figures).verdict == "agrees")
    // Where published rows disagree all are shown.
    let both = try verdict(stock("653", "2016-12-31"), against: figures)
    #expect(both.verdict == "agrees" && both.nearest.contains("also published: 647"))
    // The narrowest period decides: the month of an election, not its year.
    let seats: [Figure] = [
      ("2016", "", "26.17", nil, "", ""), ("2016-03", "", "27.10", nil, "", ""),
    ]
    #expect(try verdict(share("26", period: "2016-03-20"), against: seats).verdict == "other_date")
    #expect(try verdict(share("27", period: "2016-03-20"), against: seats).verdict == "agrees_rounded")
  }

  /// What was published for the time, edition and concept meant stands on the right, and in the sentence.
  @Test func theSentenceSaysWhatWasMeant() throws {
    let dated = try comparison(
      stock("653", "2016-07-01"),
      against: [
        ("2016-06-30", "", "691", nil, "", "2017-02"), ("2016-12-31", "", "653", nil, "", "2017-06-19"),
      ])
    #expect(dated["right_label"] == "691" && dated["difference"] == -38.0)
    #expect(
      dated["summary"] == "says 653 on 1 July 2016; WHO: 691; 653 is its figure for 31 December 2016")
    let ranked = try comparison(rank("160", of: 179), against: editions)
    #expect(ranked["right_label"] == "160 of 180")
    #expect(
      ranked["summary"]
        == "says 160 of 179; RSF: 160 of 180 in the 2016 edition; 160 of 179 is its figure in the 2013 edition"
    )
    let enrolment = try comparison(
      share("63"), against: [("2016", "", "63", nil, "gross enrolment ratio", "")])
    #expect(enrolment["right_value"] == nil && enrolment["difference"] == nil)
    #expect(
      enrolment["summary"]
        == "says 63 % for 2016; 63 % is what WHO published for 2016 as gross enrolment ratio")
    let attained = try comparison(
      share("63"),
      against: [("2016", "", "63", nil, "gross enrolment ratio", ""), ("2016", "", "55", nil, "", "")])
    #expect(attained["verdict"] == "other_concept" && attained["right_value"] == 55.0)
    let plain = try comparison(stock("650", "2016-07-01"), against: [("2016-06-30", "", "691", nil, "", "")])
    #expect(plain["summary"] == "says 650 on 1 July 2016; WHO: 691" && plain["verdict_rank"] == 1)
  }

  @Test func anotherConceptIsNoAgreement() throws {
    let enrolment = try verdict(share("63"), against: [("2016", "", "63", nil, "gross enrolment ratio", "")])
    #expect(
      enrolment.verdict == "other_concept"
        && enrolment.nearest.hasSuffix("published as gross enrolment ratio"))
    #expect(
      try verdict(share("60"), against: [("2016", "", "63", nil, "gross enrolment ratio", "")]).verdict
        == "differs")
  }

  @Test func whatCantBeSetSideBySideSaysWhy() throws {
    var vague = stock("1000", "2016")
    vague.kind = .magnitude
    #expect(try verdict(vague, against: [("2016", "", "6876", nil, "", "")]).reason == "precision")
    var young = share("12")
    young.age = "20-24"
    #expect(try verdict(young, against: [("2016", "", "12", nil, "", "")]).reason == "population")
    var households = stock("653", "2016")
    households.unit = "SEATS"
    #expect(try verdict(households, against: [("2016", "", "653", nil, "", "")]).reason == "unit")
  }

  private func treaty(_ status: String, _ year: String = "") -> Fact {
    Fact(
      indicator: "treaty_status", quote: "har ratificerats", value: status, unit: "STATUS", kind: .status,
      period: year, treaty: "CAT")
  }

  @Test func treatiesByYearAndAsOfTheReport() throws {
    func decide(_ fact: Fact, _ rows: [(String, String, String, String)]) throws -> (
      verdict: String, reason: String, nearest: String
    ) {
      var fact = fact
      fact.source = "WHO"
      return try verdict(
        fact,
        against: rows.map { (period: $0.0, edition: "", value: $0.1, total: nil, concept: $0.2, on: $0.3) })
    }
    let acceded = try decide(
      treaty("ratified", "1998"), [("1998-08-26", "acceded", "accession", "2015-03-14")])
    #expect(acceded.verdict == "agrees" && acceded.nearest.contains("acceded 1998-08-26 (accession)"))
    #expect(
      try decide(treaty("ratified", "1999"), [("1998-08-26", "acceded", "accession", "2015-03-14")]).verdict
        == "differs")
    let later = try decide(
      treaty("not_ratified"),
      [("2015-03-14", "not_ratified", "not listed", "2015-03-14"), ("2022", "ratified", "", "2022-08-25")])
    #expect(later.verdict == "agrees" && later.nearest.hasPrefix("not ratified as of 2015-03-14"))
    #expect(later.nearest.contains("; later ratified 2022"))
    let signed = try decide(
      treaty("not_ratified"), [("2010-09-23", "signed", "signature only", "2015-03-14")])
    #expect(signed.verdict == "agrees" && signed.nearest.hasPrefix("signed 2010-09-23, not ratified"))
    let before = try decide(
      treaty("not_ratified"),
      [("2015-03-14", "not_ratified", "not listed", "2015-03-14"), ("2016", "ratified", "", "2022-08-25")])
    #expect(before.verdict == "differs")
  }

  /// The rank of one edition against another on the other side of a change of method.
  @Test func methodBreaksAreOneObstacleForAll() throws {
    let older = try report(
      "KAZ", edition: "2012", published: "2012-11", text: "Först plats 154.",
      facts: [
        Fact(
          indicator: "press_freedom_rank", quote: "plats 154", value: "154", unit: "RANK", kind: .rank,
          period: "2012", total: 179, source: "RSF")
      ])
    let newer = try report(
      "KAZ", edition: "2013", published: "2013-11", text: "Sedan plats 160.",
      facts: [
        Fact(
          indicator: "press_freedom_rank", quote: "plats 160", value: "160", unit: "RANK", kind: .rank,
          period: "2013", total: 179, source: "RSF")
      ])
    let database = try workDatabase([older, newer])
    try database.write { db in
      try db.execute(sql: "INSERT INTO method_break VALUES ('press_freedom_rank', '2013', 'new method')")
      try compare(db, comparisons: Repository.pipeline.appendingPathComponent("Comparisons"))
    }
    #expect(try database.all("SELECT DISTINCT method_break FROM comparability") == ["1"])
    #expect(try database.all("SELECT reason FROM comparison WHERE kind = 'editions'") == ["method_break"])
  }

  @Test func figuresThatCanBeCheckedAgainstEachOtherAre() throws {
    let read = try report(
      "KAZ", edition: "2016", published: "2017-04",
      text: "Av 107 platser har kvinnor 26 procent. Kvinnor 60 procent, män 40 procent, alla 70 procent.",
      facts: [
        Fact(indicator: "lower_house_seats", quote: "107 platser", value: "107", unit: "SEATS", kind: .count),
        Fact(indicator: "women_in_lower_house_share", quote: "26 procent", value: "26", sex: .female),
        Fact(indicator: "tertiary_education_share", quote: "60 procent", value: "60", sex: .female),
        Fact(indicator: "tertiary_education_share", quote: "40 procent", value: "40", sex: .male),
        Fact(indicator: "tertiary_education_share", quote: "70 procent", value: "70"),
      ])
    let database = try DatabaseQueue()
    try database.write { db in
      try createSchema(in: db)
      var lists = codelists()
      var women = try #require(lists.indicators.first)
      women.id = "women_in_lower_house_share"
      lists.indicators.append(women)
      lists.rules.append(
        RuleDescription(
          id: "women_in_lower_house_share.sv", file: "", version: 1, sha256: "", description: "w"))
      try loadCodelists(lists, into: db)
      try load(read, into: db)
      try compare(db, comparisons: Repository.pipeline.appendingPathComponent("Comparisons"))
    }
    #expect(
      try database.all("SELECT verdict FROM comparison WHERE kind = 'arithmetic' ORDER BY verdict") == [
        "consistent: 28 of 107 is 26.2 %", "inconsistent: not between women (60) and men (40)",
      ])
  }
}
