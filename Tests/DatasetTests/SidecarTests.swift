import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Reading

/// The release of two editions, made once for the tests that only look at it.
private let once = Result { try release() }

@Suite struct SidecarTests {
  @Test func thePackageDescribesEveryCSVAndEveryColumn() throws {
    let files = try once.get()
    let json = try #require(files["datapackage.json"])
    let package = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    let resources = try #require(package["resources"] as? [[String: Any]])
    #expect(
      Set(resources.compactMap { $0["path"] as? String })
        == Set(files.keys.filter { $0.hasPrefix("csv/") && $0.hasSuffix(".csv") }))
    for resource in resources {
      let path = try #require(resource["path"] as? String)
      let data = try #require(files[path])
      #expect(
        resource["hash"] as? String == "sha256:" + ContentHash.sha256(data)
          && resource["bytes"] as? Int == data.count)
      let schema = try #require(resource["schema"] as? [String: Any], "\(path)")
      let fields = try #require(schema["fields"] as? [[String: String]])
      let header = String(decoding: data.prefix { $0 != 0x0A }, as: UTF8.self)
      #expect(fields.compactMap { $0["name"] }.joined(separator: ",") == header, "\(path)")
      #expect(fields.filter { ($0["description"] ?? "").isEmpty }.compactMap { $0["name"] } == [], "\(path)")
    }
  }

  @Test func theMetadataIsYAMLAndNamesTablesThatExist() throws {
    let files = try once.get()
    let yaml = try StrictYAML(
      String(decoding: try #require(files["metadata.yaml"]), as: UTF8.self), file: "metadata.yaml")
    let database = try yaml.required("databases").required("human-rights")
    let tables = try database.required("tables").pairs().map(\.0.string)
    #expect(tables.contains("observation_wide") && tables.contains("review_queue"))
    try workDatabase([kazakhstan()]).read { db in
      for name in tables { _ = try Row.fetchAll(db, sql: "SELECT * FROM \(name) LIMIT 1") }
      for (_, query) in try database.required("queries").pairs() {
        _ = try db.makeStatement(sql: query.required("sql").string())
      }
    }
  }

  @Test func sdmxHasOneRowForEachObservation() throws {
    let files = try once.get()
    let text = String(decoding: try #require(files["sdmx/observations.csv"]), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines[0].hasPrefix("STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,REF_AREA,"))
    #expect(
      lines.dropFirst().filter { $0.hasPrefix("dataflow,COUNTRY_INDICATORS:HUMAN_RIGHTS(1.0),I,") }.count
        == 10)
    #expect(
      lines.contains {
        $0.contains(",tertiary_education_share,KAZ,_Z,2015,F,_T,_T,_U,") && $0.contains(",63,A,PERCENT,")
      })
    let structure = String(decoding: try #require(files["sdmx/structure.xml"]), as: UTF8.self)
    #expect(structure.contains("<str:Code id=\"refugees\">") && structure.contains("DimensionList"))
  }

  /// Rejected observations can be seen in one CSV file and in the database, and are disseminated nowhere.
  @Test func whatAReaderRejectedIsMarkedOrLeftOut() throws {
    let read = try report(
      "KAZ", edition: "2016", published: "2017-04", text: "Där bor 653 flyktingar. Landet har 107 platser.",
      facts: [
        Fact(
          indicator: "refugees", quote: "653 flyktingar", value: "653", unit: "PERSONS", kind: .count,
          review: .rejected),
        Fact(indicator: "lower_house_seats", quote: "107 platser", value: "107", unit: "SEATS", kind: .count),
      ])
    let files = try release([read])
    func text(_ path: String) throws -> String { String(decoding: try #require(files[path]), as: UTF8.self) }
    let all = try text("csv/observations.csv").split(separator: "\n")
    #expect(all.count == 3 && all.contains { $0.contains(",653,") && $0.contains(",rejected,") })
    // The only figure on refugees is rejected, and what has no row has no file.
    #expect(files["csv/indicators/refugees.csv"] == nil)
    #expect(try !text("sdmx/observations.csv").contains("653"))
    #expect(try text("csv/indicators/lower_house_seats.csv").contains("107"))
    #expect(try text("sdmx/observations.csv").split(separator: "\n").count == 2)
    #expect(try text("sdmx/structure.xml").contains("Observations that a reader rejected are left out."))
    for path in ["README.md", "codebook.md"] { #expect(try text(path).contains(rejectedNotice), "\(path)") }
    let comparisons = files.keys.filter { $0.hasPrefix("csv/comparisons/") && $0.hasSuffix(".csv") }
    for path in comparisons { #expect(try !text(path).contains("653"), "\(path)") }
    #expect(try text("README.md").contains("| rejected | 1 |"))
  }

  @Test func foreignKeysNameTheirColumns() throws {
    let unnamed = try workDatabase().all(
      "SELECT t.name FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table' AND f.\"to\" IS NULL"
    )
    #expect(unnamed == [])
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+46", "+46"), ("@SUM(A1)", "'@SUM(A1)"),
    ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
    ("\t=1", "'\t=1"), (" =1", "' =1"), ("-3.5", "-3,5"), ("26", "26"), ("a;b", "\"a;b\""),
    ("sa \"x\"", "\"sa \"\"x\"\"\""),
    ("1e5", "1e5"), ("2016-07-01", "2016-07-01"), ("", ""), ("＝1", "'＝1"),
  ])
  func noCellOfASpreadsheetRuns(cell: String, expected: String) {
    let line = String(decoding: Spreadsheet.line([cell]), as: UTF8.self)
    #expect(line == (cell == "+46" ? "'+46" : expected) + "\r\n")
  }
}
