import Foundation
import GRDB
import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Dataset
@testable import Orchestration

/// Another subject, two indicators, a language of no people and a publisher that is none: from files alone to a release
/// with pages.
@Suite struct SecondPipelineTests {
  private static let files = [
    "Data/reports.yml": """
    reports:
      - {file: "reports/kasakmo.txt", title: "Arbaroj da Kasakmo", area: "KAZ", edition: "2016", published: "2017-04", language: "qaa"}
    """,
    "Data/reports/kasakmo.txt":
      "Arbaro jes dudek tri pro da ju Kasakmo da 2015, secundum Arbejo.\n\nJes dudek tri specoj da 2016.\n",
    "Data/series.yml": "series:\n  - {format: \"tree-book\"}\n",
    "Data/series/trees/book-2016.csv":
      "Lando;Kodo;Pro 2014;Pro 2015\nKasakmo;KAZ;22,5;23\nKartvelo;GEO;40;40,5\n",
    "Pipelines/Reference/tree-book.yml": """
    files: ["trees/book-20[0-9][0-9].csv"]
    source: "TREES"
    title: "Book of trees"
    licence: "CC0-1.0"
    published: "2017-01"
    dialect: {delimiter: ";", decimal: ","}
    generations: ["2016"]
    columns:
      name: "Lando"
      code: "Kodo"
      share: "Pro {year}"
    unique: "code"
    area: {code: "code", name: "name"}
    period: {heading: "year"}
    edition: {file: "book-{year}.csv"}
    figures:
      - {indicator: "forest_share", value: "share"}
    """,
    "Pipelines/Codelists/areas.csv":
      "area_id,iso2,m49,name_en,kind\nKAZ,KZ,398,Kazakhstan,country\nGEO,GE,268,Georgia,country\nWLD,,001,World,world\n",
    "Pipelines/Codelists/units.csv":
      "unit_id,name_en,name_qaa,symbol\nPERCENT,per cent,pro,%\nSPECIES,species,specoj,\n",
    "Pipelines/Codelists/sources.csv":
      "source_id,name,url,source_class\n,(nobody named),,unattributed\nTREES,Book of Trees,https://example.org,expert\n",
    "Pipelines/Codelists/treaties.csv": "treaty_id,name_en,untc_reference\n",
    "Pipelines/Languages/qaa/language.yml":
      "language: \"qaa\"\nname: \"A made-up language\"\ndecimalMark: \".\"\nfrequentWords: [\"ju\", \"jes\", \"da\"]\n",
    "Pipelines/Languages/qaa/numbers.yml": "numerals: {dek: 10, dudek: 20, tri: 3}\n",
    "Pipelines/Languages/qaa/dates.yml": "months: {marto: 3}\n",
    "Pipelines/Languages/qaa/units.yml":
      "units:\n  - {code: \"PERCENT\", kind: \"share\", words: [\"pro\"], heads: []}\n",
    "Pipelines/Languages/qaa/words.yml":
      "countable: [\"specoj\"]\nfunction: [\"da\", \"ju\"]\ndateLead: [\"da\"]\n",
    "Pipelines/Languages/qaa/bounds.yml": "before: {about: [\"circum\"]}\n",
    "Pipelines/Languages/qaa/dimensions.yml":
      "sex: {F: [\"femin*\"], M: [\"vir*\"]}\nareaLead: [\"ju\"]\nownArea: [\"lando\"]\nciting: [\"secundum\"]\nbroadSources: []\n",
    "Pipelines/Languages/qaa/treaties.yml":
      "conventions: {}\nprotocols: []\nstatuses: {}\nnegations: [\"ne\"]\nintentions: [\"vol*\"]\n",
    "Pipelines/Languages/qaa/areas.yml":
      "KAZ: {names: [\"Kasakmo\"], adjectives: []}\nGEO: {names: [\"Kartvelo\"], adjectives: []}\n",
    "Pipelines/Languages/qaa/sources.yml": "TREES: [\"Arbejo\"]\n",
    "Pipelines/forests/Indicators/forest_share/indicator.yml": """
    names: {en: "Forest", qaa: "Arbaro"}
    definition: {en: "Land under trees."}
    unit: "PERCENT"
    kind: "share"
    range: [0, 100]
    direction: "higher_is_better"
    source: "TREES"
    """,
    "Pipelines/forests/Indicators/forest_share/qaa.yml": """
    language: "qaa"
    rules:
      - {name: "share", sentence: ["arbaro"], units: ["PERCENT"]}
    examples:
      - {text: "Arbaro jes ⟦tri pro⟧.", expect: [{value: "3"}]}
    counterexamples: ["Jes tri pro."]
    """,
    "Pipelines/forests/Indicators/tree_species/indicator.yml": """
    names: {en: "Tree species"}
    definition: {en: "Kinds of trees."}
    unit: "SPECIES"
    kind: "count"
    range: [0, 100000]
    direction: "neutral"
    source: ""
    """,
    "Pipelines/forests/Indicators/tree_species/qaa.yml": """
    language: "qaa"
    rules:
      - {name: "kinds", noun: ["specoj"]}
    examples:
      - {text: "Jes ⟦tri specoj⟧.", expect: [{value: "3"}]}
    counterexamples: ["Jes tri."]
    """,
    "Pipelines/forests/Checks/share-within-hundred.sql": """
    -- title: Shares are within a hundred
    -- severity: error
    -- why: There is no more land than all.
    SELECT observation_id AS subject, 'is above 100' AS message FROM observation WHERE unit_id = 'PERCENT' AND value > 100
    """,
  ]

  @Test func aSubjectIsFiles() throws {
    let folder = try TestFolder()
    for (name, text) in Self.files { try folder.write(text, to: name) }
    // Comparisons and the map of stages are of no subject; labels are the program's own texts.
    for name in ["Comparisons", "pipeline.yml"] {
      try FileManager.default.copyItem(
        at: Repository.pipeline.appendingPathComponent(name),
        to: folder.url.appendingPathComponent("Pipelines/forests/\(name)"))
    }
    let map = try folder.read("Pipelines/forests/pipeline.yml")
    let ownNames = /names:\n( +[a-z]+: .*\n)+/
    try folder.write(
      map.replacing("pipeline: \"human-rights\"", with: "pipeline: \"forests\"")
        .replacing(ownNames, with: "names: {en: \"Forests\"}\n"),
      to: "Pipelines/forests/pipeline.yml")
    for name in ["Labels", "Families"] {
      try FileManager.default.copyItem(
        at: knowledgeFile(name, of: Repository.pipeline),
        to: folder.url.appendingPathComponent("Pipelines/\(name)"))
    }
    let workspace = try Workspace.find(
      project: nil, currentFolder: folder.url, environment: [:], executable: nil)
    let report = try PipelineRun(
      workspace: workspace,
      places: Places(workspace: workspace, output: nil, hasInput: false, currentFolder: folder.url),
      entries: readReportList(workspace.reportList(), named: "Data/reports.yml"), list: "Data/reports.yml",
      options: RunOptions(programVersion: "test")
    ).execute { _ in }
    #expect(report.failures.isEmpty, "\(report.failures)")
    #expect(report.findings.isEmpty, "\(report.findings)")
    let database = folder.url.appendingPathComponent("Data/release/forests.sqlite")
    let rows = try openReadOnly(at: database).read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT indicator_id || ' ' || area_id || ' ' || time_period || ' ' || value_text || ' ' || cited_source_id
          FROM observation ORDER BY indicator_id
          """)
        + String.fetchAll(
          db,
          sql: "SELECT verdict || ' ' || nearest FROM comparison WHERE kind = 'published' AND comparable = 1")
    }
    #expect(rows.prefix(2) == ["forest_share KAZ 2015 23 TREES", "tree_species KAZ 2016 23 "])
    #expect(rows.count == 3 && rows.last?.hasPrefix("agrees ") == true, "\(rows)")
    #expect(try folder.read("Reports/countries/KAZ.html").contains("Forest"))
    #expect(try folder.read("Data/release/csv/indicators/tree_species.csv").contains(",23,"))
    #expect(
      try folder.read("Data/release/README.md").hasPrefix(
        "# Forests: indicators read from countries' reports\n"))
    #expect(try folder.read("Data/release/datapackage.json").contains("\"country-indicators-forests\""))
    #expect(try folder.read("Data/release/sdmx/observations.csv").contains("COUNTRY_INDICATORS:FORESTS(1.0)"))
    // Not a word of the program's first subject in anything that is given out.
    for place in ["Data/release", "Reports"] {
      let root = folder.url.appendingPathComponent(place)
      let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      #expect(!names.isEmpty)
      for name in names {
        guard let bytes = FileManager.default.contents(atPath: root.appendingPathComponent(name).path) else {
          continue
        }
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        for words in ["human right", "human-right", "human_right", "mänskliga rättigheter"] {
          #expect(!text.contains(words), "\(place)/\(name) speaks of \(words)")
        }
      }
    }
  }
}
