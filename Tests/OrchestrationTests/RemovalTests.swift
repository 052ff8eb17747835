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

/// What a run may take away from the release that stands.
@Suite struct RemovalTests {
  static let areas = [
    "KAZ", "GEO", "KGZ", "TUN", "CHL", "SWE", "FIN", "NOR", "DNK", "ISL", "DEU", "FRA", "ITA",
  ]
  /// A project after its first run.
  private static let ran = TestProject.template { project in
    for (index, area) in areas.enumerated() {
      try project.add("\(area).txt", text(index), area: area)
    }
    #expect(try project.run().report.failures.isEmpty)
  }
  let project: TestProject

  init() throws {
    project = try TestProject(copying: Self.ran.get())
  }

  static func text(_ index: Int) -> String {
    "På pressfrihetsindexet från Reportrar utan gränser hamnar landet på plats \(index + 20) av 180.\n"
  }

  var release: Data? {
    FileManager.default.contents(atPath: project.folder.path("Data/release/human-rights.sqlite"))
  }

  /// The rule file says no longer what it said.
  func blind(_ areas: some Sequence<String>) throws {
    for area in areas { try project.folder.write("Ingenting.\n", to: "Data/reports/\(area).txt") }
  }

  func query(_ sql: String) throws -> [String] {
    try openReadOnly(at: project.folder.url.appendingPathComponent("Data/release/human-rights.sqlite")).read {
      try String.fetchAll($0, sql: sql)
    }
  }

  func decide(_ new: String, on area: String) throws {
    let release = project.folder.url.appendingPathComponent("Data/release/human-rights.sqlite")
    let made = try openReadOnly(at: release).read { db in
      let id = try String.fetchOne(
        db, sql: "SELECT observation_id FROM observation WHERE area_id = ?", arguments: [area])
      return try decision(
        db, correcting: id ?? "", field: .status, to: new, reason: "seen", who: "Ada",
        when: "2024-01-0\(new.count)T00:00:00Z")
    }
    let name = "Pipelines/human-rights/Decisions/decisions.ndjson"
    try append(made, to: project.folder.url.appendingPathComponent(name), named: name)
  }

  @Test func aRunThatLosesTooMuchLeavesTheRelease() throws {
    let before = release
    for area in Self.areas.dropFirst(2) {
      try project.folder.write("\(area): ingenting.\n", to: "Data/reports/\(area).txt")
    }
    let refused = try project.run().report
    let gate = try #require(refused.refusal)
    #expect(gate.before == 13 && gate.removed.count == 11 && gate.allowed == 10 && refused.release == nil)
    #expect(
      gate.lines.first
        == "11 of 13 observations would be gone, and at most 10 may (10 %, but no fewer than 10)")
    #expect(gate.lines.count == 12 && gate.lines.last == "  1  of other reports or files")
    #expect(release == before)
    // It is refused again, not forgotten.
    #expect(try project.run().report.refusal != nil)
    #expect(release == before)
    let accepted = try project.run { $0.guardsRemovals = false }.report
    #expect(accepted.refusal == nil && accepted.release != nil)
    #expect(try query("SELECT area_id FROM observation ORDER BY area_id") == ["GEO", "KAZ"])
    #expect(try project.run().report.didNothing)
  }

  @Test func whatStoodThereDoesNotShowInTheRelease() throws {
    for area in Self.areas.dropFirst(2) {
      try project.folder.write("\(area): ingenting.\n", to: "Data/reports/\(area).txt")
    }
    _ = try project.run { $0.guardsRemovals = false }
    let fresh = try TestProject()
    for (index, area) in Self.areas.enumerated() {
      try fresh.add("\(area).txt", index < 2 ? Self.text(index) : "\(area): ingenting.\n", area: area)
    }
    _ = try fresh.run()
    for name in ["release.json", "README.md"] {
      #expect(try project.folder.read("Data/release/\(name)") == fresh.folder.read("Data/release/\(name)"))
    }
  }

  @Test(arguments: [("0", false), ("1", true), ("7%", false), ("8%", true)])
  func theBudgetIsANumberOrAShare(text: String, passes: Bool) throws {
    // One of thirteen is 7.7 %.
    try blind(["KAZ"])
    let report = try project.run { $0.maxRemoved = RemovalBudget(text) }.report
    #expect((report.refusal == nil) == passes)
  }

  @Test func whatAReaderConfirmedMustStay() throws {
    try decide("accept", on: "KAZ")
    _ = try project.run()
    #expect(try query("SELECT review_status FROM observation WHERE area_id = 'KAZ'") == ["accepted"])
    try blind(["KAZ"])
    let gate = try #require(try project.run().report.refusal)
    #expect(gate.removed.count == 1 && gate.removed.count <= gate.allowed)
    #expect(
      gate.lost == [
        "KAZ press_freedom_rank RSF (KAZ 2017-04): 20 of 180 RANK (accepted), and no decision rejects it"
      ])
  }

  @Test func whatAReaderConfirmedIsNotReadOtherwiseInSilence() throws {
    try decide("accept", on: "KAZ")
    _ = try project.run()
    let old = try openReadOnly(
      at: project.folder.url.appendingPathComponent("Data/release/human-rights.sqlite"))
    let work = try DatabaseQueue()
    try old.backup(to: work)
    func lost() throws -> [String] {
      try old.read { first in
        try work.read { try RemovalGate(from: first, to: $0, keep: KeepList(), budget: nil).lost }
      }
    }
    try work.write {
      try $0.execute(sql: "UPDATE observation SET value_text = '21' WHERE area_id IN ('KAZ', 'GEO')")
    }
    #expect(
      try lost() == [
        "KAZ press_freedom_rank RSF (KAZ 2017-04): 20 of 180 RANK (accepted), and would be read as 21 of 180 RANK "
          + "(accepted); no decision says so"
      ])
    // A later decision does.
    try work.write { db in
      try db.execute(
        sql: """
          INSERT INTO review_decision SELECT 'later', document_id, char_start, char_end, quote, indicator_id, 'value', '20',
            '21', 'misread', 'Ada', '2025-01-01T00:00:00Z', 'applied' FROM review_decision
          """)
    }
    #expect(try lost() == [])
  }

  @Test func aDecisionThatRejectsLetsGo() throws {
    try decide("accept", on: "KAZ")
    try decide("reject", on: "GEO")
    _ = try project.run()
    #expect(try query("SELECT area_id FROM observation WHERE review_status = 'rejected'") == ["GEO"])
    // The rule reads neither any more: one was confirmed and later rejected, the other rejected.
    let old = try openReadOnly(
      at: project.folder.url.appendingPathComponent("Data/release/human-rights.sqlite"))
    let work = try DatabaseQueue()
    try old.backup(to: work)
    try work.write { db in
      try db.execute(
        sql: """
          DELETE FROM comparison;
          DELETE FROM evidence WHERE observation_id IN (SELECT observation_id FROM observation WHERE area_id IN ('KAZ', 'GEO'));
          DELETE FROM observation WHERE area_id IN ('KAZ', 'GEO')
          """)
    }
    func lost() throws -> Int {
      try old.read { first in
        try work.read { try RemovalGate(from: first, to: $0, keep: KeepList(), budget: nil).lost.count }
      }
    }
    #expect(try lost() == 1)
    try work.write { db in
      try db.execute(
        sql: """
          INSERT INTO review_decision SELECT 'later', document_id, char_start, char_end, quote, indicator_id, 'status', '',
            'reject', 'wrong', 'Ada', '2025-01-01T00:00:00Z', 'stale' FROM review_decision WHERE new_value = 'accept'
          """)
    }
    #expect(try lost() == 0)
  }

  @Test func listedRecordsMustStay() throws {
    let list = "Pipelines/human-rights/must-keep.yml"
    try project.folder.write(
      """
      max_removed: "50%"
      records:
        - {area: "KAZ", indicator: "press_freedom_rank", value: "20"}
        - {area: "XXX", indicator: "press_freedom_rank"}
      """, to: list)
    try blind(["KAZ"])
    let gate = try #require(try project.run().report.refusal)
    #expect(gate.budget == .percent(50) && gate.allowed == 6)
    #expect(gate.lost == ["area KAZ, indicator press_freedom_rank, value 20: listed in \(list), line 3"])
    #expect(gate.unknown == ["area XXX, indicator press_freedom_rank (\(list), line 4)"])
    try blind([])
    try project.folder.write(Self.text(0), to: "Data/reports/KAZ.txt")
    #expect(try project.run().report.refusal == nil)
    // The list is no input of the release.
    try project.folder.write("records: []\n", to: list)
    #expect(try project.run().report.didNothing)
  }

  /// What a kill or a person left of it: the list still says how many observations there were.
  @Test(arguments: [true, false]) func aReleaseWithoutItsDatabaseIsCounted(isGone: Bool) throws {
    for area in Self.areas.dropFirst(2) {
      try project.folder.write("\(area): ingenting.\n", to: "Data/reports/\(area).txt")
    }
    let database = "Data/release/human-rights.sqlite"
    if isGone {
      try FileManager.default.removeItem(atPath: project.folder.path(database))
    } else {
      try project.folder.write("damaged", to: database)
    }
    let gate = try #require(try project.run().report.refusal)
    #expect(gate.before == 13 && gate.lostCount == 11 && gate.allowed == 10)
    let fault = "\(database) \(isGone ? "is missing" : "was altered")"
    #expect(gate.lines.last == "which ones can't be said, because \(fault)")
    #expect(standingRelease(try project.prepare().places) == "the earlier release is not whole: \(fault)")
    #expect(try project.run { $0.guardsRemovals = false }.report.release != nil)
    #expect(standingRelease(try project.prepare().places) == "the earlier release stands as it was")
  }

  /// Nothing is left of it: what the last run noted still says how many observations there were.
  @Test func aReleaseThatIsGoneIsCountedToo() throws {
    for folder in ["Data/release", "Reports"] {
      try FileManager.default.removeItem(atPath: project.folder.path(folder))
    }
    try blind(Self.areas.dropFirst(2))
    let gate = try #require(try project.run().report.refusal)
    #expect(gate.before == 13 && gate.lostCount == 11)
    #expect(gate.lines.last == "which ones can't be said, because Data/release is gone")
    for (index, area) in Self.areas.enumerated() {
      try project.folder.write(Self.text(index), to: "Data/reports/\(area).txt")
    }
    let mended = try project.run()
    #expect(mended.report.refusal == nil && mended.report.release != nil)
    #expect(!mended.warnings.contains { $0.contains("is gone") })
  }

  /// Somebody clears the pages away in the moment in which they are put into place.
  @Test func whatDidNotStayIsNotPublished() throws {
    let reports = project.folder.path("Reports")
    try project.folder.write(Self.text(50), to: "Data/reports/KAZ.txt")
    let probe = ExchangeProbe(step: { step in
      if step == .dissolved { try? FileManager.default.removeItem(atPath: reports) }
    })
    let error = #expect(throws: Failure.self) {
      try ExchangeProbe.$current.withValue(probe) { try project.run() }
    }
    #expect(error?.what.hasPrefix("what was published did not stay: Reports/") == true)
    #expect(try project.run().report.release != nil)
    #expect(FileManager.default.fileExists(atPath: reports + "/index.html"))
  }

  /// Files that a run was writing when it was killed, and a release that it had made anew to the same end.
  @Test func whatAKillLeftIsRemoved() throws {
    let unfinished = ".\(UUID().uuidString).new"
    let places = ["Data/build/records/ab/", "Data/build/snapshots/", "Data/build/", "Data/"].map {
      $0 + unfinished
    }
    for path in places { try project.folder.write("half", to: path) }
    let kept = ["Data/build/records/ab/.mine.new", "Data/\(unfinished.dropFirst())"]
    for path in kept { try project.folder.write("mine", to: path) }
    try project.folder.write("loaded", to: "Data/build/next.sqlite")
    #expect(try project.run().report.didNothing)
    func there(_ path: String) -> Bool { FileManager.default.fileExists(atPath: project.folder.path(path)) }
    #expect(!places.contains(where: there) && kept.allSatisfy(there))
    #expect(!there("Data/build/next.sqlite"))
  }

  @Test func anUnreadableReleaseIsSaidAndReplaced() throws {
    try project.folder.write("no database", to: "Data/release/human-rights.sqlite")
    let report = try project.run().report
    #expect(report.refusal == nil && report.release != nil)
  }

  @Test func theReadmeListsWhatChangedSinceANamedRelease() throws {
    let kept = project.folder.url.appendingPathComponent("kept.sqlite")
    try FileManager.default.copyItem(
      atPath: project.folder.path("Data/release/human-rights.sqlite"), toPath: kept.path)
    #expect(try project.folder.read("Data/release/README.md").contains("## Changes") == false)
    try project.folder.write(Self.text(30), to: "Data/reports/KAZ.txt")
    func run(since: URL?) throws -> (RunReport, [String]) {
      let run = try project.run {
        $0.since = since
        $0.sinceName = "kept.sqlite"
      }
      return (run.report, run.because)
    }
    _ = try run(since: kept)
    let text = try project.folder.read("Data/release/README.md")
    #expect(text.contains("## Changes since release "))
    #expect(
      text.contains(
        "| observation changed | KAZ press\\_freedom\\_rank RSF (KAZ 2017-04) | the report changed: other bytes | value 20 → 50 |"
      ))
    #expect(!text.contains("kept.sqlite") && !text.contains(project.folder.url.path))
    #expect(try run(since: kept).0.didNothing)
    // Without the name the list goes, and the run says why.
    let (_, because) = try run(since: nil)
    #expect(because.contains { $0.contains("with text since ") })
    #expect(try project.folder.read("Data/release/README.md").contains("## Changes") == false)
    let own = project.folder.url.appendingPathComponent("Data/release/human-rights.sqlite")
    #expect(throws: Failure.self) { try run(since: own) }
    #expect(throws: Failure.self) { try run(since: project.folder.url.appendingPathComponent("none.sqlite")) }
  }
}

/// The list that people write, and the budget in it.
@Suite struct KeepListTests {
  @Test(arguments: ["", "-1", "many", "101%", "5 percent", "1.5"])
  func aBudgetThatIsNoneIsRefused(text: String) { #expect(RemovalBudget(text) == nil) }

  @Test(arguments: [
    ("max_removed: \"few\"\n", 1), ("records:\n  - {aera: \"KAZ\"}\n", 2),
    ("records:\n  - {area: \"KAZ\"}\n", 2),
    ("keep: []\n", 1),
  ])
  func theListIsReadStrictly(text: String, line: Int) throws {
    let folder = try TestFolder()
    try folder.write(text, to: "Pipelines/woods/must-keep.yml")
    let workspace = Workspace(pipeline: folder.url.appendingPathComponent("Pipelines/woods"), project: nil)
    let error = #expect(throws: ConfigurationError.self) { try KeepList(workspace) }
    #expect(error?.line == line && error?.file == "Pipelines/woods/must-keep.yml")
  }

  @Test func noListIsAnEmptyOne() throws {
    let list = try KeepList(Workspace(pipeline: try TestFolder().url, project: nil))
    #expect(list.records.isEmpty && list.budget == nil)
  }
}
