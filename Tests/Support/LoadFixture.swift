import Acquire
import Core
import Dataset
import Foundation
import GRDB
import Orchestration
import Reading
import Reference

/// A fact that a test's report states, found in its text by its quote.
package struct Fact {
  package var indicator: String
  package var quote: String
  package var value: String
  package var unit = "PERCENT"
  package var kind = MentionKind.share
  package var area = "KAZ"
  package var period = ""
  package var sex = Observation.Sex.total
  package var age = "_T"
  package var base = ""
  package var qualifier = Qualifier.exact
  package var high: Double?
  package var total: Double?
  package var source = ""
  package var treaty = ""
  package var indexEdition = ""
  package var review = Observation.ReviewStatus.auto
  /// Dimension and the words it was read from.
  package var evidence: [(Evidence.Dimension, String)] = []

  package init(
    indicator: String,
    quote: String,
    value: String,
    unit: String = "PERCENT",
    kind: MentionKind = MentionKind.share,
    area: String = "KAZ",
    period: String = "",
    sex: Observation.Sex = Observation.Sex.total,
    age: String = "_T",
    base: String = "",
    qualifier: Qualifier = Qualifier.exact,
    high: Double? = nil,
    total: Double? = nil,
    source: String = "",
    treaty: String = "",
    indexEdition: String = "",
    review: Observation.ReviewStatus = Observation.ReviewStatus.auto,
    evidence: [(Evidence.Dimension, String)] = []
  ) {
    self.indicator = indicator
    self.quote = quote
    self.value = value
    self.unit = unit
    self.kind = kind
    self.area = area
    self.period = period
    self.sex = sex
    self.age = age
    self.base = base
    self.qualifier = qualifier
    self.high = high
    self.total = total
    self.source = source
    self.treaty = treaty
    self.indexEdition = indexEdition
    self.review = review
    self.evidence = evidence
  }
}

/// Where `quote` stands first in `text`.
package func span(of quote: String, in text: String) throws -> Span {
  let scalars = Array(text.unicodeScalars)
  let wanted = Array(quote.unicodeScalars)
  let found = scalars.indices.first { scalars[$0...].starts(with: wanted) }
  guard let start = found else { throw LookupError(asked: quote, candidates: []) }
  let before = String(String.UnicodeScalarView(scalars[..<start]))
  return Span(
    charStart: start, charEnd: start + wanted.count, byteStart: before.utf8.count,
    byteEnd: before.utf8.count + quote.utf8.count)
}

/// A report with these facts; pages end with a form feed, numbers without a meaning are `unexplained`.
package func report(
  _ area: String, edition: String, published: String, family: String? = nil, sample: Bool = true,
  text: String,
  facts: [Fact], classified: [String] = [], unexplained: [String] = [], findings: [Finding] = []
) throws -> DocumentRecord {
  let bytes = Array(text.utf8)
  let document = Document(
    id: ContentHash.sha256(bytes + Array("\(area)\(edition)".utf8)),
    family: family ?? "mfa-\(area.lowercased())",
    edition: edition, title: "Rights in \(area) \(edition)", language: "sv", publisher: "Ministry",
    area: area,
    areaMethod: .declared, periodStart: "", periodEnd: "", publishedOn: published,
    url: "https://example.org/\(area)",
    licence: "CC0-1.0", mediaType: "text/plain", converter: "", isSample: sample, text: bytes)
  let pages = pages(of: text)
  func page(_ span: Span) -> Int { pages.last { $0.span.charStart <= span.charStart }?.number ?? 1 }
  func mention(_ quote: String, _ disposition: Mention.Disposition) throws -> Mention {
    let place = try span(of: quote, in: text)
    return Mention(
      id: ContentHash.key([document.id, "\(place.charStart)", quote]), page: page(place), span: place,
      quote: quote,
      kind: .count, valueText: "1", value: 1, valueHigh: nil, qualifier: .exact, total: nil, unit: "",
      disposition: disposition, reason: "", rule: "number.sv")
  }
  var mentions = try classified.map { try mention($0, .classified) }
  mentions += try unexplained.map { try mention($0, .unexplained) }
  var observations: [Observation] = []
  for fact in facts {
    var carrier = try mention(fact.quote, .observation)
    let status = fact.kind == .status
    carrier.id = ContentHash.key([carrier.id, fact.indicator, fact.treaty, fact.sex.rawValue, fact.age])
    carrier.kind = fact.kind
    carrier.valueText = status ? "" : fact.value
    carrier.value = Double(fact.value)
    carrier.reason = fact.indicator
    mentions.append(carrier)
    let evidence = try ([(.value, fact.quote)] + fact.evidence).map { dimension, quote in
      let place = try span(of: quote, in: text)
      return Evidence(dimension: dimension, page: page(place), span: place, quote: quote)
    }
    observations.append(observation(fact, carrier: carrier, evidence: evidence))
  }
  let end = Span(charStart: 0, charEnd: text.unicodeScalars.count, byteStart: 0, byteEnd: bytes.count)
  return DocumentRecord(
    document: document, pages: pages, sections: [Section(number: 0, heading: "", span: end)],
    passages: [Passage(number: 1, section: 0, span: end, text: text)], mentions: mentions,
    observations: observations, findings: findings)
}

private func observation(_ fact: Fact, carrier: Mention, evidence: [Evidence]) -> Observation {
  let parts = fact.period.split(separator: "/").map(String.init)
  func first(_ text: String) -> String { text.count == 4 ? text + "-01-01" : text }
  func last(_ text: String) -> String { text.count == 4 ? text + "-12-31" : text }
  return Observation(
    id: ContentHash.key([carrier.id, fact.indicator, fact.area, fact.period]), mention: carrier.id,
    indicator: fact.indicator, treaty: fact.treaty, area: fact.area, timePeriod: fact.period,
    periodStart: parts.first.map(first), periodEnd: parts.last.map(last), sex: fact.sex, age: fact.age,
    base: fact.base, valueText: fact.value, value: fact.kind == .date ? nil : Double(fact.value),
    valueHigh: fact.high, qualifier: fact.qualifier, total: fact.total, unit: fact.unit,
    indexEdition: fact.indexEdition, citedSource: fact.source, status: "A", review: fact.review,
    rule: "\(fact.indicator).sv", evidence: evidence)
}

private func pages(of text: String) -> [Page] {
  var pages: [Page] = []
  var start = (character: 0, byte: 0)
  var here = (character: 0, byte: 0)
  for scalar in text.unicodeScalars {
    here.character += 1
    here.byte += String(scalar).utf8.count
    if scalar == "\u{0C}" || here.byte == text.utf8.count {
      pages.append(
        Page(
          number: pages.count + 1, label: "", method: .formfeed,
          span: Span(
            charStart: start.character, charEnd: here.character, byteStart: start.byte, byteEnd: here.byte)))
      start = here
    }
  }
  return pages
}

/// Code lists for the indicators that tests use.
package func codelists() -> CodelistBundle {
  func indicator(
    _ id: String, _ unit: String, _ kind: MentionKind, _ direction: Indicator.Direction = .neutral,
    _ maximum: Double? = nil
  ) -> Indicator {
    Indicator(
      id: id, names: ["en": id.replacing("_", with: " "), "sv": id],
      definitions: ["en": "Definition of \(id)", "sv": "Vad \(id) betyder"], unit: unit, kind: kind,
      minimum: maximum == nil ? nil : 0,
      maximum: maximum,
      direction: direction, defaultSource: "", sex: nil, isStanding: false,
      file: "Indicators/\(id)/indicator.yml")
  }
  let indicators = [
    indicator("tertiary_education_share", "PERCENT", .share, .higherIsBetter, 100),
    indicator("disability_prevalence", "PERCENT", .share, .neutral, 100),
    indicator("press_freedom_rank", "RANK", .rank, .lowerIsBetter, 210),
    indicator("refugees", "PERSONS", .count), indicator("lower_house_seats", "SEATS", .count),
    indicator("treaty_status", "STATUS", .status),
  ]
  return CodelistBundle(
    areas: [
      Area(
        id: "KAZ", iso2: "KZ", m49: "398", names: ["en": "Kazakhstan", "sv": "Kazakstan"],
        kind: "country"),
      Area(
        id: "KGZ", iso2: "KG", m49: "417", names: ["en": "Kyrgyzstan", "sv": "Kirgizistan"],
        kind: "country"),
      Area(id: "WLD", iso2: "", m49: "001", names: ["en": "World", "sv": "Världen"], kind: "world"),
    ],
    units: ["PERCENT", "RANK", "PERSONS", "SEATS", "STATUS"].map {
      UnitOfMeasure(
        id: $0, names: ["en": $0.lowercased(), "sv": $0.lowercased()], symbol: $0 == "PERCENT" ? "%" : ""
      )
    },
    sources: [
      Source(id: "", names: [:], url: "", sourceClass: "unattributed"),
      Source(
        id: "RSF", names: ["en": "Reporters Without Borders", "sv": "Reportrar utan gränser"],
        url: "https://rsf.org", sourceClass: "ngo"),
      Source(
        id: "WHO", names: ["en": "World Health Organization"], url: "https://who.int",
        sourceClass: "international"),
    ],
    treaties: [
      Treaty(
        id: "ICCPR", names: ["en": "Civil and Political Rights", "sv": "MP"], untcReference: "IV-4"),
      Treaty(id: "CAT", names: ["en": "Against Torture", "sv": "Tortyr"], untcReference: "IV-9"),
    ],
    indicators: indicators,
    rules: (["number"] + indicators.map(\.id)).map {
      RuleDescription(
        id: "\($0).sv", file: "Indicators/\($0)/sv.yml", version: 1, sha256: "00", description: "Reads \($0)")
    })
}

private let emptyWork = Result {
  let queue = try DatabaseQueue()
  try queue.write { db in
    try createSchema(in: db)
    try loadCodelists(codelists(), into: db)
  }
  return queue
}

/// A working database in memory, with code lists and these documents.
package func workDatabase(_ documents: [DocumentRecord] = []) throws -> DatabaseQueue {
  let queue = try emptyWork.get().copy()
  try queue.write { db in
    for document in documents { try load(document, into: db) }
    try indexPassages(db)
  }
  return queue
}

/// A report on Kazakhstan with a figure of each kind, over two pages.
package func kazakhstan(edition: String = "2015-2016", published: String = "2017-04", sample: Bool = true)
  throws
  -> DocumentRecord
{
  try report(
    "KAZ", edition: edition, published: published, sample: sample,
    text: """
      Under 2015 hade 63 procent av kvinnorna och 48 procent av männen högre utbildning.
      På listan över pressfrihet låg landet på plats 160 av 179.\u{0C}Enligt staten bor 653 flyktingar i landet.
      Tortyrkonventionen är ratificerad. Uppgiften 77 går inte att tyda. Se även lag 345.
      """,
    facts: [
      Fact(
        indicator: "tertiary_education_share", quote: "63 procent", value: "63", period: "2015", sex: .female,
        evidence: [(.sex, "kvinnorna"), (.timePeriod, "2015")]),
      Fact(
        indicator: "tertiary_education_share", quote: "48 procent", value: "48", period: "2015", sex: .male,
        evidence: [(.sex, "männen"), (.timePeriod, "2015")]),
      Fact(
        indicator: "press_freedom_rank", quote: "plats 160 av 179", value: "160", unit: "RANK", kind: .rank,
        total: 179, source: "RSF"),
      Fact(indicator: "refugees", quote: "653 flyktingar", value: "653", unit: "PERSONS", kind: .count),
      Fact(
        indicator: "treaty_status", quote: "är ratificerad", value: "ratified", unit: "STATUS", kind: .status,
        treaty: "CAT"),
    ],
    classified: ["345"], unexplained: ["77"])
}

/// A folder with one of the project's comparisons, for tests that look at no other.
package func onlyComparison(_ kind: String) -> Result<URL, any Error> {
  Result {
    let folder = try TestFolder()
    try FileManager.default.copyItem(
      at: Repository.pipeline.appendingPathComponent("Comparisons/\(kind).sql"),
      to: folder.url.appendingPathComponent("\(kind).sql"))
    return folder.keep()
  }
}

extension DatabaseQueue {
  /// The same rows in memory of its own.
  package func copy() throws -> DatabaseQueue {
    let copy = try DatabaseQueue()
    try backup(to: copy)
    return copy
  }

  /// The first column of the first row, as text.
  package func first(_ sql: String) throws -> String? {
    try read { db in try String.fetchOne(db, sql: sql) }
  }

  /// The first column of every row, as text.
  package func all(_ sql: String) throws -> [String] {
    try read { db in try String.fetchAll(db, sql: sql) }
  }
}
