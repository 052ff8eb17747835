import Foundation
import Support
import Testing

@testable import Core
@testable import Reference

/// A publisher's table is a file: read strictly, and enough.
@Suite struct PublishedLayoutTests {
  /// The table and layout that the README explains.
  static let rates2019 = """
    Yearbook of rates, printed 3 May 2019
    Land|Code|Place|Women 2017|Women 2018
    Norway|NOR|1|61,5|62,0
    Chile|CHL|2|n/a|1.048,25

    """
  static let rates2020 = """
    Yearbook of rates, printed 4 May 2020
    Rank|Country|Code|Women 2018|Women 2019
    1|Chile|CHL|48,25|49
    2|Norway|NOR|62,0|62,5

    """

  /// The first block of YAML in the README's example.
  static func layout() throws -> String {
    let text = try String(
      contentsOf: repository.appendingPathComponent("Pipelines/Reference/README.md"), encoding: .utf8)
    let block = try #require(text.components(separatedBy: "```yaml\n").dropFirst().first)
    return try #require(block.components(separatedBy: "```").first)
  }

  private func layout(_ text: String) throws -> TableLayout {
    try LayoutReader.layout(StrictYAML(text, file: "rates.yml"), id: "rates", sha256: "")
  }

  private func read(_ text: String, by layout: TableLayout, _ more: String = "", named name: String) throws
    -> PublishedFile
  {
    let entry = try SeriesEntry(
      StrictYAML("{format: \"rates\"\(more)}", file: "series.yml"), layouts: Layouts(byID: ["rates": layout]))
    return try TableReading.file(Array(text.utf8), file: name, entry: entry, lists: publishedLists)
  }

  @Test func theReadmesExampleIsRead() throws {
    let layout = try layout(Self.layout())
    let old = try read(
      Self.rates2019.replacing("1.048", with: "48"), by: layout, named: "yearbook/rates-2019.csv")
    #expect(
      old.brief == [
        "female_labour_participation NOR F 2017 61.5", "female_labour_participation NOR F 2018 62.0",
        "gender_gap_rank NOR _T 2019 1/2", "female_labour_participation CHL F 2018 48.25",
        "gender_gap_rank CHL _T 2019 2/2",
      ])
    #expect(
      old.figures.allSatisfy {
        $0.edition == "2019" && $0.published == "2019-05-03" && $0.source == "RATES"
          && $0.vintage == "Yearbook of rates"
      })
    let new = try read(Self.rates2020, by: layout, named: "yearbook/rates-2020.csv")
    #expect(new.brief.contains("gender_gap_rank CHL _T 2020 1/2") && new.account.used == 2)
    // A lost decimal mark.
    #expect(throws: ConfigurationError.self) {
      try read(Self.rates2019, by: layout, named: "yearbook/rates-2019.csv")
    }
  }

  /// What an entry says wins over the layout.
  @Test func anEntrySaysWhatDiffers() throws {
    let layout = try layout(Self.layout())
    let read = try read(
      Self.rates2020, by: layout, ", title: \"Reprint\", editions: {\"2020\": \"2020-06\"}",
      named: "yearbook/rates-2020.csv")
    #expect(read.figures.allSatisfy { $0.vintage == "Reprint" && $0.published == "2020-06" })
  }

  @Test(arguments: [
    ("Land|", "Pais|", "rates-2019.csv:2: the column \"Land\" is missing (in other generations: Country)"),
    ("Code|", "Land|", "rates-2019.csv:2: the column \"Land\" stands here 2 times, expected 1"),
    (
      "Women 2017|Women 2018", "Men 2017|Men 2018", "rates-2019.csv:2: the column \"Women {year}\" is missing"
    ),
    ("Chile|CHL", "Chile|NOR", "rates-2019.csv:4: NOR stands on line 3 already"),
    ("CHL|2", "CHL|4", "rates-2019.csv:4: the sequence of ranks is broken: rank 4 follows 1 country"),
    ("CHL|2", "CHL|", "rates-2019.csv:4: has no place"),
    ("61,5", "61.5", "rates-2019.csv:3: \"61.5\" in column \"Women 2017\" is not a number"),
  ])
  func anotherLayoutIsRefused(_ old: String, _ new: String, _ complaint: String) throws {
    let layout = try layout(Self.layout())
    #expect {
      try read(Self.rates2019.replacing(old, with: new), by: layout, named: "rates-2019.csv")
    } throws: { "\($0)".hasPrefix(complaint) }
  }

  /// Where several generations fit, the one with most names is meant; a family may have one year only.
  @Test func generationsAreToldApart() throws {
    let layout = try layout(
      """
      generations: ["short", "long"]
      columns:
        name: "Country"
        rank: "Rank"
        before: [~, "Rank #2"]
        score: [~, "Score {year}"]
      area: {name: "name"}
      period: "2020"
      files: ["f"]
      figures:
        - {indicator: "hdi_rank", value: "rank", total: {ranked: "rank"}}
        - {indicator: "hdi_rank", value: "before", period: "2019"}
      """)
    let short = try read("country,RANK\nChile,1\n", by: layout, named: "f.csv")
    #expect(short.brief == ["hdi_rank CHL _T 2020 1/1"])
    let long = try read("Rank,Country,Score 2021,Rank\n1,Chile,9,3\n", by: layout, named: "f.csv")
    #expect(long.brief == ["hdi_rank CHL _T 2020 1/1", "hdi_rank CHL _T 2019 3"])
  }

  /// Each mistake is named with its line.
  @Test(arguments: [
    ("licence:", "license:", "rates.yml:5: unknown key \"license\""),
    ("delimiter: \"|\"", "delimiter: \"||\"", "rates.yml:8: expected one ASCII character"),
    ("  group: \".\"", "  grouping: \".\"", "rates.yml:10: unknown key \"grouping\""),
    ("\"September\", ", "", "rates.yml:13: expected twelve months"),
    ("[\"Land\",         \"Country\"]", "[\"Land\"]", "rates.yml:18: name has 1 names for 2 generations"),
    (
      "[\"Women {year}\", \"Women {year}\"]", "\"Women {jahr}\"",
      "rates.yml:21: \"Women {jahr}\" is no column's name"
    ),
    (
      "unique: \"code\"", "unique: \"kode\"",
      "rates.yml:23: \"kode\" is none of the columns: code, name, place, rate"
    ),
    ("ranking: true", "ranked: true", "rates.yml:25: unknown key \"ranked\""),
    (
      "period: {heading: \"year\"}", "period: {heading: \"year\", column: \"code\"}",
      "rates.yml:28: needs one of"
    ),
    ("period: {heading: \"year\"}", "period: \"soon\"", "rates.yml:28: \"soon\" is not an ISO 8601 date"),
    ("\"printed {date}\"", "\"printed {day}\"", "rates.yml:30: \"printed {day}\": braces hold one of"),
    ("value: \"rate\"", "value: \"rates\"", "rates.yml:32: \"rates\" is none of the columns"),
    ("figures:", "shape: \"list\"\nfigures:", "rates.yml:31: expected one of: cells, sums, participants"),
    (
      "figures:", "sums: {suppressed: \"*\", concept: \"\"}\nfigures:",
      "rates.yml:31: the shape is cells; sums"
    ),
  ])
  func layoutsAreReadStrictly(_ old: String, _ new: String, _ complaint: String) throws {
    let text = try Self.layout()
    #expect(text.contains(old), "the README's example has changed")
    #expect { try layout(text.replacing(old, with: new)) } throws: { "\($0)".hasPrefix(complaint) }
  }

  /// What the entry must say and does not.
  @Test func whatALayoutLeavesOpenIsAskedFor() {
    #expect(
      refusal("Country Name,Country Code,Year,Value\nChile,CHL,2016,1\n", as: "world-bank-long")
        == "a/b.csv: the table world-bank-long needs the key \"indicator\" in its entry (series.yml:1)")
    #expect(
      refusal(
        "HDI rank,Country,Human Development Index (HDI),Life expectancy at birth,"
          + "Gross national income (GNI) per capita\n1,Norway,0.9,80,1\n", as: "hdr-table-1",
        ", period: \"2014\"")
        == "a/b.csv: the table hdr-table-1 needs the key \"edition\" in its entry (series.yml:1)")
  }

  /// Every layout is in the list of series, and the list reads.
  @Test func theRepositorysListNamesEveryLayout() throws {
    let yaml = try StrictYAML(
      file: repository.appendingPathComponent("Data/series.yml"), path: "Data/series.yml")
    let entries = try yaml.required("series").list().map { try SeriesEntry($0, layouts: publishedLayouts) }
    #expect(Set(entries.map(\.format)) == Set(publishedLayouts.names))
    #expect(entries.allSatisfy { !$0.licence.isEmpty && ($0.format == "figures" || !$0.source.isEmpty) })
  }

  /// The program knows no publisher: what a layout names is nowhere in what reads layouts.
  @Test func noPublishersWordIsInTheProgram() throws {
    var names: Set<String> = []
    for (id, layout) in publishedLayouts.byID where id != "figures" {
      names.formUnion(layout.columns.generations.flatMap { $0.columns.map(\.name.base) })
      names.formUnion([id, layout.defaults.source, layout.defaults.title])
    }
    // Plain lower-case words are keys of layouts too.
    names = names.filter { !$0.utf8.allSatisfy { (0x61...0x7A).contains($0) } }
    #expect(names.count > 80)
    let folder = repository.appendingPathComponent("Sources/Reference")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".swift")
    }
    #expect(files.count > 10)
    var found: [String] = []
    for file in files {
      let source = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      for line in source.split(separator: "\n") where !line.contains("///") {
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        found += parts.enumerated().filter { $0.offset % 2 == 1 && names.contains(String($0.element)) }
          .map { "\(file): \($0.element)" }
      }
    }
    #expect(found == [])
  }

  @Test(arguments: [
    ("Score {year}", "Score 2025", "2025"), ("{year}", "1960", "1960"),
    ("{text}of {date}", "as of 1st May 2021", "2021-05-01"),
    ("{date},", "2021-03-19,", "2021-03-19"), ("{reference}_{text}", "4-11-b_CRC-OP-AC.csv", "IV-11-b"),
    ("{reference}_{text}", "18-10_x.csv", "XVIII-10"),
  ])
  func patternsAreFilled(_ pattern: String, _ text: String, _ value: String) throws {
    let dates = DateWords(months: ["january", "february", "march", "april", "may"])
    let made = try #require(TextPattern(pattern))
    let holes = try #require(made.match(text, dates: dates))
    #expect((holes[.date] ?? holes[.year] ?? holes[.reference]) == value)
  }

  @Test(arguments: [
    ("Score {year}", "Score N"), ("Score {year}", "Score 20255"), ("{year}", ""),
    ("{reference}_{text}", "x_4"),
    ("{date}", "31 Feb 2021"), ("Rank", "Rank "),
  ])
  func othersAreNot(_ pattern: String, _ text: String) throws {
    let made = try #require(TextPattern(pattern))
    #expect(made.match(text, dates: DateWords(months: ["january", "february"])) == nil)
  }

  @Test func bracesHoldOnlyWhatIsKnown() {
    #expect(
      TextPattern("{jahr}") == nil && TextPattern("{year") == nil && TextPattern("plain")?.has(.year) == false
    )
  }
}
