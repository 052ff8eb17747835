import GRDB

/// One observation that two databases do not agree on.
public struct ObservationChange: Hashable, Sendable {
  public var kind: Kind
  /// Series, edition, indicator and the other dimensions that tell one figure from another.
  public var key: [String]
  /// Value as written with its qualifier and total; empty where there is none.
  public var old: String
  public var new: String
  /// Why, where both have it.
  public var cause: Cause?

  public enum Kind: String, Sendable {
    case added, removed, changed
  }

  public enum Cause: String, Sendable {
    /// The report's bytes are others.
    case report = "the report changed"
    /// The same bytes were read otherwise.
    case reading = "our reading changed"
  }
}

/// Compares the observations of two databases by what they are about; sorted by key.
public func differences(from old: Database, to new: Database) throws -> [ObservationChange] {
  let before = try figures(old)
  let after = try figures(new)
  let keys = Set(before.keys).union(after.keys).sorted { $0.lexicographicallyPrecedes($1) }
  return keys.compactMap { key in
    switch (before[key], after[key]) {
    case (nil, let figure?):
      ObservationChange(kind: .added, key: key, old: "", new: figure.value, cause: nil)
    case (let figure?, nil):
      ObservationChange(kind: .removed, key: key, old: figure.value, new: "", cause: nil)
    case (let first?, let second?) where first.value != second.value:
      ObservationChange(
        kind: .changed, key: key, old: first.value, new: second.value,
        cause: first.document == second.document ? .reading : .report)
    default: nil
    }
  }
}

private struct Figure {
  var value: String
  var document: String
}

private func figures(_ db: Database) throws -> [[String]: Figure] {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT d.series_id, d.report_edition, o.indicator_id, o.treaty_id, o.area_id, o.time_period, o.sex, o.age,
        o.base, o.cited_source_id, o.document_id,
        trim(CASE o.qualifier WHEN 'exact' THEN '' ELSE o.qualifier || ' ' END || o.value_text
          || coalesce('-' || o.value_high, '') || coalesce(' of ' || o.total, '') || ' ' || o.unit_id
          || CASE o.review_status WHEN 'auto' THEN '' ELSE ' (' || o.review_status || ')' END)
      FROM observation o JOIN document d USING (document_id)
      """)
  return Dictionary(
    rows.map { row in
      ((0..<10).map { row[$0] as String }, Figure(value: row[11], document: row[10]))
    }
  ) { first, _ in first }
}
