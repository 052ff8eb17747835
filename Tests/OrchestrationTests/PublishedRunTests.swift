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

/// Publishers' files in a run: locked, imported once, compared, forgotten.
@Suite struct PublishedRunTests {
  private static let index =
    "Year (N);ISO;Rank N;Score N;Rank N-1;FR_country;EN_country;Zone\n"
    + "2016;FIN;1;91,41;1;Finlande;Finland;UE\n2016;KAZ;2;45,45;2;Kazakhstan;Kazakhstan;EEAC\n"
  private static let list = """
    series:
      - files: ["rsf/*.csv"]
        format: "rsf-index"
        least_rows: 0
        source: "RSF"
        title: "World Press Freedom Index"
        licence: "(c) RSF"
        editions: {"2016": "2016-04-20"}
    """

  private static let fresh = TestProject.template { project in
    try project.add(
      "kaz.txt", "På pressfrihetsindexet från Reportrar utan gränser hamnar landet på plats 2 av 2.\n")
    try project.folder.write(list, to: "files/series.yml")
    try project.folder.write(index, to: "files/rsf/2016.csv")
  }
  private static let imported = Result {
    let project = try TestProject(copying: fresh.get())
    #expect(try project.run(with(project)).report.failures.isEmpty)
    return project.folder.keep()
  }

  /// A project with one report and a folder of series.
  private func project() throws -> TestProject { try TestProject(copying: Self.fresh.get()) }

  /// The same after a run with the series.
  private func importedProject() throws -> TestProject { try TestProject(copying: Self.imported.get()) }

  private func with(_ project: TestProject, relock: Bool = false) -> (inout RunOptions) -> Void {
    Self.with(project, relock: relock)
  }

  private static func with(_ project: TestProject, relock: Bool = false) -> (inout RunOptions) -> Void {
    { options in
      options.series = project.folder.url.appendingPathComponent("files")
      options.seriesName = "files"
      options.relock = relock
    }
  }

  private func query(_ project: TestProject, _ sql: String) throws -> [String] {
    try openReadOnly(at: project.folder.url.appendingPathComponent("Data/release/human-rights.sqlite")).read {
      try String.fetchAll($0, sql: sql)
    }
  }

  @Test func importedOnceAndCompared() throws {
    let project = try importedProject()
    #expect(
      try query(project, "SELECT verdict || ': ' || nearest FROM comparison_published") == [
        "agrees: 2 of 2 in the 2016 edition (World Press Freedom Index)"
      ])
    #expect(
      try query(
        project,
        "SELECT file || ':' || line || ' ' || licence || ' ' || unit_id FROM published_figure ORDER BY line")
        == [
          "rsf/2016.csv:2 (c) RSF RANK", "rsf/2016.csv:3 (c) RSF RANK",
        ])
    #expect(try project.run(with(project)).report.didNothing)
    #expect(try project.prepare(with(project)).plan().isEmpty)
    // Without the folder its figures go.
    #expect(
      try project.prepare { _ in }.plan().warnings == [
        "this run names no --series folder, the last one did: 2 published figures of 1 file are left out; "
          + "run again with --series FOLDER"
      ])
    let because = try project.run().because
    #expect(because.contains { $0.contains("no --series folder is named (1 publisher's file)") })
    #expect(!because.contains { $0.contains("no longer there") })
    #expect(try query(project, "SELECT verdict FROM comparison_published") == ["no_published_figure"])
  }

  @Test func otherBytesAreRefusedUntilTheyAreMeant() throws {
    let project = try importedProject()
    // Still a sound index.
    try project.folder.write(Self.index.replacing("45,45", with: "45,46"), to: "files/rsf/2016.csv")
    let failures = try project.run(with(project)).report.failures
    #expect(failures.map(\.file) == ["rsf/2016.csv"])
    #expect(failures[0].failure.contains("bytes are not those that were locked"))
    #expect(try query(project, "SELECT outcome FROM published_file") == ["refused"])
    #expect(try query(project, "SELECT published_figure_id FROM published_figure") == [])
    #expect(try project.run(with(project, relock: true)).report.failures.isEmpty)
    #expect(try query(project, "SELECT outcome FROM published_file") == ["imported"])
    #expect(try project.run(with(project)).report.didNothing)
  }

  /// What is published under a hash are those bytes and no others.
  @Test func aFileThatIsWrittenMeanwhileIsRefused() throws {
    let project = try project()
    let list = try #require(
      try SeriesList(
        Workspace(pipeline: Repository.pipeline, project: project.folder.url),
        folder: project.folder.url.appendingPathComponent("files"), folderName: "files"))
    let outcome = try DatabaseQueue().write { db in
      try createSchema(in: db)
      let plan = try SeriesPlan(
        db, list: list, lists: "", locks: (SeriesLock(), SeriesLock()), relock: false, force: false,
        hints: FileHints(db, trusts: false))
      try project.folder.write(Self.index.replacing("45,45", with: "45,46"), to: "files/rsf/2016.csv")
      return try SeriesImport(
        plan: plan, lists: publishedLists,
        snapshots: Snapshots(project.folder.url.appendingPathComponent("snapshots"))
      ).perform(db)
    }
    #expect(outcome.figures == 0)
    #expect(
      outcome.failures.map(\.failure) == [
        "rsf/2016.csv: it was written while the run was reading it; run again when it is whole"
      ])
  }

  @Test func aDamagedFileDoesNotStopTheOthers() throws {
    let project = try project()
    try project.folder.write(
      Self.index.replacing("KAZ;2;", with: "KAZ;3;").replacing("2016;", with: "2015;"),
      to: "files/rsf/2015.csv")
    let failures = try project.run(with(project)).report.failures
    #expect(failures.count == 1)
    #expect(failures[0].failure.hasPrefix("rsf/2015.csv:3: the sequence of ranks is broken"))
    #expect(try query(project, "SELECT verdict FROM comparison_published") == ["agrees"])
    #expect(
      try query(
        project,
        "SELECT check_slug || ' ' || subject FROM finding WHERE origin = 'check' AND subject LIKE 'rsf%'")
        == [
          "published-file-refused rsf/2015.csv"
        ])
  }

  @Test func aListIsReadStrictly() throws {
    func complaint(_ old: String, _ new: String) throws -> String {
      let project = try project()
      try project.folder.write(Self.list.replacing(old, with: new), to: "files/series.yml")
      do {
        _ = try project.run(with(project))
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(try complaint("licence:", "license:").hasPrefix("files/series.yml:7: unknown key \"license\""))
    #expect(try complaint("rsf-index", "rsf").contains("files/series.yml:3: there is no format \"rsf\""))
    #expect(try complaint("2016-04-20", "April").contains("is not an ISO 8601 date"))
    #expect(try complaint("rsf/*.csv", "wef/*.csv").contains("no file here has a name"))
  }

  /// A table that nobody knew, with a list and a layout of its own: no Swift.
  @Test func aNewPublishersTableIsAFile() throws {
    let project = try project()
    try project.folder.write(
      """
      title: "Almanac of the press"
      licence: "free"
      dialect: {delimiter: "|", encodings: ["windows-1252"], preamble: {starting: "Almanac"}}
      columns: {name: "Land", place: "Plats {year}"}
      checks: {place: {ranking: true}}
      area: {name: "name"}
      period: {heading: "year"}
      edition: {heading: "year"}
      published: [{preamble: "printed {date}"}, {declared: "published"}]
      figures: [{indicator: "press_freedom_rank", value: "place", total: {ranked: "place"}}]
      """, to: "files/Reference/almanac.yml")
    try project.folder.write(
      "series: [{format: \"almanac\", files: [\"a/*.csv\"], source: \"RSF\"}]", to: "files/series.yml")
    try project.folder.write(
      Array("Almanac, printed 2016-04-20\nLand|Plats 2016\nC".utf8) + [0xF4]
        + Array("te d'Ivoire|1\nKazakhstan|2\n".utf8),
      to: "files/a/x.csv")
    #expect(try project.run(with(project)).report.failures.isEmpty)
    #expect(
      try query(
        project,
        "SELECT area_id || ' ' || value_text || '/' || total || ' ' || index_edition || ' ' || published_on FROM published_figure"
          + " ORDER BY line") == ["CIV 1/2.0 2016 2016-04-20", "KAZ 2/2.0 2016 2016-04-20"])
    #expect(
      try query(project, "SELECT verdict || ': ' || nearest FROM comparison_published") == [
        "agrees: 2 of 2 in the 2016 edition (Almanac of the press)"
      ])
    #expect(try project.run(with(project)).report.didNothing)
    // Another layout is another reading.
    let layout = try project.folder.read("files/Reference/almanac.yml")
    try project.folder.write(
      layout.replacing("Almanac of the press", with: "Almanac"), to: "files/Reference/almanac.yml")
    #expect(
      try project.run(with(project)).because.contains {
        $0.contains("changed file, entry, layout or code list")
      })
    // A mistake in it is named with its line.
    try project.folder.write(layout.replacing("licence", with: "license"), to: "files/Reference/almanac.yml")
    #expect {
      try project.run(with(project))
    } throws: { "\($0)".hasPrefix("files/Reference/almanac.yml:2: unknown key \"license\"") }
  }

  /// The same files give the same release, whichever run imported them.
  @Test func theReleaseDoesNotDependOnTheWay() throws {
    let first = try importedProject()
    let second = try project()
    _ = try second.run()
    try second.folder.write("x", to: "files/rsf/2014.csv")
    _ = try second.run(with(second))
    try FileManager.default.removeItem(atPath: second.folder.path("files/rsf/2014.csv"))
    _ = try second.run(with(second))
    #expect(
      try first.folder.read("Data/release/release.json") == second.folder.read("Data/release/release.json"))
  }
}
