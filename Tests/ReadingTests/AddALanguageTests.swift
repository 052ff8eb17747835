import Foundation
import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Reading

/// A language is files: a made-up one in a temporary folder, without a line of Swift.
struct AddALanguageTests {
  @Test func aMadeUpLanguageIsReadFromItsFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pipeline = folder.appendingPathComponent("Pipelines/human-rights")
    try FileManager.default.createDirectory(at: pipeline, withIntermediateDirectories: true)
    for part in ["Codelists", "Languages"] {
      try FileManager.default.copyItem(
        at: Repository.pipeline.appendingPathComponent(part), to: pipeline.appendingPathComponent(part))
    }
    let indicator = pipeline.appendingPathComponent("Indicators/refugees")
    try FileManager.default.createDirectory(at: indicator, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Repository.pipeline.appendingPathComponent("Indicators/refugees/indicator.yml"),
      to: indicator.appendingPathComponent("indicator.yml"))
    let language = pipeline.appendingPathComponent("Languages/qaa")
    try FileManager.default.createDirectory(at: language, withIntermediateDirectories: true)
    for (name, text) in Self.files {
      try text.write(to: language.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    try Self.rule.write(to: indicator.appendingPathComponent("qaa.yml"), atomically: true, encoding: .utf8)

    let rules = try RuleSet(pipeline: pipeline)
    #expect(rules.languages == ["qaa", "sv"])
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

  private static let files = [
    "language.yml": """
    language: "qaa"
    name: "A made-up language"
    decimalMark: "."
    frequentWords: ["ju", "jes", "da"]
    """,
    "numbers.yml": "numerals: {dek: 10, dudek: 20, tri: 3}\nmonths: {marto: 3}\n",
    "units.yml": "units: []\n",
    "words.yml": "countable: [\"fugantoj\"]\nfunction: [\"da\", \"ju\"]\ndateLead: [\"da\"]\n",
    "bounds.yml": "before: {about: [\"circum\"]}\n",
    "dimensions.yml": """
    sex: {F: ["femin*"], M: ["vir*"]}
    areaLead: ["ju"]
    ownArea: ["lando"]
    citing: ["secundum"]
    broadSources: []
    """,
    "treaties.yml":
      "conventions: {}\nprotocols: []\nstatuses: {}\nnegations: [\"ne\"]\nintentions: [\"vol*\"]\nsameYear: [\"sama yaro\"]\n",
    "areas.yml": "KAZ: {names: [\"Kasakmo\"], adjectives: []}\n",
    "sources.yml": "UNHCR: [\"UNHCR\"]\n",
  ]

  private static let rule = """
    language: "qaa"
    rules:
      - name: "present"
        noun: ["fugantoj"]
    examples:
      - text: "Jes ⟦tri fugantoj⟧."
        expect: [{value: "3"}]
    counterexamples:
      - "Jes tri."
    """
}
