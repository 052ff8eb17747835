import GRDB

/// The release's README: what it is, how much there is, on what terms, how to cite it, and what changed since the
/// release that its maker named.
///
/// - Parameter changes: what changed since the release that its maker named, as a section of Markdown; empty where none was named.
package func releaseReadme(
  _ db: Database, release: String, changes: String, options: PublishOptions
) throws -> String {
  let isSample = try hasSamples(db)
  var text = "# \(options.title)\n\n"
  if isSample { text += "**\(sampleNotice)**\n\n" }
  text += "Figures that reports state, each with the characters that state it, and comparisons made of them. "
  text += "Release \(release.prefix(12)), made by indicators \(options.programVersion).\n\n"
  text += "## How much\n\n" + (try list(db, countsSQL)) + "\n"
  text += try list(
    db,
    """
    SELECT review_status AS "Review", count(*) AS "Observations" FROM observation GROUP BY review_status
    ORDER BY review_status
    """)
  text += "\n## Files\n\n"
  text += "- `\(options.databaseName)`: everything, in tables that describe themselves\n"
  text += files.map { "- `\($0)`: \($1)\n" }.joined()
  text += "\n\(rejectedNotice)\n"
  text += "\n## Terms\n\nReports are quoted, not republished; each quote is under the terms of its report"
  text +=
    options.withText ? ". The database holds their pages' texts, which are under them too.\n\n" : ".\n\n"
  text += try list(
    db,
    """
    SELECT title AS "Report", publisher AS "Publisher", published_on AS "Date",
      CASE licence WHEN '' THEN 'not stated' ELSE licence END AS "Terms" FROM document ORDER BY slug
    """)
  if try Int.fetchOne(db, sql: "SELECT count(*) FROM published_file") ?? 0 > 0 {
    text += "\nPublishers' own figures are under the terms of their files.\n\n"
    text += try list(
      db,
      """
      SELECT title AS "Publication", count(*) AS "Files", CASE licence WHEN '' THEN 'not stated' ELSE licence END AS "Terms"
      FROM published_file GROUP BY title, licence ORDER BY title, licence
      """)
  }
  text += "\n## How to cite\n\nCite the report that states a figure as well as this release:\n\n"
  text +=
    "> Country Indicators. \(options.title), release \(release.prefix(12)) "
  text += "(indicators \(options.programVersion))\(isSample ? ", made from samples" : "").\n\n"
  text +=
    "`CITATION.md` has the whole hash and every report. A release's name begins its logical hash: SHA-256 over "
  text += "the rows of every table, whatever version of SQLite wrote them.\n"
  return text + changes
}

/// Where observations that a reader rejected are, and where they are not.
package let rejectedNotice =
  "Observations that a reader rejected stay in the database and in `csv/observations.csv`, marked `rejected` in "
  + "`review_status`, so that the decision can be seen. They are in no other CSV file, in no comparison and not in "
  + "`sdmx/observations.csv`: SDMX has no status for a figure that is withdrawn before it is disseminated."

private let files = [
  ("csv/observations.csv", "one row for each observation, with its sentence and place"),
  ("csv/indicators/", "the same, a file for each indicator that a report states"),
  ("csv/comparisons/", "a file for each comparison, refused ones with their reason"),
  ("datapackage.json", "the CSV files' columns (Data Package 2.0)"),
  ("sdmx/", "the observations as SDMX-CSV 2.0, and their structure"),
  ("metadata.yaml", "for Datasette"),
  ("codebook.md", "tables, columns and codes"),
  ("tables.md", "the comparison tables"), ("CITATION.md", "how to cite the release and its figures"),
  ("release.json", "every file with its hash"),
]

private let countsSQL = """
  SELECT 'Reports' AS "What", count(*) AS "Number" FROM document
  UNION ALL SELECT 'Countries that they are about', count(DISTINCT area_id) FROM document
  UNION ALL SELECT 'Numbers and claims found in them', count(*) FROM mention
  UNION ALL SELECT 'Observations', count(*) FROM observation
  UNION ALL SELECT 'Indicators that have any', count(DISTINCT indicator_id) FROM observation
  UNION ALL SELECT 'Figures of publishers', count(*) FROM published_figure
  UNION ALL SELECT 'Comparisons', count(*) FROM comparison
  UNION ALL SELECT 'of these refused, with a reason', count(*) FROM comparison WHERE comparable = 0
  UNION ALL SELECT 'Findings', count(*) FROM finding
  """
