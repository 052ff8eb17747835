import Core
import GRDB

/// What every table, column and code means, and how to cite.
func codebookPage(_ db: Database, _ site: Site) throws -> String {
  func table(_ caption: String, _ sql: String, _ arguments: StatementArguments = []) throws -> String {
    try siteTable(db, sql, arguments, caption: caption, site: site, up: "")
  }
  var body = """
    <p class="lead">Offsets count Unicode code points from zero, end excluded; bytes are UTF-8. Absent text is the empty \
    string, an absent number is NULL.</p>
    <h2 id="cite">How to cite</h2>
    <p>Cite the report that states a figure and the release that read it; each observation gives both in one line. \
    The release: Country Indicators, release \(escapedHTML(site.shell.release)), made by indicators \
    \(escapedHTML(site.shell.programVersion))\(site.shell.isSample ? " from sample reports" : "").</p>
    <h2 id="indicators">Indicators</h2>

    """
  body += try table(
    "Indicators",
    """
    SELECT indicator_id AS "Indicator", name_en AS "Name", name_sv AS "På svenska", definition AS "Definition",
      unit_id AS "Unit", value_kind AS "Kind", replace(direction, '_', ' ') AS "Direction", default_source_id AS "Default source"
    FROM indicator ORDER BY indicator_id
    """)
  let lists = [
    (
      "units", "Units",
      "SELECT unit_id AS \"Unit\", name_en AS \"Name\", name_sv AS \"På svenska\", symbol AS \"Symbol\" FROM unit ORDER BY unit_id"
    ),
    (
      "sources", "Sources",
      "SELECT source_id AS \"Source\", name AS \"Name\", source_class AS \"Class\", url AS \"Site\" FROM source ORDER BY source_id"
    ),
    (
      "treaties", "Treaties",
      "SELECT treaty_id AS \"Treaty\", name_en AS \"Name\", name_sv AS \"På svenska\", untc_reference AS \"UN reference\" FROM treaty ORDER BY treaty_id"
    ),
  ]
  for (id, title, sql) in lists { body += "<h2 id=\"\(id)\">\(title)</h2>\n" + (try table(title, sql)) }
  body += "<h2 id=\"tables\">Tables and views</h2>\n"
  for row in try Row.fetchAll(db, sql: "SELECT * FROM meta_table ORDER BY kind, table_name") {
    let name: String = row["table_name"]
    body += "<h3 id=\"table-\(escapedHTML(name))\">\(escapedHTML(name))</h3>\n"
    body += "<p>\(escapedHTML(row["title"] as String)). \(escapedHTML(row["description"] as String)); "
    body += "\(escapedHTML(row["grain"] as String)).</p>\n<details><summary>Columns</summary>\n"
    body += try table(
      "Columns of \(name)",
      """
      SELECT column_name AS "Column", lower(type) AS "Type", description AS "Meaning", unit AS "Unit or notation"
      FROM meta_column WHERE table_name = ? ORDER BY position
      """, [name])
    body += "</details>\n"
  }
  return site.shell.page(title: "Codebook", path: "codebook.html", part: .codebook, body: body)
}
