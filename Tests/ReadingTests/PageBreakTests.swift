import Foundation
import Support
import Testing

@testable import Core
@testable import Reading

/// A number that runs over its page's end is quoted in two parts, or its value is not said.
@Suite struct PageBreakTests {
  private func read(_ text: String) throws -> DocumentRecord {
    let document = Repository.document(text)
    return try DocumentReader(Repository.rules.get()).read(document, pages: findPages(in: document.text))
  }

  @Test func anObservationsEvidenceQuotesBothParts() throws {
    let record = try read("Enligt UNHCR har landet tagit emot 12\n\u{0C}000 flyktingar under 2016.\n")
    let observation = try #require(record.observations.first { $0.indicator == "refugees" })
    #expect(observation.valueText == "12000")
    let parts = observation.evidence.filter { $0.dimension == .value }
    #expect(parts.map(\.page) == [1, 2])
    #expect(parts.map(\.quote) == ["12\n\u{0C}", "000 flyktingar"])
    // Each digit is in a mention, on the page where it stands.
    let rest = try #require(record.mentions.first { $0.reason == "rest_of_number" })
    #expect(rest.quote == "000 flyktingar" && rest.page == 2 && rest.value == nil && rest.valueText.isEmpty)
    #expect(record.mentions.map(\.span.charStart) == record.mentions.map(\.span.charStart).sorted())
  }

  @Test func aNumberThatIsNoFactSaysNoValueThatItsQuoteDoesNotHave() throws {
    let record = try read("I häftet står 12\n\u{0C}000 igelkottar.\n")
    let mentions = record.mentions.filter { $0.kind == .count }
    #expect(record.observations.isEmpty)
    #expect(mentions.map(\.quote) == ["12\n\u{0C}", "000 igelkottar"])
    #expect(mentions.allSatisfy { $0.value == nil && $0.valueText.isEmpty })
  }

  /// The page ends between a number and what it counts: the number is all there.
  @Test func aNumberBeforeThePagesEndKeepsItsValue() throws {
    let record = try read("I häftet står 12 000\n\u{0C}igelkottar.\n")
    let mention = try #require(record.mentions.first { $0.kind == .count })
    #expect(mention.valueText == "12000" && mention.quote == "12 000\n\u{0C}")
    #expect(!record.mentions.contains { $0.reason == "rest_of_number" })
  }

  @Test func aStreamHasThePartsInTheOrderOfTheText() throws {
    let line = StreamHarness.line([
      ("id", "1"), ("language", "sv"), ("text", "I häftet står 12\n\u{0C}000 igelkottar och 7 möss.\n"),
    ])
    let rows = try StreamHarness.run(line).lines.map(StreamHarness.object)
    let places = rows.compactMap { $0["start"] as? Int }
    #expect(places == places.sorted() && rows.count == 3)
    #expect(rows.first?["value"] is NSNull)
  }
}
