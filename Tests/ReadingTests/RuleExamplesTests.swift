import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Reading

/// Every rule file proves itself: its examples are found with their dimensions, its counterexamples are not.
struct RuleExamplesTests {
  static let files = (try? Repository.rules.get().ruleFiles) ?? []

  @Test func rulesLoad() throws {
    let rules = try Repository.rules.get()
    #expect(rules.indicators.count >= 70)
    #expect(Set(rules.ruleFiles.map(\.indicator)).count >= 69)
  }

  @Test(arguments: files) func examples(_ file: RuleFile) throws {
    for example in file.examples {
      let read = try Repository.read(example.text, area: example.area, heading: example.heading)
      let place: Comment = "\(file.file):\(example.line ?? 0): \(example.text)"
      let found = read.observations.filter { $0.indicator == file.indicator }
      #expect(found.count == example.spans.count, place)
      for (span, expected) in zip(example.spans, example.expected) {
        let mentions = read.mentions.filter {
          $0.span.byteStart < span.upperBound && span.lowerBound < $0.span.byteEnd
        }
        let observation = found.first { observation in mentions.contains { $0.id == observation.mention } }
        guard let observation else {
          Issue.record("no observation at \(span): \(place)")
          continue
        }
        for (dimension, value) in expected {
          #expect(Self.value(of: dimension, observation) == value, "\(dimension): \(place)")
        }
        for (dimension, value) in Self.defaults(example) where expected[dimension] == nil {
          #expect(Self.value(of: dimension, observation) == value, "\(dimension): \(place)")
        }
      }
    }
  }

  @Test(arguments: files) func counterexamples(_ file: RuleFile) throws {
    for example in file.counterexamples {
      let read = try Repository.read(example.text, area: example.area, heading: example.heading)
      let found = read.observations.filter { $0.indicator == file.indicator }
      #expect(found.isEmpty, "\(file.file):\(example.line ?? 0): \(example.text)")
    }
  }

  /// What an example means where it says nothing.
  private static func defaults(_ example: RuleFile.Example) -> [String: String] {
    ["qualifier": "exact", "sex": "_T", "area": example.area, "source": "", "total": ""]
  }

  private static func value(of dimension: String, _ observation: Observation) -> String? {
    switch dimension {
    case "value": observation.valueText
    case "value_high": observation.valueHigh.map(plain) ?? ""
    case "total": observation.total.map(plain) ?? ""
    case "qualifier": observation.qualifier.rawValue
    case "period": observation.timePeriod
    case "sex": observation.sex.rawValue
    case "age": observation.age
    case "area": observation.area
    case "source": observation.citedSource
    case "base": observation.base
    case "treaty": observation.treaty
    default: nil
    }
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\(value)"
  }
}

extension RuleFile: CustomTestStringConvertible {
  public var testDescription: String { file }
}
