import Acquire
import Foundation
import GRDB
import Support
import Synchronization
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Review

/// Several commands that write a project's files at once: whatever one of them said to be written is there.
@Suite struct ProjectWritingTests {
  /// Runs a command so many times at once, and returns how many did what they should.
  private func atOnce(_ count: Int, _ command: @escaping @Sendable (Int) throws -> Void) -> Int {
    let done = Mutex(0)
    let group = DispatchGroup()
    for number in 0..<count {
      // Threads of their own; each waits for the others' locks.
      let thread = Thread {
        if (try? command(number)) != nil { done.withLock { $0 += 1 } }
        group.leave()
      }
      group.enter()
      thread.start()
    }
    group.wait()
    return done.withLock { $0 }
  }

  private func decision(_ number: Int, who: String = "Ada") -> Decision {
    Decision(
      target: .init(
        document: String(repeating: "0", count: 64), charStart: number, charEnd: number + 2, quote: "26",
        prefix: "", suffix: ""),
      indicator: "", observation: "", field: .mention, old: "", new: "date", reason: "seen", who: who,
      when: "2024-01-01T00:00:00Z")
  }

  @Test func twelveCorrectionsAreTwelveDecisions() throws {
    let folder = try TestFolder()
    let file = folder.url.appendingPathComponent("Decisions/decisions.ndjson")
    let made = (0..<12).map { decision($0) }
    #expect(atOnce(12) { try append(made[$0], to: file, named: "decisions.ndjson") } == 12)
    #expect(Set(try allDecisions(in: folder.url).decisions.map(\.target.charStart)) == Set(0..<12))
  }

  @Test func sixImportsAreSixAndTheSameOneIsOne() throws {
    let folder = try TestFolder()
    let lines = try (0..<6).map { try decision($0).line() + "\n" }
    let target = folder.url
    func importing(_ count: Int, _ line: @escaping @Sendable (Int) -> String) throws -> Int {
      let databases = try (0..<count).map { _ in try workDatabase([]) }
      return atOnce(count) { number in
        try databases[number].read {
          _ = try importDecisions($0, Array(line(number).utf8), named: "x", into: target)
        }
      }
    }
    #expect(try importing(6) { lines[$0] } == 6)
    #expect(try allDecisions(in: folder.url).lines.count == 6)
    let again = try decision(99).line() + "\n"
    #expect(try importing(6) { _ in again } == 6)
    #expect(try allDecisions(in: folder.url).lines.count == 7)
  }

  @Test func twelveAddedReportsAreListed() throws {
    let project = try TestProject()
    let entries = try (0..<12).map { number in
      var entry = ReportEntry(
        file: "", location: try project.folder.write("Text \(number).\n", to: "incoming/\(number).txt"))
      entry.area = "KAZ"
      return entry
    }
    let folder = project.folder.url
    #expect(atOnce(12) { _ = try addReport(entries[$0], to: folder) } == 12)
    let listed = try readReportList(project.workspace.reportList(), named: "reports.yml").map(\.file)
    #expect(Set(listed) == Set((0..<12).map { "reports/\($0).txt" }))
  }

  @Test func aReportThatAKillLeftUnlistedCanBeAdded() throws {
    let project = try TestProject()
    try project.folder.write("Ett.", to: "Data/reports/ett.txt")
    try project.add("ett.txt", "Ett.")
    try project.folder.write("Annat.", to: "Data/reports/two.txt")
    #expect(throws: Failure.self) { try project.add("two.txt", "Två.") }
    #expect(try project.folder.read("Data/reports/two.txt") == "Annat.")
  }

  @Test func fourStartsMakeOneProject() throws {
    let folder = try TestFolder()
    let source = Workspace(pipeline: try smallPipeline(in: folder), project: nil)
    let target = folder.url.appendingPathComponent("new")
    #expect(atOnce(4) { _ in try startProject(in: target, named: "new", from: source) } == 1)
    let names = FileSystem.names(in: target.appendingPathComponent("Pipelines").path)
    #expect(names == ["Codelists", "Families", "Labels", "Languages", "Reference", "human-rights"])
  }

  @Test func aStartWritesNothingOver() throws {
    let folder = try TestFolder()
    let source = Workspace(pipeline: try smallPipeline(in: folder), project: nil)
    try folder.write("mine", to: "new/Data/reports.yml")
    let target = folder.url.appendingPathComponent("new")
    #expect(throws: Failure.self) { try startProject(in: target, named: "new", from: source) }
    #expect(try folder.read("new/Data/reports.yml") == "mine")
  }

  @Test func whoHoldsTheLockIsSaid() throws {
    let folder = try TestFolder()
    let lock = try FolderLock(folder.url, named: "here")
    let error = #expect(throws: Failure.self) { try FolderLock(folder.url, named: "here", waiting: 0.05) }
    #expect(error?.what.contains("process \(getpid())") == true && error?.place == "here")
    withExtendedLifetime(lock) {}
  }

  @Test func aFileIsWrittenWhereALinkLeadsOnlyIfSaidSo() throws {
    let folder = try TestFolder()
    let outside = try folder.write("outside", to: "outside.txt")
    let link = folder.url.appendingPathComponent("link.txt")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: outside)
    try writeFile(Array("through".utf8), to: link, named: "link.txt", followsLink: true)
    #expect(try folder.read("outside.txt") == "through")
    try writeFile(Array("here".utf8), to: link, named: "link.txt")
    #expect(try folder.read("outside.txt") == "through" && folder.read("link.txt") == "here")
    #expect(FileSystem.entry(link.path)?.kind == .file)
    #expect(FileSystem.names(in: folder.url.path) == ["link.txt", "outside.txt"])
  }
}
