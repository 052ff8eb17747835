import Core
import Foundation
import GRDB

/// Adds the code lists; entries that are there already are renewed.
public func loadCodelists(_ lists: CodelistBundle, into db: Database) throws {
  try db.inSavepoint {
    try renew(lists, in: db)
    try renewLabels(lists.labels, in: db)
    return .commit
  }
}

private func renew(_ lists: CodelistBundle, in db: Database) throws {
  for unit in lists.units {
    try upsert(db, "unit", ["unit_id", "name_en", "symbol"], [unit.id, unit.names.english, unit.symbol])
  }
  for source in lists.sources {
    try upsert(
      db, "source", ["source_id", "name", "url", "source_class"],
      [source.id, source.names.english, source.url, source.sourceClass])
  }
  for area in lists.areas {
    try upsert(
      db, "area", ["area_id", "iso2", "m49", "name_en", "kind"],
      [area.id, area.iso2, area.m49, area.names.english, area.kind])
  }
  for treaty in lists.treaties {
    try upsert(
      db, "treaty", ["treaty_id", "name_en", "untc_reference"],
      [treaty.id, treaty.names.english, treaty.untcReference])
  }
  for indicator in lists.indicators {
    try upsert(
      db, "indicator",
      [
        "indicator_id", "name_en", "definition", "unit_id", "value_kind", "direction", "minimum", "maximum",
        "default_source_id", "sex", "file",
      ],
      [
        indicator.id, indicator.names.english, indicator.definitions.english, indicator.unit,
        indicator.kind.rawValue, indicator.direction.rawValue, indicator.minimum, indicator.maximum,
        indicator.defaultSource, indicator.sex?.rawValue ?? "", indicator.file,
      ])
  }
  for context in lists.contexts {
    try upsert(db, "context", ["context_id", "name_en"], [context.id, context.names.english])
  }
  for (position, topic) in lists.outline.enumerated() {
    try upsert(
      db, "outline", ["outline_id", "name_en", "position"], [topic.id, topic.names.english, position + 1])
  }
  for family in lists.families { try insertFamily(family, into: db) }
  try db.execute(sql: "DELETE FROM family_outline")
  for family in lists.families {
    for (position, entry) in family.outline.entries.enumerated() {
      try db.cachedStatement(sql: "INSERT INTO family_outline VALUES (?, ?, ?, ?)")
        .execute(arguments: [family.id, position + 1, entry.topic, entry.phrase])
    }
  }
  for rule in lists.rules {
    try upsert(
      db, "rule", ["rule_id", "file", "version", "sha256", "description"],
      [rule.id, rule.file, rule.version, rule.sha256, rule.description])
  }
}

package func insertFamily(_ family: Family, into db: Database) throws {
  try upsert(
    db, "family", ["family_id", "publisher", "name_en", "language"],
    [family.id, family.publisher, family.names.english, family.language])
}

/// Renews the row whose first column is the key. Rows that are as they should be are left alone.
private func upsert(
  _ db: Database, _ table: String, _ columns: [String], _ values: [(any DatabaseValueConvertible)?]
) throws {
  let marks = columns.map { _ in "?" }.joined(separator: ", ")
  let sets = columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
  let statement = try db.cachedStatement(
    sql: """
      INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))
      ON CONFLICT (\(columns[0])) DO UPDATE SET \(sets)
      """)
  do {
    try statement.execute(arguments: StatementArguments(values))
  } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
    let name = values.first.flatMap { $0 }.map { "\($0)" } ?? ""
    throw ConfigurationError(
      file: "code list \(table)", line: nil,
      message: "\"\(name)\" is refused: \(error.message ?? "constraint")")
  }
}
