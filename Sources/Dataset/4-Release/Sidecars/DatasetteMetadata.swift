import Core
import GRDB

/// `metadata.yaml` for Datasette: titles, descriptions of tables and columns, and queries worth asking first.
package func datasetteMetadata(_ db: Database, pipeline: PipelineName) throws -> String {
  let isSample = try hasSamples(db)
  var text = "title: \(yaml(pipeline.title + (isSample ? " (SAMPLE)" : "")))\n"
  text +=
    "description: \(yaml((isSample ? sampleNotice + " " : "") + "Figures that countries' reports state, each with the words that state it."))\n"
  text += "databases:\n  \(pipeline.id):\n    tables:\n"
  for table in try Row.fetchAll(
    db, sql: "SELECT * FROM meta_table WHERE table_name <> 'passage_fts' ORDER BY table_name")
  {
    let name: String = table["table_name"]
    text += "      \(name):\n        title: \(yaml(table["title"]))\n"
    text +=
      "        description: \(yaml("\(table["description"] as String); \(table["grain"] as String)."))\n"
    let columns = try Row.fetchAll(
      db, sql: "SELECT * FROM meta_column WHERE table_name = ? ORDER BY position", arguments: [name])
    if !columns.isEmpty { text += "        columns:\n" }
    for column in columns {
      let unit: String = column["unit"]
      let meaning: String = column["description"]
      text +=
        "          \(column["column_name"] as String): \(yaml(unit.isEmpty ? meaning : "\(meaning) (\(unit))"))\n"
    }
  }
  text += "    queries:\n"
  for query in queries {
    text += "      \(query.name):\n        title: \(yaml(query.title))\n        sql: \(yaml(query.sql))\n"
  }
  return text
}

private let queries: [(name: String, title: String, sql: String)] = [
  (
    "figures_of_a_country", "What reports state about a country",
    "SELECT indicator_name, value_label, as_of_label, sex, cited_source_name, quote, page_number, report_edition "
      + "FROM observation_wide WHERE area_id = :area ORDER BY indicator_name, as_of"
  ),
  (
    "search", "Paragraphs that contain words",
    "SELECT d.slug, p.text FROM passage_fts f JOIN passage p ON p.passage_id = f.rowid JOIN document d USING (document_id) "
      + "WHERE passage_fts MATCH :words ORDER BY rank LIMIT 50"
  ),
  ("ungrounded", "Quotes that are not in their source (none)", "SELECT * FROM qa_ungrounded"),
  (
    "review", "What to look at first", "SELECT * FROM review_queue WHERE risk > 0 ORDER BY risk DESC LIMIT 50"
  ),
]

/// A text as YAML's double-quoted scalar.
private func yaml(_ text: String) -> String {
  String(decoding: JSONText.string(text), as: UTF8.self)
}
