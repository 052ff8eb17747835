import Core
import Dataset
import GRDB

/// What a diff needs of one database, a release or the working one.
package struct ReleaseContents {
  package var programVersion = ""
  /// By id.
  package var documents: [String: DocumentFacts] = [:]
  package var observations: [ObservationFacts] = []
  /// File and its SHA-256, by rule.
  package var rules: [String: (file: String, sha256: String)] = [:]
  /// What is measured, by indicator: the file that says so, and all that it says.
  package var indicators: [String: (file: String, meaning: [DatabaseValue])] = [:]
  /// Decisions on documents that are there, by document; those that lost their place too.
  package var decisions: [String: [DecisionFacts]] = [:]
  /// Of documents that the other release does not have: what surrounds each observation, where there is text.
  package var passages: [String: [Passage]] = [:]

  package struct Passage {
    /// Zero-based, in code points, end excluded.
    package var start: Int
    package var end: Int
    package var text: String

    package init(start: Int, end: Int, text: String) {
      self.start = start
      self.end = end
      self.text = text
    }
  }

  package struct DocumentFacts {
    package var id: String
    package var family: String
    package var area: String
    package var edition: String
    package var title: String
    /// `KAZ 2015-2016`, with the beginning of its hash where two reports of a release share that.
    package var label: String
    /// What is declared about the report, and its converter.
    package var declared: [(name: String, value: String)]
    var textHash: String
  }

  package struct DecisionFacts: Hashable {
    package var start: Int
    package var end: Int
    package var indicator: String
    package var field: String
    package var new: String
    package var who: String
  }

  /// - Parameter other: what it is compared with.
  init(_ db: Database, against other: Database) throws {
    programVersion =
      try String.fetchOne(db, sql: "SELECT value FROM meta_release WHERE key = 'program_version'") ?? ""
    // Schemas before 3 had series_id.
    let family =
      try db.columns(in: "document").contains { $0.name == "family_id" } ? "family_id" : "series_id"
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT document_id, text_sha256, \(family) AS family_id, \(DocumentFacts.columns.joined(separator: ", "))
        FROM document ORDER BY document_id
        """)
    {
      let facts = DocumentFacts(row)
      documents[facts.id] = facts
    }
    for row in try Row.fetchAll(db, sql: "SELECT rule_id, file, sha256 FROM rule") {
      rules[row[0]] = (row[1], row[2])
    }
    for row in try Row.fetchAll(db, sql: "SELECT indicator_id, file, \(Self.indicatorColumns) FROM indicator")
    {
      indicators[row[0]] = (row[1], Array(row.databaseValues))
    }
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT document_id, char_start, char_end, indicator_id, field, new_value, decided_by FROM review_decision
        WHERE outcome <> 'unused' ORDER BY decided_at, decision_id
        """)
    {
      decisions[row[0], default: []].append(
        DecisionFacts(start: row[1], end: row[2], indicator: row[3], field: row[4], new: row[5], who: row[6]))
    }
    let rows = try Row.fetchCursor(db, sql: ObservationFacts.sql)
    while let row = try rows.next() { observations.append(ObservationFacts(row)) }
    let known = Set(try String.fetchAll(other, sql: "SELECT document_id FROM document"))
    for id in documents.keys where !known.contains(id) {
      let rows = try Row.fetchAll(
        db, sql: "SELECT char_start, char_end, text FROM passage WHERE document_id = ? ORDER BY char_start",
        arguments: [id])
      passages[id] = rows.map { Passage(start: $0[0], end: $0[1], text: $0[2]) }
    }
    for (label, namesakes) in Dictionary(grouping: documents.values, by: \.label) where namesakes.count > 1 {
      for facts in namesakes { documents[facts.id]?.label = "\(label) \(facts.id.prefix(8))" }
    }
  }

  private static let indicatorColumns =
    "name_en, definition, unit_id, value_kind, direction, minimum, maximum, default_source_id, sex"

  /// Documents in the order in which changes are listed.
  static func precedes(_ one: String, _ other: String, in contents: ReleaseContents) -> Bool {
    (contents.documents[one]?.label ?? "", one) < (contents.documents[other]?.label ?? "", other)
  }
}

extension ReleaseContents.DocumentFacts {
  fileprivate static let columns = [
    "report_edition", "title", "language", "publisher", "area_id", "period_start", "period_end",
    "published_on", "url", "licence", "converter",
  ]

  fileprivate init(_ row: Row) {
    id = row["document_id"]
    family = row["family_id"]
    edition = row["report_edition"]
    title = row["title"]
    let area: String = row["area_id"]
    label = edition.isEmpty ? "\(area) \(title)" : "\(area) \(edition)"
    self.area = area
    declared = [("family_id", family)] + Self.columns.map { ($0, row[$0]) }
    textHash = row["text_sha256"]
  }
}

/// An observation with its place in its report.
package struct ObservationFacts: Hashable {
  package var id: String
  package var document: String
  package var rule: String
  package var quote: String
  /// Zero-based, in code points, end excluded.
  package var start: Int
  package var end: Int
  package var review: String
  /// What tells one figure of a report from another.
  package var key: Observation.Key
  /// What is said of it, in the order of `valueColumns`.
  package var values: [String]

  static let valueColumns = [
    "value", "value_high", "qualifier", "total", "unit_id", "index_edition", "obs_status", "review_status",
  ]

  package var indicator: String { key.indicator }
  var isRejected: Bool { review == "rejected" }
  /// A reader stands behind it.
  var isConfirmed: Bool { review == "accepted" || review == "edited" }

  fileprivate static let sql = """
    SELECT o.observation_id, o.document_id, o.rule_id, m.quote, m.char_start, m.char_end, o.review_status,
      \(Observation.Key.Column.allCases.map { "o.\($0.rawValue)" }.joined(separator: ", ")), o.value_text, o.value_high, o.qualifier, o.total, o.unit_id,
      o.index_edition, o.obs_status, o.review_status
    FROM observation o JOIN mention m USING (mention_id)
    ORDER BY o.document_id, m.char_start, m.char_end, o.observation_id
    """

  fileprivate init(_ row: Row) {
    id = row[0]
    document = row[1]
    rule = row[2]
    quote = row[3]
    start = row[4]
    end = row[5]
    review = row[6]
    key = Observation.Key { row[$0.rawValue] }
    values = (15..<23).map { csvText(row[$0]) }
  }
}
