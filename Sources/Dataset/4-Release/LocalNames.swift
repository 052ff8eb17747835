import Core
import Foundation
import GRDB

/// Reads a database with the names and definitions of its code lists in the language of the labels, where it has
/// them; in English where it has not. Nothing is written into the file.
public func read<T>(
  _ queue: DatabaseQueue, in labels: Labels, _ body: (Database) throws -> T
) throws -> T {
  try namingStorage(URL(fileURLWithPath: queue.path)) {
    if labels.isEnglish { return try queue.read(body) }
    return try queue.writeWithoutTransaction { db in
      try showNames(in: labels.language, db)
      defer { try? hideNames(db) }
      return try body(db)
    }
  }
}

/// Columns of names and definitions, by code list.
private let named = [
  (table: "area", key: "area_id", name: "name_en", definition: ""),
  (table: "unit", key: "unit_id", name: "name_en", definition: ""),
  (table: "source", key: "source_id", name: "name", definition: ""),
  (table: "treaty", key: "treaty_id", name: "name_en", definition: ""),
  (table: "indicator", key: "indicator_id", name: "name_en", definition: "definition"),
  (table: "context", key: "context_id", name: "name_en", definition: ""),
  (table: "outline", key: "outline_id", name: "name_en", definition: ""),
  (table: "family", key: "family_id", name: "name_en", definition: ""),
]

/// Temporary code lists with other names stand before those of the file, and every view is made anew upon them: a
/// temporary view sees temporary tables first.
private func showNames(in language: String, _ db: Database) throws {
  for list in named {
    try db.execute(sql: "CREATE TEMP TABLE \(list.table) AS SELECT * FROM main.\(list.table)")
    try db.execute(sql: "CREATE UNIQUE INDEX temp.\(list.table)_named ON \(list.table) (\(list.key))")
    for (column, property) in [(list.name, "name"), (list.definition, "definition")] where !column.isEmpty {
      try db.execute(
        sql: """
          UPDATE temp.\(list.table) SET \(column) = l.text FROM main.label l
          WHERE l.entity = ? AND l.entity_id = \(list.key) AND l.language = ? AND l.property = ?
          """, arguments: [list.table, language, property])
    }
  }
  for sql in try String.fetchAll(
    db, sql: "SELECT sql FROM main.sqlite_schema WHERE type = 'view' ORDER BY rowid")
  {
    try db.execute(sql: "CREATE TEMP VIEW" + sql.dropFirst("CREATE VIEW".count))
  }
}

private func hideNames(_ db: Database) throws {
  for view in try String.fetchAll(db, sql: "SELECT name FROM temp.sqlite_schema WHERE type = 'view'") {
    try db.execute(sql: "DROP VIEW temp.\(view)")
  }
  for list in named { try db.execute(sql: "DROP TABLE temp.\(list.table)") }
}

/// Columns with names in a language beside the English ones, for CSV files: `indicator_label` for `indicator_id`.
///
/// - Parameter columns: those of the rows; each id among them that has names gets a label.
/// - Returns: the name of each column, and the SQL that answers it for the row `row`; none for English.
func labelColumns(for columns: [String], of row: String, in labels: Labels) -> [(name: String, sql: String)] {
  if labels.isEnglish { return [] }
  return columns.compactMap { column in
    guard column.hasSuffix("_id"),
      let list = named.first(where: { column == $0.key || column.hasSuffix("_" + $0.key) }),
      list.table != "family"
    else { return nil }
    let name = column.dropLast(3) + "_label"
    // The language's code has letters, digits and hyphens only.
    return (
      String(name),
      """
      coalesce((SELECT text FROM label WHERE entity = '\(list.table)' AND entity_id = \(row).\(column)
        AND language = '\(labels.language)' AND property = 'name'),
        (SELECT \(list.name) FROM \(list.table) x WHERE x.\(list.key) = \(row).\(column)), '') AS \(name)
      """
    )
  }
}
