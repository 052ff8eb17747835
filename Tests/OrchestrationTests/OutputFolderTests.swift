import Foundation
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration

/// Whole runs into folders where something was before.
@Suite struct OutputFolderTests {
  let project: TestProject

  init() throws {
    project = try TestProject()
    try project.add("ett.txt", PipelineRunTests.kazakhstan)
  }

  func run(into output: String?) throws -> RunReport {
    let prepared = try project.prepare()
    return try PipelineRun(
      workspace: project.workspace,
      places: try Places(
        workspace: project.workspace, output: output, hasInput: false, currentFolder: project.folder.url),
      entries: prepared.entries, list: prepared.list, options: prepared.options
    ).execute { _ in }
  }

  @Test func aFolderOfSomebodysIsRefused() throws {
    let text = ["README.md": "mine", "csv/a.csv": "1\n", "human-rights.sqlite": "another program's"]
    for (path, content) in text { try project.folder.write(content, to: "out/" + path) }
    let error = #expect(throws: Failure.self) { try run(into: "out") }
    #expect(error?.kind == .inputOutput && error?.place == "out")
    #expect(error?.what.contains("README.md, csv, human-rights.sqlite") == true)
    for (path, content) in text { #expect(try project.folder.read("out/" + path) == content) }
    #expect(FileSystem.names(in: project.folder.path("out")) == ["README.md", "csv", "human-rights.sqlite"])
    #expect(throws: Failure.self) { try run(into: "incoming") }
  }

  @Test func whatAUserPutIntoAReleaseSurvives() throws {
    #expect(try run(into: "out").release != nil)
    let kept = ["out/notes.txt", "out/csv/mine.csv", "out/Reports/mine.md", "out/.hidden/x"]
    for path in kept { try project.folder.write("mine", to: path) }
    try project.folder.write("written over", to: "out/README.md")
    try project.add("two.txt", PipelineRunTests.georgia, area: "GEO")
    #expect(try run(into: "out").release?.remarks == [])
    for path in kept { #expect(try project.folder.read(path) == "mine") }
    #expect(try project.folder.read("out/README.md") != "written over")
    #expect(try run(into: "out").didNothing)
    #expect(!FileSystem.names(in: project.folder.url.path).contains { $0.hasSuffix(".exchange") })
    #expect(FileSystem.names(in: project.folder.path("out/.work")).contains("ledger.sqlite"))
  }

  @Test func plantedLinksAreNotFollowed() throws {
    _ = try run(into: "out")
    let outside = try project.folder.write("outside", to: "outside.txt")
    try FileManager.default.removeItem(atPath: project.folder.path("out/.work/run.lock"))
    try FileManager.default.createSymbolicLink(
      atPath: project.folder.path("out/.work/run.lock"), withDestinationPath: outside.path)
    let error = #expect(throws: Failure.self) { try run(into: "out") }
    #expect(error?.place.hasSuffix("/run.lock") == true)
    try FileManager.default.removeItem(atPath: project.folder.path("out/.work"))
    try FileManager.default.createSymbolicLink(
      atPath: project.folder.path("out/.work"), withDestinationPath: project.folder.path("incoming"))
    #expect(throws: Failure.self) { try run(into: "out") }
    #expect(FileSystem.names(in: project.folder.path("incoming")) == ["ett.txt"])
    #expect(try String(contentsOf: outside, encoding: .utf8) == "outside")
    let lock = try project.folder.write("a file of somebody's", to: "work/run.lock")
    #expect(throws: Failure.self) { try RunLock(in: project.folder.url.appendingPathComponent("work")) }
    #expect(try String(contentsOf: lock, encoding: .utf8) == "a file of somebody's")
  }

  @Test func aJournalBesideTheDatabaseIsNoticed() throws {
    _ = try run(into: nil)
    let release = project.folder.path("Data/release/human-rights.sqlite")
    let published = try Data(contentsOf: URL(fileURLWithPath: release))
    for ending in ["-wal", "-shm", "-journal"] {
      try project.folder.write("stale", to: "Data/release/human-rights.sqlite\(ending)")
      let said = try project.run()
      let (report, because) = (said.report, said.because)
      #expect(report.release != nil)
      #expect(
        because.last == "publish    because: Data/release/human-rights.sqlite\(ending) is not of this release"
      )
      #expect(FileSystem.entry(release + ending) == nil)
      #expect(try Data(contentsOf: URL(fileURLWithPath: release)) == published)
    }
    #expect(try project.run().report.didNothing)
  }

  /// A kill between the two renames: the pages are new, the data old.
  @Test func aReleaseApartFromItsPagesIsMended() throws {
    _ = try run(into: nil)
    let old = try TestFolder()
    try FileManager.default.copyItem(atPath: project.folder.path("Data/release"), toPath: old.path("release"))
    try project.add("two.txt", PipelineRunTests.georgia, area: "GEO")
    _ = try run(into: nil)
    let new = try project.folder.read("Data/release/release.json")
    try FileManager.default.removeItem(atPath: project.folder.path("Data/release"))
    try FileManager.default.moveItem(atPath: old.path("release"), toPath: project.folder.path("Data/release"))
    #expect(try run(into: nil).release != nil)
    #expect(try project.folder.read("Data/release/release.json") == new)
    #expect(try run(into: nil).didNothing)
    // The pages' own list names the release that they belong to.
    let lists = [
      ReleaseList(in: project.folder.path("Data/release")), ReleaseList(in: project.folder.path("Reports")),
    ]
    #expect(lists[0] != nil && lists[0]?.logicalHash == lists[1]?.logicalHash)
    let page = try project.folder.read("Reports/index.html")
    #expect(page.contains("Release \(lists[0]?.logicalHash.prefix(12) ?? "?"), made by indicators"))
  }

  /// A second pipeline joins: the first publishes to a folder of its own, and what it published alone would pass for the
  /// newest release.
  @Test func whatAPipelinePublishedAloneGoesWhenItIsNoLonger() throws {
    let project = try TestProject(copying: PipelineRunTests.ran.get())
    try project.folder.write("mine", to: "Data/release/notes.txt")
    let readme = try project.folder.read("Data/release/README.md")
    try project.folder.write(readme + "a remark of mine\n", to: "Data/release/README.md")
    try project.folder.write("pipeline: \"forests\"\n", to: "Pipelines/forests/pipeline.yml")
    project.workspace = Workspace(
      pipeline: project.workspace.pipeline, project: project.folder.url, isOneOfSeveral: true)
    let said = try project.run()
    #expect(said.report.release != nil)
    #expect(
      said.warnings.contains { $0.contains("is gone from Data/release and Reports") }, "\(said.warnings)")
    let data = FileSystem.names(in: project.folder.path("Data/release"))
    #expect(data == ["README.md", "human-rights", "notes.txt"])
    #expect(FileSystem.names(in: project.folder.path("Reports")) == ["human-rights"])
    #expect(try project.run().report.didNothing)
  }
}
