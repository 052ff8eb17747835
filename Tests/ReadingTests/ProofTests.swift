import Core
import Support
import Testing

@testable import Reading

/// A proof that could not fail would prove nothing: each kind of wrong example is found out, in a language that only
/// its own tables read.
struct ProofTests {
  private func complaints(_ made: MadeUpPipeline) throws -> (rules: [String], language: [String]) {
    let rules = try made.rules()
    let proof = Proof(rules)
    let file = try #require(rules.ruleFiles.first { $0.language == "qaa" })
    return (
      try proof.complaints(aboutExamplesOf: file) + proof.complaints(aboutCounterexamplesOf: file),
      try proof.complaints(aboutExamplesOfLanguage: "qaa")
        + proof.complaints(aboutCounterexamplesOfLanguage: "qaa")
    )
  }

  @Test func whatHoldsIsNoComplaint() throws {
    let (rules, language) = try complaints(MadeUpPipeline())
    #expect(rules == [] && language == [])
  }

  /// Read as Swedish this text holds no number, and the counterexample would hold.
  @Test func aCounterexampleIsReadInTheLanguageOfItsFile() throws {
    let text = "Ju lando jes dudek tri fugantoj."
    let (rules, language) = try complaints(MadeUpPipeline(counterexample: text))
    #expect(rules == ["Indicators/refugees/qaa.yml:8: takes 23 by refugees.qaa.present: \(text)"])
    #expect(language == [])
    #expect(try Repository.read(text).mentions.isEmpty)
  }

  @Test func anExampleWithAnotherValueIsFoundOut() throws {
    let (rules, _) = try complaints(MadeUpPipeline(example: "Jes ⟦dudek fugantoj⟧."))
    #expect(rules == ["Indicators/refugees/qaa.yml:6: value is \"20\", not \"3\": Jes dudek fugantoj."])
  }

  @Test func anExampleThatIsNotFoundIsFoundOut() throws {
    let (rules, _) = try complaints(MadeUpPipeline(example: "Jes ⟦tre tri⟧."))
    #expect(
      rules == [
        "Indicators/refugees/qaa.yml:6: 0 observations: Jes tre tri.",
        "Indicators/refugees/qaa.yml:6: no observation at bytes 4..<11: Jes tre tri.",
      ])
  }

  @Test func aNumberInATextWithoutAnyIsFoundOut() throws {
    let (_, language) = try complaints(MadeUpPipeline(numberless: "Ju dudek."))
    #expect(language == ["Languages/qaa/examples.yml: takes \"dudek\": Ju dudek."])
  }

  @Test func aLanguageThatIsNotInstalledProvesNothing() throws {
    var file = try #require(try Repository.rules.get().ruleFiles.first)
    file.language = "sv-FI"
    #expect(throws: Proof.NotInstalled.self) {
      try Repository.proof().complaints(aboutCounterexamplesOf: file)
    }
  }
}
