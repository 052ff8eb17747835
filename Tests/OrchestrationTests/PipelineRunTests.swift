import Foundation
import GRDB
import Support
import Synchronization
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

/// A project with reports of its own, and the repository's configuration.
final class TestProject {
  let folder: TestFolder
  var workspace: Workspace

  init() throws {
    folder = try TestFolder()
    try startProject(
      in: folder.url, named: "test", from: Workspace(pipeline: try smallPipeline(in: folder), project: nil))
    workspace = Workspace(
      pipeline: folder.url.appendingPathComponent("Pipelines/human-rights"), project: folder.url)
  }

  /// Begins where another project stands.
  init(copying other: URL) throws {
    folder = try TestFolder(copying: other)
    workspace = Workspace(
      pipeline: folder.url.appendingPathComponent("Pipelines/human-rights"), project: folder.url)
  }

  /// Makes what many tests begin with, once: a project that they copy.
  static func template(_ prepare: (TestProject) throws -> Void) -> Result<URL, any Error> {
    Result {
      let project = try TestProject()
      try prepare(project)
      return project.folder.keep()
    }
  }

  func add(_ name: String, _ text: String, area: String = "KAZ") throws {
    let file = try folder.write(text, to: "incoming/\(name)")
    var entry = ReportEntry(file: name, location: file)
    entry.area = area
    entry.published = "2017-04"
    entry.language = "sv"
    _ = try addReport(entry, to: folder.url)
  }

  func prepare(_ change: (inout RunOptions) -> Void = { _ in }) throws -> PipelineRun {
    var options = RunOptions(programVersion: "test")
    change(&options)
    return PipelineRun(
      workspace: workspace,
      places: try Places(workspace: workspace, output: nil, hasInput: false, currentFolder: folder.url),
      entries: try readReportList(try workspace.reportList(), named: "Data/reports.yml"),
      list: "Data/reports.yml", options: options)
  }

  /// What a run said.
  struct Said {
    var report = RunReport()
    /// The lines that told why things run.
    var because: [String] = []
    var warnings: [String] = []
  }

  func run(_ change: (inout RunOptions) -> Void = { _ in }) throws -> Said {
    let said = Mutex(Said())
    let report = try prepare(change).execute { event in
      switch event {
      case .planned(let lines): said.withLock { $0.because = lines }
      case .warning(let line): said.withLock { $0.warnings.append(line) }
      default: break
      }
    }
    said.withLock { $0.report = report }
    return said.withLock { $0 }
  }

  func documents() throws -> [String] {
    try openReadOnly(at: folder.url.appendingPathComponent("Data/release/human-rights.sqlite")).read {
      try String.fetchAll($0, sql: "SELECT title FROM document ORDER BY title")
    }
  }
}

@Suite struct PipelineRunTests {
  static let kazakhstan =
    "På pressfrihetsindexet från Reportrar utan gränser hamnar landet på plats 160 av 180.\n"
  static let georgia =
    "På pressfrihetsindexet från Reportrar utan gränser hamnar landet på plats 64 av 180.\n"
  /// Two reports, and no run.
  private static let fresh = TestProject.template { project in
    try project.add("ett.txt", kazakhstan)
    try project.add("two.txt", georgia, area: "GEO")
  }
  /// The same after its first run.
  static let ran = Result {
    let project = try TestProject(copying: fresh.get())
    #expect(try project.run().report.failures.isEmpty)
    return project.folder.keep()
  }
  let project: TestProject

  init() throws {
    project = try TestProject(copying: Self.fresh.get())
  }

  @Test func aSecondRunDoesNothing() throws {
    let first = try project.run()
    #expect(!first.report.didNothing)
    #expect(first.report.failures.isEmpty)
    #expect(first.because.first == "acquire    because: new document (2 documents)")
    #expect(try project.documents() == ["ett", "two"])
    #expect(try project.run().report.didNothing)
    #expect(try project.prepare().plan().isEmpty)
  }

  @Test func touchingAFileChangesNothing() throws {
    let project = try TestProject(copying: Self.ran.get())
    for name in ["Data/reports/ett.txt", "Pipelines/Codelists/areas.csv"] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: 3600)], ofItemAtPath: project.folder.path(name))
    }
    #expect(try project.run().report.didNothing)
  }

  @Test func aChangedRuleFileIsNamed() throws {
    let project = try TestProject(copying: Self.ran.get())
    let name = "Pipelines/Languages/sv/sources.yml"
    let old = try project.folder.read(name)
    try project.folder.write(old + "\n# a remark\n", to: name)
    let second = try project.run()
    let line = try #require(second.because.first)
    let expected = "read       because: \(name) "
    #expect(line.hasPrefix(expected))
    #expect(
      line.dropFirst(expected.count).wholeMatch(of: /[0-9a-f]{4}→[0-9a-f]{4} \(2 documents\)/) != nil,
      "\(line)")
    #expect(try project.run().report.didNothing)
  }

  @Test func aRuleFileOfAnotherLanguageReadsNothingAnew() throws {
    let project = try TestProject(copying: Self.ran.get())
    try project.folder.write("x: \"y\"\n", to: "Pipelines/human-rights/Indicators/press_freedom_rank/xx.yml")
    let plan = try project.prepare().plan()
    #expect(plan.stale.isEmpty)
  }

  @Test func changedBytesReplaceTheDocument() throws {
    let project = try TestProject(copying: Self.ran.get())
    try project.folder.write(Self.kazakhstan + "Mer.\n", to: "Data/reports/ett.txt")
    let second = try project.run()
    #expect(second.because.first?.hasPrefix("acquire    because: reports/ett.txt ") == true)
    #expect(try project.documents() == ["ett", "two"])
  }

  @Test func aReportThatIsNoLongerListedLeaves() throws {
    let project = try TestProject(copying: Self.ran.get())
    let list = try project.folder.read("Data/reports.yml")
    let cut = try #require(list.range(of: "  - file: \"reports/two.txt\""))
    try project.folder.write(String(list[..<cut.lowerBound]), to: "Data/reports.yml")
    let second = try project.run()
    #expect(second.because.first == "load       because: reports/two.txt is no longer listed")
    #expect(try project.documents() == ["ett"])
  }

  @Test func swappedFilesStayWhatTheyAre() throws {
    let project = try TestProject(copying: Self.ran.get())
    try project.folder.write(Self.georgia, to: "Data/reports/ett.txt")
    try project.folder.write(Self.kazakhstan, to: "Data/reports/two.txt")
    #expect(try project.run { $0.jobs = 1 }.report.failures.isEmpty)
    #expect(try project.documents() == ["ett", "two"])
    #expect(try project.run().report.didNothing)
  }

  @Test func aDocumentThatFailsLeavesTheOthers() throws {
    try project.folder.write([0x61, 0xFF, 0x62], to: "Data/reports/two.txt")
    let first = try project.run()
    #expect(first.report.failures.map(\.file) == ["reports/two.txt"])
    #expect(first.report.failures.first?.failure.contains("byte 1") == true)
    #expect(try project.documents() == ["ett"])
    let status = try documentStatus(project.prepare().places)
    #expect(status.map { $0.stages["read"] } == ["done", "failed"])
    #expect(status[1].error.contains("not valid UTF-8"))
    let again = try project.run()
    #expect(again.report.failures.count == 1, "a failure must not be forgotten")
    try project.folder.write(Self.georgia, to: "Data/reports/two.txt")
    #expect(try project.run().report.failures.isEmpty)
    #expect(try project.documents() == ["ett", "two"])
  }

  @Test func aMissingFileFailsAlone() throws {
    let project = try TestProject(copying: Self.ran.get())
    try FileManager.default.removeItem(atPath: project.folder.path("Data/reports/two.txt"))
    let second = try project.run()
    #expect(second.report.failures.first?.failure.contains("no such file") == true)
    #expect(try project.documents() == ["ett"])
    try project.folder.write(Self.georgia, to: "Data/reports/two.txt")
    #expect(try project.run().report.failures.isEmpty)
    #expect(try project.documents() == ["ett", "two"])
  }

  @Test func failFastStops() throws {
    try project.folder.write([], to: "Data/reports/ett.txt")
    let report = try project.run {
      $0.failFast = true
      $0.jobs = 1
    }.report
    #expect(report.failures.map(\.file) == ["reports/ett.txt"])
    #expect(report.release == nil)
  }

  @Test func onlyMatchingDocumentsRun() throws {
    let first = try project.run { $0.documents = ["ett*"] }
    #expect(first.report.documents == 1)
    #expect(try project.documents() == ["ett"])
    _ = try project.run()
    #expect(try project.documents() == ["ett", "two"])
  }

  @Test func aReportWrittenByHandIsWrittenAnew() throws {
    let project = try TestProject(copying: Self.ran.get())
    let published = try project.folder.read("Reports/README.md")
    try project.folder.write(published + "A remark.\n", to: "Reports/README.md")
    #expect(try project.run().because.last == "publish    because: Reports/README.md was altered")
    #expect(try project.folder.read("Reports/README.md") == published)
    try FileManager.default.removeItem(atPath: project.folder.path("Data/release/human-rights.sqlite"))
    #expect(
      try project.run().because.last == "publish    because: Data/release/human-rights.sqlite is missing")
  }

  @Test func orderAndWorkersDoNotShowInTheRelease() throws {
    let other = try TestProject()
    try other.add("two.txt", Self.georgia, area: "GEO")
    try other.add("ett.txt", Self.kazakhstan)
    _ = try project.run { $0.jobs = 2 }
    _ = try other.run { $0.jobs = 1 }
    let names = try FileManager.default.subpathsOfDirectory(atPath: project.folder.path("Data/release"))
      .sorted()
    #expect(
      names
        == (try FileManager.default.subpathsOfDirectory(atPath: other.folder.path("Data/release")).sorted()))
    #expect(names.contains("human-rights.sqlite"))
    for name in names {
      let file = "Data/release/\(name)"
      #expect(
        FileManager.default.contentsEqual(
          atPath: project.folder.path(file), andPath: other.folder.path(file)),
        "\(name)")
    }
  }

  @Test func forcingRunsWhatHasNotChanged() throws {
    let project = try TestProject(copying: Self.ran.get())
    let forced = try project.run { $0.force = true }
    #expect(forced.because.first == "acquire    because: forced (2 documents)")
  }

  @Test func stagesBeforeLoadKeepRecordsOnly() throws {
    let options = try StageSelection(to: "read")
    _ = try project.run { $0.selection = options }
    #expect(!FileManager.default.fileExists(atPath: project.folder.path("Data/release")))
    #expect(!FileManager.default.fileExists(atPath: project.folder.path("Data/build/next.sqlite")))
    #expect(FileManager.default.fileExists(atPath: project.folder.path("Data/reports.lock")))
  }

  @Test func nothingIsPublishedOfNothing() throws {
    let options = try StageSelection(from: "verify")
    let error = #expect(throws: Failure.self) { try project.run { $0.selection = options } }
    #expect(error?.kind == .noInput)
    #expect(!FileManager.default.fileExists(atPath: project.folder.path("Data/release/human-rights.sqlite")))
  }

  @Test func aReleaseStaysWhereEveryDocumentFails() throws {
    let project = try TestProject(copying: Self.ran.get())
    let release = project.folder.path("Data/release/human-rights.sqlite")
    let before = try Data(contentsOf: URL(fileURLWithPath: release))
    try project.folder.write([], to: "Data/reports/ett.txt")
    try project.folder.write([0], to: "Data/reports/two.txt")
    #expect(try project.run().report.failures.count == 2)
    #expect(try Data(contentsOf: URL(fileURLWithPath: release)) == before)
  }

  @Test func theSameWorkingFilesServeOneRunAtATime() throws {
    let run = try project.prepare()
    let lock = try RunLock(in: run.places.work)
    let error = #expect(throws: Failure.self) { try run.execute { _ in } }
    #expect(error?.description.contains("process \(ProcessInfo.processInfo.processIdentifier)") == true)
    withExtendedLifetime(lock) {}
  }

  @Test func samplesNeverStandBesideRealReports() throws {
    let list = try project.folder.read("Data/reports.yml")
    try project.folder.write(
      list.replacing(
        "  - file: \"reports/two.txt\"", with: "  - file: \"reports/two.txt\"\n    sample: true"),
      to: "Data/reports.yml")
    let error = #expect(throws: Failure.self) { try project.run() }
    #expect(error?.kind == .configuration)
    #expect(error?.what.contains("samples and real reports") == true)
  }
}
