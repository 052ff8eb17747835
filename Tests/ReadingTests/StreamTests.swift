import Foundation
import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Reading

/// The streaming contract: NDJSON in, NDJSON out.
struct StreamTests {
  /// What the stream writes for these bytes, and how many records failed.
  private func run(_ input: [UInt8]) throws -> (lines: [[String: Any]], failures: Int) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (source, target) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
    try Data(input).write(to: source)
    _ = FileManager.default.createFile(atPath: target.path, contents: nil)
    let (reading, writing) = (try FileHandle(forReadingFrom: source), try FileHandle(forWritingTo: target))
    let summary = try RecordStream(Repository.rules.get()).run(
      input: reading.fileDescriptor, output: writing.fileDescriptor)
    let lines = try Data(contentsOf: target).split(separator: 0x0A).map {
      try #require(JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
    }
    return (lines, summary.failures)
  }

  private func run(_ input: String) throws -> (lines: [[String: Any]], failures: Int) {
    try run(Array(input.utf8))
  }

  @Test func aMentionHasTheContractsFields() throws {
    let (lines, failures) = try run(
      #"{"id":"a\"1","text":"Åland: landet hamnade på plats 160 av 179 i RSF:s pressfrihetsindex.","language":"sv","area":"KAZ","more":[1,{"x":null}]}"#
    )
    #expect(failures == 0 && lines.count == 1)
    let line = try #require(lines.first)
    #expect(
      Set(line.keys) == [
        "id", "start", "end", "byte_start", "byte_end", "quote", "kind", "value", "value_high", "qualifier",
        "total",
        "unit", "rule", "observations",
      ])
    #expect(line["id"] as? String == "a\"1")
    #expect(line["quote"] as? String == "plats 160 av 179")
    #expect(line["start"] as? Int == 25 && line["byte_start"] as? Int == 27)
    #expect(
      line["kind"] as? String == "rank" && line["value"] as? String == "160"
        && line["total"] as? String == "179")
    let observation = try #require((line["observations"] as? [[String: Any]])?.first)
    #expect(
      Set(observation.keys) == [
        "indicator_id", "treaty", "area", "time_period", "sex", "age", "value", "value_high", "qualifier",
        "total",
        "unit_code", "cited_source",
      ])
    #expect(observation["indicator_id"] as? String == "press_freedom_rank")
    #expect(observation["cited_source"] as? String == "RSF")
  }

  @Test func escapesAreDecodedAndQuotesAreTheText() throws {
    let (lines, _) = try run(
      #"{"id":"1","text":"I landet finns \"653\tflyktingar\" \ud83d\ude00 och 40 000 b\u00f6rn"}"#)
    #expect(lines.map { $0["quote"] as? String } == ["653\tflyktingar", "40 000 börn"])
    #expect(lines.last?["start"] as? Int == 38)
  }

  @Test func badRecordsAreRowsInTheirPlace() throws {
    let input =
      Array(
        "{\"id\":\"1\",\"text\":\"653 flyktingar\"}\nnot json\n{\"text\":\"x\"}\n{\"id\":\"3\"}\n{\"id\":\"4\",\"text\":\""
          .utf8)
      + [0xFF]
      + Array(
        "\"}\n{\"id\":\"5\",\"text\":\"x\",\"language\":\"tlh\"}\n{\"id\":6,\"text\":\"x\"}\n{\"id\":\"7\",\"text\":\"ett halvt"
          .utf8)
    let (lines, failures) = try run(input)
    #expect(failures == 7)
    #expect(lines.map { $0["line"] as? Int } == [nil, 2, 3, 4, 5, 6, 7, 8])
    #expect(lines.dropFirst().allSatisfy { $0["error"] is String })
    #expect(lines[3]["id"] as? String == "3")
    #expect(lines[1]["id"] is NSNull)
  }

  @Test func recordsDoNotKnowOfEachOther() throws {
    let one = #"{"id":"1","text":"Valet hölls i maj 2015."}"#
    let two = #"{"id":"2","text":"Nyval hölls i oktober samma år."}"#
    let together = try run(one + "\n" + two)
    #expect(together.lines.count == 1)
    #expect(try run(two + "\n" + one).lines.count == 1)
  }

  @Test func textWithoutNumbersGivesNothing() throws {
    let (lines, failures) = try run(
      "{\"id\":\"1\",\"text\":\"\"}\n\n{\"id\":\"2\",\"text\":\"Inga tal här.\"}\n")
    #expect(lines.isEmpty && failures == 0)
  }
}
