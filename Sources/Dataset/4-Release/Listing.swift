import GRDB

/// What can be listed of a release.
public enum ListedThing: String, CaseIterable, Sendable {
  case indicators, areas, sources, reports
}

/// Codes and names with how many figures there are of each, those that have any first, as rows of texts under a heading.
///
/// - Parameter matching: only those whose code or name has this in it, whatever its case; all where empty.
public func listing(_ db: Database, of thing: ListedThing, matching text: String = "", all: Bool = false)
  throws
  -> (columns: [String], rows: [[String]])
{
  let (columns, sql) = shape(of: thing)
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT * FROM (\(sql)) WHERE (:text = '' OR lower(code || ' ' || name) LIKE '%' || lower(:text) || '%')
        AND (:all OR :text <> '' OR figures > 0) ORDER BY figures = 0, code
      """, arguments: ["text": text, "all": all])
  return (columns, rows.map { row in Array(row.databaseValues).map { csvText($0) } })
}

private func shape(of thing: ListedThing) -> ([String], String) {
  switch thing {
  case .indicators:
    (
      ["Indicator", "Name", "Unit", "Figures", "Countries"],
      """
      SELECT i.indicator_id AS code, i.name_en AS name, i.unit_id, count(o.observation_id) AS figures,
        count(DISTINCT o.area_id) FROM indicator i
      LEFT JOIN observation o ON o.indicator_id = i.indicator_id AND o.review_status <> 'rejected' GROUP BY i.indicator_id
      """
    )
  case .areas:
    (
      ["Area", "Name", "Kind", "Figures", "Reports"],
      """
      SELECT a.area_id AS code, a.name_en AS name, a.kind, (SELECT count(*) FROM observation o WHERE o.area_id = a.area_id
        AND o.review_status <> 'rejected') AS figures, (SELECT count(*) FROM document d WHERE d.area_id = a.area_id)
      FROM area a
      """
    )
  case .sources:
    (
      ["Source", "Name", "Class", "Figures", "Published"],
      """
      SELECT s.source_id AS code, s.name, s.source_class, (SELECT count(*) FROM observation o
        WHERE o.cited_source_id = s.source_id AND o.review_status <> 'rejected') AS figures,
        (SELECT count(*) FROM published_figure f WHERE f.source_id = s.source_id)
      FROM source s WHERE s.source_id <> ''
      """
    )
  case .reports:
    (
      ["Report", "Title", "Area", "Edition", "Published", "Figures"],
      """
      SELECT d.slug AS code, d.title AS name, d.area_id, d.report_edition, d.published_on, (SELECT count(*) FROM observation o
        WHERE o.document_id = d.document_id AND o.review_status <> 'rejected') AS figures FROM document d
      """
    )
  }
}
