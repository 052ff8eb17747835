import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Reading

/// Every language's tables prove themselves: each marked expression is read, and nothing else.
struct LanguageExamplesTests {
  static let languages = (try? Repository.rules.get().languages) ?? []

  @Test(arguments: languages) func examples(_ language: String) throws {
    let examples = try LanguageExamples(language: language, pipeline: Repository.pipeline)
    for example in examples.examples {
      let mentions = try Repository.read(example.text).mentions
      let place: Comment = "line \(example.line ?? 0): \(example.text)"
      #expect(mentions.count == example.spans.count, place)
      for (mention, (span, expected)) in zip(mentions, zip(example.spans, example.expected)) {
        #expect(mention.span.byteStart < span.upperBound && span.lowerBound < mention.span.byteEnd, place)
        #expect(mention.kind.rawValue == expected["kind"], place)
        #expect(mention.valueText == expected["value"], place)
        #expect(mention.valueHigh == expected["value_high"].flatMap(Double.init), place)
        #expect(mention.total == expected["total"].flatMap(Double.init), place)
        let qualifiers = (expected["qualifier"] ?? mention.qualifier.rawValue).split(separator: "|").map(
          String.init)
        #expect(qualifiers.contains(mention.qualifier.rawValue), place)
      }
    }
  }

  @Test(arguments: languages) func counterexamples(_ language: String) throws {
    for text in try LanguageExamples(language: language, pipeline: Repository.pipeline).counterexamples {
      let mentions = try Repository.read(text).mentions
      #expect(mentions.isEmpty, "\(text): \(mentions.map(\.quote))")
    }
  }
}
