import Foundation
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

@Suite struct PipelineProjectTests {
  @Test func aProjectStartsEmptyAndOnlyOnce() throws {
    let project = try TestProject()
    #expect(try readReportList(project.workspace.reportList(), named: "reports.yml").isEmpty)
    let decisions = try FileManager.default.contentsOfDirectory(
      atPath: project.folder.path("Pipelines/human-rights/Decisions"))
    #expect(decisions.isEmpty)
    #expect(FileManager.default.fileExists(atPath: project.folder.path("Pipelines/Languages/sv/words.yml")))
    let error = #expect(throws: Failure.self) {
      try startProject(in: project.folder.url, named: "here", from: project.workspace)
    }
    #expect(error?.place == "here")
  }

  @Test func addedReportsAreListedWithWhatIsDeclared() throws {
    let project = try TestProject()
    try project.add("ett.txt", "Ett.")
    let file = try project.folder.write("Två.", to: "incoming/två.txt")
    var entry = ReportEntry(file: "två.txt", location: file)
    entry.area = "GEO"
    entry.title = "A \"title\" \\ with: marks"
    #expect(try addReport(entry, to: project.folder.url) == "reports/två.txt")
    let entries = try readReportList(project.workspace.reportList(), named: "reports.yml")
    #expect(entries.map(\.file) == ["reports/ett.txt", "reports/två.txt"])
    #expect(entries[1].title == entry.title)
    #expect(try project.folder.read("Data/reports/två.txt") == "Två.")
    #expect(try project.folder.read("Data/reports.yml").hasPrefix("# The reports of this project."))
  }

  @Test func duplicatesAreRefused() throws {
    let project = try TestProject()
    try project.add("ett.txt", "Ett.")
    let before = try project.folder.read("Data/reports.yml")
    let twin = #expect(throws: Failure.self) { try project.add("uno.txt", "Ett.") }
    #expect(twin?.what.contains("same report") == true)
    let name = #expect(throws: Failure.self) { try project.add("ett.txt", "Annat.") }
    #expect(name?.what.contains("file name") == true)
    #expect(try project.folder.read("Data/reports.yml") == before)
  }

  @Test func realReportsAreNotAddedToSamples() throws {
    let project = try TestProject()
    try project.folder.write(
      "reports:\n  - file: \"reports/s.txt\"\n    area: \"KAZ\"\n    sample: true\n", to: "Data/reports.yml")
    let error = #expect(throws: Failure.self) { try project.add("ett.txt", "Ett.") }
    #expect(error?.remedy.contains("indicators init") == true)
  }

  @Test func theDoctorFindsWhatIsThere() throws {
    let project = try TestProject()
    let found = diagnose(project: nil, currentFolder: project.folder.url, environment: [:], executable: nil)
    #expect(found.first { $0.name == "SQLite" }?.isOK == true)
    #expect(found.first { $0.name == "libcrypto" }?.detail.first?.isNumber == true)
    #expect(found.first { $0.name == "project" }?.isOK == true)
    #expect(found.first { $0.name == "Data/" }?.isOK == true)
    let nowhere = diagnose(
      project: project.folder.path("none"), currentFolder: project.folder.url, environment: [:],
      executable: nil)
    #expect(nowhere.last?.isOK == false)
    #expect(nowhere.last?.isNeeded == true)
  }
}
