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
    #expect(try Repository.proof().complaints(aboutExamplesOf: file) == [])
  }

  @Test(arguments: files) func counterexamples(_ file: RuleFile) throws {
    #expect(try Repository.proof().complaints(aboutCounterexamplesOf: file) == [])
  }
}

extension RuleFile: CustomTestStringConvertible {
  public var testDescription: String { file }
}
