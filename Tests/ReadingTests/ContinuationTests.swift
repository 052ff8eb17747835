import Quantities
import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Reading

/// Values that take their meaning from the value before, and those that must not.
struct ContinuationTests {
  private func observations(_ text: String) throws -> [String] {
    try Repository.read(text, area: "KAZ").observations.map { observation in
      [
        observation.indicator, observation.area, observation.timePeriod, observation.sex.rawValue,
        observation.valueText, observation.citedSource,
      ].filter { !["", "_T", "KAZ"].contains($0) }.joined(separator: " ")
    }
  }

  @Test func anotherYearOfTheSameMeasure() throws {
    #expect(
      try observations("I valet 2016 var valdeltagandet 61 procent, jämfört med 47 procent 2011.")
        == ["voter_turnout 2016 61", "voter_turnout 2011 47"])
    #expect(
      try observations("Valdeltagandet var 61 procent 2016, att jämföra med 47 procent fem år tidigare.")
        == ["voter_turnout 2016 61", "voter_turnout 2011 47"])
  }

  @Test func theNextSentenceTakesUpTheFigure() throws {
    #expect(
      try observations("Arbetslösheten uppgick till 9 procent 2015. För kvinnor var siffran 14.")
        == ["unemployment_rate 2015 9", "unemployment_rate 2015 F 14"])
  }

  @Test func anotherThingIsNotTheSameMeasure() throws {
    #expect(
      try observations("Arbetslösheten var 9 procent 2015, medan inflationen var 14 procent 2016.")
        == ["unemployment_rate 2015 9"])
    #expect(
      try observations("Arbetslösheten var 9 procent 2015, inflationen 14 procent 2015 och 12 procent 2016.")
        == ["unemployment_rate 2015 9"])
    #expect(
      try observations("Arbetslösheten uppgick till 9 procent 2015. Bönderna utgjorde 14 procent 2016.")
        == ["unemployment_rate 2015 9"])
  }

  @Test func whatIsCountedSinceAYearIsNotThatYears() throws {
    #expect(
      try observations("Sedan början av 2019 har sju fångar avrättats.")
        == ["executions 2019/.. 7"])
    #expect(
      try observations("Valdeltagandet har sedan 2016 legat på 61 procent.")
        == ["voter_turnout 2016 61"])
    #expect(
      try observations("Sedan dess har mycket hänt. Under 2019 avrättades sju fångar.")
        == ["executions 2019 7"])
  }

  @Test func aPeriodDoesNotEndBeforeItBegins() {
    let may = CalendarPeriod.Point(year: 2016, month: 5)
    let april = CalendarPeriod.Point(year: 2016, month: 4)
    #expect(CalendarPeriod(april, may).isInOrder && CalendarPeriod(may, open: .last).isInOrder)
    #expect(!CalendarPeriod(may, april).isInOrder)
    #expect(!CalendarPeriod(.init(year: 0, month: 5)).isInOrder)
  }

  @Test func nothingNewIsNoNewFact() throws {
    #expect(
      try observations("Valdeltagandet var 61 procent, jämfört med 47 procent.") == ["voter_turnout 61"])
  }

  @Test func theDateOfTheOldValueIsNotTheNewOnes() throws {
    #expect(
      try observations("Arbetslösheten steg från 13 procent 2015 till 15,8 procent tredje kvartalet 2016.")
        == ["unemployment_rate 2015 13", "unemployment_rate 2016-07/2016-09 15.8"])
  }

  @Test func aBareNumberCountsWhatTheOneBeforeCounts() throws {
    #expect(
      try observations("Underhuset har 107 ledamöter och överhuset 47.")
        == ["lower_house_seats 107", "upper_house_seats 47"])
    #expect(
      try observations("I landet fanns 568 flyktingar och antalet statslösa var 7 690 i slutet av 2018.")
        == ["refugees 568", "stateless_persons 2018 7690"])
  }

  @Test func placesThatAreOrdinals() throws {
    #expect(
      try observations(
        "Landet föll från 23:e plats 2018 till 27:e plats 2019 i Reportrar utan gränsers index.")
        == ["press_freedom_rank 2018 23 RSF", "press_freedom_rank 2019 27 RSF"])
  }

  @Test func oneValueForBothSexesHasNone() throws {
    #expect(
      try observations("Lägsta ålder för äktenskap är 18 år för både kvinnor och män.")
        == ["minimum_age_of_marriage 18"])
    #expect(
      try observations("Straffmyndig blir man när man är 15 år.") == [
        "minimum_age_of_criminal_responsibility 15"
      ])
  }
}

/// Which year a value takes, and which it leaves to others.
struct PeriodTests {
  private func periods(_ text: String) throws -> [String] {
    try Repository.read(text, area: "KAZ").observations.map { "\($0.indicator) \($0.timePeriod)" }
  }

  @Test func aChangeBetweenTwoYears() throws {
    #expect(
      try periods(
        "Landet backade från plats 23 till plats 27 i Reportrar utan gränsers index mellan 2018 och 2019.")
        == ["press_freedom_rank 2018", "press_freedom_rank 2019"])
  }

  @Test func todayIsNotTheYearOfSomethingElse() throws {
    #expect(
      try periods("Landet blev fritt från analfabetism 2008 och läskunnigheten är i dag 97 procent.")
        == ["literacy_rate "])
  }

  @Test func aContrastKeepsTheYearAndTheSourceApart() throws {
    #expect(
      try periods("Valdeltagandet var 71 procent, att jämföra med 64 procent 2012.")
        == ["voter_turnout ", "voter_turnout 2012"])
    let sources = try Repository.read(
      "Arbetslösheten är 2,3 procent men enligt ILO:s definition 7,2 procent.", area: "KAZ"
    ).observations.map { "\($0.valueText) \($0.citedSource)" }
    #expect(sources == ["2.3 ", "7.2 ILO"])
  }

  @Test func aShareExplainsAFraction() throws {
    let values = try Repository.read(
      "Var femte ledamot i underhuset, 21 procent, är kvinna.", area: "KAZ"
    ).observations.map(\.valueText)
    #expect(values == ["21"])
  }

  @Test func theHighestSinceAYearIsNotOfThatYear() throws {
    #expect(try periods("Valdeltagandet, 53 procent, var det högsta sedan 1998.") == ["voter_turnout "])
  }

  @Test func yearsEarlierCountFromTheYearNamedLast() throws {
    #expect(
      try periods("I december 2016 fanns 940 flyktingar i landet. Ett år tidigare var antalet 477.")
        == ["refugees 2016-12", "refugees 2015"])
    #expect(
      try periods("I december 2016 fanns 940 flyktingar i landet, jämfört med 477 tio år tidigare.")
        == ["refugees 2016-12", "refugees 2006-12"])
  }

  @Test func aStatusIsDatedByItsYear() throws {
    #expect(try periods("Tortyrkonventionen ratificerades i maj 2016.") == ["treaty_status 2016"])
  }
}
