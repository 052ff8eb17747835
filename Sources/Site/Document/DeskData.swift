import Core
import Dataset
import GRDB

/// What a reviewer chooses from, the same on every page.
struct ReviewLists {
  /// Indicators, areas, sources and treaties as [id, name] in JSON.
  let json: [UInt8]
  /// What a reviewer may say of a number that is no indicator, and the values of the closed dimensions, as the program
  /// has them: [code, name] in JSON.
  let choices: [UInt8]

  init(_ db: Database, _ t: Labels) throws {
    func pairs(_ sql: String) throws -> [UInt8] {
      JSONText.array(
        try Row.fetchAll(db, sql: sql).map { row in
          JSONText.array([JSONText.string(row[0] as String), JSONText.string(row[1] as String)])
        })
    }
    json = JSONText.object([
      ("indicators", try pairs("SELECT indicator_id, name_en FROM indicator ORDER BY indicator_id")),
      ("areas", try pairs("SELECT area_id, name_en FROM area WHERE kind <> 'as_written' ORDER BY area_id")),
      ("sources", try pairs("SELECT source_id, name FROM source WHERE source_id <> '' ORDER BY source_id")),
      ("treaties", try pairs("SELECT treaty_id, name_en FROM treaty ORDER BY treaty_id")),
    ])
    func options(_ pairs: [(String, String)]) -> [UInt8] {
      JSONText.array(pairs.map { JSONText.array([JSONText.string($0), JSONText.string($1)]) })
    }
    func words(_ codes: [String]) -> [UInt8] { options(codes.map { ($0, t.spoken($0)) }) }
    let sexes: [Observation.Sex: String] = [
      .female: t("women"), .male: t("men"), .total: t("both, or not told apart"),
    ]
    self.choices = JSONText.object([
      ("qualifier", words(Qualifier.allCases.map(\.rawValue))),
      ("sex", options(Observation.Sex.allCases.map { ($0.rawValue, sexes[$0] ?? "") })),
      ("number", words(NumberClass.all)),
    ])
  }
}

/// What the review desk works on: numbers, observations, and the queue by risk, as JSON that no script runs.
///
/// - Parameter entries: rows of view `review_queue`, the greatest risk first.
func deskData(
  _ db: Database, _ document: Row, _ mentions: [MarkedMention], _ observations: [Row],
  _ evidence: [String: [Row]], _ entries: [Row], _ lists: ReviewLists, _ t: Labels
) throws -> String {
  let id: String = document["document_id"]
  let place = Dictionary(uniqueKeysWithValues: mentions.enumerated().map { ($1.id, $0) })
  let number = Dictionary(
    uniqueKeysWithValues: observations.enumerated().map { ($1["observation_id"] as String, $0) })
  let details = try Row.fetchAll(
    db,
    sql: "SELECT mention_id, kind, value_text, quote, page_number FROM mention WHERE document_id = ? "
      + "ORDER BY char_start, char_end, mention_id", arguments: [id])
  let numbers = zip(mentions, details).map { mention, row in
    JSONText.object([
      ("id", JSONText.string(mention.id)), ("start", JSONText.whole(mention.start)),
      ("end", JSONText.whole(mention.end)),
      ("page", JSONText.whole(row["page_number"])), ("quote", JSONText.string(row["quote"])),
      ("kind", JSONText.string(row["kind"])), ("value", JSONText.string(row["value_text"])),
      ("state", JSONText.string(mention.disposition)), ("reason", JSONText.string(mention.reason)),
      ("said", JSONText.string(t.said(mention.disposition))),
      ("what", JSONText.string(t.spoken(mention.reason))),
      ("observations", JSONText.array(mention.observations.compactMap { number[$0] }.map(JSONText.whole))),
    ])
  }
  let facts = observations.map { row in
    let spans = (evidence[row["observation_id"]] ?? []).map { piece in
      JSONText.array([
        JSONText.string(piece["dimension"]), JSONText.whole(piece["char_start"]),
        JSONText.whole(piece["char_end"]),
      ])
    }
    let high: DatabaseValue = row["value_high"]
    let total: DatabaseValue = row["total"]
    return JSONText.object([
      ("id", JSONText.string(row["observation_id"])),
      ("mention", JSONText.whole(place[row["mention_id"]] ?? 0)),
      ("indicator", JSONText.string(row["indicator_id"])), ("name", JSONText.string(row["indicator_name"])),
      ("label", JSONText.string(t.said(row["value_label"]))), ("treaty", JSONText.string(row["treaty_id"])),
      ("area", JSONText.string(row["area_id"])), ("time_period", JSONText.string(row["time_period"])),
      ("sex", JSONText.string(row["sex"])), ("age", JSONText.string(row["age"])),
      ("base", JSONText.string(row["base"])), ("value", JSONText.string(row["value_text"])),
      ("value_high", JSONText.string(csvText(high))), ("total", JSONText.string(csvText(total))),
      ("qualifier", JSONText.string(row["qualifier"])),
      ("cited_source", JSONText.string(row["cited_source_id"])),
      ("status", JSONText.string(row["review_status"])), ("evidence", JSONText.array(spans)),
    ])
  }
  let queue = entries.map { row in
    let mention: String = row["mention_id"]
    let observation: String = row["observation_id"]
    return JSONText.array([
      JSONText.whole(place[mention] ?? -1), JSONText.whole(number[observation] ?? -1),
      JSONText.whole(row["risk"]),
      JSONText.string(inWords(reasons: row["why"], t)),
      JSONText.string(row["quote"]),
    ])
  }
  let pages = try Row.fetchAll(
    db, sql: "SELECT page_number, char_start FROM page WHERE document_id = ? ORDER BY page_number",
    arguments: [id]
  ).map { JSONText.array([JSONText.whole($0["page_number"]), JSONText.whole($0["char_start"])]) }
  let json = JSONText.object([
    ("document", JSONText.string(id)), ("slug", JSONText.string(document["slug"])),
    ("report", JSONText.string(reportName(slug: document["slug"]))),
    ("area", JSONText.string(document["area_id"])), ("pages", JSONText.array(pages)),
    ("mentions", JSONText.array(numbers)),
    ("observations", JSONText.array(facts)), ("queue", JSONText.array(queue)), ("lists", lists.json),
    ("choices", lists.choices),
  ])
  return "<script type=\"application/json\" id=\"desk-data\">\(inScript(json))</script>\n"
}

/// A "<" could end the element; in JSON it stands in texts only.
func inScript(_ json: [UInt8]) -> String {
  String(decoding: json, as: UTF8.self).replacing("<", with: "\\u003c")
}
