import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Diff
@testable import Orchestration

/// A release and a later one, with changes planted between them.
private func diff(
  _ old: [DocumentRecord], _ new: [DocumentRecord]? = nil, change: (Database) throws -> Void = { _ in }
) throws -> ReleaseDiff {
  func make(_ documents: [DocumentRecord], _ change: (Database) throws -> Void) throws -> DatabaseQueue {
    let queue = try workDatabase(documents)
    try queue.write { db in
      try change(db)
      try compare(db, comparisons: Repository.pipeline.appendingPathComponent("Comparisons"))
    }
    return queue
  }
  let before = try make(old) { _ in }
  let after = try make(new ?? old, change)
  return try before.read { first in try after.read { second in try ReleaseDiff(from: first, to: second) } }
}

extension ReleaseDiff {
  fileprivate func about(_ subject: ReleaseChange.Subject) -> [ReleaseChange] {
    changes.filter { $0.subject == subject }
  }

  fileprivate func texts(_ subject: ReleaseChange.Subject) -> [String] {
    about(subject).map { "\($0.kind.rawValue) \($0.key.text): \($0.difference) – \($0.because)" }
  }
}

/// A report of six treaties, all ratified.
private func treaties(_ edition: String, unit: String = "STATUS") throws -> DocumentRecord {
  let names = ["första", "andra", "tredje", "fjärde", "femte", "sjätte"]
  return try report(
    "KAZ", edition: edition, published: "2017",
    text: names.map { "Den \($0) traktaten gäller." }.joined(separator: " "),
    facts: names.enumerated().map { index, name in
      Fact(
        indicator: "refugees", quote: "Den \(name)", value: "\(index + 1)", unit: unit, kind: .count,
        period: "\(2010 + index)")
    })
}

@Suite struct DiffTests {
  @Test func theSameReleaseDoesNotDiffer() throws {
    let diff = try diff([kazakhstan()])
    #expect(diff.changes.isEmpty && diff.old == diff.new && diff.counts.isEmpty && diff.summary.isEmpty)
    #expect(diff.markdown(limit: 10) == "Nothing differs from it.\n")
  }

  @Test func whatOurRulesReadOtherwiseNamesTheFile() throws {
    let diff = try diff([kazakhstan()]) { db in
      try db.execute(
        sql: """
          UPDATE observation SET value_text = '64', value = 64 WHERE sex = 'F';
          UPDATE rule SET sha256 = '3fa2' WHERE rule_id = 'tertiary_education_share.sv'
          """)
    }
    #expect(
      diff.texts(.observation) == [
        "changed KAZ tertiary_education_share 2015 F (KAZ 2015-2016): value 63 → 64 – our reading changed: "
          + "Indicators/tertiary_education_share/sv.yml 00→3fa2"
      ])
    #expect(diff.about(.report).isEmpty)
  }

  @Test func lostAndWonAreToldApartFromKeptInAnotherPlace() throws {
    let diff = try diff([kazakhstan()]) { db in
      try db.execute(
        sql: """
          UPDATE observation SET time_period = '2014', period_start = '2014-01-01', period_end = '2014-12-31'
          WHERE sex = 'F';
          DELETE FROM evidence WHERE observation_id IN (SELECT observation_id FROM observation WHERE sex = 'M');
          DELETE FROM observation WHERE sex = 'M'
          """)
    }
    #expect(
      diff.texts(.observation) == [
        "changed KAZ tertiary_education_share 2015 F (KAZ 2015-2016): time_period 2015 → 2014 – our reading changed: "
          + "other rules, language tables or code lists",
        "removed KAZ tertiary_education_share 2015 M (KAZ 2015-2016): value 48 PERCENT → – – our reading changed: "
          + "other rules, language tables or code lists",
      ])
    #expect(diff.comparisonsRemoved["sex"] == 1)
  }

  @Test func aDecisionIsNeitherTheReportNorTheRules() throws {
    let diff = try diff([kazakhstan()]) { db in
      try db.execute(
        sql: """
          UPDATE observation SET value_text = '654', value = 654, review_status = 'edited' WHERE indicator_id = 'refugees';
          INSERT INTO review_decision SELECT 'd', m.document_id, m.char_start, m.char_end, m.quote, 'refugees', 'value',
            '653', '654', 'misread', 'Ada', '2024-01-01T00:00:00Z', 'applied'
            FROM observation o JOIN mention m USING (mention_id) WHERE o.indicator_id = 'refugees'
          """)
    }
    #expect(
      diff.texts(.observation) == [
        "changed KAZ refugees (KAZ 2015-2016): value 653 → 654, review_status auto → edited – a reader decided: Ada"
      ])
  }

  @Test func otherBytesOfAReportAreToldFromOtherReadingsOfIt() throws {
    func version(_ seats: String, unit: String) throws -> DocumentRecord {
      var read = try report(
        "KAZ", edition: "2015-2016", published: "2017-04",
        text: "Landet har \(seats) platser. Där bor 653 flyktingar.",
        facts: [
          Fact(
            indicator: "lower_house_seats", quote: "\(seats) platser", value: seats, unit: "SEATS",
            kind: .count),
          Fact(indicator: "refugees", quote: "653 flyktingar", value: "653", unit: unit, kind: .count),
        ])
      let end = read.document.text.count
      let middle = try span(of: " Där", in: String(decoding: read.document.text, as: UTF8.self)).charStart
      let all = read.passages[0]
      read.passages = [(0, middle, 1), (middle, all.span.charEnd, 2)].map { start, stop, number in
        let scalars = Array(all.text.unicodeScalars)[start..<stop]
        return Passage(
          number: number, section: 0, span: Span(charStart: start, charEnd: stop, byteStart: 0, byteEnd: end),
          text: String(String.UnicodeScalarView(scalars)))
      }
      return read
    }
    let diff = try diff([version("107", unit: "PERSONS")], [version("108", unit: "SEATS")])
    #expect(
      diff.texts(.observation) == [
        "changed KAZ lower_house_seats (KAZ 2015-2016): value 107 → 108 – the report changed: other bytes",
        "changed KAZ refugees (KAZ 2015-2016): unit_id PERSONS → SEATS – our reading changed: "
          + "other rules, language tables or code lists",
      ])
    #expect(diff.about(.report).map(\.fields.first?.name) == ["bytes"])
  }

  @Test func reportsComeAndGoWithTheirFigures() throws {
    let diff = try diff(
      [kazakhstan(), kazakhstan(edition: "2013", published: "2014-03")],
      [kazakhstan(), kazakhstan(edition: "2019", published: "2020-06")])
    #expect(
      diff.about(.report).map { "\($0.kind.rawValue) \($0.key.text)" } == [
        "removed KAZ 2013", "added KAZ 2019",
      ])
    let observations = diff.about(.observation)
    #expect(observations.map(\.kind).count == 10 && observations.allSatisfy { $0.cause == .report })
    #expect(Set(observations.map(\.detail)) == ["new", "no longer there"])
  }

  @Test func twoReportsOfOneEditionAreNotMixedUp() throws {
    // Without this the second would stand for the first wherever their figures share a key.
    let one = try kazakhstan()
    var other = try report(
      "KAZ", edition: "2015-2016", published: "2017-04", text: "Bilaga: 700 flyktingar.",
      facts: [
        Fact(indicator: "refugees", quote: "700 flyktingar", value: "700", unit: "PERSONS", kind: .count)
      ])
    other.document.title = "Annex"
    let diff = try diff([one, other]) { db in
      try db.execute(sql: "UPDATE observation SET value_text = '701', value = 701 WHERE value = 700")
    }
    #expect(diff.about(.observation).map(\.difference) == ["value 700 → 701"])
    #expect(diff.about(.observation).first?.key.report.hasPrefix("KAZ 2015-2016 ") == true)
  }

  @Test func changesThatAreAlikeAreOneRow() throws {
    let diff = try diff([treaties("2015-2016")]) { db in
      try db.execute(sql: "UPDATE observation SET unit_id = 'PERSONS'")
    }
    #expect(diff.changes.count { $0.subject == .observation } == 6)
    let rows = diff.rows(all: false).filter { $0[0].contains("observation") }
    #expect(rows.count == 1)
    #expect(rows.first?[0] == "6 observations changed" && rows.first?[1] == "refugees")
    #expect(
      rows.first?[3].hasPrefix("for example KAZ refugees 2010 (KAZ 2015-2016): unit_id STATUS → PERSONS")
        == true)
    #expect(diff.rows(all: true).count == diff.changes.count)
  }

  @Test func whatIsDeclaredOfManyReportsIsOneRow() throws {
    let reports = try ["2012", "2013", "2014", "2015"].map { try kazakhstan(edition: $0, published: $0) }
    let diff = try diff(reports) { try $0.execute(sql: "UPDATE document SET licence = 'CC-BY-4.0'") }
    #expect(
      diff.rows(all: false) == [
        [
          "4 reports changed", "", "our reading changed: what is declared about the report",
          "for example KAZ 2012: licence CC0-1.0 → CC-BY-4.0",
        ]
      ])
  }

  @Test func aRowIsALineWhateverAReportIsCalled() throws {
    let diff = try diff([kazakhstan()], [kazakhstan(edition: "20\u{1B}[31m16\nx")])
    #expect(diff.rows(all: true).joined().allSatisfy { !$0.contains("\u{1B}") && !$0.contains("\n") })
    #expect(diff.rows(all: true).joined().contains { $0.contains("20 [31m16 x") })
  }

  @Test func programsGetEveryRow() throws {
    let diff = try diff([treaties("2015-2016")]) { db in
      try db.execute(sql: "UPDATE observation SET unit_id = 'PERSONS', qualifier = 'about'")
    }
    let lines = String(decoding: diff.csv, as: UTF8.self).split(separator: "\n")
    #expect(lines[0].hasPrefix("subject,change,cause,detail,report,indicator_id,"))
    #expect(lines.count == 1 + diff.changes.reduce(0) { $0 + max(1, $1.fields.count) })
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(diff.json(summary: false, gate: nil))) as? [String: Any])
    #expect((json["rows"] as? [Any])?.count == diff.changes.count)
    let counts = try #require(json["counts"] as? [[String: Any]])
    #expect(counts.compactMap { $0["count"] as? Int }.reduce(0, +) == diff.changes.count)
    let short =
      try JSONSerialization.jsonObject(with: Data(diff.json(summary: true, gate: nil))) as? [String: Any]
    #expect(short?["rows"] == nil)
  }

  @Test func aReleaseOfAnOlderSchemaIsComparedOrRefusedInWords() throws {
    let folder = try TestFolder()
    func write(_ name: String, _ change: String) throws -> DatabaseQueue {
      let file = folder.url.appendingPathComponent(name)
      let work = try workDatabase([kazakhstan()])
      try work.backup(to: try DatabaseQueue(path: file.path))
      let queue = try DatabaseQueue(path: file.path)
      try queue.write { try $0.execute(sql: change) }
      try queue.close()
      return try openReadOnly(at: file, anySchema: true)
    }
    let now = try write("now.sqlite", "UPDATE observation SET value_text = '654' WHERE value_text = '653'")
    func changes(_ old: DatabaseQueue) throws -> Int {
      try old.read { first in
        try now.read { try ReleaseDiff(from: first, to: $0).changes.count { $0.subject == .observation } }
      }
    }
    #expect(try changes(write("older.sqlite", "PRAGMA user_version = 1")) == 1)
    #expect(throws: DatabaseMismatch.self) {
      try openReadOnly(at: folder.url.appendingPathComponent("older.sqlite"))
    }
    let foreign = try write("oldest.sqlite", "DROP TABLE review_decision")
    let failure = #expect(throws: Failure.self) { try changes(foreign) }
    #expect(failure?.remedy.hasPrefix("Publish the earlier one anew") == true)
  }

  /// The plot of numbers in a verdict's words is no other verdict; its direction is.
  @Test func aVerdictIsMoreThanItsNumbers() throws {
    func verdicts(women: Int) throws -> [String] {
      try diff([kazakhstan()]) { db in
        try db.execute(
          sql: "UPDATE observation SET value_text = ?1, value = CAST(?1 AS REAL) WHERE sex = 'F'",
          arguments: ["\(women)"])
      }.about(.verdict).filter { $0.key.comparison == "sex" }.map(\.difference)
    }
    #expect(try verdicts(women: 70) == [])
    let turned = try verdicts(women: 40)
    #expect(turned.count == 1 && turned[0].contains("+15") && turned[0].contains("-8"), "\(turned)")
  }
}
