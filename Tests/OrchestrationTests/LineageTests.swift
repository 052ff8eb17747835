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

@Suite struct LineageTests {
  let project: TestProject

  init() throws {
    project = try TestProject(copying: PipelineRunTests.ran.get())
  }

  func record() throws -> LineageRecord {
    try LineageRecord(try project.prepare().places, project.workspace)
  }

  func document() throws -> [String: [String: [String: Any]]] {
    let object = try JSONSerialization.jsonObject(with: Data(provJSON(try record()))) as? [String: Any]
    return (object ?? [:]).compactMapValues { $0 as? [String: [String: Any]] }
  }

  func events(_ record: LineageRecord) throws -> [[String: Any]] {
    try String(decoding: openLineage(record), as: UTF8.self).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func everythingThatIsReferredToIsThere() throws {
    let document = try document()
    let kinds = [
      "prov:entity": "entity", "prov:activity": "activity", "prov:agent": "agent", "prov:starter": "activity",
      "prov:collection": "entity", "prov:generatedEntity": "entity", "prov:usedEntity": "entity",
    ]
    for (relation, entries) in document where !["entity", "activity", "agent"].contains(relation) {
      for (_, ends) in entries {
        for (end, id) in ends {
          let kind = try #require(kinds[end], "\(end)")
          #expect(document[kind]?[id as? String ?? ""] != nil, "\(relation) \(end) \(id)")
        }
      }
    }
    // Two documents in two stages, four stages of the dataset, one run.
    #expect(document["activity"]?.count == 2 * 2 + 4 + 1)
    let generated = (document["wasGeneratedBy"] ?? [:]).values.compactMap { $0["prov:entity"] as? String }
    #expect(Set(generated).count == generated.count, "nothing is made twice")
  }

  /// From a file of the release back to a report's bytes.
  @Test func aReleasedFileLeadsToTheReports() throws {
    let document = try document()
    let entities = try #require(document["entity"])
    func id(_ label: String) -> String? { entities.first { $0.value["prov:label"] as? String == label }?.key }
    let csv = try #require(id("csv/observations.csv"))
    var edges: [String: Set<String>] = [:]
    let made = (document["wasGeneratedBy"] ?? [:]).values
    for entry in made {
      edges[entry["prov:entity"] as? String ?? "", default: []].insert(
        entry["prov:activity"] as? String ?? "")
    }
    for entry in (document["used"] ?? [:]).values {
      edges[entry["prov:activity"] as? String ?? "", default: []].insert(
        entry["prov:entity"] as? String ?? "")
    }
    for entry in (document["hadMember"] ?? [:]).values {
      edges[entry["prov:collection"] as? String ?? "", default: []].insert(
        entry["prov:entity"] as? String ?? "")
    }
    var seen: Set<String> = []
    var open = [csv]
    while let next = open.popLast() { if seen.insert(next).inserted { open += edges[next] ?? [] } }
    for name in [
      "reports/ett.txt", "reports/two.txt", "Pipelines/human-rights/Indicators/press_freedom_rank/sv.yml",
    ] {
      #expect(seen.contains(try #require(id(name))), "\(name)")
    }
  }

  @Test func eachRunOfAStageBeginsAndEndsOnce() throws {
    let events = try events(record())
    #expect(events.count == 2 * (Stage.all.count + 1))
    var byRun: [String: [String]] = [:]
    for event in events {
      let run = try #require(event["run"] as? [String: Any])
      let id = try #require(run["runId"] as? String)
      #expect(UUID(uuidString: id) != nil)
      byRun[id, default: []].append(try #require(event["eventType"] as? String))
      let time = try #require(event["eventTime"] as? String)
      #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil, "\(time)")
      #expect((event["schemaURL"] as? String)?.hasPrefix("https://openlineage.io/spec/") == true)
    }
    #expect(byRun.count == Stage.all.count + 1)
    #expect(byRun.values.allSatisfy { $0 == ["START", "COMPLETE"] })
  }

  @Test func theSameLedgerGivesTheSameBytesAndNoPathOfTheMachine() throws {
    let (first, second) = (try record(), try record())
    #expect(provJSON(first) == provJSON(second) && openLineage(first) == openLineage(second))
    for bytes in [provJSON(first), openLineage(first)] {
      #expect(!String(decoding: bytes, as: UTF8.self).contains(project.folder.url.path))
    }
  }

  @Test func lineageLeavesTheReleaseAsItWas() throws {
    let before = try project.folder.read("Data/release/release.json")
    _ = provJSON(try record())
    #expect(try project.folder.read("Data/release/release.json") == before)
    #expect(try project.run().report.didNothing)
  }

  @Test func aRefusedPublishFails() throws {
    try project.folder.write("Ingenting.\n", to: "Data/reports/two.txt")
    #expect(try project.run { $0.maxRemoved = .count(0) }.report.refusal != nil)
    let events = try events(try record().restricted(to: 2))
    let failed = events.filter { $0["eventType"] as? String == "FAIL" }.compactMap {
      ($0["job"] as? [String: Any])?["name"] as? String
    }
    #expect(failed == ["human-rights.publish", "human-rights.run"])
    #expect {
      try record().restricted(to: 7)
    } throws: { error in
      "\(error)" == "there is no run 7 (--run). There are 1–2"
    }
  }

  @Test func aDocumentThatFailsHasNoProduct() throws {
    try project.folder.write([0xFF], to: "Data/reports/two.txt")
    _ = try project.run()
    let activities = try #require(try document()["activity"])
    let failed = activities.filter { $0.value["ci:error"] != nil }
    #expect(failed.count == 1)
    let made = try document()["wasGeneratedBy"] ?? [:]
    #expect(!made.values.contains { failed[$0["prov:activity"] as? String ?? ""] != nil })
  }

  @Test func nothingRanYet() throws {
    let places = try Places(
      workspace: project.workspace, output: "none", hasInput: false, currentFolder: project.folder.url)
    #expect(throws: Failure.self) { try LineageRecord(places, project.workspace) }
  }

  /// As Python's uuid.uuid5(NAMESPACE_URL, "urn:country-indicators:a\u{1F}b") has it.
  @Test func namesAreUUIDsOfVersionFive() {
    #expect(nameUUID(["a", "b"]) == "5756e18c-1da9-55f4-8cf7-9dc359e06d83")
  }
}
