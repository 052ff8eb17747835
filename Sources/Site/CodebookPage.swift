import Core
import Dataset
import GRDB

/// What every table, column and code means, and how to cite.
func codebookPage(_ db: Database, _ site: Site) throws -> String {
  let t = site.t
  func table(_ caption: String, _ sql: String, _ arguments: StatementArguments = []) throws -> String {
    try siteTable(db, sql, arguments, caption: caption, site: site, up: "")
  }
  let release = escapedHTML(site.shell.release)
  let program = escapedHTML(site.shell.programVersion)
  let name =
    site.shell.isSample
    ? t("Country Indicators, release \(release), made by indicators \(program) from sample reports")
    : t("Country Indicators, release \(release), made by indicators \(program)")
  var body = """
    <p class="lead">\(t.fixed(offsetsNotice))</p>
    <h2 id="cite">\(t("How to cite"))</h2>
    <p>\(t("Cite the report that states a figure and the release that read it; each observation gives both in one line. The release: \(name)."))</p>
    <h2 id="indicators">\(t("Indicators"))</h2>

    """
  body += try table(
    t("Indicators"),
    """
    SELECT indicator_id AS "Indicator", name_en AS "Name", definition AS "Definition",
      unit_id AS "Unit", value_kind AS "Kind", replace(direction, '_', ' ') AS "Direction", default_source_id AS "Default source"
    FROM indicator ORDER BY indicator_id
    """)
  let lists = [
    (
      "units", "Units",
      "SELECT unit_id AS \"Unit\", name_en AS \"Name\", symbol AS \"Symbol\" FROM unit ORDER BY unit_id"
    ),
    (
      "sources", "Sources",
      "SELECT source_id AS \"Source\", name AS \"Name\", source_class AS \"Class\", url AS \"Site\" FROM source ORDER BY source_id"
    ),
    (
      "treaties", "Treaties",
      "SELECT treaty_id AS \"Treaty\", name_en AS \"Name\", untc_reference AS \"UN reference\" FROM treaty ORDER BY treaty_id"
    ),
  ]
  for (id, title, sql) in lists {
    body += "<h2 id=\"\(id)\">\(t.fixed(title))</h2>\n" + (try table(t.fixed(title), sql))
  }
  body += "<h2 id=\"tables\">\(t("Tables and views"))</h2>\n"
  for row in try Row.fetchAll(db, sql: "SELECT * FROM meta_table ORDER BY kind, table_name") {
    let name: String = row["table_name"]
    body += "<h3 id=\"table-\(escapedHTML(name))\">\(escapedHTML(name))</h3>\n"
    body += "<p>\(escapedHTML(t.fixed(row["title"]))). \(escapedHTML(t.fixed(row["description"]))); "
    body += "\(escapedHTML(t.fixed(row["grain"]))).</p>\n<details><summary>\(t("Columns"))</summary>\n"
    body += try table(
      t("Columns of \(name)"),
      """
      SELECT column_name AS "Column", lower(type) AS "Type", description AS "Meaning", unit AS "Unit or notation"
      FROM meta_column WHERE table_name = ? ORDER BY position
      """, [name])
    body += "</details>\n"
  }
  return site.shell.page(title: t("Codebook"), path: "codebook.html", part: .codebook, body: body)
}
