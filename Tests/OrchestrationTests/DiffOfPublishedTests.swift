import Core
import Foundation
import GRDB
import Support
import Testing

@testable import Dataset
@testable import Diff
@testable import Orchestration

/// Publishers' files between two releases of one project.
@Suite struct DiffOfPublishedTests {
  private static func index(_ rank: Int) -> String {
    "Year (N);ISO;Rank N;Score N;Rank N-1;FR_country;EN_country;Zone\n"
      + (rank == 2
        ? "2016;FIN;1;91,41;1;Finlande;Finland;UE\n2016;KAZ;2;45,45;2;Kazakhstan;Kazakhstan;EEAC\n"
        : "2016;KAZ;1;91,41;1;Kazakhstan;Kazakhstan;EEAC\n2016;FIN;2;45,45;2;Finlande;Finland;UE\n")
  }

  @Test func aRevisedSourceTurnsTheVerdict() throws {
    let project = try TestProject()
    try project.add(
      "kaz.txt", "På pressfrihetsindexet från Reportrar utan gränser hamnar landet på plats 2 av 2.\n")
    try project.folder.write(
      """
      series:
        - files: ["rsf/*.csv"]
          format: "rsf-index"
          least_rows: 0
          source: "RSF"
          title: "World Press Freedom Index"
          licence: "(c) RSF"
          editions: {"2016": "2016-04-20"}
      """, to: "files/series.yml")
    try project.folder.write(Self.index(2), to: "files/rsf/2016.csv")
    func run() throws {
      _ = try project.run {
        $0.series = project.folder.url.appendingPathComponent("files")
        $0.seriesName = "files"
        $0.relock = true
      }
    }
    try run()
    let kept = project.folder.url.appendingPathComponent("kept.sqlite")
    let release = project.folder.url.appendingPathComponent("Data/release/human-rights.sqlite")
    try FileManager.default.copyItem(at: release, to: kept)
    try project.folder.write(Self.index(1), to: "files/rsf/2016.csv")
    try run()
    let diff = try openReadOnly(at: kept).read { old in
      try openReadOnly(at: release).read { new in try ReleaseDiff(from: old, to: new) }
    }
    #expect(diff.changes.filter { $0.subject == .observation } == [])
    let figures = diff.changes.filter { $0.subject == .figure }
    #expect(
      figures.map { "\($0.key.area) \($0.difference)" }.sorted() == ["FIN value 1 → 2", "KAZ value 2 → 1"])
    #expect(figures.allSatisfy { $0.cause == .source && $0.detail.hasPrefix("rsf/2016.csv ") })
    let verdicts = diff.changes.filter { $0.subject == .verdict && $0.key.comparison == "published" }
    #expect(verdicts.map { $0.fields[0].text } == ["verdict agrees → differs"])
    #expect(verdicts.allSatisfy { $0.cause == .source })
    _ = try project.run()
    let without = try openReadOnly(at: kept).read { old in
      try openReadOnly(at: release).read { new in try ReleaseDiff(from: old, to: new) }
    }
    let removed = without.changes.filter { $0.subject == .figure }
    #expect(removed.map(\.because) == Array(repeating: "the file was not read: rsf/2016.csv", count: 2))
    #expect(without.changes.filter { $0.subject == .verdict }.allSatisfy { $0.cause == .unread })
  }
}
