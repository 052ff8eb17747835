import Foundation
import Support
import Synchronization
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Site

/// Fixed texts in other languages, each by its English.
@Suite struct LabelTests {
  private let labels = Labels(
    language: "xx", name: "Test",
    texts: [
      "{1} of {2} found nothing": "in {2} nichts: {1}", "{1} report": "{1} Bericht",
      "{1} reports": "{1} Berichte",
      "women": "Frauen", "less than": "weniger als", "undated": "ohne Datum",
    ],
    forms: [
      "{1}, women": "{1} (Frauen)", "undated, report of {1#}": "ohne Datum, Bericht von {1}",
      "{1} → {2}, better": "{1} → {2}, besser", "{1} → {2}": "{1} → {2}", "{1#} of {2#}": "{1} von {2}",
      "{1} for {2#} ({3=})": "{1} für {2} ({3})",
      "refused: {1}": "abgelehnt: {1}",
    ])

  @Test func valuesStandWhereTheLanguagePutsThem() {
    #expect(labels("\(3) of \("5 checks") found nothing") == "in 5 checks nichts: 3")
    #expect(labels("\(3) of \("5 checks") are \("{1}")") == "3 of 5 checks are {1}")
    #expect(Labels.english("\(3) of \(4) found nothing") == "3 of 4 found nothing")
  }

  @Test func oneAndMany() {
    #expect(labels.counted(1, "report") == "1 Bericht")
    #expect(labels.counted(12_000, "report") == "12\u{202F}000 Berichte")
  }

  @Test(arguments: [
    ("women", "Frauen"), ("less_than", "weniger als"), ("Literacy rate, women", "Literacy rate (Frauen)"),
    ("undated, report of 2017-04", "ohne Datum, Bericht von 2017-04"), ("undated", "ohne Datum"),
    ("29 of 100 → 34, better", "29 von 100 → 34, besser"), ("26 → 10", "26 → 10"),
    ("29 of 100 for 2016 (Index of women for 12)", "29 von 100 für 2016 (Index of women for 12)"),
    ("women of 12", "women of 12"), ("refused: less_than", "abgelehnt: weniger als"),
    ("a text that nobody knows", "a text that nobody knows"),
    ("", ""), (", women", ", women"), ("{1}, women", "{1} (Frauen)"),
  ])
  func whatSQLPutsTogetherIsKnownByItsForm(_ text: String, _ expected: String) {
    #expect(labels.said(text) == expected)
  }

  @Test func whatIsMissingIsEnglishAndTold() {
    let missing = Mutex<[String]>([])
    let noting = labels.noting { text in missing.withLock { $0.append(text) } }
    #expect(noting("Nothing to compare.") == "Nothing to compare.")
    #expect(noting.said("653") == "653")
    #expect(missing.withLock { $0 } == ["Nothing to compare."])
  }

  @Test(arguments: [
    ("texts:\n  \"{1} reports\": \"rapporter\"\n", "places"), ("texts:\n  \"None.\": \"\"\n", "empty"),
    ("words:\n  a: b\n", "unknown key"),
  ])
  func aMistakeInAFileIsSaid(_ text: String, _ complaint: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("labels-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = folder.appendingPathComponent("Labels/sv")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: place.appendingPathComponent("pages.yml"))
    #expect {
      try Labels(language: "sv", pipeline: folder.appendingPathComponent("toy"))
    } throws: { error in
      let said = (error as? ConfigurationError)?.description ?? ""
      return said.contains(complaint) && said.contains("Pipelines/Labels/sv/pages.yml")
    }
  }

  @Test func aLanguageWithoutFilesIsRefusedWithThoseThatThereAre() {
    #expect {
      try Labels(language: "fi", pipeline: Repository.pipeline)
    } throws: { error in
      (error as? ConfigurationError)?.description.contains("known: en, sv") == true
    }
  }
}
