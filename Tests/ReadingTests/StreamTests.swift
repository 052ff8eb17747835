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
    let (lines, failures) = try StreamHarness.run(input)
    return (try lines.map(StreamHarness.object), failures)
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
        "unit_code", "cited_source", "base", "index_edition",
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

  /// Passed over without being held, wherever in the buffer it ends; the lines around it are read.
  @Test(arguments: [2000, (1 << 20) - 10, 1 << 20, 3 << 20]) func aLineBeyondTheLimitIsARow(length: Int)
    throws
  {
    let good = Array("{\"id\":\"a\",\"text\":\"653 flyktingar\",\"language\":\"sv\"}\n".utf8)
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: length) + [0x0A]
    for input in [good + long + good, good + long + good + long.dropLast()] {
      let (lines, failures) = try StreamHarness.run(input, longestLine: 1000)
      let rows = try lines.map(StreamHarness.object)
      #expect(rows.count == (input.last == 0x0A ? 3 : 4) && failures == rows.count - 2)
      #expect(rows[1]["line"] as? Int == 2 && rows[1]["error"] as? String == "is longer than 1000 bytes")
      #expect(rows[2]["id"] as? String == "a")
    }
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

  @Test(arguments: [
    (#""text":"x","text":"y""#, #"the field "text" is there twice"#),
    (#""text":"x","text":null"#, #"the field "text" is there twice"#),
    (#""text":"x","area":"kaz""#, #"the area "kaz" is in no list"#),
    (#""text":"x","area":"ABC""#, #"the area "ABC" is in no list"#),
    (#""text":"x","published":"April""#, #"the field "published" is no date: "April""#),
    (#""text":"x","published":"2015/2016""#, #"the field "published" is no date"#),
    (#""text":"x","published":"2017-02-30""#, #"the field "published" is no date"#),
    (#""text":"x","language":"tlh-x""#, #"the language "tlh-x" is not installed"#),
  ])
  func whatCantBeIsAnErrorInItsPlace(fields: String, expected: String) throws {
    let (lines, failures) = try run(
      "{\"id\":\"1\",\(fields)}\n{\"id\":\"2\",\"text\":\"653 flyktingar\"}")
    #expect(failures == 1 && lines.count == 2)
    #expect((lines[0]["error"] as? String)?.hasPrefix(expected) == true, "\(lines[0])")
    #expect(lines[0]["id"] as? String == "1" && lines[0]["line"] as? Int == 1)
    #expect(lines[1]["id"] as? String == "2")
  }

  @Test func emptyFieldsAreAsIfTheyWereNotThere() throws {
    let (lines, failures) = try run(
      #"{"id":"1","text":"653 flyktingar","language":"","area":"","published":null,"title":""}"#)
    #expect(failures == 0 && lines.count == 1)
  }

  @Test func aByteOrderMarkIsPassedOver() throws {
    let line = Array(#"{"id":"1","text":"653 flyktingar"}"#.utf8)
    #expect(try run([0xEF, 0xBB, 0xBF] + line + [0x0A]).lines.count == 1)
    #expect(try run([0xEF, 0xBB, 0xBF] + line + [0x0A, 0xEF, 0xBB, 0xBF] + line).failures == 1)
    #expect(try run([0xEF, 0xBB]).failures == 1)
    #expect(try run([]).lines.isEmpty)
  }

  @Test func aLanguageIsReadByWhatItIsAKindOf() throws {
    let (lines, failures) = try run(
      #"{"id":"1","text":"653 flyktingar","language":"SV-fi"}"# + "\n"
        + #"{"id":"2","text":"653 flyktingar","language":"sv-Latn-SE"}"#)
    #expect(failures == 0 && lines.count == 2)
  }

  @Test func aRecordHoldsWhatItsLineSays() throws {
    let text = "På pressfrihetsindexet hamnar landet på plats 160 av 180."
    let hash = String(repeating: "ab", count: 32)
    let fields = [
      ("id", "r/1"), ("text", text), ("language", "sv-SE"), ("area", "KAZ"), ("published", "2017-04"),
      ("title", "Rapport"), ("family", "mr"), ("edition", "2015-2016"), ("period", "2015/2016"),
      ("url", "https://example.org"), ("licence", "CC0-1.0"), ("sha256", hash),
    ]
    let (lines, failures) = try StreamHarness.run(StreamHarness.line(fields), .records)
    #expect(failures == 0)
    let record = try decode(try #require(lines.first))
    let document = record.document
    #expect(record.name == "r/1" && document.id == hash && document.text == Array(text.utf8))
    #expect(document.language == "sv" && document.area == "KAZ" && document.areaMethod == .declared)
    #expect(document.publishedOn == "2017-04" && document.title == "Rapport" && document.family == "mr")
    #expect(document.edition == "2015-2016" && document.url == "https://example.org")
    #expect(document.periodStart == "2015-01-01" && document.periodEnd == "2016-12-31")
    #expect(document.licence == "CC0-1.0" && record.fingerprint.isEmpty && record.claims.isEmpty)
    #expect(document.methods.title == .declared && document.methods.language == .declared)
    #expect(record.pages.count == 1 && record.passages.map(\.text) == [text])
    #expect(record.observations.map(\.indicator) == ["press_freedom_rank"])
  }

  /// As `run` and `extract` know them of a file; one line is no report and has no title.
  @Test func aReportSaysItselfWhatItIs() throws {
    let report =
      "Exempelrapport om Kazakstan 2016\n\nHär följer exempelunderlaget.\n\nI landet finns 653 flyktingar.\n"
    for (text, area, title) in [
      (report, "KAZ", "Exempelrapport om Kazakstan 2016"), ("Landet med 653 flyktingar är Kazakstan", "", ""),
    ] {
      let line = StreamHarness.line([("id", "1"), ("text", text), ("language", "sv")])
      let record = try decode(try #require(StreamHarness.run(line, .records).lines.first))
      #expect(record.document.area == area && record.document.title == title)
      #expect(record.document.areaMethod == (area.isEmpty ? .inferred : .read))
      let observations = try run(line).lines.flatMap { $0["observations"] as? [[String: Any]] ?? [] }
      #expect(observations.map { $0["area"] as? String } == record.observations.map(\.area))
      #expect(record.observations.allSatisfy { $0.area == area })
    }
  }

  @Test(arguments: [
    (#""sha256":"AB""#, #"the field "sha256" is no SHA-256"#),
    (#""period":"2016/2015""#, #"the field "period" is no period"#),
    (#""title":"\u0000""#, ""), (#""language":"sv","area":"XXX""#, #"the area "XXX""#),
  ])
  func aRecordThatCantBeIsAnError(fields: String, expected: String) throws {
    let (lines, failures) = try StreamHarness.run(
      Array("{\"id\":\"1\",\"text\":\"653 flyktingar\",\(fields)}".utf8), .records)
    #expect(failures == (expected.isEmpty ? 0 : 1))
    let error = try StreamHarness.object(lines[0])["error"] as? String
    #expect(error?.hasPrefix(expected) ?? expected.isEmpty)
  }

  @Test func recordsDoNotKnowOfEachOther() throws {
    let one = #"{"id":"1","text":"Valet hölls i maj 2015."}"#
    let two = #"{"id":"2","text":"Nyval hölls i oktober samma år."}"#
    let together = try run(one + "\n" + two)
    // "Samma år" is no year here: only the month is read.
    #expect(together.lines.count == 2)
    #expect(together.lines[1]["value"] as? String == "--10")
    #expect(try run(two + "\n" + one).lines.count == 2)
  }

  @Test func textWithoutNumbersGivesNothing() throws {
    let (lines, failures) = try run(
      "{\"id\":\"1\",\"text\":\"\"}\n\n{\"id\":\"2\",\"text\":\"Inga tal här.\"}\n")
    #expect(lines.isEmpty && failures == 0)
  }
}
