import Core
import GRDB

/// The codebook in Swedish: the columns of the CSV files, and the code lists.
package func swedishCodebook(_ db: Database) throws -> String {
  var text = "# Kodbok\n\n"
  if try hasSamples(db) {
    text +=
      "**SAMPLE: gjord av exempelrapporter som skrivits för detta projekt, inte av någons rapport.**\n\n"
  }
  text +=
    "Positioner räknas i Unicode-kodpunkter från noll, slutet oräknat; byte är UTF-8. Tomt fält betyder att texten "
  text += "inte säger något. Databasens tabeller och kolumner beskrivs på engelska i codebook.md.\n\n"
  text +=
    "Uppgifter som en granskare har förkastat står kvar i databasen och i csv/observations.csv, märkta `rejected` i "
    + "`review_status`. De finns inte i de andra CSV-filerna, inte i någon jämförelse och inte i sdmx/observations.csv.\n\n"
  text += "## Kolumner i csv/observations.csv och csv/indicators/\n\n| Kolumn | Betydelse |\n| --- | --- |\n"
  for column in exportColumns {
    text += "| \(escapedMarkdown(column)) | \(escapedMarkdown(swedishColumns[column] ?? "")) |\n"
  }
  text += "\n## Koder\n\n| Kolumn | Kod | Betydelse |\n| --- | --- | --- |\n"
  for (column, code, meaning) in swedishCodes {
    text += "| \(escapedMarkdown(column)) | \(escapedMarkdown(code)) | \(escapedMarkdown(meaning)) |\n"
  }
  let lists = [
    (
      "Indikatorer",
      """
      SELECT indicator_id AS "Indikator", i.name_sv AS "Namn", definition_sv AS "Definition", u.name_sv AS "Enhet",
        CASE direction WHEN 'higher_is_better' THEN 'högre är bättre' WHEN 'lower_is_better' THEN 'lägre är bättre'
          ELSE 'neutral' END AS "Riktning"
      FROM indicator i JOIN unit u USING (unit_id) ORDER BY indicator_id
      """
    ),
    (
      "Enheter",
      "SELECT unit_id AS \"Enhet\", name_sv AS \"Namn\", symbol AS \"Tecken\" FROM unit ORDER BY unit_id"
    ),
    (
      "Traktater",
      "SELECT treaty_id AS \"Traktat\", name_sv AS \"Namn\", untc_reference AS \"FN-beteckning\" FROM treaty ORDER BY treaty_id"
    ),
    (
      "Källor",
      "SELECT source_id AS \"Källa\", name AS \"Namn\", url AS \"Webbplats\" FROM source ORDER BY source_id"
    ),
    (
      "Länder och områden",
      "SELECT area_id AS \"Kod\", name_sv AS \"Namn\" FROM area WHERE area_id IN (SELECT area_id FROM observation) ORDER BY area_id"
    ),
  ]
  for (title, sql) in lists { text += "\n## \(title)\n\n" + (try list(db, sql)) }
  return text
}

/// Of every exported column; a test fails where one is missing.
let swedishColumns: [String: String] = [
  "observation_id": "Uppgiftens beteckning, densamma i varje utgåva så länge läsningen är densamma",
  "document_id": "SHA-256 för rapportens byte",
  "area_id": "Land enligt ISO 3166-1 alfa-3, WLD för världen, eller område som texten skriver det",
  "area_name": "Områdets namn på engelska", "indicator_id": "Indikator",
  "indicator_name": "Indikatorns namn på engelska",
  "treaty_id": "Traktat, endast för traktatstatus",
  "time_period": "Tid som uppgiften gäller, ISO 8601, så noga som texten anger den",
  "period_start": "Periodens första dag", "period_end": "Periodens sista dag",
  "sex": "Kön: F kvinnor, M män, _T båda eller inte åtskilda",
  "age": "Ålder som texten anger den, annars _T",
  "base": "Av vilka eller vad, där det inte är indikatorns egen bas",
  "value": "Värdet som det skrivits, med decimalpunkt", "value_high": "Övre gräns i ett intervall",
  "qualifier": "Hur orden begränsar värdet", "total": "Antalet som en rang eller andel räknas av",
  "unit_id": "Enhet",
  "index_edition": "Indexets utgåva, där texten anger den", "cited_source_id": "Källan som texten anger",
  "cited_source_name": "Källans namn", "source_class": "Källans slag",
  "obs_status": "Status enligt SDMX: A normal, E uppskattad",
  "review_status": "Vad en granskare sagt om läsningen",
  "quote": "Orden som anger uppgiften, exakt som de står",
  "page_number": "Sida, från ett", "page_label": "Sidbeteckning som den är tryckt",
  "char_start": "Första tecknet, från noll",
  "char_end": "Tecknet efter det sista", "byte_start": "Första byten i UTF-8, från noll",
  "byte_end": "Byten efter den sista",
  "rule_id": "Regeln som läste uppgiften", "series_id": "Rapportserie: utgivare och land",
  "report_edition": "Rapportens utgåva",
  "document_title": "Rapportens titel", "publisher": "Utgivare",
  "published_on": "Utgivningsdatum, så noga som det är känt",
  "url": "Rapportens adress", "is_sample": "1 för exempelrapporter",
  "sample_notice": "SAMPLE för exempelrapporter",
]

private let swedishCodes: [(String, String, String)] = [
  ("qualifier", "exact", "exakt"), ("qualifier", "less_than", "mindre än"), ("qualifier", "at_most", "högst"),
  ("qualifier", "more_than", "mer än"), ("qualifier", "at_least", "minst"), ("qualifier", "about", "ungefär"),
  ("qualifier", "range", "intervall"), ("review_status", "auto", "inte granskad"),
  ("review_status", "accepted", "godkänd av en granskare"),
  ("review_status", "edited", "rättad eller tillagd av en granskare"),
  ("review_status", "rejected", "underkänd; ingår inte i jämförelser"),
  ("review_status", "stale", "granskningen finner inte längre sin text"),
  ("source_class", "official", "landets myndigheter"),
  ("source_class", "international", "internationell organisation"),
  ("source_class", "ngo", "frivilligorganisation"), ("source_class", "expert", "forskare eller sakkunniga"),
  ("source_class", "media", "medier"), ("source_class", "unattributed", "ingen källa angiven"),
]
