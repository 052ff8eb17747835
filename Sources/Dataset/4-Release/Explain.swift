import GRDB

/// The full id of an observation, from its beginning.
///
/// - Throws: `LookupError` where no observation, or more than one, begins so.
public func findObservation(_ db: Database, _ idOrPrefix: String) throws -> String {
  let asked = idOrPrefix.lowercased()
  let found = try String.fetchAll(
    db,
    sql: """
      SELECT observation_id FROM observation WHERE substr(observation_id, 1, length(?1)) = ?1 AND ?1 <> ''
      ORDER BY observation_id LIMIT 10
      """,
    arguments: [asked])
  if found.contains(asked) { return asked }
  guard let only = found.first, found.count == 1 else {
    let count = try Int.fetchOne(
      db,
      sql: "SELECT count(*) FROM observation WHERE substr(observation_id, 1, length(?1)) = ?1 AND ?1 <> ''",
      arguments: [asked])
    throw LookupError(asked: idOrPrefix, candidates: found, more: max(0, (count ?? 0) - found.count))
  }
  return only
}

/// Everything that stands behind an observation, from its id or the beginning of it.
///
/// - Throws: `LookupError` where no observation, or more than one, begins so.
public func explain(_ db: Database, _ idOrPrefix: String) throws -> Explanation {
  let id = try findObservation(db, idOrPrefix)
  guard
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT w.*, i.definition, r.file, r.description AS rule_description,
          coalesce((SELECT heading FROM section s WHERE s.document_id = w.document_id AND s.char_start <= w.char_start
            ORDER BY s.char_start DESC, s.section_number DESC LIMIT 1), '') AS heading
        FROM observation_wide w JOIN indicator i USING (indicator_id) JOIN rule r USING (rule_id)
        WHERE observation_id = ?
        """, arguments: [id])
  else { throw LookupError(asked: idOrPrefix, candidates: []) }
  let context = try sentence(around: row, in: db)
  let dimensions = dimensionsInWords(of: row)
  let mention: String = row["mention_id"]
  let document: String = row["document_id"]
  let page: Int = row["page_number"]
  let hasText = try Bool.fetchOne(
    db, sql: "SELECT text IS NOT NULL FROM page WHERE document_id = ? AND page_number = ?",
    arguments: [document, page])
  return Explanation(
    observation: id, indicator: row["indicator_id"], indicatorName: row["indicator_name"],
    definition: row["definition"], value: row["value_label"], dimensionNames: dimensions.map(\.0),
    dimensionValues: dimensions.map(\.1), rule: row["rule_id"], ruleFile: row["file"],
    ruleDescription: row["rule_description"], quote: joined(row["quote"]), before: context.before,
    after: context.after, page: row["page_number"], pageLabel: row["page_label"],
    charStart: row["char_start"],
    charEnd: row["char_end"], heading: joined(row["heading"]), documentTitle: row["document_title"],
    edition: row["report_edition"], publisher: row["publisher"], publishedOn: row["published_on"],
    url: row["url"],
    document: row["document_id"], isSample: row["is_sample"], review: row["review_status"],
    evidence: try evidence(of: id, in: db), derived: try derived(from: id, in: db),
    corrections: try corrections(of: row, in: db),
    sql: hasText == false
      ? ""
      : "SELECT substr(p.text, m.char_start - p.char_start + 1, m.char_end - m.char_start) = m.quote "
        + "FROM mention m JOIN page p USING (document_id, page_number) WHERE m.mention_id = '\(mention)';")
}

private func dimensionsInWords(of row: Row) -> [(String, String)] {
  func said(_ text: String) -> String { text.isEmpty ? "not stated" : text }
  let sex: String = row["sex"]
  let age: String = row["age"]
  let source: String = row["cited_source_name"]
  let qualifier: String = row["qualifier"]
  let treaty: String = row["treaty_name"]
  let base: String = row["base"]
  return [
    ("Area", row["area_name"]), ("Treaty", treaty), ("Period", row["as_of_label"]),
    ("Sex", sex == "F" ? "women" : sex == "M" ? "men" : "both, or not told apart"),
    ("Age", age == "_T" ? "all, or not stated" : age), ("Of", base), ("Unit", row["unit_name"]),
    ("Bound", qualifier.replacing("_", with: " ")), ("Edition", row["index_edition"]),
    ("Source", said(source)),
  ].filter { !$0.1.isEmpty }
}

private func evidence(of id: String, in db: Database) throws -> [Explanation.Piece] {
  try Row.fetchAll(
    db,
    sql: """
      SELECT dimension, quote, page_number, char_start, char_end FROM evidence WHERE observation_id = ?
      ORDER BY dimension, char_start
      """, arguments: [id]
  ).map { row in
    Explanation.Piece(
      dimension: row["dimension"], quote: joined(row["quote"]), page: row["page_number"],
      charStart: row["char_start"],
      charEnd: row["char_end"])
  }
}

private func derived(from id: String, in db: Database) throws -> [Explanation.Derived] {
  try Row.fetchAll(
    db,
    sql: """
      SELECT kind, verdict, reason, CASE WHEN left_observation_id = :id
        THEN trim(right_area || ' ' || right_label || ' ' || right_period)
        ELSE trim(left_area || ' ' || left_label || ' ' || left_period) END AS other
      FROM comparison_wide WHERE (left_observation_id = :id OR right_observation_id = :id)
        AND NOT (verdict = 'no_published_figure' AND left_source_id = '')
      ORDER BY kind, comparison_id
      """, arguments: ["id": id]
  ).map {
    Explanation.Derived(kind: $0["kind"], other: $0["other"], verdict: $0["verdict"], reason: $0["reason"])
  }
}

private func corrections(of row: Row, in db: Database) throws -> [String] {
  let document: String = row["document_id"]
  let start: Int = row["char_start"]
  let end: Int = row["char_end"]
  let indicator: String = row["indicator_id"]
  return try String.fetchAll(
    db,
    sql: """
      SELECT field || ' "' || old_value || '" → "' || new_value || '" by ' || decided_by || ' ' || decided_at || ': '
        || reason || ' (' || outcome || ')'
      FROM review_decision
      WHERE document_id = ? AND char_start < ? AND char_end > ? AND indicator_id IN (?, '')
      ORDER BY decided_at, decision_id
      """, arguments: [document, end, start, indicator])
}

/// Line breaks and runs of white space as one space, for display.
package func joined(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
