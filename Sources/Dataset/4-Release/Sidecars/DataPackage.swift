import Core
import GRDB

/// `datapackage.json` (Data Package 2.0): every CSV of the release with its columns, types and meanings, taken from
/// the database's own descriptions.
///
/// - Parameter files: of the release so far, with their hashes.
package func dataPackage(
  _ db: Database, files: [Release.File], release: String, options: PublishOptions
) throws -> [UInt8] {
  let isSample = try hasSamples(db)
  let resources = try files.filter { $0.path.hasPrefix("csv/") }.sorted { $0.path < $1.path }.map {
    try resource(db, $0, options.labels)
  }
  let sources = try Row.fetchAll(db, sql: "SELECT title, url, publisher FROM document ORDER BY slug").map {
    row in
    let url: String = row["url"]
    return JSONText.object(
      [("title", JSONText.string("\(row["title"] as String) (\(row["publisher"] as String))"))]
        + (url.hasPrefix("http") ? [("path", JSONText.string(url))] : []))
  }
  return JSONText.object([
    ("$schema", JSONText.string("https://datapackage.org/profiles/2.0/datapackage.json")),
    ("name", JSONText.string("country-indicators-\(options.pipeline.id)")),
    ("id", JSONText.string("sha256:" + release)), ("version", JSONText.string(options.programVersion)),
    ("title", JSONText.string(options.title + (isSample ? " (SAMPLE)" : ""))),
    (
      "description",
      JSONText.string(
        (isSample ? sampleNotice + " " : "")
          + "Figures that reports state, each with the words that state it, and comparisons made from them. "
          + "Cite the report as well as this release.")
    ),
    ("sources", JSONText.array(sources)), ("resources", JSONText.array(resources)),
  ]) + [0x0A]
}

private func resource(_ db: Database, _ file: Release.File, _ labels: Labels) throws -> [UInt8] {
  let parts = String(file.path.dropFirst("csv/".count).dropLast(".csv".count))
  let name = parts.replacing("/", with: ".").replacing("_", with: "-")
  var fields: [(String, [UInt8])] = [
    ("name", JSONText.string(name)), ("path", JSONText.string(file.path)), ("type", JSONText.string("table")),
    ("format", JSONText.string("csv")), ("mediatype", JSONText.string("text/csv")),
    ("encoding", JSONText.string("utf-8")), ("bytes", JSONText.whole(file.bytes)),
    ("hash", JSONText.string("sha256:" + file.sha256)),
  ]
  if let rows = file.rows { fields.append(("rows", JSONText.whole(rows))) }
  if let schema = try schema(db, path: parts, labels) { fields.append(("schema", schema)) }
  return JSONText.object(fields)
}

/// Nil for a comparison that is a table of texts only; its header says what there is.
private func schema(_ db: Database, path: String, _ labels: Labels) throws -> [UInt8]? {
  guard path.hasPrefix("comparisons/") else {
    return try schema(
      db, of: "observation_wide", columns: exportColumns + exportLabels(labels), key: ["observation_id"],
      refersTo: [])
  }
  let kind = String(path.dropFirst("comparisons/".count))
  let isView = try Row.fetchOne(
    db, sql: "SELECT 1 FROM sqlite_schema WHERE type = 'view' AND name = ?", arguments: ["comparison_\(kind)"]
  )
  let hasRows = try Row.fetchOne(
    db, sql: "SELECT 1 FROM comparison_kind WHERE kind = ? AND sql <> ''", arguments: [kind])
  let hasSentences =
    try Bool.fetchOne(db, sql: "SELECT with_sentences FROM comparison_kind WHERE kind = ?", arguments: [kind])
    ?? false
  guard isView != nil || hasRows != nil else { return nil }
  let view = isView == nil ? "comparison_wide" : "comparison_\(kind)"
  let columns = try String.fetchAll(
    db, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [view])
  let keys = [["comparison_id"], ["treaty_id", "area_id"], ["indicator_id", "document_id"]]
  return try schema(
    db, of: view,
    columns: columns + ["sample_notice"] + labelColumns(for: columns, of: "w", in: labels).map(\.name)
      + (hasSentences ? sentenceColumns.map(\.name) : []),
    key: keys.first { $0.allSatisfy(columns.contains) } ?? [],
    refersTo: ["left_observation_id", "right_observation_id", "observation_id"].filter(columns.contains))
}

private func schema(
  _ db: Database, of view: String, columns: [String], key: [String], refersTo: [String]
) throws -> [UInt8] {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT c.name, upper(c.type) AS type, m.description, m.unit FROM pragma_table_info(:view) c
      LEFT JOIN meta_column m ON m.table_name = :view AND m.column_name = c.name
      """, arguments: ["view": view])
  let known = Dictionary(uniqueKeysWithValues: rows.map { ($0["name"] as String, $0) })
  let fields = columns.map { column in
    let row = known[column]
    let type =
      switch row?["type"] as String? {
      case "INTEGER", "INT": "integer"
      case "REAL": "number"
      default: wholeNumbers.contains(column) ? "integer" : "string"
      }
    let unit = (row?["unit"] as String?) ?? ""
    let described: String? = row?["description"]
    let meaning =
      column == "sample_notice"
      ? "SAMPLE where the row comes from a sample report"
      : column == "sentence" || sentenceColumns.contains { $0.name == column }
        ? "The sentence of the report that states it; empty in releases without text"
        : described
          ?? (column.hasSuffix("_label")
            ? "The name in the language that was asked for, else in English" : "")
    return JSONText.object([
      ("name", JSONText.string(column)), ("type", JSONText.string(type)),
      ("description", JSONText.string(unit.isEmpty ? meaning : "\(meaning) (\(unit))")),
    ])
  }
  var parts: [(String, [UInt8])] = [
    ("fields", JSONText.array(fields)), ("missingValues", JSONText.array([JSONText.string("")])),
  ]
  if !key.isEmpty { parts.append(("primaryKey", JSONText.array(key.map(JSONText.string)))) }
  if !refersTo.isEmpty {
    let references = refersTo.map { column in
      JSONText.object([
        ("fields", JSONText.array([JSONText.string(column)])),
        (
          "reference",
          JSONText.object([
            ("resource", JSONText.string("observations")),
            ("fields", JSONText.array([JSONText.string("observation_id")])),
          ])
        ),
      ])
    }
    parts.append(("foreignKeys", JSONText.array(references)))
  }
  return JSONText.object(parts)
}

/// Columns that a view computes have no declared type.
private let wholeNumbers: Set<String> = ["observation_count", "stated", "comparable"]
