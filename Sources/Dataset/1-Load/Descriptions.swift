import Core
import GRDB

/// What the database says about its own tables and columns, written once in Descriptions.yml.
struct Descriptions {
  var tables: [String: Entry] = [:]
  /// Meanings of columns that are the same in every table.
  var everywhere: [String: Column] = [:]

  struct Entry {
    package var title: String
    package var description: String
    /// What one row is.
    var grain: String
    package var columns: [String: Column]

    package init(title: String, description: String, grain: String, columns: [String: Column]) {
      self.title = title
      self.description = description
      self.grain = grain
      self.columns = columns
    }
  }

  struct Column {
    package var description: String
    package var unit: String

    package init(description: String, unit: String) {
      self.description = description
      self.unit = unit
    }
  }

  /// - Throws: `ConfigurationError` with the line of what is wrong.
  init() throws {
    try add(PackageResources.Descriptions_yml, file: "Descriptions.yml")
    try add(PackageResources.DescriptionsOfViews_yml, file: "DescriptionsOfViews.yml")
  }

  private mutating func add(_ bytes: [UInt8], file: String) throws {
    for (name, node) in try StrictYAML(String(decoding: bytes, as: UTF8.self), file: file).pairs() {
      if name.string == "everywhere" {
        everywhere = try Self.columns(node)
        continue
      }
      try node.allow(["title", "description", "grain", "columns"])
      tables[name.string] = Entry(
        title: try node.required("title").string(), description: try node.required("description").string(),
        grain: try node.required("grain").string(),
        columns: try node.optional("columns").map(Self.columns) ?? [:])
    }
  }

  /// `name: meaning`, or `name: [meaning, unit]`.
  private static func columns(_ node: StrictYAML) throws -> [String: Column] {
    var columns: [String: Column] = [:]
    for (name, value) in try node.pairs() {
      let parts = try value.strings()
      columns[name.string] = Column(description: parts.first ?? "", unit: parts.count > 1 ? parts[1] : "")
    }
    return columns
  }
}

/// Fills meta_table and meta_column for the tables and views that the database has.
///
/// A table or column that Descriptions.yml does not describe gets no row; a test looks for those.
package func describe(_ db: Database) throws {
  let descriptions = try Descriptions()
  for table in try describedTables(in: db) {
    guard let entry = descriptions.tables[table.name] else { continue }
    try db.execute(
      sql: "INSERT INTO meta_table (table_name, kind, title, description, grain) VALUES (?, ?, ?, ?, ?)",
      arguments: [table.name, table.kind, entry.title, entry.description, entry.grain])
    let columns = try Row.fetchAll(
      db, sql: "SELECT cid, name, type FROM pragma_table_info(?) ORDER BY cid", arguments: [table.name])
    for column in columns {
      let name: String = column["name"]
      guard let meaning = entry.columns[name] ?? descriptions.everywhere[name] else { continue }
      let position: Int = column["cid"]
      let type: String = column["type"]
      try db.execute(
        sql: """
          INSERT INTO meta_column (table_name, column_name, position, type, description, unit)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [table.name, name, position + 1, type, meaning.description, meaning.unit])
    }
  }
}

/// Every table and view that readers see, by name; SQLite's and FTS5's own are left out.
func describedTables(in db: Database) throws -> [(name: String, kind: String)] {
  try Row.fetchAll(
    db,
    sql: """
      SELECT name, type FROM sqlite_schema
      WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND name NOT LIKE 'passage\\_fts\\__%' ESCAPE '\\'
      ORDER BY name
      """
  ).map { ($0["name"], $0["type"]) }
}
