import Core
import Support
import Testing

@testable import Reading

/// How titles and file names are taken apart.
struct NamePatternTests {
  private static let areas = AreaNames([
    ("LAX", "Laxia"), ("BIB", "Bibo och Humla"), ("HUM", "Humla"), ("AUT", "Österrike"),
  ])

  private func names(_ pattern: String, _ text: String, isFile: Bool = false) throws -> [String]? {
    let found = try #require(NamePattern(pattern)).names(in: nameTokens(text)) {
      isFile ? Self.areas.areaInFileName($0) : Self.areas.area($0)
    }
    return found.map { [$0.country, $0.edition, $0.published] }
  }

  @Test(arguments: [
    "II. RÄTTSSTATENS PRINCIPER", "", " – ", "Läget i Årsta 2015–2016", "a1b2", "TÜRKİYE 2022",
    "Côte d’Ivoire",
    "1\u{a0}000 × 2", "ÿß÷", "e\u{301}tat",
  ])
  func keysOfBytesAreThoseOfTheWords(_ name: String) {
    var key: [UInt8] = []
    Array(name.utf8).withUnsafeBufferPointer { appendNameKey(of: $0, to: &key) }
    #expect(String(decoding: key, as: UTF8.self) == nameKeys(name).exact)
  }

  @Test func titlesNameCountryAndEdition() throws {
    let swedish = "Läget i|på {country} {edition}?"
    #expect(try names(swedish, "Läget i Laxia 2015–2016") == ["LAX", "2015-2016", ""])
    #expect(try names(swedish, "LÄGET PÅ Bibo och Humla") == ["BIB", "", ""])
    #expect(try names(swedish, "Läget i Laxia, 2019") == ["LAX", "2019", ""])
    #expect(try names(swedish, "Läget i Laxia och annat") == nil)
    #expect(try names(swedish, "Om läget i Laxia") == nil)
    #expect(try names(swedish, "Läget i Utopia 2019") == nil)
    let yearFirst = "{edition} Country Reports on Affairs: {country}"
    #expect(try names(yearFirst, "2022 Country Reports on Affairs: Bibo och Humla") == ["BIB", "2022", ""])
    #expect(try names("{country} {edition} Report", "Laxia 2022 Report") == ["LAX", "2022", ""])
  }

  @Test func fileNamesMayLackTheMarksOfLetters() throws {
    let files = "ud_{country}_{published}"
    #expect(try names(files, "ud_osterrike_2021-06", isFile: true) == ["AUT", "", "2021-06"])
    #expect(try names(files, "ud_bibo-och-humla_2021", isFile: true) == ["BIB", "", "2021"])
    #expect(try names(files, "ud_laxia_2021-13", isFile: true) == nil)
    #expect(
      try names("* i|pa {country} {edition}?", "rapport-om-ratt-i-laxia-2019", isFile: true) == [
        "LAX", "2019", "",
      ])
    #expect(try names("{country}_{edition}", "laxia_2015-2016", isFile: true) == ["LAX", "2015-2016", ""])
  }

  @Test(arguments: ["{land}", "{country", "", "?", " , "])
  func whatIsNoPatternIsRefused(text: String) {
    #expect(NamePattern(text) == nil)
  }

  /// Names may be long and follow no pattern: the time does not explode.
  @Test func aLongTitleIsReadInTime() throws {
    let text = Array(repeating: "Humla", count: 40).joined(separator: " ")
    #expect(try names("* * * {country} {edition}", text) == nil)
  }

  @Test(arguments: [
    ("kazakstan_2015-2016", "2015-2016"), ("report-2019-final", "2019"), ("report 12", ""), ("a_20151", ""),
  ])
  func editionsAreReadFromFileNames(stem: String, edition: String) {
    #expect(editionIn(stem) == edition)
  }
}
