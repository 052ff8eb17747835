import Foundation
import GRDB
import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Dataset
@testable import Diff
@testable import Orchestration
@testable import Reading
@testable import Reference
@testable import Review
@testable import Site

/// Against the publishers' own files, where they lie beside the project.
@Suite(.enabled(if: hasReference, "the publishers' files are not beside the project's folder"))
struct PublishedReferenceTests {
  /// The whole run over the Kazakhstan report, once for all tests.
  static let database = Result<DatabaseQueue, any Error> {
    let folder = try TestFolder()
    let workspace = Workspace(pipeline: Repository.pipeline, project: repository)
    var options = RunOptions(programVersion: "test")
    options.series = reference
    options.seriesName = "reference"
    options.selection = try StageSelection(to: "compare")
    var entry = ReportEntry(
      file: "kazakhstan.txt", location: corpus.appendingPathComponent("sv/kazakstan_2015-2016.txt"))
    entry.area = "KAZ"
    entry.published = "2017-04"
    entry.language = "sv"
    let places = try Places(
      workspace: workspace, output: folder.path("out"), hasInput: true, currentFolder: folder.url)
    let report = try PipelineRun(
      workspace: workspace, places: places, entries: [entry], list: "test", options: options
    ).execute { _ in }
    try #require(report.failures.isEmpty, "\(report.failures)")
    let copy = try DatabaseQueue()
    try openReadOnly(at: places.nextRelease).backup(to: copy)
    return copy
  }

  /// Rows as another program counts them: records of the file less what stands above the first.
  @Test func everyRowIsAccountedFor() throws {
    let database = try Self.database.get()
    let files = try database.read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT f.file, f.format, f.row_count, f.used_count, (SELECT coalesce(sum(row_count), 0)
            FROM published_row_passed_over p WHERE p.file = f.file) AS passed FROM published_file f
          WHERE outcome = 'imported' AND file NOT LIKE 'published/%'
          """)
    }
    #expect(files.count >= 90)
    for row in files {
      let file: String = row["file"]
      let above =
        switch row["format"] as String {
        case "gender-gap-table", "gender-gap-index", "gender-gap-ratio", "gender-gap-income",
          "gender-gap-survey":
          0
        case "unhcr-mid-year": 2
        case "unhcr-year-end": file.contains("CR_only") ? 1 : 2
        case "ipu-ranking": 6
        case "world-bank-wide": 3  // two of the five lines are empty
        default: 1
        }
      #expect(row["row_count"] == (try records(of: file)) - above, "\(file)")
      #expect(row["row_count"] == (row["used_count"] as Int) + (row["passed"] as Int), "\(file)")
    }
    let refused = try database.read {
      try String.fetchAll($0, sql: "SELECT error FROM published_file WHERE error <> ''")
    }
    #expect(refused == [])
  }

  /// Ends of records outside quotes, without the importer's help.
  private func records(of file: String) throws -> Int {
    let data = try Data(contentsOf: reference.appendingPathComponent(file))
    let end: UInt8 = data.contains(0x0A) ? 0x0A : 0x0D
    var count = 0
    var isInQuotes = false
    var isEmpty = true
    for line in data.split(separator: end, omittingEmptySubsequences: false) {
      isEmpty = isEmpty && line.allSatisfy { $0 == 0x0D || $0 == 0x0A }
      if !line.count(where: { $0 == UInt8(ascii: "\"") }).isMultiple(of: 2) { isInQuotes.toggle() }
      guard !isInQuotes else { continue }
      if !isEmpty { count += 1 }
      isEmpty = true
    }
    return count
  }

  @Test func theMangledFileIsRefused() throws {
    let bytes = [UInt8](
      try Data(contentsOf: reference.appendingPathComponent("rsf/fixtures/rwb2016_mangled_roundtrip.csv")))
    #expect(throws: ConfigurationError.self) { try importing(bytes, as: "rsf-index") }
    // Its lost decimal marks alone are enough.
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter(\.isASCII)
    #expect(
      refusal(String(String.UnicodeScalarView(text)), as: "rsf-index").contains("score of 9141 can't be"))
  }

  /// The check that was made by hand: each row with a file here gets its verdict.
  @Test func theKazakhstanReportGetsItsVerdicts() throws {
    let database = try Self.database.get()
    let treaties = try CSVTable(
      [UInt8](
        Data(
          contentsOf: reference.deletingLastPathComponent().appendingPathComponent("contract/treaties.csv"))),
      file: "treaties.csv")
    let codes = Dictionary(uniqueKeysWithValues: treaties.rows.map { ($0.fields[4], $0.fields[0]) })
    let indicators = [
      "RSF-rank": "press_freedom_rank", "RSF-n": "press_freedom_rank", "HDI-rank": "hdi_rank",
      "HDI-n": "hdi_rank",
      "GGI-f": "tertiary_education_share", "GGI-m": "tertiary_education_share", "UNHCR-ref": "refugees",
      "IPU-women": "women_in_lower_house_share", "Seats-lower": "lower_house_seats",
      "Seats-upper": "upper_house_seats", "Threshold": "parliamentary_threshold",
      "WHO-15": "disability_prevalence",
      "KAZ-dis": "disability_prevalence", "ILO-8": "ilo_core_conventions_ratified",
      "Stateless": "stateless_persons",
    ]
    let table = try CSVTable(
      [UInt8](Data(contentsOf: reference.appendingPathComponent("kazakhstan_check.csv"))),
      file: "kazakhstan_check.csv")
    let columns = try table.columns(["fact_id", "expected_verdict"])
    var checked = 0
    for row in table.rows where !row.fields[columns[1]].isEmpty {
      let fact = row.fields[columns[0]]
      let treaty = fact.hasPrefix("TR-") ? try #require(codes[String(fact.dropFirst(3))], "\(fact)") : ""
      let indicator = try treaty.isEmpty ? #require(indicators[fact], "\(fact)") : "treaty_status"
      let verdicts = try database.read { db in
        try String.fetchAll(
          db,
          sql: """
            SELECT verdict FROM comparison_published WHERE indicator_id = ? AND treaty_id = ?
              AND left_sex = CASE ? WHEN 'GGI-f' THEN 'F' WHEN 'GGI-m' THEN 'M' ELSE left_sex END
              AND left_area_id = CASE ? WHEN 'WHO-15' THEN 'WLD' ELSE 'KAZ' END
            """, arguments: [indicator, treaty, fact, fact])
      }
      // The check names the figure that the value agrees with; the verdict says that it is another one.
      let expected = row.fields[columns[1]].replacing("agrees_other_", with: "other_")
      #expect(verdicts == [expected], "\(fact)")
      checked += 1
    }
    #expect(checked >= 30)
  }

  @Test(arguments: [
    ("press_freedom_rank", "160 of 179 in the 2013 edition"),
    ("press_freedom_rank", "160 of 180 in the 2016 edition"),
    ("hdi_rank", "the 2015 edition, the 2016 edition"),
    ("refugees", "653 for 2016-12-31 (Global Trends 2016, published 2017-06-19, after the report)"),
    ("refugees", "691 for 2016-06-30"), ("women_in_lower_house_share", "default: 26.17 for"),
    ("women_in_lower_house_share", "before the time reported"),
    ("women_in_lower_house_share", "27.10 for 2016-03"),
    ("tertiary_education_share", "published as gross enrolment ratio"),
    ("stateless_persons", "a magnitude against"),
  ])
  func theNearestMatchIsNamed(_ indicator: String, _ words: String) throws {
    let nearest = try Self.database.get().all(
      "SELECT nearest FROM comparison_published WHERE indicator_id = '\(indicator)'")
    #expect(!nearest.isEmpty && nearest.allSatisfy { $0.contains(words) }, "\(nearest)")
  }
}
