import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Reading

/// There is one way from a text to its facts: the stream, the records, the database and the evaluation say the same,
/// field by field.
@Suite struct OneWayTests {
  struct Text {
    var name: String
    var text: String
    var area = "KAZ"
  }

  @Test func theSamplesAreReadInOneWay() throws {
    let folder = Repository.root.appendingPathComponent("Data/samples")
    let texts = try Self.texts(in: folder)
    #expect(texts.count >= 6)
    let compared = try Self.compare(texts)
    #expect(compared.observations > 200)
  }

  /// Every rule with all that it can set: the examples of each file as one text.
  @Test func theExamplesOfAllRulesAreReadInOneWay() throws {
    let files = try Repository.rules.get().ruleFiles
    let texts = files.map { file in
      Text(
        name: file.file,
        text: (file.examples.map(\.text) + file.counterexamples.map(\.text)).joined(separator: "\n\n"))
    }
    let compared = try Self.compare(texts)
    #expect(compared.observations > 100 && compared.mentions > compared.observations)
  }

  @Test(.enabled(if: Repository.hasShared, "needs ../shared with real reports"))
  func theCorpusIsReadInOneWay() throws {
    let held = try Repository.heldTexts("sv")
    let texts = try Self.texts(in: Repository.shared.appendingPathComponent("corpus/sv"))
    let compared = try Self.compare(texts.filter { !held.contains(String($0.name.dropLast(4))) })
    #expect(texts.count > held.count && compared.mentions > 0)
    // Of the texts that nobody looks into no failure may quote anything.
    let differing = texts.count { held.contains(String($0.name.dropLast(4))) && !Self.isReadInOneWay($0) }
    #expect(differing == 0)
  }

  /// Whether the stream's record is what the reader makes of the text, without a word about what differs.
  private static func isReadInOneWay(_ text: Text) -> Bool {
    let input = StreamHarness.line([
      ("id", text.name), ("text", text.text), ("language", "sv"), ("area", text.area),
    ])
    guard let line = try? StreamHarness.run(input, .records).lines.first, let record = try? decode(line),
      let reader = try? DocumentReader(Repository.rules.get())
    else { return false }
    var document = record.document
    document.text = Array(text.text.utf8)
    guard var read = try? reader.read(document, pages: findPages(in: document.text)) else { return false }
    read.name = text.name
    return encode(record) == line && encode(read) == line
  }

  /// What made the two writers of 0.1 disagree.
  @Test(arguments: [
    // The upper end is the value, and nothing is above it.
    ("Skolan är obligatorisk för barn från 7 till 16 år.", "compulsory_education_end_age"),
    // A base of the rule's own.
    ("Av folket räknas 23,4 procent som fattiga och 8,2 procent som extremt fattiga.", "poverty_rate"),
    // A year that is the index's edition.
    (
      "I RSF:s World Press Freedom Index för 2017 rankades landet som nummer 95 av 180 länder.",
      "press_freedom_rank"
    ),
    // White space of other kinds inside what is quoted.
    ("I landet finns 653\u{00A0}flyktingar.\r\nDär\tbor 40\u{00A0}000 barn.", ""),
    // The same fact twice, and with another value.
    (
      "Landet ligger på plats 88 i pressfrihetsindexet.\n\nI pressfrihetsindexet hamnar landet på plats 88.",
      ""
    ),
    (
      "I pressfrihetsindexet ligger landet på plats 88.\n\nI pressfrihetsindexet hamnar landet på plats 91.",
      ""
    ),
    // A date without its year, and a mention that goes on over a page's end.
    ("Valet hölls den 5 maj. Då var valdeltagandet 60 procent.", ""),
    ("I landet finns 40\u{0C}000 barn och 12\n\u{0C}procent är under tio år.", ""),
  ])
  func whatDisagreedAgrees(text: String, indicator: String) throws {
    for area in ["KAZ", ""] {
      let compared = try Self.compare([Text(name: "t", text: text, area: area)])
      #expect(compared.mentions > 0)
      #expect(indicator.isEmpty || compared.indicators.contains(indicator))
    }
  }

  // MARK: Comparison

  private static func texts(in folder: URL) throws -> [Text] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }.sorted()
      .map { name in
        let bytes = try decodeText(
          [UInt8](Data(contentsOf: folder.appendingPathComponent(name))), named: name)
        return Text(name: name, text: String(decoding: bytes, as: UTF8.self))
      }
  }

  private struct Compared {
    var mentions = 0
    var observations = 0
    var indicators: Set<String> = []
  }

  /// Sends the texts through the stream both ways, and what `read` makes of them through its JSON and a database.
  private static func compare(_ texts: [Text]) throws -> Compared {
    let input = texts.flatMap { text in
      StreamHarness.line(
        [("id", text.name), ("text", text.text), ("language", "sv")]
          + (text.area.isEmpty ? [] : [("area", text.area)]))
    }
    let mentions = try StreamHarness.run(input)
    let records = try StreamHarness.run(input, .records)
    #expect(mentions.failures == 0 && records.failures == 0 && records.lines.count == texts.count)
    let lines = Dictionary(grouping: try mentions.lines.map(StreamHarness.object)) { $0["id"] as? String }
    let database = try DatabaseQueue()
    let rules = try Repository.rules.get()
    try database.write { db in
      try createSchema(in: db)
      try loadCodelists(
        CodelistBundle(
          areas: rules.areas, units: rules.units, sources: rules.sources, treaties: rules.treaties,
          indicators: rules.indicators, rules: rules.descriptions), into: db)
    }
    var compared = Compared()
    let reader = DocumentReader(rules)
    for (text, line) in zip(texts, records.lines) {
      let record = try decode(line)
      #expect(encode(record) == line, "\(text.name)")
      compare(record, with: try read(text, record, with: reader), text.name)
      compare(record, withLines: lines[text.name] ?? [], text.name)
      // Without a country there is no row that a database takes.
      if !text.area.isEmpty {
        try database.write { db in
          try load(record, into: db)
          try compare(record, with: db)
        }
      }
      compared.mentions += record.mentions.count
      compared.observations += record.observations.count
      compared.indicators.formUnion(record.observations.map(\.indicator))
    }
    return compared
  }

  /// The same text as a document of a file.
  private static func read(_ text: Text, _ record: DocumentRecord, with reader: DocumentReader) throws
    -> DocumentRecord
  {
    let bytes = Array(text.text.utf8)
    var document = record.document
    document.text = bytes
    var read = try reader.read(document, pages: findPages(in: bytes))
    read.name = text.name
    #expect(document.id == ContentHash.sha256(bytes))
    return read
  }

  private static func compare(_ record: DocumentRecord, with read: DocumentRecord, _ name: String) {
    #expect(encode(record) == encode(read), "\(name)")
  }

  private static func compare(_ record: DocumentRecord, withLines lines: [[String: Any]], _ name: String) {
    #expect(record.mentions.count == lines.count, "\(name)")
    let observations = Dictionary(grouping: record.observations, by: \.mention)
    for (mention, line) in zip(record.mentions, lines) {
      let place: Comment = "\(name), characters \(mention.span.charStart) to \(mention.span.charEnd)"
      #expect(
        [mention.span.charStart, mention.span.charEnd, mention.span.byteStart, mention.span.byteEnd]
          == ["start", "end", "byte_start", "byte_end"].map { line[$0] as? Int }, place)
      #expect(
        [mention.quote, mention.kind.rawValue, mention.qualifier.rawValue, mention.rule]
          == ["quote", "kind", "qualifier", "rule"].map { line[$0] as? String }, place)
      #expect(mention.valueText == line["value"] as? String ?? "", place)
      #expect(mention.unit == line["unit"] as? String ?? "", place)
      #expect(
        mention.valueHigh == number(line["value_high"]) && mention.total == number(line["total"]), place)
      #expect(mention.value == nil || mention.value == number(line["value"]), place)
      let own = observations[mention.id] ?? []
      let others = line["observations"] as? [[String: Any]] ?? []
      #expect(own.count == others.count, place)
      for (observation, other) in zip(own, others) {
        let texts = [
          "indicator_id", "treaty", "area", "time_period", "sex", "age", "value", "qualifier", "unit_code",
          "cited_source", "base", "index_edition",
        ].map { other[$0] as? String }
        let key = observation.key
        #expect(
          texts == [
            key.indicator, key.treaty, key.area, key.timePeriod, key.sex.rawValue, key.age,
            observation.valueText, observation.qualifier.rawValue, observation.unit, key.citedSource,
            key.base,
            observation.indexEdition,
          ], place)
        #expect(observation.valueHigh == number(other["value_high"]), place)
        #expect(observation.total == number(other["total"]), place)
        #expect(other.count == texts.count + 2, place)
      }
    }
  }

  private static func number(_ text: Any?) -> Double? { (text as? String).flatMap(Double.init) }

  /// Every column of every row, by the names that the record's JSON has for it.
  private static func compare(_ record: DocumentRecord, with db: Database) throws {
    let json = try StreamHarness.object(encode(record))
    for (table, list, id) in [
      ("mention", "mentions", "mention_id"), ("observation", "observations", "observation_id"),
    ] {
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM \(table) WHERE document_id = ?", arguments: [record.document.id])
      let byID = Dictionary(uniqueKeysWithValues: rows.map { ($0[id] as String, $0) })
      let objects = try #require(json[list] as? [[String: Any]])
      #expect(objects.count == rows.count)
      for object in objects {
        let row = try #require(byID[object[id] as? String ?? ""])
        for (column, value) in row where column != "document_id" {
          #expect(text(object[column]) == text(value), "\(table) \(column)")
        }
        guard let evidence = object["evidence"] as? [[String: Any]] else { continue }
        let kept = try Row.fetchAll(
          db, sql: "SELECT * FROM evidence WHERE observation_id = ?", arguments: [object[id] as? String])
        let columns = ["dimension", "page_number", "char_start", "char_end", "quote"]
        #expect(
          evidence.map { piece in columns.map { text(piece[$0]) } }.sorted { "\($0)" < "\($1)" }
            == kept.map { row in columns.map { text(row[$0] as DatabaseValue) } }.sorted { "\($0)" < "\($1)" }
        )
      }
    }
    let findings = try Row.fetchAll(
      db, sql: "SELECT check_slug, subject, message FROM finding WHERE document_id = ?",
      arguments: [record.document.id])
    #expect(Set(record.findings.map { [$0.check, $0.subject, $0.message] }).count == findings.count)
    #expect(record.document.text == Array(try pages(of: record, db).utf8))
  }

  private static func pages(of record: DocumentRecord, _ db: Database) throws -> String {
    try String.fetchAll(
      db, sql: "SELECT text FROM page WHERE document_id = ? ORDER BY page_number",
      arguments: [record.document.id]
    ).joined()
  }

  private static func text(_ value: Any?) -> String {
    switch value {
    case let text as String: text
    case let number as NSNumber: number.doubleValue.description
    default: ""
    }
  }

  private static func text(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .string(let text): text
    case .int64(let number): Double(number).description
    case .double(let number): number.description
    default: ""
    }
  }
}
