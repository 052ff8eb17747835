import Core
import GRDB

/// The codebook in Markdown: what every table, column, indicator, unit, source, treaty, check and comparison means,
/// all of it from the database's own descriptions.
///
/// - Parameters:
///   - database: the name of the release's database.
///   - t: the language it is written in; names of the code lists are as the database's session has them.
package func codebook(_ db: Database, of databaseName: String, labels t: Labels) throws -> String {
  var text = "# \(t("Codebook"))\n\n"
  if try hasSamples(db) { text += "**\(t.fixed(sampleNotice))**\n\n" }
  text += t("What the tables and columns of \(databaseName) mean, and the code lists they use.") + "\n\n"
  text += t.fixed(offsetsNotice) + "\n\n"
  text += t.fixed(rejectedNotice) + "\n\n"
  text += "## \(t("This release"))\n\n"
  text += try list(db, "SELECT key AS \"Key\", value AS \"Value\" FROM meta_release ORDER BY key", in: t)
  text += "\n## \(t("How the tables hang together"))\n\n" + (try diagram(db))
  text += try tables(db, t)
  for (title, sql) in codeLists { text += "\n## \(t.fixed(title))\n\n" + (try list(db, sql, in: t)) }
  return text
}

/// What offsets count in, and how absence is written.
package let offsetsNotice =
  "Offsets count Unicode code points from zero, end excluded; bytes are UTF-8. "
  + "Absent text is the empty string, an absent number is NULL."

private func tables(_ db: Database, _ t: Labels) throws -> String {
  var text = "\n## \(t("Tables and views"))\n\n"
  let entries = try Row.fetchAll(
    db, sql: "SELECT table_name, kind, title, description, grain FROM meta_table ORDER BY kind, table_name")
  for entry in entries {
    let name: String = entry["table_name"]
    let lines = (["title", "description", "grain"]).map { t.fixed(entry[$0]) }
    let kind: String = entry["kind"]
    let grain = kind == "view" ? t("One view; \(lines[2]).") : t("One table; \(lines[2]).")
    text += "### \(name)\n\n"
    text += escapedMarkdown("\(lines[0]). \(lines[1]). \(grain)") + "\n\n"
    text += try list(
      db,
      """
      SELECT column_name AS "Column", lower(type) AS "Type", description AS "Meaning", unit AS "Unit or notation"
      FROM meta_column WHERE table_name = ? ORDER BY position
      """, [name], in: t)
    text += "\n"
  }
  return text
}

/// The tables and what they refer to, as a Mermaid diagram made from the foreign keys.
private func diagram(_ db: Database) throws -> String {
  let references = try Row.fetchAll(
    db,
    sql: """
      SELECT DISTINCT f."table" AS parent, t.table_name AS child FROM meta_table t, pragma_foreign_key_list(t.table_name) f
      WHERE t.kind = 'table' ORDER BY 1, 2
      """)
  var text = "```mermaid\nerDiagram\n"
  for row in references {
    let parent: String = row["parent"]
    let child: String = row["child"]
    text += "  \(parent) ||--o{ \(child) : \"\"\n"
  }
  return text + "```\n"
}

private let codeLists: [(String, String)] = [
  (
    "Indicators",
    """
    SELECT indicator_id AS "Indicator", name_en AS "Name", definition AS "Definition",
      unit_id AS "Unit", value_kind AS "Kind", coalesce(printf('%.10g', minimum), '') AS "Least",
      coalesce(printf('%.10g', maximum), '') AS "Most", direction AS "Direction", default_source_id AS "Default source"
    FROM indicator ORDER BY indicator_id
    """
  ),
  (
    "Units",
    """
    SELECT unit_id AS "Unit", name_en AS "Name", symbol AS "Symbol"
    FROM unit ORDER BY unit_id
    """
  ),
  (
    "Sources",
    """
    SELECT source_id AS "Source", name AS "Name", source_class AS "Class", url AS "Site" FROM source ORDER BY source_id
    """
  ),
  (
    "Treaties",
    """
    SELECT treaty_id AS "Treaty", name_en AS "Name", untc_reference AS "UN reference"
    FROM treaty ORDER BY treaty_id
    """
  ),
  (
    "Checks",
    """
    SELECT check_slug AS "Check", title AS "Title", severity AS "Severity", why AS "Why", offender_count AS "Found"
    FROM quality_check ORDER BY check_slug
    """
  ),
  (
    "Comparisons",
    """
    SELECT kind AS "Comparison", title AS "Title", why AS "What is compared", note AS "Mind"
    FROM comparison_kind ORDER BY position
    """
  ),
]

/// The rows of a query as a Markdown table.
package func list(
  _ db: Database, _ sql: String, _ arguments: StatementArguments = [], in t: Labels = .english
) throws -> String {
  let statement = try db.makeStatement(sql: sql)
  let names = statement.columnNames
  let columns = names.map { ResultTable.Column(name: t.fixed($0), isNumeric: false) }
  let rows = try Row.fetchAll(statement, arguments: arguments).map { row in
    zip(names, row.databaseValues).map { name, value in
      ResultTable.Cell(
        text: isVerbatim(name)
          ? csvText(value) : isFixed(name) ? t.fixed(csvText(value)) : t.said(csvText(value)))
    }
  }
  let table = ResultTable(
    kind: "", title: "", explanation: "", note: "", columns: columns, rows: rows, compared: 0, refused: [:],
    isSample: false)
  return rows.isEmpty ? t("None.") + "\n" : markdownTable(table, t) { text, _ in text }
}

/// Columns whose cells are texts of the program itself.
private func isFixed(_ column: String) -> Bool { ["Meaning", "Unit or notation"].contains(column) }

/// Columns whose cells are a report's words or names of things, in no language.
package func isVerbatim(_ column: String) -> Bool {
  ["Quote", "Words", "Column", "Key", "Value"].contains(column)
}
