import GRDB

/// The rows of one query for many pages, sorted by page and taken page by page: a query for each page would go
/// through the whole database each time, and all rows at once would fill the memory.
struct Feed {
  private let cursor: RowCursor
  private let key: String
  private var next: Row?

  /// - Parameters:
  ///   - sql: sorted by `key` in the order of its bytes.
  ///   - key: a column that names the page.
  init(_ db: Database, key: String, _ sql: String) throws {
    cursor = try Row.fetchCursor(db, sql: sql)
    self.key = key
    next = try cursor.next()?.copy()
  }

  /// Those of one page; pages are asked for in ascending order, and what was passed over is gone.
  mutating func rows(of page: String) throws -> [Row] {
    var rows: [Row] = []
    while let row = next {
      let found: String = row[key]
      if found > page { break }
      if found == page { rows.append(row) }
      next = try cursor.next()?.copy()
    }
    return rows
  }
}
