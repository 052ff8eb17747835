import Foundation
import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Reading

/// What a report says of treaties: which, by which verb, denied or only meant, and the year of each.
struct TreatyTests {
  /// Treaty, status and year, in alphabetical order.
  private func statuses(_ text: String) throws -> [String] {
    try Repository.read(text, area: "GHA").observations.filter { $0.indicator == "treaty_status" }.map {
      "\($0.treaty) \($0.valueText) \($0.timePeriod)".trimmingCharacters(in: .whitespaces)
    }.sorted()
  }

  @Test func anInfinitiveIsNoStatus() throws {
    for text in [
      "Regeringen meddelade 2019 sin avsikt att ratificera konventionen mot påtvingade försvinnanden.",
      "Parlamentet röstade 2013 för att ratificera konventionen om rättigheter för personer med funktionsnedsättning.",
      "FN har uppmanat landet att ratificera det andra fakultativa protokollet till ICCPR.",
      "Ett lagförslag om ratificering av tortyrkonventionen ligger hos parlamentet.",
      "En lag om ratificering av Romstadgan antogs av parlamentet 2012.",
      "Under 2018 inleddes arbetet med att ratificera Romstadgan.",
      "Landet har reserverat sig mot flera artiklar i kvinnokonventionen.",
    ] { #expect(try statuses(text).isEmpty, "\(text)") }
  }

  @Test func whatIsNotWantedIsNotRatified() throws {
    for text in [
      "Landet har hittills inte velat ratificera Romstadgan.",
      "Regeringen har förklarat att den inte tänker ratificera Romstadgan.",
      "Landet står utanför Internationella brottmålsdomstolen.",
      "Landet är inte part till Romstadgan.",
      "Någon anslutning till Romstadgan är inte aktuell.",
      "Ratifikation av Romstadgan återstår.",
      "Inte heller Romstadgan är undertecknad.",
      "Landet hör till de få som inte ratificerat Romstadgan.",
      "Anslutningen till Romstadgan återkallades innan den trätt i kraft.",
    ] { #expect(try statuses(text) == ["ROME-STATUTE not_ratified"], "\(text)") }
  }

  @Test func aNameIsDeniedByItself() throws {
    #expect(
      try statuses("Landet ratificerade CRPD 2009, men inte dess fakultativa protokoll.")
        == ["CRPD ratified 2009", "CRPD-OP not_ratified"])
    #expect(
      try statuses("Varken ICCPR eller ICESCR har ratificerats.")
        == ["ICCPR not_ratified", "ICESCR not_ratified"])
    #expect(
      try statuses("Landet har tillträtt tortyrkonventionen men inte de två konventionerna från 1966.")
        == ["CAT acceded", "ICCPR not_ratified", "ICESCR not_ratified"])
  }

  @Test func eachHasItsYear() throws {
    #expect(
      try statuses(
        "Barnkonventionen ratificerades redan 1990, kvinnokonventionen 1993 och tortyrkonventionen 1996.")
        == ["CAT ratified 1996", "CEDAW ratified 1993", "CRC ratified 1990"])
    #expect(
      try statuses("Barnkonventionen och kvinnokonventionen ratificerades 1990 respektive 1993.")
        == ["CEDAW ratified 1993", "CRC ratified 1990"])
    #expect(
      try statuses("ICCPR (1973), ICESCR (1973) och CEDAW (1981) har ratificerats.")
        == ["CEDAW ratified 1981", "ICCPR ratified 1973", "ICESCR ratified 1973"])
    #expect(
      try statuses("Landet är sedan 1978 part i ICCPR och sedan 2000 i CRPD.")
        == ["CRPD ratified 2000", "ICCPR ratified 1978"])
    #expect(
      try statuses("Flyktingkonventionen från 1951 ratificerades 1980 och dess protokoll 1981.")
        == ["REFUGEE-CONVENTION ratified 1980", "REFUGEE-PROTOCOL ratified 1981"])
    #expect(
      try statuses("Landet har inte anslutit sig till 1951 års flyktingkonvention.")
        == ["REFUGEE-CONVENTION not_ratified"])
  }

  @Test func aProtocolIsNotItsConvention() throws {
    #expect(
      try statuses("Tortyrkonventionens fakultativa protokoll ratificerades 2012.") == ["OPCAT ratified 2012"]
    )
    #expect(
      try statuses("Landet har ratificerat barnkonventionen och dess båda tilläggsprotokoll.")
        == ["CRC ratified", "CRC-OPAC ratified", "CRC-OPSC ratified"])
    #expect(
      try statuses("Landet har ratificerat barnkonventionen och två av dess tre protokoll.") == [
        "CRC ratified"
      ])
  }

  @Test func whatIsSaidOfAnotherTreatyOrCountry() throws {
    #expect(
      try statuses("Istanbulkonventionen ratificerades 2014 och kvinnokonventionen 1985.") == [
        "CEDAW ratified 1985"
      ])
    #expect(
      try statuses("Enligt barnkonventionen har landet undertecknat ett avtal med grannlandet.").isEmpty)
    #expect(try statuses("Kina har inte ratificerat Romstadgan.").isEmpty)
  }

  @Test func whatIsExceptedBeforeTheVerb() throws {
    #expect(
      try statuses("Samtliga centrala konventioner utom den om migrantarbetare är ratificerade.")
        == ["ICRMW not_ratified"])
  }

  @Test func aContrastBeginsAnotherStatement() throws {
    #expect(
      try statuses(
        "Landet har ratificerat ICESCR (2017), medan ICCPR och tortyrkonventionen inte har ratificerats.")
        == ["CAT not_ratified", "ICCPR not_ratified", "ICESCR ratified 2017"])
    #expect(
      try statuses(
        "Landet har varken undertecknat eller ratificerat Romstadgan, däremot konventionen mot tortyr, till vilken det "
          + "anslöt sig 1996.") == ["CAT acceded 1996", "ROME-STATUTE not_ratified"])
  }

  @Test func bracketsSayMore() throws {
    #expect(
      try statuses("Landet är part i ICCPR (anslutning 1984) och kvinnokonventionen (ratificerad 1985).")
        == ["CEDAW ratified 1985", "ICCPR acceded 1984"])
    #expect(
      try statuses(
        "Landet har anslutit sig till konventionerna mot tortyr (2004) och om migrantarbetare (2007).")
        == ["CAT acceded 2004", "ICRMW acceded 2007"])
  }

  @Test func aDenialGoesOnToWhatIsJoined() throws {
    #expect(
      try statuses("ICCPR har landet valt att stå utanför, liksom tortyrkonventionen.")
        == ["CAT not_ratified", "ICCPR not_ratified"])
  }

  @Test func theNextSentenceTakesUpTheTreaty() throws {
    #expect(
      try statuses("Tortyrkonventionen undertecknades 1986. Den ratificerades först 2004.")
        == ["CAT ratified 2004", "CAT signed 1986"])
  }
}
