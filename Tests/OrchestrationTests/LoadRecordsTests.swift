import Foundation
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration

/// A dataset is a function of records: who made them, in which order and in how many files does not show.
@Suite struct LoadRecordsTests {
  let project: TestProject

  init() throws {
    project = try TestProject()
    for (index, area) in ["KAZ", "GEO", "KGZ", "TUN", "CHL", "SWE"].enumerated() {
      try project.add("\(area).txt", RemovalTests.text(index), area: area)
    }
    #expect(try project.run().report.failures.isEmpty)
  }

  /// The records that the run kept, without what a run notes of itself.
  private func records() throws -> [[UInt8]] {
    let folder = project.folder.url.appendingPathComponent("Data/build/records")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
      .map { name in
        var record = try decode(Array(Data(contentsOf: folder.appendingPathComponent(name))))
        record.fingerprint = ""
        return encode(record)
      }
  }

  private func load(_ files: [String], to output: String) throws -> RunReport {
    try loadRecords(
      files.map { project.folder.url.appendingPathComponent($0) }, named: files, workspace: project.workspace,
      places: Places(
        workspace: project.workspace, output: output, hasInput: true, currentFolder: project.folder.url),
      options: RunOptions(programVersion: "test")
    ) { _ in }
  }

  @Test func shuffledRecordsInFourFilesGiveTheBytesOfOneRun() throws {
    let lines = try records()
    #expect(lines.count == 6)
    for (index, line) in lines.reversed().enumerated() {
      let name = "made/\(index % 4).ndjson"
      let before = (try? project.folder.read(name)) ?? ""
      try project.folder.write(before + String(decoding: line, as: UTF8.self) + "\n", to: name)
    }
    let files = [2, 0, 3, 1].map { "made/\($0).ndjson" }
    #expect(try load(files, to: "loaded").failures.isEmpty)
    let one = project.folder.url.appendingPathComponent("Data/release")
    let other = project.folder.url.appendingPathComponent("loaded")
    let names = try FileManager.default.subpathsOfDirectory(atPath: one.path).filter {
      one.appendingPathComponent($0).hasDirectoryPath == false && $0 != "release.json"
    }
    #expect(names.contains("human-rights.sqlite"))
    for name in names {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(
        atPath: one.appendingPathComponent(name).path, isDirectory: &isFolder)
      if isFolder.boolValue { continue }
      #expect(
        FileManager.default.contentsEqual(
          atPath: one.appendingPathComponent(name).path, andPath: other.appendingPathComponent(name).path),
        "\(name)")
    }
  }

  @Test func whatIsNoRecordIsNamedWithItsLine() throws {
    let line = try #require(try records().first)
    try project.folder.write(line + Array("\n{}\n".utf8), to: "bad.ndjson")
    let error = #expect(throws: Failure.self) { try load(["bad.ndjson"], to: "out") }
    #expect(error?.kind == .data && error?.place == "bad.ndjson:2")
    try project.folder.write("\n", to: "empty.ndjson")
    #expect(throws: Failure.self) { try load(["empty.ndjson"], to: "out") }
  }

  @Test func twoRecordsOfOneDocumentMustAgree() throws {
    let line = try #require(try records().first)
    try project.folder.write(line + [0x0A] + line + [0x0A], to: "twice.ndjson")
    #expect(try load(["twice.ndjson"], to: "twice").documents == 1)
    var other = try decode(line)
    other.document.title += "!"
    try project.folder.write(line + [0x0A] + encode(other) + [0x0A], to: "two.ndjson")
    let error = #expect(throws: Failure.self) { try load(["two.ndjson"], to: "two") }
    #expect(error?.what.contains("different things") == true)
  }
}
