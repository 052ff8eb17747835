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

/// Two editions and a neighbour, verified and compared.
private func finished(sample: Bool = true) throws -> DatabaseQueue {
  let documents = [
    try kazakhstan(sample: sample),
    try kazakhstan(edition: "2013", published: "2014-03", sample: sample),
    try report(
      "KGZ", edition: "2016", published: "2016-11", sample: sample,
      text: "Landet hyser 350 | <b>flyktingar</b>.",
      facts: [
        Fact(
          indicator: "refugees", quote: "350 | <b>flyktingar</b>", value: "350", unit: "PERSONS",
          kind: .count,
          area: "KGZ")
      ]),
  ]
  let database = try workDatabase(documents)
  try database.write { db in
    _ = try verify(db, checks: Repository.pipeline.appendingPathComponent("Checks"))
    try compare(db, comparisons: Repository.pipeline.appendingPathComponent("Comparisons"))
  }
  return database
}

private func inFolder<T>(_ body: (URL) throws -> T) throws -> T {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("publish-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

@discardableResult
private func publish(_ database: DatabaseQueue, to folder: URL, withText: Bool = true) throws -> Release {
  try publish(
    database, pipeline: Repository.pipeline, to: folder.appendingPathComponent("release"),
    reports: folder.appendingPathComponent("Reports"),
    options: PublishOptions(withText: withText, programVersion: "0.1.0"))
}

/// The usual one, made once; tests that change it take a copy.
private let once = Result { try finished() }

/// Its release, made once for the tests that only look at it.
private let published = Result {
  let folder = try TestFolder()
  let release = try publish(once.get(), to: folder.url)
  return (folder: folder.keep(), release: release)
}

/// Every file below a folder with its bytes.
private func contents(_ folder: URL) throws -> [String: Data] {
  var files: [String: Data] = [:]
  for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
    let file = folder.appendingPathComponent(path)
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue {
      files[path] = try Data(contentsOf: file)
    }
  }
  return files
}

@Suite struct PublishTests {
  @Test func theSameRowsGiveTheSameBytes() throws {
    try inFolder { folder in
      let one = folder.appendingPathComponent("one")
      let other = folder.appendingPathComponent("other")
      let first = try publish(once.get(), to: one)
      let second = try publish(finished(), to: other)
      #expect(first == second)
      let files = try contents(one)
      #expect(try contents(other) == files)
      try publish(once.get(), to: one)
      #expect(try contents(one) == files)
    }
  }

  @Test func theReleaseHoldsWhatItSays() throws {
    let (folder, release) = try published.get()
    let files = try contents(folder)
    let expected = [
      "release/human-rights.sqlite", "release/release.json", "release/codebook.md", "release/tables.md",
      "release/csv/observations.csv", "release/csv/indicators/press_freedom_rank.csv",
      "release/csv/comparisons/coverage.csv", "release/csv/comparisons/treaties.csv", "Reports/README.md",
      "Reports/comparisons/sex.md",
    ]
    #expect(expected.filter { files[$0] == nil } == [])
    #expect(files.keys.filter { $0.contains("/.") || $0.contains("scratch") } == [])
    for file in release.files {
      let path = file.path.hasPrefix("Reports/") ? file.path : "release/" + file.path
      let data = try #require(files[path])
      #expect(ContentHash.sha256(data) == file.sha256 && data.count == file.bytes)
    }
    let manifest = try #require(files["release/release.json"])
    let json = try #require(try JSONSerialization.jsonObject(with: manifest) as? [String: Any])
    #expect(json["logical_sha256"] as? String == release.logicalHash)
    #expect((json["rows"] as? [String: Int])?["observation"] == 11)
  }

  @Test func theDatabaseIsWholeAndHoldsNoLedger() throws {
    let folder = try published.get().folder
    let queue = try openReadOnly(at: folder.appendingPathComponent("release/human-rights.sqlite"))
    #expect(try queue.first("PRAGMA integrity_check") == "ok")
    #expect(try queue.first("PRAGMA journal_mode") == "delete")
    #expect(try queue.all("SELECT mention_id FROM qa_ungrounded") == [])
    #expect(try queue.first("SELECT count(*) FROM passage_fts WHERE passage_fts MATCH 'flyktingar'") == "3")
    #expect(
      try queue.all("SELECT name FROM sqlite_schema WHERE name IN ('run', 'stage_run', 'document_stage')")
        == [])
    #expect(try queue.first("SELECT value FROM meta_release WHERE key = 'sample'") == "SAMPLE")
    #expect(try queue.first("SELECT count(*) FROM comparison WHERE kind = 'sex'") == "2")
  }

  @Test func textsCanStayOut() throws {
    try inFolder { folder in
      try publish(once.get(), to: folder, withText: false)
      let file = folder.appendingPathComponent("release/human-rights.sqlite")
      let queue = try openReadOnly(at: file)
      #expect(try queue.all("SELECT text FROM page WHERE text IS NOT NULL") == [])
      #expect(try queue.all("SELECT text FROM passage") == [])
      #expect(try queue.all("SELECT mention_id FROM qa_ungrounded") == [])
      #expect(try queue.all("SELECT observation_id FROM qa_ungrounded_evidence") == [])
      let id = try #require(try queue.first("SELECT min(observation_id) FROM observation"))
      let explained = try queue.read { try explain($0, id) }
      #expect(
        explained.sql.isEmpty && explained.text(width: 400).contains("the quote can't be checked in it"))
      #expect(try queue.all("SELECT DISTINCT dimension FROM evidence WHERE quote <> ''") == ["value"])
      #expect(
        try queue.first("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'")
          == once.get().first("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"))
      let everything = try contents(folder)
      for (path, data) in everything {
        #expect(data.range(of: Data("pressfrihet låg landet".utf8)) == nil, "\(path)")
      }
    }
  }

  @Test func csvTellsQuotePageSourceAndSample() throws {
    let folder = try published.get().folder
    let csv = folder.appendingPathComponent("release/csv")
    let rank = try String(
      contentsOf: csv.appendingPathComponent("indicators/press_freedom_rank.csv"), encoding: .utf8)
    let lines = rank.split(separator: "\n")
    #expect(lines.count == 3 && lines[0] == exportColumns.joined(separator: ",")[...])
    #expect(lines[1].contains(",160,160,,exact,179,RANK,"), "\(lines[1])")
    #expect(lines[1].contains("plats 160 av 179") && lines[1].hasSuffix(",1,SAMPLE"))
    // What no report states has no file.
    let missing = csv.appendingPathComponent("indicators/disability_prevalence.csv")
    #expect(!FileManager.default.fileExists(atPath: missing.path))
    for path in try FileManager.default.subpathsOfDirectory(atPath: csv.path) where path.hasSuffix(".csv") {
      let rows = try String(contentsOf: csv.appendingPathComponent(path), encoding: .utf8).split(
        separator: "\n")
      #expect(rows.dropFirst().allSatisfy { $0.hasSuffix("SAMPLE") }, "\(path)")
    }
    let treaties = try String(
      contentsOf: csv.appendingPathComponent("comparisons/treaties.csv"), encoding: .utf8)
    #expect(treaties.contains("not_stated"))
  }

  @Test func whatAReaderRejectedStandsInTheListOfAllAlone() throws {
    try inFolder { folder in
      let database = try once.get().copy()
      try database.write { db in
        try db.execute(
          sql: "UPDATE observation SET review_status = 'rejected' WHERE indicator_id = 'refugees'")
        try compare(db, comparisons: Repository.pipeline.appendingPathComponent("Comparisons"))
      }
      try publish(database, to: folder)
      let files = try contents(folder.appendingPathComponent("release/csv"))
      let quote = Data("653 flyktingar".utf8)
      #expect(files.filter { $0.value.range(of: quote) != nil }.map(\.key) == ["observations.csv"])
    }
  }

  @Test func everyPageOfSamplesSaysSo() throws {
    try inFolder { folder in
      for (path, data) in try contents(published.get().folder) where path.hasSuffix(".md") {
        #expect(data.range(of: Data("SAMPLE".utf8)) != nil, "\(path)")
      }
      try publish(finished(sample: false), to: folder)
      for (path, data) in try contents(folder.appendingPathComponent("Reports")) {
        #expect(data.range(of: Data("SAMPLE".utf8)) == nil, "\(path)")
      }
    }
  }

  @Test func linksLeadToTheObservationAndTextIsEscaped() throws {
    let folder = try published.get().folder
    let files = try contents(folder.appendingPathComponent("Reports")).mapValues {
      String(decoding: $0, as: UTF8.self)
    }
    let pattern = /\]\(\.\.\/(documents\/[a-z0-9-]+\.md)#(o-[0-9a-f]{12})\)/
    var count = 0
    for (_, text) in files {
      for match in text.matches(of: pattern) {
        count += 1
        #expect(files[String(match.1)]?.contains("<a id=\"\(match.2)\"></a>") == true)
      }
    }
    #expect(count > 10)
    let page = try #require(files.first { $0.key.contains("kgz") && $0.key.hasSuffix(".md") }?.value)
    #expect(page.contains("> 350 \\| &lt;b&gt;flyktingar&lt;/b&gt;"))
  }

  @Test func aNewComparisonIsAFile() throws {
    try inFolder { folder in
      try Data("pipeline: \"human-rights\"\n".utf8).write(to: folder.appendingPathComponent("pipeline.yml"))
      let comparisons = folder.appendingPathComponent("Comparisons")
      try FileManager.default.createDirectory(at: comparisons, withIntermediateDirectories: true)
      try "pipeline: \"halves\"\n".write(
        to: folder.appendingPathComponent("pipeline.yml"), atomically: true, encoding: .utf8)
      try """
      -- title: Larger halves
      -- order: 1
      -- why: Twice the value.
      -- rows:
      SELECT indicator_id, observation_id AS left_observation_id, NULL AS right_observation_id, value AS left_value,
        2 * value AS right_value, NULL AS difference, NULL AS ratio, '' AS reason, 'twice' AS verdict
      FROM observation WHERE value IS NOT NULL
      """.write(to: comparisons.appendingPathComponent("twice.sql"), atomically: true, encoding: .utf8)
      try
        "-- title: Pages\n-- order: 2\n-- why: How many.\n-- table:\nSELECT count(*) AS \"Pages\" FROM page\n"
        .write(
          to: comparisons.appendingPathComponent("pages.sql"), atomically: true, encoding: .utf8)
      let database = try once.get().copy()
      _ = try database.write { db in try compare(db, comparisons: comparisons) }
      _ = try Orchestration.publish(
        database, pipeline: folder, to: folder.appendingPathComponent("release"),
        reports: folder.appendingPathComponent("Reports"), options: PublishOptions(programVersion: "0.1.0"))
      let files = try contents(folder).mapValues { String(decoding: $0, as: UTF8.self) }
      #expect(files["release/csv/comparisons/twice.csv"]?.split(separator: "\n").count == 10)
      #expect(files["release/csv/comparisons/pages.csv"] == "Pages,Sample\n5,SAMPLE\n")
      #expect(files["Reports/comparisons/pages.md"]?.contains("| 5 |") == true)
      #expect(files["release/codebook.md"]?.contains("  document ||--o{ page : ") == true)
    }
  }

  @Test func aFailureLeavesThePreviousRelease() throws {
    try inFolder { folder in
      let database = try once.get().copy()
      try publish(database, to: folder)
      let before = try contents(folder)
      try inFolder { pipeline in
        try Data("pipeline: \"human-rights\"\n".utf8).write(
          to: pipeline.appendingPathComponent("pipeline.yml"))
        let comparisons = pipeline.appendingPathComponent("Comparisons")
        try FileManager.default.createDirectory(at: comparisons, withIntermediateDirectories: true)
        try "pipeline: \"halves\"\n".write(
          to: pipeline.appendingPathComponent("pipeline.yml"), atomically: true, encoding: .utf8)
        try "-- title: T\n-- order: 1\n-- why: W\n-- table:\nSELECT nothing\n".write(
          to: comparisons.appendingPathComponent("bad.sql"), atomically: true, encoding: .utf8)
        #expect(throws: ConfigurationError.self) {
          try Orchestration.publish(
            database, pipeline: pipeline, to: folder.appendingPathComponent("release"),
            reports: folder.appendingPathComponent("Reports"),
            options: PublishOptions(programVersion: "0.1.0"))
        }
      }
      #expect(try contents(folder) == before)
    }
  }

  /// As a kill left it with 0.1, which moved one file after the other.
  @Test func anInterruptedPublicationOfAnEarlierProgramIsMended() throws {
    try inFolder { folder in
      try publish(once.get(), to: folder)
      let before = try contents(folder)
      let release = folder.appendingPathComponent("release")
      let previous = release.appendingPathComponent(".previous")
      try FileManager.default.createDirectory(at: previous, withIntermediateDirectories: true)
      for name in ["csv", "release.json"] {
        try FileManager.default.moveItem(
          at: release.appendingPathComponent(name), to: previous.appendingPathComponent(name))
      }
      try publish(finished(), to: folder)
      #expect(try contents(folder) == before)
    }
  }

  @Test func whatIsNotOursStays() throws {
    try inFolder { folder in
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("Reports"), withIntermediateDirectories: true)
      try Data("mine".utf8).write(to: folder.appendingPathComponent("Reports/notes.txt"))
      try publish(once.get(), to: folder)
      #expect(try contents(folder)["Reports/notes.txt"] == Data("mine".utf8))
    }
  }

  @Test func aFolderThatIsAFileIsAStorageError() throws {
    try inFolder { folder in
      try Data().write(to: folder.appendingPathComponent("release"))
      #expect(throws: StorageError.self) { try publish(once.get(), to: folder) }
    }
  }

  @Test func aFullDiskIsNamed() throws {
    #expect {
      try namingStorage(URL(fileURLWithPath: "/somewhere/out")) {
        throw DatabaseError(resultCode: .SQLITE_FULL)
      }
    } throws: { error in
      let error = error as? StorageError
      return error?.kind == .full && error?.description.contains("/somewhere/out") == true
    }
  }
}
