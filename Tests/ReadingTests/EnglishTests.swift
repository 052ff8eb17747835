import Support
import Testing

@testable import Core
@testable import Reading

/// What English reports do that Swedish ones do not.
struct EnglishTests {
  static let title = "2024 Country Report: Kazakhstan\n\n"

  private func read(_ text: String) throws -> DocumentRecord {
    let document = Repository.document(text, area: "KAZ", language: "en")
    return try DocumentReader(Repository.rules.get()).read(document, pages: [Repository.page(document)])
  }

  @Test func aDateWithoutAYearIsOfTheTitlesYear() throws {
    let record = try read(
      Self.title + "The war in 2014 was long. As of June 30, the country hosted 653 refugees.")
    #expect(record.mentions.map(\.valueText) == ["2024", "2014", "--06-30", "653"])
    let found = try #require(record.observations.first)
    #expect(record.observations.count == 1)
    #expect(found.indicator == "refugees" && found.timePeriod == "2024-06-30")
    #expect(found.evidence.filter { $0.dimension == .timePeriod }.map(\.quote) == ["2024", "June 30"])
  }

  @Test func aMonthAndAnIntervalToo() throws {
    let month = try read(Self.title + "As of June, the country hosted 653 refugees.")
    #expect(month.observations.map(\.timePeriod) == ["2024-06"])
    let over = try read(Self.title + "From October to March, the country hosted 653 refugees.")
    #expect(over.observations.map(\.timePeriod) == [""], "over a year's end nobody says which years")
  }

  @Test func withoutATitleThereIsNoYear() throws {
    let record = try read("As of June, the country hosted 653 refugees.")
    #expect(record.observations.map(\.timePeriod) == [""])
  }

  @Test func aUnitIsConvertedToTheIndicators() throws {
    let hours = try read("Police may hold a suspect for up to three days before a charge is filed.")
    #expect(hours.observations.map(\.indicator) == ["detention_limit_before_charge"])
    #expect(hours.observations.map(\.valueText) == ["72"])
    #expect(hours.observations.map(\.unit) == ["HOURS"])
  }

  @Test func aFieldOfAFormEndsWithItsLine() throws {
    let record = try read("Enforcement\n  Cases Heard: 12\n  Labor Inspectors: 40\n  Fines Imposed: No")
    #expect(record.mentions.map(\.valueText) == ["12", "40"])
    #expect(record.mentions.map(\.quote) == ["12", "40"], "no number takes its noun from the next line")
    let treaties = try read(
      "Treaties\n  Convention against Torture Ratified: No\n  Convention on the Rights of the Child Ratified: Yes"
    )
    #expect(!treaties.observations.contains { $0.treaty == "CRC" && $0.valueText == "not_ratified" })
  }

  @Test func aMonthBeforeAReportIsADate() throws {
    let months = try read("A September UN report and a March Commission report say so; April Smith does not.")
    #expect(months.mentions.map(\.valueText) == ["--09", "--03"])
  }

  @Test(arguments: [
    ("In the first seven months of the year, the country hosted 653 refugees.", "2024-01/2024-07"),
    ("During the second half of the year, the country hosted 653 refugees.", "2024-07/2024-12"),
    ("In the first 10 months of 2020, the country hosted 653 refugees.", "2020-01/2020-10"),
    ("In the first eight months of the trip, the country hosted 653 refugees.", ""),
  ])
  func theFirstMonthsOfTheYearAreItsPeriod(_ text: String, _ period: String) throws {
    let record = try read(Self.title + text)
    #expect(record.observations.map(\.timePeriod) == [period])
  }

  /// Pesos are of the country that the report is about; euros are euros everywhere.
  @Test(arguments: [
    ("KAZ", "60,000 tenge", "KZT"), ("MEX", "12,000 pesos", "MXN"), ("CHL", "12,000 pesos", "CLP"),
    ("XKX", "170 euros", "EUR"), ("KAZ", "170 euros", "EUR"), ("WLD", "170 pesos", "LCU"),
  ])
  func aWageIsInTheMoneyThatItIsToldIn(_ area: String, _ money: String, _ code: String) throws {
    let text = "The monthly minimum wage is \(money)."
    let document = Repository.document(text, area: area, language: "en")
    let record = try DocumentReader(Repository.rules.get()).read(
      document, pages: [Repository.page(document)])
    #expect(record.observations.map(\.indicator) == ["minimum_wage_monthly"])
    #expect(record.observations.map(\.unit) == [code])
    let stream = try StreamHarness.run(
      StreamHarness.line([("id", "a"), ("text", text), ("language", "en"), ("area", area)]))
    #expect(
      stream.lines.contains { String(decoding: $0, as: UTF8.self).contains("\"unit_code\":\"\(code)\"") })
  }

  /// What nothing in a number's own expression says may stand beside it.
  @Test func aBareNumberIsExplainedByWhatStandsAround() throws {
    let record = try read(
      "Cases\n  Labor Inspections: 40\n  Labor Penalties: 3\n\nThe office opened 12 cases, compared with 9 in 2012. "
        + "The party met 20 so-called friendly observers. The number of observers rose from 5 to 8. Who can say why it was 17?"
    )
    #expect(
      record.mentions.filter { $0.kind == .count }.map { "\($0.valueText) \($0.reason)" } == [
        "40 field", "3 field", "12 count", "9 elliptical", "20 count", "5 count", "8 count",
        "17 bare_number",
      ])
  }
}
