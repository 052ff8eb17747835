import Foundation
import Support
import Testing

@testable import Core
@testable import Evaluation
@testable import Reading

/// Records that were made elsewhere are scored as what is read here.
@Suite struct RecordsEvaluationTests {
  private let folder: URL
  private let text = "På pressfrihetsindexet från Reportrar utan gränser hamnar landet på plats 160 av 180.\n"
  private let other = "Av folket i Kazakstan levde 3 procent i fattigdom 2015.\n"

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write("a.txt", text)
    try write("b.txt", other)
    try write(
      "a.mentions.jsonl",
      #"{"start":68,"end":84,"quote":"plats 160 av 180","kind":"rank","value":"160","total":"180","qualifier":"exact"}"#
    )
    try write(
      "a.observations.jsonl",
      #"{"indicator_id":"press_freedom_rank","area":"KAZ","sex":"_T","value":"160","total":"180","qualifier":"exact","cited_source":"RSF","start":68,"end":84}"#
    )
    try write(
      "b.mentions.jsonl",
      #"{"start":28,"end":37,"quote":"3 procent","kind":"share","value":"3","qualifier":"exact"}"# + "\n"
        + #"{"start":50,"end":54,"quote":"2015","kind":"date","value":"2015","qualifier":"exact"}"#)
    try write(
      "b.observations.jsonl",
      #"{"indicator_id":"poverty_rate","area":"KAZ","time_period":"2015","sex":"_T","value":"3","qualifier":"exact","start":28,"end":37}"#
    )
  }

  private func write(_ name: String, _ text: String) throws {
    try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  /// What a stream makes of the texts.
  private func records(_ texts: [String]) throws -> [UInt8] {
    let input = texts.enumerated().flatMap {
      StreamHarness.line([("id", "r\($0)"), ("text", $1), ("language", "sv"), ("area", "KAZ")])
    }
    return Array(try StreamHarness.run(input, .records).lines.joined(separator: [0x0A]))
  }

  @Test func theyScoreAlikeInAnyOrderAndInSeveralFiles() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let here = try evaluate(gold: folder, texts: folder, rules: Repository.rules.get())
    #expect(here.mentions.truePositives == 3 && here.observations.truePositives == 2)
    let there = try evaluate(
      gold: folder, texts: folder,
      records: [(try records([other]), "1.ndjson"), (try records([text]) + [0x0A], "2.ndjson")])
    #expect(try there.json() == here.json())
  }

  @Test func whatHasNoPartnerIsSaid() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    func message(_ bytes: [UInt8]) -> String {
      do {
        _ = try evaluate(gold: folder, texts: folder, records: [(bytes, "r.ndjson")])
        return ""
      } catch { return "\(error)" }
    }
    #expect(message(try records([text])).contains("1 of 2 texts of the gold have no record: b"))
    #expect(
      message(try records([text, "Andra ord."])).contains(
        "the record \"r1\" has a text that the gold does not have (r.ndjson, line 2)"))
    #expect(message(try records([text, text])).contains("there is a second record of a (r.ndjson, line 2)"))
    #expect(message(Array("{}".utf8)).contains("r.ndjson:1: is no record: \"record\" is missing"))
  }

  /// The gold's own country is told by its rows or the text's first line; the stream is told it, or reads the title.
  @Test(.enabled(if: Repository.hasShared, "needs ../shared with real reports and gold data"))
  func theSharedGoldScoresAlike() throws {
    let gold = Repository.shared.appendingPathComponent("gold/sv")
    let texts = Repository.shared.appendingPathComponent("corpus/sv")
    let rules = try Repository.rules.get()
    let areas = Set(rules.areas.map(\.id)).subtracting(["WLD"])
    let input = try Gold.read(gold, texts: texts).flatMap { document in
      let text = String(decoding: document.text, as: UTF8.self)
      let stated = document.observations.map(\.area).first { areas.contains($0) }
      return StreamHarness.line([
        ("id", document.name), ("text", text), ("language", "sv"), ("area", stated ?? ""),
        ("title", String(text.prefix { $0 != "\n" })),
      ])
    }
    let records = try StreamHarness.run(input, .records)
    #expect(records.failures == 0)
    let there = try evaluate(
      gold: gold, texts: texts, records: [(Array(records.lines.joined(separator: [0x0A])), "records")])
    let here = try evaluate(gold: gold, texts: texts, rules: rules)
    #expect(there.mentions == here.mentions && there.observations == here.observations)
    #expect(there.qualifiersRight == here.qualifiersRight && there.dimensionsRight == here.dimensionsRight)
  }
}
