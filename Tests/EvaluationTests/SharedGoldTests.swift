import Foundation
import Support
import Testing

@testable import Core
@testable import Evaluation
@testable import Reading

/// Real reports and their gold, where they lie beside the repository; skipped elsewhere.
@Suite(.enabled(if: Repository.hasShared, "needs ../shared with real reports and gold data"))
struct SharedGoldTests {
  @Test func everyTextHasItsGold() throws {
    let reports = try SharedReports(language: "sv")
    #expect(!reports.names.isEmpty)
    #expect(try reports.annotated() == reports.names)
    #expect(!reports.held.isEmpty && reports.held.isSubset(of: reports.names))
  }

  @Test func theRulesReadTheGold() throws {
    let totals = try Totals(held: false)
    #expect(totals.documents > 0)
    #expect(totals.mentions >= 0.997)
    #expect(totals.qualifiersRight >= 0.995)
    #expect(totals.observations >= 0.951)
    #expect(totals.precision >= 0.977)
    #expect(totals.allRight >= 0.931)
  }

  /// Of texts that nobody looks into: what is to be expected of reports to come.
  @Test func theRulesReadWhatTheyWereNotWrittenFor() throws {
    let totals = try Totals(held: true)
    #expect(totals.documents > 0)
    #expect(totals.mentions >= 0.982)
    #expect(totals.qualifiersRight >= 0.995)
    #expect(totals.observations >= 0.714)
    #expect(totals.precision >= 0.833)
    #expect(totals.allRight >= 0.995)
  }

  /// Figures without any text, so that a failure quotes nothing.
  private struct Totals {
    var documents: Int
    /// F1.
    var mentions: Double
    /// Of the mentions found.
    var qualifiersRight: Double
    /// F1.
    var observations: Double
    var precision: Double
    /// Of the observations found.
    var allRight: Double

    init(held: Bool) throws {
      let result = try SharedReports(language: "sv").score(
        held: held, scored: Set(closedList("indicators_0.1.csv").rows.compactMap(\.fields.first)))
      documents = result.documents.count
      mentions = result.mentions.f1 ?? 0
      qualifiersRight = Double(result.qualifiersRight) / Double(max(1, result.mentions.truePositives))
      observations = result.observations.f1 ?? 0
      precision = result.observations.precision ?? 0
      allRight =
        Double(result.dimensionsRight["all"] ?? 0) / Double(max(1, result.observations.truePositives))
    }
  }

  @Test func everyClosedIndicatorIsThere() throws {
    let list = try closedList("indicators.csv")
    let columns = try list.columns(["indicator_id", "unit_code", "value_kind"])
    let indicators = Dictionary(
      uniqueKeysWithValues: try Repository.rules.get().indicators.map { ($0.id, $0) })
    for row in list.rows {
      let id = row.fields[columns[0]]
      let indicator = try #require(indicators[id], "Indicators/\(id) is missing")
      #expect(
        indicator.unit == row.fields[columns[1]] && indicator.kind.rawValue == row.fields[columns[2]], "\(id)"
      )
    }
  }

  /// Cardinals and ordinals as the Unicode consortium spells them are read back to their value.
  @Test func spelledOutNumbersAreReadBack() throws {
    let url = Repository.shared.appendingPathComponent("reference/numbers/spellout_vectors_sv_en.tsv")
    var count = 0
    let reader = DocumentReader(try Repository.rules.get())
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst() {
      let row = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let isOrdinal = row[1].contains("ordinal")
      guard isOrdinal || row[1].contains("cardinal"), let value = Int64(row[2]), value > 1 else { continue }
      count += 1
      let hyphenated = row[4].split(separator: "|").joined(separator: "\u{AD}")
      for text in [row[3], hyphenated] {
        // An ordinal that is as often an adjective counts before a term.
        let sentence =
          row[0] == "sv"
          ? isOrdinal ? "den \(text) gången" : "\(text) personer"
          : isOrdinal ? "the \(text) term" : "\(text) persons"
        let mention = try Repository.read(sentence, language: row[0], with: reader).mentions.first
        #expect(mention?.value.map { Int64($0) } == value, "\(row[1]) \(text)")
      }
    }
    #expect(count > 6000)
  }
}

/// A list of `contract/`: its first column is `indicator_id`.
private func closedList(_ name: String) throws -> CSVTable {
  let url = Repository.shared.appendingPathComponent("contract/\(name)")
  return try CSVTable([UInt8](Data(contentsOf: url)), file: name)
}
