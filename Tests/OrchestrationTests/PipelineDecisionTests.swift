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
    {"target": \(target), "indicator": "women_in_parliament", "field": "\(field)", "old": "26", \
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
    ("{", "is not a JSON object"),
  ])
  func aMistakeNamesItsLine(text: String, message: String) throws {
    let bytes = Array((Self.line() + "\n\n" + text + "\n").utf8)
    let error = #expect(throws: ConfigurationError.self) { try Decision.read(bytes, file: "d.ndjson") }
    #expect(error?.line == 3)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }
}
