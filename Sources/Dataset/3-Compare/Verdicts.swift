import GRDB

/// A figure of a report beside what its source published, as pages and summaries tell of it.
public struct Verdict: Hashable, Sendable {
  public var observation: String
  public var document: String
  public var slug: String
  /// "Kazakhstan 2015-2016".
  public var report: String
  /// English name, with the sex where the indicator is not of one; a treaty's code.
  public var indicator: String
  /// The code: `differs`, `other_date` …
  public var verdict: String
  /// Why it was not compared; empty where it was.
  public var reason: String
  /// One sentence; empty where nothing was compared.
  public var summary: String
  /// What the source published, in words.
  public var nearest: String
  public var source: String
  public var url: String

  /// Whether the source published something else for the time, edition and concept meant.
  public var isContradicted: Bool { Self.contradicted.contains(verdict) && reason.isEmpty }

  /// Its place among the verdicts, the worst first.
  package var rank: Int { Self.all.firstIndex(of: verdict) ?? Self.all.count }

  /// The codes, worst first.
  public static let contradicted = ["differs", "other_edition", "other_date", "other_concept"]
  public static let all =
    contradicted + ["agrees_rounded", "agrees", "not_comparable", "no_published_figure"]
}

/// The verdicts on a document's figures, or on all, worst first; figures whose text names a source before others.
public func verdicts(_ db: Database, of document: String? = nil, contradictedOnly: Bool = false) throws
  -> [Verdict]
{
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT p.left_observation_id, d.document_id, d.slug, trim(left_area || ' ' || left_edition) AS report,
        CASE WHEN p.treaty_id <> '' THEN p.treaty_id ELSE i.name_en END || CASE WHEN i.sex = left_sex THEN ''
          WHEN left_sex = 'F' THEN ', women' WHEN left_sex = 'M' THEN ', men' ELSE '' END AS indicator,
        p.verdict, p.reason, p.summary, p.nearest, p.compared_source_id, p.right_url
      FROM comparison_published p
      JOIN observation o ON o.observation_id = p.left_observation_id
      JOIN document d ON d.document_id = o.document_id
      JOIN indicator i ON i.indicator_id = p.indicator_id
      WHERE (:document IS NULL OR o.document_id = :document) AND (NOT :worst OR (p.comparable AND verdict_rank < 5))
      ORDER BY verdict_rank, source_basis <> 'cited', p.indicator_id, d.published_on DESC, d.slug, p.comparison_id
      """, arguments: ["document": document, "worst": contradictedOnly])
  return rows.map {
    Verdict(
      observation: $0[0], document: $0[1], slug: $0[2], report: $0[3], indicator: $0[4], verdict: $0[5],
      reason: $0[6], summary: $0[7], nearest: $0[8], source: $0[9], url: $0[10])
  }
}

/// All verdicts by the document whose figures they are of, the worst first.
package func verdictsByDocument(_ db: Database) throws -> [String: [Verdict]] {
  Dictionary(grouping: try verdicts(db), by: \.document)
}
