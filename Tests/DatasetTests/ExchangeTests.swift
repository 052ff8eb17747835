import Foundation
import Support
import Synchronization
import Testing

@testable import Core
@testable import Dataset

/// A folder with a release of two files, one of which the next release no longer has, and with files of somebody's.
private final class Standing {
  let folder: TestFolder
  var release: URL { folder.url.appendingPathComponent("release") }

  init(_ text: String = "old") throws {
    folder = try TestFolder()
    try publish(["a.txt": text, "csv/gone.csv": "\(text)\n"])
    try folder.write("mine", to: "release/notes.txt")
    try folder.write("mine too", to: "release/csv/notes.csv")
    try FileManager.default.createDirectory(
      atPath: folder.path("release/empty"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("release/link"), withDestinationPath: "/nowhere")
  }

  func publish(_ files: [String: String]) throws {
    var exchange = try Exchange(of: release)
    defer { exchange.discard() }
    for (path, text) in files { try exchange.write(path, Array(text.utf8)) }
    let list = exchange.files.map {
      "{\"path\": \"\($0.path)\", \"bytes\": \($0.bytes), \"sha256\": \"\($0.sha256)\"}"
    }
    try exchange.write(
      "release.json",
      Array("{\"logical_sha256\": \"x\", \"files\": [\(list.joined(separator: ", "))]}".utf8))
    try exchange.commit()
  }

  func publishNext() throws { try publish(["a.txt": "new", "sdmx/b.csv": "new\n"]) }
}

/// Text of each file, target of each link, by path; empty folders with nothing.
private func contents(_ folder: String) -> [String: String] {
  var found: [String: String] = [:]
  FolderContents.walk(folder) { path, entry in
    let place = folder + "/" + path
    switch entry.kind {
    case .file: found[path] = try? String(contentsOfFile: place, encoding: .utf8)
    case .folder: if FileSystem.names(in: place).isEmpty { found[path] = "" }
    default: found[path] = try? FileManager.default.destinationOfSymbolicLink(atPath: place)
    }
  }
  found["release.json"] = nil
  return found
}

private let foreign = ["notes.txt": "mine", "csv/notes.csv": "mine too", "empty": "", "link": "/nowhere"]
private let before = foreign.merging(["a.txt": "old", "csv/gone.csv": "old\n"]) { $1 }
private let after = foreign.merging(["a.txt": "new", "sdmx/b.csv": "new\n"]) { $1 }

@Suite struct ExchangeTests {
  /// What the file system can do, and what readers then find in between.
  static let means: [(probe: ExchangeProbe, between: Set<String>)] = [
    (ExchangeProbe(), ["old", "new"]),
    (ExchangeProbe(refusal: EINVAL), ["old", "new", "nothing"]),
    (ExchangeProbe(refusal: EXDEV), ["old", "new", "mixed"]),
    (ExchangeProbe(means: .pieceByPiece(because: "it is tried out")), ["old", "new", "mixed"]),
  ]

  @Test(arguments: 0..<4)
  func aKillAtAnyMomentLeavesTheOldOrTheNew(number: Int) throws {
    let standing = try Standing()
    #expect(contents(standing.release.path) == before)
    let looks = Mutex<[String]>([])
    let shelf = try TestFolder()
    let (path, copies) = (standing.folder.url.path, shelf.url.path)
    var probe = Self.means[number].probe
    probe.step = { _ in
      let copy = looks.withLock { "\(copies)/\($0.count)" }
      try? FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
      // With the links between files, as a kill in this moment would leave them.
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/cp")
      process.arguments = ["-a", path + "/.", copy]
      try? process.run()
      process.waitUntilExit()
      let found = contents(path + "/release").filter { !$0.key.hasPrefix(".exchange/") }
      let state = found.isEmpty ? "nothing" : found == before ? "old" : found == after ? "new" : "mixed"
      looks.withLock { $0.append(state) }
    }
    try ExchangeProbe.$current.withValue(probe) { try standing.publishNext() }
    #expect(contents(standing.release.path) == after)
    #expect(FileSystem.names(in: path) == ["release"])
    let seen = looks.withLock { $0 }
    #expect(seen.count >= 3)
    #expect(Set(seen) == Self.means[number].between)
    for (place, state) in seen.enumerated() {
      let copy = "\(copies)/\(place)"
      try StagingFolder.recover(copy + "/release")
      let mended = contents(copy + "/release")
      #expect(mended == before || mended == after, "after \(state): \(mended)")
      if state == "new" { #expect(mended == after) }
      #expect(FileSystem.names(in: copy) == ["release"])
      #expect(!FileSystem.names(in: copy + "/release").contains(".exchange"))
    }
  }

  @Test func aFailureLeavesTheOld() throws {
    let standing = try Standing()
    var exchange = try Exchange(of: standing.release)
    try exchange.write("a.txt", Array("half".utf8))
    exchange.discard()
    #expect(contents(standing.release.path) == before)
    #expect(FileSystem.names(in: standing.folder.url.path) == ["release"])
  }

  @Test func whatIsWrittenMeanwhileIsKept() throws {
    let standing = try Standing()
    let path = standing.release.path
    var probe = ExchangeProbe()
    probe.step = { step in
      guard step == .prepared else { return }
      try? Data("changed".utf8).write(to: URL(fileURLWithPath: path + "/notes.txt"), options: .atomic)
      try? Data("late".utf8).write(to: URL(fileURLWithPath: path + "/late.txt"))
    }
    try ExchangeProbe.$current.withValue(probe) { try standing.publishNext() }
    let found = contents(path)
    #expect(found["late.txt"] == "late")
    #expect(found["notes.txt"] == "changed" && found["notes.txt.earlier-1"] == "mine")
  }

  @Test func journalsOfAnotherProgramGoWithTheOld() throws {
    let standing = try Standing()
    try standing.publish(["x.sqlite": "database"])
    for ending in ["-wal", "-shm", "-journal"] {
      try standing.folder.write("stale", to: "release/x.sqlite\(ending)")
    }
    try standing.folder.write("theirs", to: "release/y.sqlite-wal")
    try standing.publish(["x.sqlite": "database"])
    #expect(
      contents(standing.release.path).keys.filter { $0.contains("sqlite") }.sorted() == [
        "x.sqlite", "y.sqlite-wal",
      ])
  }

  @Test func whatNoReleaseMadeIsNotWrittenOver() throws {
    let standing = try Standing()
    let outside = try standing.folder.write("outside", to: "elsewhere/b.csv")
    for (path, isLink) in [("sdmx", true), ("sdmx/b.csv", false), ("sdmx/b.csv", true)] {
      let place = standing.folder.path("release/" + path)
      if isLink {
        try? FileManager.default.removeItem(atPath: standing.folder.path("release/sdmx"))
        try? FileManager.default.createDirectory(
          atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
          atPath: place,
          withDestinationPath: path == "sdmx" ? outside.deletingLastPathComponent().path : outside.path)
      } else {
        try? FileManager.default.removeItem(atPath: standing.folder.path("release/sdmx"))
        try standing.folder.write("theirs", to: "release/" + path)
      }
      let all = contents(standing.release.path)
      let error = #expect(throws: Failure.self) { try standing.publishNext() }
      #expect(error?.place.hasSuffix("/release/" + path) == true)
      #expect(contents(standing.release.path) == all)
      #expect(try standing.folder.read("elsewhere/b.csv") == "outside")
    }
  }

  @Test func aPlantedStagingFolderIsLeftAlone() throws {
    let standing = try Standing()
    try standing.folder.write("theirs", to: "elsewhere/x.txt")
    try FileManager.default.createSymbolicLink(
      atPath: standing.folder.path(".release.exchange"),
      withDestinationPath: standing.folder.path("elsewhere"))
    #expect(throws: Failure.self) { try standing.publishNext() }
    #expect(try standing.folder.read("elsewhere/x.txt") == "theirs")
    try FileManager.default.removeItem(atPath: standing.folder.path(".release.exchange"))
    try standing.folder.write("theirs", to: ".release.exchange/new/x.txt")
    #expect(throws: Failure.self) { try standing.publishNext() }
    #expect(try standing.folder.read(".release.exchange/new/x.txt") == "theirs")
    #expect(contents(standing.release.path) == before)
  }

  @Test func twoAtOnceAreKeptApart() throws {
    let standing = try Standing()
    let first = try Exchange(of: standing.release)
    let error = #expect(throws: Failure.self) { try Exchange(of: standing.release) }
    #expect(error?.what.contains("process \(getpid())") == true)
    first.discard()
    try standing.publishNext()
  }

  @Test func aFolderInsideComesWithTheOther() throws {
    let standing = try Standing()
    var data = try Exchange(of: standing.release)
    var pages = try Exchange(
      of: standing.release.appendingPathComponent("Reports"), prefix: "Reports/", with: data)
    try pages.write("index.html", Array("page".utf8))
    try data.write("a.txt", Array("new".utf8))
    try pages.commit()
    #expect(contents(standing.release.path) == before)
    try data.commit()
    let found = contents(standing.release.path)
    #expect(found["Reports/index.html"] == "page" && found["a.txt"] == "new" && found["notes.txt"] == "mine")
  }

  @Test func pagesOfAnEarlierProgramAreKnown() throws {
    let standing = try Standing()
    let reports = standing.folder.url.appendingPathComponent("Reports")
    func publish(_ text: String) throws {
      var pages = try Exchange(of: reports, prefix: "Reports/")
      defer { pages.discard() }
      try pages.write("index.html", Array(text.utf8))
      try pages.commit()
    }
    try standing.folder.write("<p>somebody's</p>", to: "Reports/index.html")
    #expect(throws: Failure.self) { try publish("new") }
    try standing.folder.write("<footer>Release 123, made by indicators 0.1.0.", to: "Reports/index.html")
    try standing.folder.write("measured", to: "Reports/quality.md")
    try publish("new")
    #expect(contents(reports.path) == ["index.html": "new", "quality.md": "measured"])
  }
}
