import Foundation
import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Reading

/// The decisions of the design that a reader could get wrong.
struct ReadingTests {
  private func observations(_ text: String, area: String = "KAZ") throws -> [String] {
    try Repository.read(text, area: area).observations.map { observation in
      [
        observation.indicator, observation.treaty, observation.area, observation.timePeriod,
        observation.sex.rawValue,
        observation.qualifier.rawValue, observation.valueText, observation.citedSource,
      ].filter { !["", "_T", "exact"].contains($0) }.joined(separator: " ")
    }
  }

  @Test func aFigureAboutTheWorldIsNotTheCountrys() throws {
    let found = try observations(
      "Enligt officiella uppgifter är andelen personer med funktionsnedsättning i Kazakstan under fyra procent; WHO uppskattar att "
        + "omkring 15 procent av ett lands invånare har en funktionsnedsättning.")
    #expect(
      found == ["disability_prevalence KAZ less_than 4 GOV", "disability_prevalence WLD about 15 WHO"])
  }

  @Test func theReportsYearIsNotTheFigures() throws {
    #expect(try observations("I landet finns 653 flyktingar.") == ["refugees KAZ 653"])
  }

  @Test func aVagueMagnitudeIsNeverExact() throws {
    let found = try observations("Antalet statslösa i landet räknas i tusental.")
    #expect(found == ["stateless_persons KAZ at_least 1000"])
  }

  @Test func womenAndMenAcrossAComparison() throws {
    let found = try observations(
      "Bland kvinnor har 63 procent eftergymnasial utbildning jämfört med 48 procent bland männen.")
    #expect(found == ["tertiary_education_share KAZ F 63", "tertiary_education_share KAZ M 48"])
  }

  @Test func aProtocolBelongsToTheConventionNamedLast() throws {
    let found = try observations(
      "Konventionen om medborgerliga och politiska rättigheter ratificerades 2006. Protokollet om enskild klagorätt "
        + "ratificerades 2009. Kvinnokonventionen ratificerades 1998. Protokollet om enskild klagorätt har inte ratificerats."
    )
    #expect(
      found == [
        "treaty_status ICCPR KAZ 2006 ratified", "treaty_status ICCPR-OP1 KAZ 2009 ratified",
        "treaty_status CEDAW KAZ 1998 ratified", "treaty_status CEDAW-OP KAZ not_ratified",
      ])
  }

  @Test func statusInTheActiveAndWhatIsOnlyMeant() throws {
    #expect(
      try observations("Landet har inte ratificerat migrantarbetarkonventionen.") == [
        "treaty_status ICRMW KAZ not_ratified"
      ])
    #expect(
      try observations("Till tortyrkonventionen anslöt sig landet 1998.") == [
        "treaty_status CAT KAZ 1998 acceded"
      ])
    #expect(try observations("Regeringen avser att ratificera Romstadgan under 2020.").isEmpty)
    #expect(
      try observations("Romstadgan har undertecknats men inte ratificerats.") == [
        "treaty_status ROME-STATUTE KAZ signed"
      ])
  }

  @Test func aProtocolNamedAfterItsConventionIsNotTheConvention() throws {
    let found = try observations(
      "Det första fakultativa protokollet till ICCPR om enskild klagorätt ratificerades 2011, medan det andra, om "
        + "dödsstraffets avskaffande, inte har ratificerats. Tilläggsprotokollet till tortyrkonventionen ratificerades "
        + "i maj 2016.")
    #expect(
      found == [
        "treaty_status ICCPR-OP1 KAZ 2011 ratified", "treaty_status ICCPR-OP2 KAZ not_ratified",
        "treaty_status OPCAT KAZ 2016 ratified",
      ])
  }

  @Test func whatIsExceptedWasNotRatified() throws {
    #expect(
      try observations("Alla centrala konventioner har ratificerats utom migrantarbetarkonventionen.") == [
        "treaty_status ICRMW KAZ not_ratified"
      ])
    #expect(
      try observations("Konventionen om migrantarbetare tillträddes 1995 och Romstadgan ratificerades 2002.")
        == ["treaty_status ICRMW KAZ 1995 acceded", "treaty_status ROME-STATUTE KAZ 2002 ratified"])
  }

  @Test func theYearBesideAnIndexIsItsEdition() throws {
    let editions = try Repository.read(
      "I Reportrar utan gränsers pressfrihetsindex för 2016 ligger landet på plats 160 av 180. På Transparency "
        + "Internationals index ligger landet på plats 131 av 176, efter två omröstningar 2015.", area: "KAZ"
    ).observations.map { "\($0.indicator) \($0.indexEdition)" }
    #expect(editions == ["press_freedom_rank 2016", "corruption_perceptions_rank "])
  }

  @Test func evidenceQuotesTheText() throws {
    let text = "Enligt UNHCR fanns den 1 juli 2016 i Kazakstan endast 653 flyktingar."
    let read = try Repository.read(text)
    let scalars = Array(text.unicodeScalars)
    let observation = try #require(read.observations.first)
    #expect(
      Set(observation.evidence.map(\.dimension)) == [.value, .indicator, .area, .timePeriod, .citedSource])
    for evidence in observation.evidence {
      var quote = String.UnicodeScalarView()
      quote.append(contentsOf: scalars[evidence.span.charStart..<evidence.span.charEnd])
      #expect(String(quote) == evidence.quote)
    }
  }

  @Test func aSpanAcrossPagesQuotesEachPage() throws {
    let text = "I landet finns 653\nflyktingar enligt UNHCR."
    let document = Repository.document(text)
    let pages = [
      Page(
        number: 1, label: "", method: .formfeed,
        span: Span(charStart: 0, charEnd: 19, byteStart: 0, byteEnd: 19)),
      Page(
        number: 2, label: "", method: .formfeed,
        span: Span(charStart: 19, charEnd: text.count, byteStart: 19, byteEnd: text.utf8.count)),
    ]
    let read = try DocumentReader(Repository.rules.get()).read(document, pages: pages)
    #expect(read.mentions.first?.quote == "653\n")
    let value = read.observations.first?.evidence.filter { $0.dimension == .value } ?? []
    #expect(value.map(\.page) == [1, 2])
    #expect(value.map(\.quote) == ["653\n", "flyktingar"])
  }
}
