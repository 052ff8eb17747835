import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset

/// Exports for statistics programs, and the sentence beside each figure.
@Suite struct PanelTests {
  private func share(_ quote: String, _ value: String, period: String = "") -> Fact {
    Fact(indicator: "disability_prevalence", quote: quote, value: value, period: period)
  }

  private func database() throws -> DatabaseQueue {
    try workDatabase([
      report(
        "KAZ", edition: "2015", published: "2016-04", text: "Först. Andelen var 4 procent 2014. Sist.",
        facts: [share("4 procent", "4", period: "2014")]),
      report(
        "KAZ", edition: "2016", published: "2017-04",
        text: "Andelen var 5 procent 2014. Nu är den 6 procent.",
        facts: [share("5 procent", "5", period: "2014"), share("6 procent", "6")]),
    ])
  }

  private func panel(_ shape: PanelShape, undated: Bool) throws -> [[Substring]] {
    var bytes: [UInt8] = []
    _ = try database().read {
      try exportPanel($0, filter: ExportFilter(), shape: shape, undated: undated) { bytes += $0 }
    }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  @Test func oneRowHasOneKeyAndTheNewestReportWins() throws {
    let rows = try panel(.long, undated: false)
    #expect(rows.count == 2)
    let row = Dictionary(uniqueKeysWithValues: zip(rows[0], rows[1]))
    #expect(row["year"] == "2014" && row["year_basis"] == "stated" && row["value"] == "5")
    #expect(row["stated_count"] == "2" && row["value_text"] == "5")
  }

  @Test func undatedFiguresComeByChoice() throws {
    let rows = try panel(.long, undated: true)
    let years = rows[0].firstIndex(of: "year").map { place in rows.dropFirst().map { $0[place] } }
    #expect(years == ["2014", "2017"])
    #expect(rows[2].contains("report"))
  }

  @Test func wideHasAColumnForEachIndicator() throws {
    #expect(
      try panel(.wide, undated: true) == [
        ["area_id", "area_name", "year", "disability_prevalence"], ["KAZ", "Kazakhstan", "2014", "5"],
        ["KAZ", "Kazakhstan", "2017", "6"],
      ])
  }

  @Test func theSentenceStandsBesideTheQuote() throws {
    var bytes: [UInt8] = []
    _ = try database().read {
      try exportObservations($0, filter: ExportFilter(), format: .csv) { bytes += $0 }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("4 procent,Andelen var 4 procent 2014.,"))
    #expect(text.contains("6 procent,Nu är den 6 procent.,"))
  }

  @Test func whatLooksAlikeIsOffered() {
    let names = ["hdi_rank", "press_freedom_rank", "refugees"]
    #expect(lookalikes(of: "hdi", among: names) == ["hdi_rank"])
    #expect(lookalikes(of: "refuges", among: names) == ["refugees"])
    #expect(lookalikes(of: "rank", among: names) == ["hdi_rank", "press_freedom_rank"])
    #expect(lookalikes(of: "zzz", among: names).isEmpty)
  }

  @Test func whatThereIsIsListed() throws {
    let list = try database().read { try listing($0, of: .areas) }
    #expect(list.rows == [["KAZ", "Kazakhstan", "country", "3", "2"]])
    #expect(try database().read { try listing($0, of: .indicators, matching: "nothing") }.rows.isEmpty)
  }
}
