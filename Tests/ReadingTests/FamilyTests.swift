import Core
import Foundation
import Support
import Testing

@testable import Reading

/// What a report tells of itself, by the families' files.
@Suite struct FamilyTests {
  let folder: TestFolder
  let rules: RuleSet

  init() throws {
    folder = try TestFolder()
    let pipeline = try smallPipeline(in: folder)
    try folder.write(Self.americanFile, to: "Families/lantern.yml")
    rules = try RuleSet(pipeline: pipeline)
  }

  static let body = "Landet har en president, och i parlamentet är 26 procent av ledamöterna kvinnor.\n"
  static let americanFile = """
    publisher: "Lantern Department"
    names: {en: "Lantern reports"}
    languages: ["sv"]
    licence: "public domain"
    titles: ["{edition} Lantern Reports on Rights: {country}", "{country} {edition} Lantern Report"]
    files: ["lantern_{country}_{edition}"]
    countries: {CZE: ["Bohemia Proper"]}
    layout: {page_labels: ["Page N of M"], heading_numbers: ["Section 1.", "a."]}

    """

  func told(
    _ name: String, _ text: String, _ declare: (inout ReportEntry) -> Void = { _ in }
  ) throws -> Identity {
    var entry = folder.entry(name)
    declare(&entry)
    return try identify(entry, text: Array(text.utf8), rules: rules)
  }

  static let title = "Mänskliga rättigheter, demokrati och rättsstatens principer"

  @Test func theTitleTellsFamilyCountryAndEdition() throws {
    let found = try told("x17.txt", "\(Self.title)\n i Kazakstan 2015–2016\n\n\(Self.body)")
    #expect(found.family == Known(value: "swedish-mfa-report", method: .read))
    #expect(found.area == Known(value: "KAZ", method: .read))
    #expect(found.edition == Known(value: "2015-2016", method: .read))
    #expect(found.title == Known(value: "\(Self.title) i Kazakstan 2015–2016", method: .read))
    #expect(found.publisher == "Swedish Ministry for Foreign Affairs")
    #expect(found.published == .nothing)
    #expect(found.language == Known(value: "sv", method: .inferred))
  }

  @Test func aSummaryIsAFamilyOfItsOwnAndItsFileNameHasTheDate() throws {
    let text = "# \(Self.title) på Island\n\nDetta är en sammanfattning av rapporten.\n\n\(Self.body)"
    let found = try told("ud_island_2021-06.txt", text)
    #expect(found.family == Known(value: "swedish-mfa-summary", method: .read))
    #expect(found.area == Known(value: "ISL", method: .read))
    #expect(found.published == Known(value: "2021-06", method: .inferred))
    #expect(found.edition == .nothing)
    #expect(found.title.value == "\(Self.title) på Island")
  }

  @Test func chaptersTellAReportThatHasNoTitle() throws {
    let chapters =
      "I. SAMMANFATTNING\n\n\(Self.body)\nII. RÄTTSSTATENS PRINCIPER\n\n\(Self.body)\nIII. DEMOKRATI\n"
    let found = try told("tjeckien_2019.txt", chapters)
    #expect(found.family == Known(value: "swedish-mfa-report", method: .inferred))
    #expect(found.publisher == "", "who only writes like a ministry is not taken for it")
    #expect(found.area == Known(value: "CZE", method: .inferred))
    #expect(found.edition == Known(value: "2019", method: .inferred))
    #expect(found.title == Known(value: "tjeckien_2019", method: .inferred))
    let sample = try told(
      "tjeckien_2019.txt", "I. SAMMANFATTNING\n\nDet här exempelunderlaget är ett.\n\(chapters)")
    #expect(sample.family == Known(value: "samples", method: .read))
    let press = try told("tjeckien_2019.txt", "Här är en sammanfattning av rapporten.\n\n\(Self.body)")
    #expect(
      press.family.value == "generic-sv" && press.publisher == "", "words that others use too tell nothing")
    let two = try told(
      "tjeckien_2019.txt", "II. RÄTTSSTATENS PRINCIPER\n\n\(Self.body)\nIII. DEMOKRATI\n")
    #expect(two.family == Known(value: "generic-sv", method: .inferred))
    #expect(two.publisher == "", "a family that is only a fallback names no publisher")
  }

  @Test func anotherPublishersFamilyIsAFile() throws {
    let found = try told("a.txt", "2022 Lantern Reports on Rights: Bohemia Proper\n\n\(Self.body)")
    #expect(found.family.value == "lantern" && found.area == Known(value: "CZE", method: .read))
    #expect(found.edition.value == "2022" && found.publisher == "Lantern Department")
    #expect(found.licence == "public domain")
    #expect(try told("a.txt", "Kazakstan 2019 Lantern Report\n\(Self.body)").area.value == "KAZ")
    let layout = rules.layout(ofFamily: "lantern")
    #expect(layout.pageLabels == [PageLabelForm("Page N of M")])
    #expect(rules.layout(ofFamily: "none of these") == .general)
  }

  @Test func whatIsDeclaredWins() throws {
    let text = "\(Self.title) i Kazakstan 2015–2016\n\n\(Self.body)"
    let found = try told("x.txt", text) {
      $0.area = "GEO"
      $0.edition = "2014"
      $0.title = "En titel"
      $0.family = "lantern"
      $0.publisher = "Somebody"
    }
    for known in [found.area, found.edition, found.title, found.family] { #expect(known.method == .declared) }
    #expect(found.area.value == "GEO" && found.edition.value == "2014" && found.title.value == "En titel")
    #expect(found.family.value == "lantern" && found.publisher == "Somebody")
  }

  @Test func whatNobodySaysStaysEmpty() throws {
    let found = try told("rapport.txt", Self.body) { $0.area = "KAZ" }
    #expect(found.edition == .nothing && found.published == .nothing)
    #expect(found.publisher == "" && found.licence == "")
    #expect(
      found.found == ["family generic-sv (inferred)", "language sv (inferred)", "title rapport (inferred)"])
    let error = #expect(throws: Failure.self) { try told("rapport.txt", Self.body) }
    #expect(error?.remedy.contains("--area KAZ") == true)
  }

  /// Of release 0.1 are `series` and families that no file describes.
  @Test func seriesOfTheFirstReleaseAreFamilies() throws {
    let samples = try told("x.txt", Self.body) {
      $0.area = "KAZ"
      $0.series = "samples/KAZ"
    }
    #expect(samples.family == Known(value: "samples", method: .declared))
    let own = try told("x.txt", Self.body) {
      $0.area = "KAZ"
      $0.series = "ours"
    }
    #expect(own.family == Known(value: "ours", method: .declared))
    let publisher = try told("x.txt", Self.body) {
      $0.area = "KAZ"
      $0.publisher = "A ministry"
    }
    #expect(publisher.family == Known(value: "A ministry", method: .inferred))
    let pipeline = folder.url.appendingPathComponent("small")
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("Families"))
    let old = try RuleSet(pipeline: pipeline)
    let entry = folder.entry("kazakstan_2016.txt")
    let found = try identify(entry, text: Array(Self.body.utf8), rules: old)
    #expect(found.family.value == "generic" && found.area.value == "KAZ" && found.edition.value == "2016")
  }

  @Test(arguments: [
    ("names: {en: \"X\"}\n", 1, "by what these reports are known"),
    ("names: {sv: \"X\"}\nfallback: true\n", 1, "English text is missing"),
    ("names: {en: \"X\"}\ntitles:\n  - \"A {land}\"\n", 3, "is no pattern"),
    ("names: {en: \"X\"}\nfallback: true\nlayout:\n  page_labels: [\"Page\"]\n", 4, "is no page label"),
    (
      "names: {en: \"X\"}\nfallback: true\nlayout:\n  heading_numbers: [\"x\"]\n", 4, "is no heading's number"
    ),
    (
      "names: {en: \"X\"}\nfallback: true\noutline:\n  - {topics: \"x\"}\n", 4, "unknown key \"topics\""
    ),
    ("names: {en: \"X\"}\nfallback: true\ntitels: []\n", 3, "unknown key \"titels\""),
  ])
  func aMistakeNamesItsLine(text: String, line: Int, message: String) throws {
    try folder.write(text, to: "Families/bad.yml")
    let error = #expect(throws: ConfigurationError.self) {
      try RuleSet(pipeline: folder.url.appendingPathComponent("small"))
    }
    #expect(error?.file == "Families/bad.yml" && error?.line == line)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  /// Its headings' topics, its own or another family's; what is in no list is refused.
  @Test func aFamilyMapsItsHeadingsToTheOutline() throws {
    let pipeline = folder.url.appendingPathComponent("small")
    let own =
      "names: {en: \"X\"}\ntitles: [\"X {country}\"]\noutline: [{topic: \"women\", headings: [\"*\", \"wom*\"]}]\n"
    try folder.write(own, to: "Families/own.yml")
    try folder.write(
      "names: {en: \"Y\"}\ntitles: [\"Y {country}\"]\noutline: \"own\"\n", to: "Families/other.yml")
    try folder.write("names: {en: \"Z\"}\nfallback: true\noutline: \"own\"\n", to: "Families/rest.yml")
    let rules = try RuleSet(pipeline: pipeline)
    #expect(rules.family("own")?.outline.topics(of: [""]) == ["women"])
    #expect(rules.family("other")?.outline == rules.family("own")?.outline)
    #expect(rules.family("rest")?.outline.topics(of: ["", "Women"]) == [nil, "women"])
    for (text, complaint) in [
      ("\"nobody\"", "nobody"), ("[{topic: \"x\", headings: [\"y\"]}]", "outline.csv"),
    ] {
      try folder.write("names: {en: \"Q\"}\nfallback: true\noutline: \(text)\n", to: "Families/bad.yml")
      let error = #expect(throws: ConfigurationError.self) { try RuleSet(pipeline: pipeline) }
      #expect(error?.file == "Families/bad.yml" && error?.message.contains(complaint) == true)
    }
  }
}
