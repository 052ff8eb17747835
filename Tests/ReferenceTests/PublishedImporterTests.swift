import Foundation
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Reading
@testable import Reference

/// Small files in each publisher's format, with its traps; written for these tests.
@Suite struct PublishedImporterTests {
  static let rsf2016 =
    "\u{FEFF}Year (N);ISO;Rank N;Score N;Rank N-1;FR_country;EN_country;Zone\n"
    + "2016;FIN;1;91,41;1;Finlande;Finland;UE Balkans\n2016;KAZ;2;45,45;2;Kazakhstan;Kazakhstan;EEAC\n"

  @Test func pressFreedom() throws {
    let old = try importing(Self.rsf2016, as: "rsf-index", ", editions: {\"2016\": \"2016-04-20\"}")
    #expect(old.brief == ["press_freedom_rank FIN _T 2016 1/2", "press_freedom_rank KAZ _T 2016 2/2"])
    #expect(old.figures[1].published == "2016-04-20" && old.figures[1].line == 3)
    let split = try importing(
      "Year (N);ISO;Rank N;Score N;Rank N-1;FR_country;EN_country;Zone\n"
        + "2011-12;FIN;1;-10;1;Finlande;Finland;UE\n2011-12;USA1;2;14;2;Etats-Unis;United States (US territory);Am\n"
        + "2011-12;XKO;2;14;3;Kosovo;Kosovo;EEAC\n", as: "rsf-index")
    #expect(
      split.brief == [
        "press_freedom_rank FIN _T 2011/2012 1/3",
        "press_freedom_rank United States (US territory) _T 2011/2012 2/3",
        "press_freedom_rank XKX _T 2011/2012 2/3",
      ])
    let new = try importing(
      "ISO;Score 2025;Rank;Zone;Country_FR;Country_EN;Year (N);Rank N-1\n"
        + "KAZ;39,34;2;EEAC;Kazakhstan;Kazakhstan;2025;1\nFIN;87,18;1;UE;Finlande;Finland;2025;2\n",
      as: "rsf-index")
    #expect(new.brief.first == "press_freedom_rank KAZ _T 2025 2/2")
  }

  @Test func aDamagedIndexIsRefused() {
    func refused(_ old: String, _ new: String) -> String {
      refusal(Self.rsf2016.replacing(old, with: new), as: "rsf-index")
    }
    #expect(refused("91,41", "9141").hasPrefix("a/b.csv:2: a score of 9141 can't be"))
    #expect(refused("KAZ;2;", "KAZ;3;").hasPrefix("a/b.csv:3: the sequence of ranks is broken"))
    #expect(refused("ISO;", "Land;").hasPrefix("a/b.csv:1: the column \"ISO\" is missing"))
    #expect(
      refused("2016;KAZ", "2015;KAZ").hasPrefix(
        "a/b.csv:3: the edition is \"2015\" where the first row has \"2016\""))
    #expect(refused("2016;KAZ", "2016;FIN").hasPrefix("a/b.csv:3: FIN stands on line 2 already"))
    #expect(refused(";EEAC", "").hasPrefix("a/b.csv:3: has 7 fields where the heading has 8"))
    #expect(refused("Finlande", "FinlandÃ©").hasPrefix("a/b.csv:2: holds text that was encoded twice"))
    #expect(refused("KAZ;2;", "KAZ;x;").contains("\"x\" in column \"Rank N\" is not a number"))
  }

  /// A file of one publisher under the entry of another.
  @Test(arguments: [
    "unhcr-mid-year", "hdr-time-series", "ipu-ranking", "untc-participants", "world-bank-wide",
  ])
  func anotherPublishersFileIsRefused(_ format: String) {
    #expect(
      refusal(Self.rsf2016, as: format, ", edition: \"2016\", period: \"2016\", indicator: \"refugees\"")
        != "")
  }

  @Test func humanDevelopment() throws {
    let series = try importing(
      "iso3,country,hdicode,region,hdi_rank_2022,hdi_2021,hdi_2022,le_2022,gii_rank_2022,mmr_2022,lfpr_f_2022,pr_f_2022\n"
        + "NOR,Norway,Very High,,1,0.95,0.966,83.1,,2,61.5,45.0\nKAZ,Kazakhstan,Very High,ECA,2,0.8,0.802,69.5,1,13.4,63.4,24.5\n"
        + "ZZK.WORLD,World,,,,0.73,0.739,72.0,,,,\n", as: "hdr-time-series", ", edition: \"2023-24\"")
    #expect(series.brief.contains("hdi_rank KAZ _T 2022 2/2"))
    #expect(series.brief.contains("hdi_value WLD _T 2022 0.739"))
    #expect(series.brief.contains("female_labour_participation KAZ F 2022 63.4"))
    #expect(series.figures.first { $0.period == "2021" }?.edition == "")
    #expect(series.figures.first { $0.indicator == "hdi_rank" }?.edition == "2023-24")
    let annex = try importing(
      "\u{FEFF}HDI rank,Country,Human Development Index (HDI) ,Life expectancy at birth,Gross national income (GNI) per capita,HDI rank\r\n"
        + "1,Norway,0.949,81.7,\"67,614\",1\r\n2,Kazakhstan,0.794,69.6,\"22,093\",2\r\n,World,0.717,71.6,\"14,447\",\r\n",
      as: "hdr-table-1", ", edition: \"2016\", period: \"2015\"")
    #expect(
      annex.brief.contains("hdi_rank KAZ _T 2015 2/2") && annex.brief.contains("hdi_rank KAZ _T 2014 2/2"))
    #expect(annex.figures.filter { $0.period == "2014" }.allSatisfy { $0.edition == "" && $0.concept != "" })
    #expect(annex.account == RowAccount(rows: 3, used: 3))
  }

  /// A copy has the ranks of another index under its heading: values are taken, the ranks are not.
  @Test func ranksThatDoNotFollowTheirIndexAreLeft() throws {
    let header =
      "GII Rank,Country,Gender Inequality Index (GII),Maternal Mortality Ratio,Labour Force Participation Rate (Female)\n"
    let more = ", edition: \"2015\", period: \"2014\", periods: {maternal_mortality_ratio: \"2013\"}"
    let wrong = try importing(
      header + "1,Norway,0.067,4,61.2\n2,Switzerland,0.028,6,61.8\n", as: "hdr-table-gii", more)
    #expect(!wrong.brief.contains { $0.hasPrefix("gender_inequality_rank") })
    #expect(wrong.brief.contains("maternal_mortality_ratio NOR _T 2013 4"))
    let right = try importing(
      header + "1,Switzerland,0.028,6,61.8\n2,Norway,0.067,4,..\n", as: "hdr-table-gii", more)
    #expect(right.brief.contains("gender_inequality_rank NOR _T 2014 2/2"))
  }

  @Test func genderGap() throws {
    let table =
      "Qatar,44,7,6.66,1.00,1,0.15\n\"Gambia, The*\",—,—,—,—,—,—\nKazakhstan,63,48,1.30,1.00,1,0.77\n"
    let more =
      ", edition: \"2015\", indicator: \"tertiary_education_share\", concept: \"gross enrolment ratio\""
    let read = try importing(table, as: "gender-gap-table", more)
    #expect(
      read.brief.suffix(2) == [
        "tertiary_education_share KAZ F 2015 63", "tertiary_education_share KAZ M 2015 48",
      ])
    #expect(read.figures.allSatisfy { $0.concept == "gross enrolment ratio" })
    #expect(read.account == RowAccount(rows: 3, used: 2, passedOver: ["no value": 1]))
    let untold = try importing(table, as: "gender-gap-table", ", edition: \"2015\"")
    #expect(untold.figures.isEmpty && untold.account.passedOver == ["no indicator for this table": 3])
    let dump = try importing(
      "Country ISO3,Country Name,Indicator Id,Indicator,Subindicator Type,2015,2016\n"
        + "KAZ,Kazakhstan,1,Overall Global Gender Gap Index,Rank,2,3\nFIN,Finland,1,Overall Global Gender Gap Index,Rank,1,1\n"
        + "KAZ,Kazakhstan,2,Overall Global Gender Gap Index,Index,0.7,0.7\n", as: "gender-gap-dump")
    #expect(dump.brief.prefix(2) == ["gender_gap_rank KAZ _T 2015 2/2", "gender_gap_rank KAZ _T 2016 3/3"])
  }

  @Test func refugeesInTheAnnexes() throws {
    let middle = try importing(
      "#{\"source_key\": \"UNHCR\"}\r\nUN major regions,UNHCR-Bureaux,Country/territory of asylum/residence,Type of population,"
        + "Population Start 2016,of whom,Population Mid 2016,of whom,Notes,Misc\r\n"
        + "Asia,A,Kazakhstan,Total Refugee and people in refugee-like situations,   708 ,   708 ,   691 ,   691 ,,\r\n"
        + "Asia,A,Kazakhstan,Persons under UNHCR's statelessness mandate,\"  7,909 \",1,\"   8,360 \",1,,\r\n"
        + "Asia,A,Kazakhstan,Returned IDPs,   -00 ,   -00 ,   -00 ,   -00 ,,\r\n", as: "unhcr-mid-year")
    #expect(
      middle.brief == [
        "refugees KAZ _T 2015-12-31 708", "refugees KAZ _T 2016-06-30 691",
        "stateless_persons KAZ _T 2015-12-31 7909", "stateless_persons KAZ _T 2016-06-30 8360",
      ])
    #expect(middle.account.passedOver == ["no indicator for this kind of population": 1])
    let end = try importing(
      "\u{FEFF}Country,Total refugees and people in refugee-like situations,Asylum-seekers (pending cases),"
        + "\"IDPs protected/ assisted by UNHCR, incl. people in IDP-like situations\",Persons under UNHCR's statelessness mandate,"
        + "Total population of concern\rKazakhstan,653,137,0,8451,9241\rViet Nam,0,0,0,11000,11000",
      as: "unhcr-year-end", ", period: \"2016-12-31\"")
    #expect(end.brief.first == "refugees KAZ _T 2016-12-31 653" && end.account.used == 2)
  }

  @Test func refugeesInTheDatabases() throws {
    let stars = try importing(
      "Year,\"Country of asylum or residence\",Origin,Refugees,\"Asylum-seekers (pending cases)\","
        + "\"Internally displaced persons (IDPs)\",\"Stateless persons\",\"Total Population\"\n"
        + "2014,Kazakhstan,Afghanistan,628,70,,,698\n2014,Kazakhstan,China,*,,,,*\n2014,Chile,Cuba,,,,,\n",
      as: "unhcr-popstats")
    #expect(stars.brief == ["refugees KAZ _T 2014-12-31 628", "asylum_seekers KAZ _T 2014-12-31 70"])
    #expect(stars.figures[0].concept.hasPrefix("lower bound: 1 cell of one to four"))
    #expect(stars.account == RowAccount(rows: 3, used: 2, passedOver: ["no population of an indicator": 1]))
    // UNHCR's code ARE is Egypt; ISO's is another country.
    let table = try importing(
      "year,coa,coa_iso,coa_name,refugees,asylum_seekers,idps,stateless\n2015,ARE,EGY,Egypt,5,1,0,-\n",
      as: "unhcr-population")
    #expect(table.brief.first == "refugees EGY _T 2015-12-31 5")
    let json = """
      {"page": 1, "maxPages": 1, "total": [], "items": [
        {"year": 2016, "coa": "KAZ", "coa_iso": "KAZ", "coa_name": "Kazakhstan", "refugees": "640", "asylum_seekers": 137, "idps": "-", "stateless": 8451},
        {"year": 2016, "coa": "KAZ", "coa_iso": "KAZ", "coa_name": "Kazakhstan", "refugees": 13, "asylum_seekers": 0, "idps": "-", "stateless": 0}]}
      """
    let api = try importing(json, as: "unhcr-population-json")
    #expect(api.brief.contains("refugees KAZ _T 2016-12-31 653"))
    #expect(api.brief.contains("stateless_persons KAZ _T 2016-12-31 8451") && api.figures.count == 3)
    #expect(refusal(String(json.dropLast(9)), as: "unhcr-population-json").contains("may have been cut"))
    #expect(
      refusal(json.replacing("\"maxPages\": 1", with: "\"maxPages\": 3"), as: "unhcr-population-json")
        .contains("one of 3 pages"))
  }

  @Test func parliaments() throws {
    let history = try importing(
      "iso3,country,region,election_or_renewal,year,month,chamber,seats,women,share,notes\n"
        + "KAZ,Kazakhstan,EUR,Yes,2016,,Lower,107,28,0.26,\nKAZ,Kazakhstan,EUR,Yes,2016,march,Lower,107,29,0.27,\n"
        + "KAZ,Kazakhstan,EUR,Yes,2008,October - May,Upper,32,1,0.03,\nUGA,Uganda,AFR,Yes,1967,,Temporary Assembly,?,0,0,\n",
      as: "ipu-history")
    #expect(
      history.brief == [
        "lower_house_seats KAZ _T 2016 107", "women_in_lower_house_share KAZ F 2016 26.17",
        "lower_house_seats KAZ _T 2016-03 107", "women_in_lower_house_share KAZ F 2016-03 27.10",
        "upper_house_seats KAZ _T 2008 32", "women_in_upper_house_share KAZ F 2008 3.13",
      ])
    let ranking = try importing(
      "Source: IPU,,,,,,,,,\r\nDate: 2021-09-24,,,,,,,,,\r\nRanking as of 1st September 2021,,,,,,,,,\r\n,,,,,,,,,\r\n"
        + "Rank,Country,Lower or single House,,,,Upper chamber,,,\r\nRank,Country,Elections,Seats*,Women,%W,Elections,Seats*,Women,%W\r\n"
        + "74,Kazakhstan,1.2021,107,29,27.1,8.202,48,9,18.8\r\n“,Palau,11.202,16,1,6.3,-,-,-,-\r\n",
      as: "ipu-ranking")
    #expect(
      ranking.brief.prefix(2) == [
        "lower_house_seats KAZ _T 2021-09-01 107", "women_in_lower_house_share KAZ F 2021-09-01 27.1",
      ])
    #expect(ranking.brief.last == "women_in_lower_house_share PLW F 2021-09-01 6.3")
  }

  @Test func worldBankAndUNSD() throws {
    let wide = try importing(
      "\u{FEFF}\"Data Source\",\"WDI\",\r\n\r\n\"Last Updated Date\",\"2021-03-19\",\r\n\r\n"
        + "\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2015\",\"2016\",\r\n"
        + "\"Kazakhstan\",\"KAZ\",\"Women\",\"SG.GEN.PARL.ZS\",\"26.1682242990654\",\"\",\r\n",
      as: "world-bank-wide", ", indicator: \"women_in_lower_house_share\"")
    #expect(wide.brief == ["women_in_lower_house_share KAZ F 2015 26.1682242990654"])
    let unsd = try importing(
      "REF_AREA,REF_AREA_DESC,ISO3,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE__F,COMMENT_OBS__F\n"
        + "398,Kazakhstan,KAZ,PT,2016,26.17,Annual data as of 1 Feb of given year.\n1,World,,PT,2016,22.7,\n",
      as: "unsd-series", ", indicator: \"women_in_lower_house_share\"")
    #expect(
      unsd.brief == [
        "women_in_lower_house_share KAZ F 2016-02-01 26.17", "women_in_lower_house_share WLD F 2016 22.7",
      ])
  }

  @Test func treaties() throws {
    let more = ", period: \"2015-03-14\""
    let text =
      "Participant,Signature,\"Accession(a), Succession(d), Ratification\"\nKazakhstan,2 Dec 2003,24 Jan 2006\n"
      + "Kyrgyzstan,,7 Oct 1994 a\nChina,5 Oct 1998,\n"
    let read = try importing(text, as: "untc-participants", more, named: "t/4-4_ICCPR.csv")
    let told = read.figures.filter { $0.concept != "not listed" }.map {
      "\($0.treaty) \($0.area) \($0.valueText) \($0.period) \($0.concept)"
    }
    #expect(
      told == [
        "ICCPR KAZ ratified 2006-01-24 ratification", "ICCPR KGZ acceded 1994-10-07 accession",
        "ICCPR CHN signed 1998-10-05 signature only",
      ])
    #expect(
      read.figures.contains {
        $0.area == "CUB" && $0.valueText == "not_ratified" && $0.period == "2015-03-14"
      })
    #expect(
      refusal(text.replacing("24 Jan", with: "34 Jan"), as: "untc-participants", more).hasPrefix("a/b.csv:2:")
    )
    let years = try importing(
      "iso2,member,state party,year ratification or accession,signatory,no action,status\n"
        + "KZ,Kazakhstan,1,2022,0,0,state party\nCN,China,0,,0,1,no action\n", as: "treaty-years",
      ", period: \"2022-08-25\", treaties: {b: \"ICCPR-OP2\"}")
    #expect(
      years.figures.map { "\($0.area) \($0.valueText) \($0.period)" } == [
        "KAZ ratified 2022", "CHN not_ratified 2022-08-25",
      ])
  }

  @Test func theProjectsOwnTable() throws {
    let file = repository.appendingPathComponent("Data/published/figures.csv")
    let read = try importing([UInt8](Data(contentsOf: file)), as: "figures")
    #expect(read.account.rows > 200 && read.account.used == read.account.rows)
    #expect(Set(read.figures.map(\.area)).isSuperset(of: ["KAZ", "KGZ", "GEO", "TUN", "CHL"]))
    #expect(read.figures.allSatisfy { !$0.vintage.isEmpty && !$0.source.isEmpty })
  }
}
