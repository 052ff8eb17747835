import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Reading

/// Every language's tables prove themselves: each marked expression is read, and nothing else.
struct LanguageExamplesTests {
  static let languages = (try? Repository.rules.get().languages) ?? []

  @Test func thereAreLanguages() throws {
    #expect(try Repository.rules.get().languages.contains("sv"))
  }

  @Test(arguments: languages) func examples(_ language: String) throws {
    #expect(try Repository.proof().complaints(aboutExamplesOfLanguage: language) == [])
  }

  @Test(arguments: languages) func counterexamples(_ language: String) throws {
    #expect(try Repository.proof().complaints(aboutCounterexamplesOfLanguage: language) == [])
  }
}
