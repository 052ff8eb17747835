import Foundation
import GRDB
import Support
import Synchronization
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Site

/// A release in another language: names, headings and fixed texts from files, data as it was.
@Suite struct LabelledReleaseTests {
  /// Published once with the repository's Swedish, and what it lacked.
  private static let swedish = Result { () -> (files: [String: Data], missing: Set<String>) in
    let missing = Mutex<Set<String>>([])
    let labels = try Labels(language: "sv", pipeline: Repository.pipeline).noting { text in
      _ = missing.withLock { $0.insert(text) }
    }
    let files = try release(labels: labels)
    return (files, missing.withLock { $0 })
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try #require(try Self.swedish.get().files[path], "\(path)"), as: UTF8.self)
  }

  /// The list of what is still English; it may only become shorter.
  @Test func everyFixedTextHasSwedish() throws {
    let missing = try Self.swedish.get().missing.sorted()
    #expect(missing == [])
  }

  /// English in the same form: the folder to copy for another language.
  @Test func theEnglishFilesHaveWhatTheSwedishHave() throws {
    let english = try Labels(language: "en", pipeline: Repository.pipeline)
    let swedish = try Labels(language: "sv", pipeline: Repository.pipeline)
    #expect(Set(swedish.texts.keys).symmetricDifference(english.texts.keys).sorted() == [])
    #expect(
      Set(swedish.forms.map(\.english)).symmetricDifference(english.forms.map(\.english)).sorted() == [])
    #expect(swedish.name == "svenska")
  }

  @Test func pagesAreInTheLanguageAskedFor() throws {
    let page = try text("Reports/countries/KAZ.html")
    #expect(page.contains("<html lang=\"sv\">") && page.contains("<h1 dir=\"auto\">Kazakstan (SAMPLE)</h1>"))
    #expect(page.contains("Senaste uppgifter") && page.contains("odaterad, rapport från 2017-04"))
    #expect(page.contains("kvinnor 63 %, män 48 %"))
    #expect(try text("Reports/index.html").contains("Vad rapporterna säger"))
    #expect(try text("Reports/README.md").contains("# Vad rapporterna säger (SAMPLE)"))
    #expect(try text("tables.md").hasPrefix("# Jämförelsetabeller"))
    // What a report says is in the report's language and stays as it is.
    #expect(page.contains("Reportrar utan gränser"))
  }

  @Test func theDeskHasItsTextsAndListsFromTheProgram() throws {
    let name = try #require(
      try Self.swedish.get().files.keys.sorted().first {
        $0.hasPrefix("Reports/documents/") && $0.hasSuffix(".html")
      })
    let page = try text(name)
    let parts = page.split(separator: "<script type=\"application/json\" id=\"texts\">")
    let json = try #require(parts.last?.split(separator: "</script>").first)
    let texts = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: String])
    #expect(texts["Accept"] == "Godkänn" && texts["\u{201C}{1}\u{201D} is unexplained"] != nil)
    for qualifier in Qualifier.allCases {
      #expect(page.contains("[\"\(qualifier.rawValue)\",\""), "\(qualifier)")
    }
    #expect(
      page.contains("[\"less_than\",\"mindre än\"]")
        && page.contains("[\"section_number\",\"avsnittsnummer\"]"))
  }

  @Test func dataKeepEnglishAndGainLabels() throws {
    let plain = try release()
    let header = exportColumns.joined(separator: ",")
    let labels = "area_label,indicator_label,treaty_label,unit_label,cited_source_label,outline_label"
    let english = String(decoding: try #require(plain["csv/observations.csv"]), as: UTF8.self)
    let swedish = try text("csv/observations.csv")
    #expect(english.hasPrefix(header + "\n") && swedish.hasPrefix("\(header),\(labels)\n"))
    for (one, other) in zip(english.split(separator: "\n"), swedish.split(separator: "\n")) {
      #expect(other.hasPrefix(one + ","))
    }
    #expect(swedish.contains(",Kazakstan,press_freedom_rank,,rank,Reportrar utan gränser,\n"))
    #expect(try text("csv/comparisons/sex.csv").contains("left_area_label"))
    #expect(plain["codebook.sv.md"] == nil && plain["kodbok.md"] == nil)
    #expect(try plain["codebook.md"] == Self.swedish.get().files["codebook.md"])
  }

  @Test func theCodebookIsInTheLanguageAskedFor() throws {
    let book = try text("codebook.sv.md")
    #expect(
      book.contains("# Kodbok") && book.contains("märkta `rejected`") && book.contains("Vad refugees betyder")
    )
  }

  /// A session in one language leaves no trace in the next.
  @Test func namesOfALanguageAreOfItsSessionOnly() throws {
    let database = try workDatabase([kazakhstan()])
    let swedish = try Labels(language: "sv", pipeline: Repository.pipeline)
    let sql = "SELECT DISTINCT area_name FROM observation_wide"
    let names = try [swedish, .english, swedish].map { labels in
      try read(database, in: labels) { db in try String.fetchAll(db, sql: sql) }
    }
    #expect(names == [["Kazakstan"], ["Kazakhstan"], ["Kazakstan"]])
    #expect(throws: LookupError.self) {
      try read(database, in: swedish) { _ in throw LookupError(asked: "x", candidates: []) }
    }
    #expect(try database.all(sql) == ["Kazakhstan"])
  }

  /// Languages are files: no word of one stands in the program, its scripts or its SQL, but in comments.
  @Test func theProgramSpeaksNoOtherLanguage() throws {
    let sources = Repository.root.appendingPathComponent("Sources")
    let letters = Set("åäöÅÄÖ".unicodeScalars)
    var found: [String] = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: sources.path).sorted()
    where ["swift", "js", "css", "sql", "yml"].contains(String(path.split(separator: ".").last ?? "")) {
      let lines = try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8).split(
        separator: "\n")
      for line in lines where line.unicodeScalars.contains(where: letters.contains) {
        let code = line.drop { $0 == " " }
        if !code.hasPrefix("//"), !code.hasPrefix("--") { found.append("\(path): \(code)") }
      }
    }
    #expect(found == [])
  }
}
