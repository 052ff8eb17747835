import GRDB
import Testing

@testable import Core
@testable import Dataset

/// A record's JSON: the same bytes for the same record, and nothing read that was not meant.
@Suite struct RecordCodecTests {
  /// Every field set, with what JSON makes difficult.
  static let record: DocumentRecord = {
    let text = "Andelen \"kvinnor\" är\tcirka 5–10 %\u{1}, sade Åsa \\ 😀.\n\u{c}Sida två."
    func span(_ chars: Range<Int>, _ bytes: Range<Int>) -> Span {
      Span(
        charStart: chars.lowerBound, charEnd: chars.upperBound, byteStart: bytes.lowerBound,
        byteEnd: bytes.upperBound)
    }
    let all = span(0..<50, 0..<56)
    var record = DocumentRecord(
      name: "a/\"b\".txt", fingerprint: "f1",
      document: Document(
        id: "d1", family: "mr", edition: "2015-2016", title: "En \\ titel", language: "sv",
        publisher: "X",
        area: "KAZ", areaMethod: .inferred, periodStart: "2015-01-01", periodEnd: "2016-12-31",
        publishedOn: "2017-04", url: "https://example.org/?a=1&b=2", licence: "CC", mediaType: "text/plain",
        converter: "", isSample: true, text: Array(text.utf8)),
      pages: [Page(number: 1, label: "1 (2)", method: .formfeed, span: all)],
      sections: [Section(number: 0, heading: "", span: all)],
      passages: [Passage(number: 1, section: 0, span: all, text: "Andelen …")],
      mentions: [
        Mention(
          id: "m1", page: 1, span: span(27..<33, 28..<37), quote: "5–10 %", kind: .share, valueText: "5",
          value: 5, valueHigh: 10.25, qualifier: .range, total: nil, unit: "PERCENT",
          disposition: .observation, reason: "x", rule: "x.sv.y"),
        Mention(
          id: "m2", page: 1, span: span(27..<33, 28..<37), quote: "5–10 %", kind: .status, valueText: "",
          value: nil, valueHigh: nil, qualifier: .exact, total: nil, unit: "", disposition: .classified,
          reason: "status", rule: "z"),
      ],
      observations: [
        Observation(
          id: "o1", mention: "m1", indicator: "x", treaty: "", area: "KAZ", timePeriod: "2015",
          periodStart: "2015-01-01", periodEnd: "2015-12-31", sex: .female, age: "15–24 år", base: "",
          valueText: "5", value: 0.1, valueHigh: 1e22, qualifier: .range, total: 123_456_789_012, unit: "PT",
          indexEdition: "2016", citedSource: "UNDP", status: "E", review: .auto, rule: "x.sv.y",
          evidence: [
            Evidence(dimension: .value, page: 1, span: span(27..<33, 28..<37), quote: "5–10 %"),
            Evidence(dimension: .citedSource, page: 1, span: span(0..<1, 0..<1), quote: "A"),
          ])
      ],
      claims: [
        Claim(
          mention: "m2", indicator: "x", context: "goal", valueText: "5", timePeriod: "", page: 1,
          span: span(0..<1, 0..<1), quote: "A")
      ],
      findings: [Finding(severity: .warning, check: "two-values-for-one-key", subject: "o1", message: "Så.")])
    record.document.methods = .init(family: .declared, title: .read, edition: .inferred, language: .declared)
    return record
  }()

  @Test func readingWhatWasWrittenGivesTheSameBytes() throws {
    let bytes = encode(Self.record)
    let again = try decode(bytes)
    #expect(encode(again) == bytes)
    #expect(again.document.text == Self.record.document.text)
    #expect(again.name == "a/\"b\".txt" && again.mentions[0].valueHigh == 10.25)
    #expect(again.observations[0].valueHigh == 1e22 && again.observations[0].evidence.count == 2)
    #expect(again.document.methods == Self.record.document.methods)
    #expect(again.claims == Self.record.claims && again.findings == Self.record.findings)
  }

  @Test(arguments: [
    0, -0.0, 1, -1, 0.1, 1.5, 1e15, 9_007_199_254_740_992, 1e16, 1e22, .leastNonzeroMagnitude,
    1.797_693_134_862_315_7e308,
    33.3333,
  ])
  func aNumberReadsBackAsItself(number: Double) throws {
    var writer = JSONWriter()
    writer.number(number)
    let read = try writer.bytes.withUnsafeBufferPointer { bytes in
      var reader = JSONReader(bytes)
      return try reader.optionalNumber()
    }
    #expect(read?.bitPattern == number.bitPattern)
    #expect(!String(decoding: writer.bytes, as: UTF8.self).hasSuffix(".0"))
  }

  @Test func membersMayStandInAnyOrder() throws {
    let text = String(decoding: encode(Self.record), as: UTF8.self)
    let moved = text.replacing(#"{"record":1,"#, with: "{ ").dropLast() + #" , "record" : 1 } "#
    #expect(encode(try decode(Array(moved.utf8))) == Array(text.utf8))
  }

  @Test(arguments: [
    (#""record":1,"#, "", #""record" is missing"#),
    (#""record":1,"#, #""record":1,"record":1,"#, #""record" is there twice"#),
    (#""record":1,"#, #""record":2,"#, #""record" is of version 2; this program reads version 1"#),
    (#""record":1,"#, #""record":1,"text_":"","#, #""text_" is not known; known: record, id,"#),
    (#""kind":"status""#, #""kind":"guess""#, #""mentions[1].kind" is "guess"; known: share, fraction"#),
    (#""kind":"status""#, #""kind":3"#, #""mentions[1].kind" is not a text"#),
    (#""is_sample":true"#, #""is_sample":1"#, #""document.is_sample" is neither true nor false"#),
    (#""page_number":1,"page_label""#, #""page_number":1.5,"page_label""#, "is not a whole number"),
    (#""byte_end":56"#, #""byte_end":1056"#, #""pages[0]" is no place in the text"#),
    (#""quote":"A""#, #""quote":null"#, #""observations[0].evidence[1].quote" is not a text"#),
    (#""total":123456789012"#, #""total":1e999"#, #""observations[0].total" is not a number"#),
    (#""findings":["#, #""findings":[null,"#, #""findings[0]" is not an object"#),
    (#"{"record""#, #"[{"record""#, "is not an object"),
    (#""message":"Så."}]}"#, #""message":"Så."}]} x"#, "something follows the object"),
  ])
  func aMistakeIsNamed(old: String, new: String, expected: String) throws {
    let text = String(decoding: encode(Self.record), as: UTF8.self)
    #expect(text.contains(old))
    let error = #expect(throws: JSONError.self) {
      _ = try decode(Array(text.replacing(old, with: new, maxReplacements: 1).utf8))
    }
    #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
  }

  @Test func bytesThatAreNoRecordAreRefused() {
    let bytes = encode(Self.record)
    for end in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: JSONError.self) { _ = try decode(Array(bytes[..<end])) }
    }
    var broken = bytes
    broken[broken.count / 2] = 0xFF
    #expect(throws: JSONError.self) { _ = try decode(broken) }
  }

  @Test func theKeyIsWhatTheDatabaseHoldsUnique() throws {
    let key = Self.record.observations[0].key
    #expect(Observation.Key { key[$0] } == key)
    let database = try DatabaseQueue()
    let columns = try database.write { db in
      try createSchema(in: db)
      let indexes = try Row.fetchAll(db, sql: "PRAGMA index_list(observation)").filter { $0["origin"] == "u" }
      return try indexes.map { index -> [String] in
        let name: String = index["name"]
        return try Row.fetchAll(db, sql: "PRAGMA index_info(\(name))").map { $0["name"] }
      }
    }
    #expect(columns == [["document_id"] + Observation.Key.Column.allCases.map(\.rawValue)])
  }
}
