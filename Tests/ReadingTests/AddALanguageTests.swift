import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Reading

/// A language is files: a made-up one in a temporary folder, without a line of Swift.
struct AddALanguageTests {
  @Test func aMadeUpLanguageIsReadFromItsFiles() throws {
    let rules = try MadeUpPipeline().rules()
    #expect(rules.languages == ["da", "en", "qaa", "sv"])
    let text = "Ju Kasakmo jes dudek tri fugantoj da 1 Marto 2016, secundum UNHCR."
    #expect(guessLanguage(of: Array(text.utf8), among: rules) == "qaa")
    let document = Repository.document(text, language: "qaa")
    let read = try DocumentReader(rules).read(document, pages: [Repository.page(document)])
    #expect(read.mentions.map(\.quote) == ["dudek tri fugantoj", "1 Marto 2016"])
    let observation = try #require(read.observations.first)
    #expect(observation.indicator == "refugees" && observation.value == 23)
    #expect(observation.timePeriod == "2016-03-01" && observation.citedSource == "UNHCR")
    #expect(observation.rule == "refugees.qaa.present")
    #expect(observation.evidence.contains { $0.dimension == .area && $0.quote == "Kasakmo" })
  }
}
