import Core
import Foundation
import GRDB

/// SHA-256 over every row of every table, tables by name and rows by key: equal for equal data whatever version
/// of SQLite wrote the file. Also the number of rows of each table.
package func logicalHash(of db: Database) throws -> (hash: String, counts: [String: Int]) {
  var hash = ContentHash.Running()
  var counts: [String: Int] = [:]
  let tables = try describedTables(in: db).filter { $0.kind == "table" && $0.name != "passage_fts" }
  for table in tables.map(\.name) {
    let columns = try String.fetchAll(
      db, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [table])
    add([table] + columns, to: &hash)
    let rows = try Row.fetchCursor(
      db,
      sql:
        "SELECT \(columns.joined(separator: ", ")) FROM \(table) ORDER BY \(try sortKey(of: table, in: db))")
    while let row = try rows.next() {
      add(row.databaseValues.map(serialised), to: &hash)
      counts[table, default: 0] += 1
    }
    counts[table, default: 0] += 0
  }
  return (ContentHash.hexadecimal(hash.finish()), counts)
}

private func add(_ parts: [String], to hash: inout ContentHash.Running) {
  var bytes: [UInt8] = []
  for part in parts {
    bytes.append(contentsOf: part.utf8)
    bytes.append(0)
  }
  bytes.append(UInt8(ascii: "\n"))
  hash.update(bytes)
}

/// Begins with the type, so that the text "1" and the number 1 differ.
private func serialised(_ value: DatabaseValue) -> String {
  switch value.storage {
  case .null: "n"
  case .int64(let number): "i\(number)"
  case .double(let number): "r\(number)"
  case .string(let text): "t\(text)"
  case .blob(let data): "b" + ContentHash.hexadecimal(data)
  }
}
