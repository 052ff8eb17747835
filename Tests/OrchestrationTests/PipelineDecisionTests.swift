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

@Suite struct PipelineDecisionTests {
  static let target =
    #"{"document": "ab", "char_start": 3, "char_end": 5, "quote": "26", "prefix": "är ", "suffix": " av"}"#

  static func line(_ field: String = "value", new: String = "27", extra: String = "") -> String {
    """
    {"target": \(target), "indicator": "women_in_lower_house_share", "field": "\(field)", "old": "26", \
    "new": "\(new)", "reason": "misread", "who": "A", "when": "2017-04-01T12:00:00Z"\(extra)}
    """
  }

  @Test func aLineComesBackAsItWasWritten() throws {
    let read = try Decision.read(Array(Self.line().utf8), file: "d.ndjson")
    #expect(read.count == 1)
    #expect(read[0].target.charEnd == 5)
    #expect(read[0].field == .value)
    #expect(read[0].treaty == "")
    let again = try Decision.read(Array(try read[0].line().utf8), file: "d.ndjson")
    #expect(again == read)
  }

  @Test(arguments: [
    (line(extra: #", "reson": "x""#), "unknown key \"reson\""),
    (line("valeu"), "unknown field \"valeu\""),
    (line("status", new: "maybe"), "\"accept\" or \"reject\""),
    (line().replacing("\"old\": \"26\", ", with: ""), "the key \"old\" is missing"),
    (line().replacing("3, \"char_end\": 5", with: "5, \"char_end\": 5"), "no stretch"),
    (line().replacing("\"who\": \"A\"", with: "\"who\": 3"), "\"who\" is not a text"),
    (line().replacing("\"char_start\": 3", with: "\"char_start\": 1e999"), "is not a"),
    (line().replacing("\"new\": \"27\"", with: "\"new\": NaN"), "is not a JSON object"),
    (line().replacing("\"new\": \"27\"", with: "\"new\": 27"), "write it in quotation marks"),
    (line("mention", new: "A date"), "does not say what the number is"),
    (line().replacing("2017-04-01T12:00:00Z", with: "yesterday"), "write when as 2017-04-01T12:00:00Z"),
    (line().replacing("2017-04-01T12:00:00Z", with: "2017-02-30"), "write when as 2017-04-01T12:00:00Z"),
    ("{", "is not a JSON object"),
  ])
  func aMistakeNamesItsLine(text: String, message: String) throws {
    let bytes = Array((Self.line() + "\n\n" + text + "\n").utf8)
    let error = #expect(throws: ConfigurationError.self) { try Decision.read(bytes, file: "d.ndjson") }
    #expect(error?.line == 3)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  /// What a person may write by hand: no number, no code, outside the range.
  @Test(arguments: [
    ("value", "women_in_lower_house_share", "12345678901234567890", "of at most 15 digits"),
    ("value", "women_in_lower_house_share", "1e999", "Write a decimal number"),
    ("value", "women_in_lower_house_share", "NaN", "Write a decimal number"),
    ("value", "women_in_lower_house_share", "-inf", "Write a decimal number"),
    ("value", "women_in_lower_house_share", "0x1A", "Write a decimal number"),
    ("value", "women_in_lower_house_share", "163", "outside the indicator's range"),
    ("value_high", "women_in_lower_house_share", "1e3", "or nothing"),
    ("total", "press_freedom_rank", "many", "or nothing"),
    ("value", "treaty_status", "agreed", "ratified, acceded, signed, not_ratified"),
    ("time_period", "women_in_lower_house_share", "x", "2016, 2016-07"),
    ("time_period", "women_in_lower_house_share", "2016-13", "2016, 2016-07"),
    ("area", "women_in_lower_house_share", "XXX", "ISO 3166-1"),
    ("qualifier", "women_in_lower_house_share", "zzz", "exact, less_than"),
    ("sex", "women_in_lower_house_share", "W", "F, M or _T"),
    ("cited_source", "women_in_lower_house_share", "NOBODY", "sources.csv"),
    ("treaty", "treaty_status", "XYZ", "treaties.csv"),
    ("indicator", "women_in_lower_house_share", "happiness", "the id of an indicator"),
    ("add", "happiness", "3", "the id of an indicator"),
    ("add", "women_in_lower_house_share", "1e999", "Write a decimal number"),
  ])
  func aValueThatItsFieldCantTakeNamesItsLine(
    field: String, indicator: String, new: String, message: String
  ) throws {
    let lists = DecisionLists(try Repository.rules.get().lists)
    let text = Self.line(field, new: new).replacing("women_in_lower_house_share", with: indicator)
    var file = DecisionFile()
    file.add(Array((Self.line() + "\n" + text).utf8), file: "d.ndjson")
    let checked = file.checked(against: lists)
    #expect(checked.decisions.map(\.new) == ["27"])
    let fault = try #require(checked.faults.first)
    #expect(fault.file == "d.ndjson" && fault.line == 2 && checked.faults.count == 1)
    #expect(fault.message.contains(message), "\(fault.message)")
  }

  @Test func aRepeatedLineCountsOnce() throws {
    var file = DecisionFile()
    file.add(Array((Self.line() + "\n" + Self.line() + "\n").utf8), file: "a.ndjson")
    file.add([0xEF, 0xBB, 0xBF] + Array((Self.line() + "\r\n").utf8), file: "b.ndjson")
    #expect(file.lines.map { "\($0.file):\($0.line)" } == ["a.ndjson:1"] && file.faults == [])
  }
}
