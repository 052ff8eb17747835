import Support
import Testing

@testable import Reference

/// A part of a publisher's table is never taken for the whole.
@Suite struct WholenessTests {
  private static func index(_ rows: Int, edition: String) -> String {
    "Year (N);ISO;Rank N;Score N;Rank N-1;FR_country;EN_country;Zone\n"
      + (1...rows).map { "\(edition);C\($0);\($0);5,0;\($0);Pays \($0);Country \($0);Zone\n" }.joined()
  }

  /// Cut at a line's end, a ranking is a ranking still: of fewer.
  @Test(arguments: [("2016", 8, 180), ("2016", 179, 180), ("2005", 66, 166), ("2002", 100, 139)])
  func aRankingThatWasCutIsRefused(edition: String, rows: Int, floor: Int) {
    let message = refusal(Self.index(rows, edition: edition), as: "rsf-index", least)
    #expect(
      message.hasPrefix(
        "a/b.csv:\(rows + 1): ends after \(rows) rows where a whole file has at least \(floor)"))
  }

  @Test func aWholeRankingIsRead() throws {
    #expect(try importing(Self.index(180, edition: "2016"), as: "rsf-index", least).figures.count == 180)
    // The entry may know better.
    #expect(try importing(Self.index(8, edition: "2016"), as: "rsf-index").figures.count == 8)
  }

  /// The layout's own floors.
  private let least =
    ", least_rows: [{rows: 139}, {since: \"2003\", rows: 166}, {since: \"2010\", rows: 178}, {since: \"2014\", rows: 180}]"

  @Test func aListOfParticipantsThatWasCutIsRefused() {
    let list = "Participant,\"Accession, Succession(d)\"\nAlbania,1 Jan 2001 a\nKazakhstan,1 Jan 2002 a\n"
    let more = ", period: \"2015-03-14\", published: \"2015-03-14\", least_rows: 0"
    #expect(
      refusal(list, as: "untc-participants", more + ", reaches: \"T\"").contains(":3: ends with Kazakhstan"))
    #expect(!refusal(list + "Zambia,1 Jan 2003 a\n", as: "untc-participants", more).contains("ends with"))
  }

  @Test func anAnswerForOneOriginIsNoTotal() throws {
    let heading = "year,coa_iso,coa_name,coo_iso,refugees,asylum_seekers,idps,stateless\n"
    let one = heading + "2018,TUR,Turkey,KAZ,7,5,0,0\n2018,DEU,Germany,KAZ,120,5,0,0\n"
    #expect(refusal(one, as: "unhcr-population").contains("has \"KAZ\" alone as origin"))
    #expect(
      try !importing(one + "2018,TUR,Turkey,SYR,3600000,1,0,0\n", as: "unhcr-population").figures.isEmpty)
  }

  @Test(arguments: ["2051", "4008"]) func noFigureIsAboutATimeAfterItsTable(year: String) {
    let row = "\(year);FIN;1;5,0;1;Finlande;Finland;UE\n"
    let text = "Year (N);ISO;Rank N;Score N;Rank N-1;FR_country;EN_country;Zone\n" + row
    #expect(
      refusal(text, as: "rsf-index", ", editions: {\"\(year)\": \"2016-04-20\"}").contains(
        ":2: is about \(year), and the table appeared 2016-04-20"))
  }
}
