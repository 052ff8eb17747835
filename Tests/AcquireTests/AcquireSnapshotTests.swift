import Foundation
import Support
import Testing

@testable import Acquire
@testable import Core

@Suite struct AcquireSnapshotTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func bytesAreKeptOnceUnderTheirHash() throws {
    try folder.write("Landet har ett parlament.", to: "a.txt")
    let snapshots = Snapshots(folder.url.appendingPathComponent("snapshots"))
    let report = try acquire(folder.entry("a.txt"))
    #expect(report.sha256.count == 64)
    #expect(try snapshots.keep(report))
    #expect(try !snapshots.keep(report))
    let kept = try Data(contentsOf: snapshots.file(report.sha256))
    #expect(kept == Data("Landet har ett parlament.".utf8))
    #expect(try folder.read("snapshots/\(report.sha256).json").contains("\"size\" : \"25\""))
  }

  @Test func theLockChangesOnlyWithBytes() throws {
    try folder.write("ett", to: "a.txt")
    try folder.write("två", to: "b.txt")
    let file = folder.url.appendingPathComponent("reports.lock")
    func lock(_ names: [String]) throws {
      var lock = LockFile()
      for name in names {
        let report = try acquire(folder.entry(name))
        lock.add(name, sha256: report.sha256, size: report.bytes.count, mediaType: report.mediaType)
      }
      try lock.write(to: file, named: "reports.lock")
    }
    try lock(["b.txt", "a.txt"])
    let first = try folder.read("reports.lock")
    let lines = first.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasSuffix(" 3 text/plain a.txt"))
    let inode = try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber] as? Int
    try lock(["a.txt", "b.txt"])
    let again = try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber] as? Int
    #expect(inode == again, "the file was written again")
    try folder.write("tre", to: "a.txt")
    try lock(["a.txt", "b.txt"])
    #expect(try folder.read("reports.lock") != first)
  }

  @Test(
    arguments: [
      ([], "is empty"), ([0xD0, 0xCF, 0x11, 0xE0], "old word-processor"),
      ([0x50, 0x4B, 3, 4, 0], "word-processor"),
    ] as [([UInt8], String)])
  func filesThatAreNotReadSaySo(bytes: [UInt8], message: String) throws {
    try folder.write(bytes, to: "a.txt")
    let error = #expect(throws: Failure.self) { try acquire(folder.entry("a.txt")) }
    #expect(error?.kind == .data)
    #expect(error?.what.contains(message) == true)
    #expect(error?.place == "a.txt")
    #expect(error?.remedy.isEmpty == false)
  }

  @Test func aMissingFileAndAFolderSaySo() throws {
    var entry = folder.entry("none.pdf")
    entry.url = "https://publisher.example/none.pdf"
    let missing = #expect(throws: Failure.self) { try acquire(entry) }
    #expect(missing?.kind == .noInput)
    #expect(missing?.remedy.contains("https://publisher.example/none.pdf") == true)
    let isFolder = #expect(throws: Failure.self) {
      try acquire(ReportEntry(file: "here", location: folder.url))
    }
    #expect(isFolder?.what.contains("folder") == true)
  }
}
