import Core
import Foundation
import Support

@testable import Reading

/// The repository's code lists, its Swedish, and a language of no people (`qaa`) with rules for one indicator, in a
/// temporary folder that goes with the value.
final class MadeUpPipeline {
  let pipeline: URL
  private let folder: URL

  /// - Parameters:
  ///   - example: marked, with the value 3.
  ///   - counterexample: to the rule.
  ///   - numberless: a text without any number, in the language's own examples.
  init(
    example: String = "Jes ⟦tri fugantoj⟧.", counterexample: String = "Jes tri.",
    numberless: String = "Ju lando jes."
  ) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    pipeline = folder.appendingPathComponent("Pipelines/human-rights")
    let indicator = pipeline.appendingPathComponent("Indicators/refugees")
    try FileManager.default.createDirectory(at: indicator, withIntermediateDirectories: true)
    for part in ["Codelists", "Languages", "Indicators/refugees/indicator.yml"] {
      try FileManager.default.copyItem(
        at: knowledgeFile(part, of: Repository.pipeline), to: knowledgeFile(part, of: pipeline))
    }
    let language = knowledgeFile("Languages/qaa", of: pipeline)
    try FileManager.default.createDirectory(at: language, withIntermediateDirectories: true)
    for (name, text) in Self.files {
      try text.write(to: language.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    try """
    examples:
      - {text: "Jes ⟦dudek tri fugantoj⟧.", expect: [{kind: "count", value: "23"}]}
    counterexamples: ["\(numberless)"]
    """.write(to: language.appendingPathComponent("examples.yml"), atomically: true, encoding: .utf8)
    try """
    language: "qaa"
    rules:
      - name: "present"
        noun: ["fugantoj"]
    examples:
      - text: "\(example)"
        expect: [{value: "3"}]
    counterexamples: ["\(counterexample)"]
    """.write(to: indicator.appendingPathComponent("qaa.yml"), atomically: true, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func rules() throws -> RuleSet { try RuleSet(pipeline: pipeline) }

  private static let files = [
    "language.yml": """
    language: "qaa"
    name: "A made-up language"
    decimalMark: "."
    frequentWords: ["ju", "jes", "da"]
    """,
    "numbers.yml": "numerals: {dek: 10, dudek: 20, tri: 3}\n",
    "dates.yml": "months: {marto: 3}\n",
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
      "conventions: {}\nprotocols: []\nstatuses: {}\nnegations: [\"ne\"]\nintentions: [\"vol*\"]\n",
    "areas.yml": "KAZ: {names: [\"Kasakmo\"], adjectives: []}\n",
    "sources.yml": "UNHCR: [\"UNHCR\"]\n",
  ]
}
