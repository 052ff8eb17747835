import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Reading

/// Each check of the project finds an offender that is planted for it, and none in a sound report.
@Suite struct VerifyTests {
  /// SQL that plants an offender in the database of the sound report.
  static let planted: [String: String] = [
    "quote-is-in-source": """
    DROP TRIGGER mention_stays_grounded; UPDATE mention SET quote = 'plats 16 av 179' WHERE kind = 'rank'
    """,
    "evidence-is-in-source": """
    DROP TRIGGER evidence_stays_grounded; UPDATE evidence SET quote = 'x' WHERE dimension = 'sex'
    """,
    "quote-states-value": """
    UPDATE mention SET disposition = 'observation', value_text = '345000', value = 345000 WHERE quote = '345'
    """,
    "every-observation-has-evidence": "DELETE FROM evidence WHERE dimension = 'value'",
    "references-lead-somewhere": "UPDATE observation SET treaty_id = 'NONE' WHERE treaty_id = 'CAT'",
    "value-in-range": "UPDATE observation SET value = 163 WHERE value = 63",
    "rank-within-total": "UPDATE observation SET total = 150 WHERE value = 160",
    "share-within-hundred": """
    UPDATE indicator SET minimum = NULL, maximum = NULL; UPDATE observation SET value = 163 WHERE value = 63
    """,
    "period-not-after-publication": """
    UPDATE observation SET time_period = '2018', period_start = '2018-01-01', period_end = '2018-12-31'
    WHERE value = 63
    """,
    "unexplained-numbers": "UPDATE mention SET disposition = 'unexplained' WHERE quote = '345'",
    "digits-are-mentions": "DELETE FROM mention WHERE quote = '345'",
    "document-without-observations": "DELETE FROM evidence; DELETE FROM observation",
    "seats-are-plausible": """
    UPDATE observation SET indicator_id = 'lower_house_seats', value = 4 WHERE indicator_id = 'refugees'
    """,
    "stale-decisions": """
    INSERT INTO review_decision VALUES ('d', 'x', 0, 1, 'q', 'i', 'value', '1', '2', 'r', 'w', 't', 'stale')
    """,
    "samples-not-mixed": """
    INSERT INTO document SELECT 'other', 'other', family_id, report_edition, title, language, publisher, area_id,
      area_method, period_start, period_end, published_on, url, licence, media_type, converter, text_sha256,
      char_count, byte_count, 0 FROM document
    """,
    "two-values-for-one-key": """
    INSERT INTO observation SELECT 'other', document_id, mention_id, indicator_id, treaty_id, area_id, time_period,
      period_start, period_end, sex, age, base, '161', 161, value_high, qualifier, total, unit_id, index_edition,
      '', obs_status, review_status, rule_id FROM observation WHERE value = 160
    """,
    "published-file-refused": """
    INSERT INTO published_file VALUES ('a/b.csv', 'figures', '', '', '', '', 'refused', 'a line was cut', 0, 0, 0)
    """,
    "published-rows-accounted": """
    INSERT INTO published_file VALUES ('a/b.csv', 'figures', '', '', '', '', 'imported', '', 3, 1, 1);
    INSERT INTO published_row_passed_over VALUES ('a/b.csv', 'no value', 1)
    """,
    "women-fit-seats": """
    INSERT INTO indicator SELECT 'women_in_lower_house_share', name_en, definition, unit_id,
      value_kind, direction, 0, 100, '', 'F', file FROM indicator WHERE indicator_id = 'tertiary_education_share';
    UPDATE observation SET indicator_id = 'women_in_lower_house_share', value = 26, value_text = '26'
      WHERE value = 63;
    UPDATE observation SET indicator_id = 'lower_house_seats', value = 10, value_text = '10' WHERE value = 653
    """,
  ]

  private func sound() throws -> DatabaseQueue {
    var document = try withEveryDigitMentioned(kazakhstan())
    for index in document.mentions.indices where document.mentions[index].disposition == .unexplained {
      document.mentions[index].disposition = .classified
    }
    return try workDatabase([document])
  }

  /// The report of the fixture names some of its numbers only; here the others become dates.
  private func withEveryDigitMentioned(_ report: DocumentRecord) throws -> DocumentRecord {
    var report = report
    let scalars = Array(String(decoding: report.document.text, as: UTF8.self).unicodeScalars)
    let model = try #require(report.mentions.first)
    for index in scalars.indices where ("0"..."9").contains(scalars[index]) {
      if report.mentions.contains(where: { $0.span.charStart <= index && index < $0.span.charEnd }) {
        continue
      }
      let page = try #require(report.pages.last { $0.span.charStart <= index })
      var mention = model
      mention.id = "digit-\(index)"
      mention.page = page.number
      mention.span = Span(charStart: index, charEnd: index + 1, byteStart: index, byteEnd: index + 1)
      mention.quote = String(scalars[index])
      mention.kind = .date
      mention.disposition = .classified
      mention.reason = "date"
      report.mentions.append(mention)
    }
    return report
  }

  @Test func aSoundReportPasses() throws {
    let findings = try sound().write { db in
      try verify(db, checks: Repository.pipeline.appendingPathComponent("Checks"))
    }
    #expect(findings == [])
  }

  @Test func everyCheckHasAPlantedOffender() throws {
    let checks = try readChecks(in: Repository.pipeline.appendingPathComponent("Checks"))
    #expect(Set(checks.map(\.slug)) == Set(Self.planted.keys))
    #expect(checks.allSatisfy { !$0.title.isEmpty && !$0.why.isEmpty && !$0.sql.isEmpty })
  }

  @Test(arguments: planted.keys.sorted())
  func findsWhatIsPlanted(_ slug: String) throws {
    let sql = try #require(Self.planted[slug])
    let database = try sound()
    try database.write { db in try db.execute(sql: sql) }
    let findings = try database.write { db in
      try verify(db, checks: Repository.pipeline.appendingPathComponent("Checks"))
    }
    #expect(
      findings.contains { $0.check == slug && !$0.subject.isEmpty && !$0.message.isEmpty }, "\(findings)")
  }

  @Test func brokenReferencesAreFound() throws {
    let database = try sound()
    try database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; DELETE FROM source WHERE source_id = 'RSF'")
    }
    let findings = try database.write { db in
      try verify(db, checks: Repository.pipeline.appendingPathComponent("Checks"))
    }
    #expect(findings.contains { $0.check == "references-lead-somewhere" && $0.subject == "observation" })
  }

  @Test func findingsOfReadingStayAndChecksAreRenewed() throws {
    var document = try withEveryDigitMentioned(kazakhstan())
    document.findings = [
      Finding(severity: .warning, check: "two-claims", subject: document.document.id, message: "Two claims.")
    ]
    let database = try workDatabase([document])
    let folder = Repository.pipeline.appendingPathComponent("Checks")
    let first = try database.write { db in try verify(db, checks: folder) }
    let second = try database.write { db in try verify(db, checks: folder) }
    #expect(first == second)
    #expect(first.map(\.check) == ["two-claims", "unexplained-numbers"])
    #expect(
      try database.first("SELECT offender_count FROM quality_check WHERE check_slug = 'unexplained-numbers'")
        == "1")
    #expect(try database.first("SELECT count(*) FROM finding WHERE document_id = ''") == "0")
  }

  @Test(arguments: [
    ("-- title: T\n-- severity: error\nSELECT 1", "why"),
    ("-- titel: T\nSELECT 1", "unknown key \"titel\""),
    ("-- title: T\n-- severity: bad\n-- why: W\nSELECT 1", "severity must be"),
    ("-- title: T\n-- severity: info\n-- why: W\nSELECT 1 AS subject", "column named message"),
    (
      "-- title: T\n-- severity: info\n-- why: W\nDELETE FROM finding RETURNING 1 AS subject, 2 AS message",
      "would write"
    ),
    ("-- title: T\n-- severity: info\n-- why: W\nSELEC 1", "SQLite refuses"),
  ])
  func aBadFileIsNamed(_ text: String, _ complaint: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("checks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try text.write(to: folder.appendingPathComponent("mine.sql"), atomically: true, encoding: .utf8)
    #expect {
      _ = try workDatabase().write { db in try verify(db, checks: folder) }
    } throws: { error in
      let error = error as? ConfigurationError
      return error?.file.hasSuffix("mine.sql") == true && error?.message.contains(complaint) == true
    }
  }
}
