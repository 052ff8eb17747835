import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Reading
@testable import Review

private let text = "År 2016 fanns 653 flyktingar i landet. Där bodde 26 läkare. Sedan kom 26 domare."

private func decision(
  _ document: Document, quote: String, at start: Int? = nil, indicator: String = "", observation: String = "",
  field: Decision.Field, new: String, prefix: String = "", suffix: String = "", who: String = "Ada",
  when: String = "2024-01-01T00:00:00Z"
) throws -> Decision {
  let place = try span(of: quote, in: text)
  return Decision(
    target: .init(
      document: document.id, charStart: start ?? place.charStart,
      charEnd: (start ?? place.charStart) + quote.unicodeScalars.count, quote: quote, prefix: prefix,
      suffix: suffix),
    indicator: indicator, observation: observation, field: field, old: "", new: new, reason: "seen", who: who,
    when: when)
}

private func read(_ decisions: [Decision]) throws -> DocumentRecord {
  let document = Repository.document(text)
  let rules = try Repository.rules.get()
  var read = try DocumentReader(rules).read(document, pages: [Repository.page(document)])
  read.apply(place(decisions, in: [document]), indicators: rules.indicators)
  return read
}

/// As lines of one file.
private func place(_ decisions: [Decision], in documents: [Document]) -> PlacedDecisions {
  let lines = decisions.enumerated().map {
    DecisionFile.Line(decision: $1, id: $1.id, file: "d.ndjson", line: $0 + 1)
  }
  return PlacedDecisions(lines, documents: documents.map(\.id)) { id in
    documents.first { $0.id == id } ?? documents[0]
  }
}

@Suite struct ReviewTests {
  let document = Repository.document(text)

  @Test func aMissedFactIsAddedWithItsDimensions() throws {
    let read = try read([
      decision(document, quote: "26 domare", indicator: "parties_in_parliament", field: .add, new: "26"),
      decision(
        document, quote: "26 domare", indicator: "parties_in_parliament", field: .timePeriod, new: "2015"),
    ])
    let added = try #require(read.observations.first { $0.indicator == "parties_in_parliament" })
    #expect(added.value == 26 && added.timePeriod == "2015" && added.periodEnd == "2015-12-31")
    #expect(added.review == .edited && added.rule == "reader" && added.area == "KAZ")
    let mention = try #require(read.mentions.first { $0.id == added.mention })
    #expect(mention.quote == "26 domare" && mention.disposition == .observation)
    #expect(read.findings.filter { $0.check == "stale-decision" } == [])
    #expect(read.mentions.map(\.span.charStart) == read.mentions.map(\.span.charStart).sorted())
  }

  @Test func theAddedFactCanBeLoaded() throws {
    let rules = try Repository.rules.get()
    let read = try read([
      decision(document, quote: "26 domare", indicator: "parties_in_parliament", field: .add, new: "26")
    ])
    let queue = try DatabaseQueue()
    try queue.write { db in
      try createSchema(in: db)
      try loadCodelists(
        CodelistBundle(
          areas: rules.areas, units: rules.units, sources: rules.sources, treaties: rules.treaties,
          indicators: rules.indicators, rules: rules.descriptions), into: db)
      try load(read, into: db)
    }
    #expect(try queue.first("SELECT review_status FROM observation WHERE rule_id = 'reader'") == "edited")
    #expect(try queue.all("SELECT mention_id FROM qa_ungrounded") == [])
  }

  @Test func aNumberIsClassifiedByAReader() throws {
    let number = try #require(
      try read([]).mentions.first { $0.quote.hasPrefix("26") && $0.disposition != .observation })
    let read = try read([
      decision(document, quote: number.quote, at: number.span.charStart, field: .mention, new: "name")
    ])
    let after = try #require(read.mentions.first { $0.id == number.id })
    #expect(after.disposition == .classified && after.reason == "name")
  }

  @Test func whatIsRejectedGivesWayToWhatIsAdded() throws {
    let before = try #require(try read([]).observations.first { $0.indicator == "refugees" })
    #expect(before.timePeriod == "2016")
    let decisions = [
      try decision(
        document, quote: "653 flyktingar", indicator: "refugees", observation: before.id, field: .status,
        new: "reject"),
      try decision(document, quote: "26 domare", indicator: "refugees", field: .add, new: "26"),
      try decision(document, quote: "26 domare", indicator: "refugees", field: .timePeriod, new: "2016"),
    ]
    let after = try read(decisions).observations.filter { $0.indicator == "refugees" }
    #expect(after.count == 1 && after[0].value == 26)
  }

  @Test(arguments: [
    ("26", 49, "", "", 49), ("26", 3, "Där bodde ", " läkare", 49), ("26", 3, "Sedan kom ", " domare", 70),
    ("26", 3, "", "", nil), ("26", 3, "Helt annat före ", " och efter detta", nil), ("27", 49, "", "", nil),
    ("653 flyktingar", 0, "", "", 14),
  ])
  func aDecisionFindsItsPlaceAgain(
    quote: String, start: Int, prefix: String, suffix: String, expected: Int?
  ) throws {
    let target = Decision.Target(
      document: document.id, charStart: start, charEnd: start + quote.count, quote: quote, prefix: prefix,
      suffix: suffix)
    let found = document.text.withUnsafeBufferPointer { document.place(of: target, CharacterIndex($0)) }
    #expect(found?.charStart == expected)
  }

  @Test func aDecisionWithoutAPlaceIsStaleAndReturnsToTheQueue() throws {
    var lost = try decision(document, quote: "26 domare", indicator: "refugees", field: .sex, new: "F")
    lost.target.quote = "99 domare"
    let read = try read([lost])
    let finding = try #require(read.findings.first { $0.check == "stale-decision" })
    #expect(finding.subject == lost.id)
    let queue = try workDatabase([kazakhstan()])
    try queue.write { db in
      let document = try String.fetchOne(db, sql: "SELECT document_id FROM document") ?? ""
      try loadDecisions(
        [
          DecisionRow(
            id: "x", document: document, charStart: 1, charEnd: 3, quote: "99", indicator: "refugees",
            field: "value",
            old: "9", new: "99", reason: "seen", who: "Ada", when: "2024", outcome: .stale)
        ], into: db)
    }
    #expect(try queue.first("SELECT quote FROM review_queue ORDER BY risk DESC LIMIT 1") == "99")
  }

  @Test func decisionsAreImportedOnceAndKeptByReviewer() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("review-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let queue = try workDatabase([kazakhstan()])
    let one = try decision(
      document, quote: "26", indicator: "refugees", field: .add, new: "26", who: "Ada Ö/..")
    let other = try decision(
      document, quote: "26", field: .mention, new: "date", who: "Bo", when: "2023-01-01T00:00:00Z")
    let bytes = Array((try one.line() + "\n" + other.line() + "\n").utf8)
    try queue.read { db in
      let first = try importDecisions(db, bytes, named: "x.ndjson", into: folder)
      #expect(first.added == ["Decisions/ada-ö.ndjson": 1, "Decisions/bo.ndjson": 1] && first.elsewhere == 2)
      let second = try importDecisions(db, bytes, named: "x.ndjson", into: folder)
      #expect(second.added == [:] && second.known == 2)
      #expect(try allDecisions(in: folder).lines.inOrder.map(\.decision) == [other, one])
      let sound = try decision(document, quote: "26", field: .mention, new: "name")
      let wrong = try decision(document, quote: "26", indicator: "nothing", field: .add, new: "26")
      let mixed = try sound.line() + "\n" + wrong.line()
      let error = #expect(throws: ConfigurationError.self) {
        try importDecisions(db, Array(mixed.utf8), named: "x.ndjson", into: folder)
      }
      #expect(error?.description == "x.ndjson:2: \"nothing\" is no indicator. Write the id of an indicator")
      #expect(try allDecisions(in: folder).lines.count == 2)
    }
  }

  /// A state of the report with other bytes.
  private func state(_ text: String, id: Character, edition: String = "1") -> Document {
    var state = Repository.document(text)
    state.id = String(repeating: id, count: 64)
    state.edition = edition
    return state
  }

  private func judged(report: String) throws -> Decision {
    var made = try decision(
      document, quote: "26 läkare", field: .mention, new: "name", prefix: "flyktingar i landet. Där bodde ",
      suffix: ". Sedan kom 26 domare.")
    made.target.report = report
    return made
  }

  @Test(
    arguments: [text + "\n\n", "Rättad utgåva.\n\n" + text, text.replacing(" ", with: "\n")], ["kaz-1", ""])
  func aDecisionOutlivesTheBytesItWasMadeOn(changed: String, report: String) throws {
    let now = state(changed, id: "1")
    let placed = place([try judged(report: report)], in: [state("Annat.", id: "2", edition: "2"), now])
    let only = try #require(placed.all.first)
    #expect(only.target.document == now.id)
    let scalars = Array(changed.unicodeScalars)[only.target.charStart..<only.target.charEnd]
    #expect(
      String(String.UnicodeScalarView(scalars)).split(whereSeparator: \.isWhitespace) == ["26", "läkare"])
    let rules = try Repository.rules.get()
    var read = try DocumentReader(rules).read(now, pages: [Repository.page(now)])
    read.apply(placed, indicators: rules.indicators)
    #expect(read.mentions.contains { $0.quote.hasPrefix("26") && $0.reason == "name" })
    #expect(read.findings.contains { $0.check == "moved-decision" && $0.severity == .info })
  }

  /// The same sentence in another edition is another claim.
  @Test func aDecisionDoesNotGoOverToAnotherReport() throws {
    let twin = state(text, id: "1", edition: "2")
    #expect(place([try judged(report: "kaz-1")], in: [twin]).unused.count == 1)
    #expect(place([try judged(report: "")], in: [twin, state(text + "\n", id: "2")]).unused.count == 1)
    // Too little to go by.
    #expect(
      place([try decision(document, quote: "26 domare", field: .mention, new: "name")], in: [twin]).unused
        .count == 1)
  }

  @Test func aDecisionWhoseWordsAreGoneIsStaleInItsReport() throws {
    let now = state(text.replacing("26 läkare", with: "27 läkare"), id: "1")
    let placed = place([try judged(report: "kaz-1")], in: [now])
    let rules = try Repository.rules.get()
    var read = try DocumentReader(rules).read(now, pages: [Repository.page(now)])
    read.apply(placed, indicators: rules.indicators)
    #expect(read.findings.map(\.check).contains("stale-decision"))
    #expect(placed.all.map(\.target.document) == [now.id])
  }

  @Test func agreementIsCountedWithoutChance() throws {
    let queue = try workDatabase([kazakhstan()])
    let judgements = [("accept", "accept"), ("accept", "accept"), ("reject", "reject"), ("accept", "reject")]
    try queue.write { db in
      var rows: [DecisionRow] = []
      for (place, pair) in judgements.enumerated() {
        for (who, judgement) in [("Ada", pair.0), ("Bo", pair.1)] {
          rows.append(
            DecisionRow(
              id: "\(place)\(who)", document: "d", charStart: place * 10, charEnd: place * 10 + 2,
              quote: "26",
              indicator: "refugees", field: "status", old: "auto", new: judgement, reason: "seen", who: who,
              when: "2024", outcome: .unused))
        }
      }
      try loadDecisions(rows, into: db)
    }
    // Observed 3 of 4; by chance 3/4 · 2/4 + 1/4 · 2/4 = 1/2.
    #expect(
      try queue.first("SELECT printf('%d %d %.2f', judged_count, agreed_count, kappa) FROM review_agreement")
        == "4 3 0.50")
  }
}
