import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Review

/// Readers' decisions in runs: applied, carried over to other bytes, refused line by line.
@Suite struct DecisionRunTests {
  private let project: TestProject
  private let name = "Pipelines/human-rights/Decisions/decisions.ndjson"
  private let work: URL

  init() throws {
    project = try TestProject(copying: PipelineRunTests.ran.get())
    work = project.folder.url.appendingPathComponent("Data/release/human-rights.sqlite")
  }

  private func query(_ sql: String) throws -> [String] {
    try openReadOnly(at: work).read { try String.fetchAll($0, sql: sql) }
  }

  /// 160 is 161.
  private func made() throws -> Decision {
    try openReadOnly(at: work).read {
      let id = try String.fetchOne($0, sql: "SELECT observation_id FROM observation WHERE area_id = 'KAZ'")
      return try decision(
        $0, correcting: id ?? "", field: .value, to: "161", reason: "misprint of ours", who: "A",
        when: "2017-04-01T12:00:00Z")
    }
  }

  @Test func aCorrectionWinsAndStays() throws {
    try append(made(), to: project.folder.url.appendingPathComponent(name), named: name)
    let second = try project.run()
    #expect(
      second.because.first?.hasPrefix(
        "load       because: Pipelines/human-rights/Decisions/decisions.ndjson new, ") == true)
    _ = try project.run { $0.force = true }
    let values = try openReadOnly(at: work).read { db in
      try String.fetchAll(
        db, sql: "SELECT value_text || ' ' || review_status FROM observation WHERE area_id = 'KAZ'")
        + String.fetchAll(
          db, sql: "SELECT quote || ' ' || value_text FROM mention WHERE kind = 'rank' AND quote LIKE '%160%'"
        )
        + String.fetchAll(
          db, sql: "SELECT old_value || '→' || new_value || ' ' || outcome FROM review_decision")
    }
    #expect(values == ["161 edited", "plats 160 av 180 160", "160→161 applied"])
  }

  @Test func aDecisionThatCantBeUsedTakesNothingElse() throws {
    let made = try made()
    var endless = made
    (endless.field, endless.new) = (.total, "1e999")
    try project.folder.write(
      "{\"target\": {}}\n" + made.line() + "\n" + endless.line() + "\n", to: name)
    let observations = try query("SELECT count(*) || '' FROM observation")
    let report = try project.run().report
    #expect(report.failures.isEmpty && report.release != nil)
    let found = report.findings.filter { $0.check == "unusable-decision" }
    #expect(found.map(\.severity) == [.error, .error])
    #expect(found.map(\.subject) == ["\(name):1", "\(name):3"])
    #expect(found.last?.message.contains("or nothing; the decision is left out") == true)
    #expect(try query("SELECT count(*) || '' FROM observation") == observations)
    #expect(
      try query("SELECT value_text || ' ' || review_status FROM observation WHERE area_id = 'KAZ'") == [
        "161 edited"
      ])
    // It is said until it is mended.
    let again = try project.run().report
    #expect(again.didNothing && again.findings.count { $0.check == "unusable-decision" } == 2)
    try project.folder.write(made.line() + "\n", to: name)
    #expect(try project.run().report.findings.filter { $0.check == "unusable-decision" } == [])
  }

  @Test func aCorrectionOutlivesTheReportsBytes() throws {
    let made = try made()
    #expect(made.target.report == "kaz-2017-04")
    try append(made, to: project.folder.url.appendingPathComponent(name), named: name)
    let text = try project.folder.read("Data/reports/ett.txt")
    try project.folder.write("Rättad utgåva.\n\n" + text + "\n", to: "Data/reports/ett.txt")
    #expect(try project.run().report.failures.isEmpty)
    #expect(
      try query(
        "SELECT value_text || ' ' || review_status FROM observation WHERE area_id = 'KAZ'"
          + " UNION ALL SELECT outcome || ' ' || (document_id <> '\(made.target.document)') FROM review_decision"
          + " UNION ALL SELECT check_slug FROM finding WHERE check_slug LIKE '%-decision'")
        == ["161 edited", "applied 1", "moved-decision"])
    try project.folder.write(text.replacing("160", with: "162"), to: "Data/reports/ett.txt")
    let warned = try project.run().warnings
    #expect(warned.contains { $0.hasPrefix("1 reader's decision no longer finds the words") }, "\(warned)")
  }

  /// As a checkout under Windows leaves what people wrote.
  @Test func lineEndsOfConfigurationDoNotMatter() throws {
    let rows = "SELECT observation_id || value_text || rule_id FROM observation ORDER BY 1"
    let before = try query(rows)
    for folder in ["Pipelines", "Data"] {
      let names = try FileManager.default.subpathsOfDirectory(atPath: project.folder.path(folder))
      for name in names where name.hasSuffix(".yml") || name.hasSuffix(".csv") || name.hasSuffix(".sql") {
        guard !name.hasPrefix("release/") else { continue }
        let text = try project.folder.read("\(folder)/\(name)")
        try project.folder.write(text.replacing("\n", with: "\r\n"), to: "\(folder)/\(name)")
      }
    }
    let report = try project.run().report
    #expect(report.failures.isEmpty && report.release != nil)
    #expect(try query(rows) == before && !before.isEmpty)
  }
}
