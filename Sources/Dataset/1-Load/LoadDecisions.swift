import GRDB

/// Replaces the list of readers' corrections.
public func loadDecisions(_ rows: [DecisionRow], into db: Database) throws {
  try db.inSavepoint {
    try db.execute(sql: "DELETE FROM review_decision")
    let statement = try db.cachedStatement(
      sql: "INSERT INTO review_decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for row in rows.sorted(by: { $0.id < $1.id }) {
      try statement.execute(arguments: [
        row.id, row.document, row.charStart, row.charEnd, row.quote, row.indicator, row.field, row.old,
        row.new,
        row.reason, row.who, row.when, row.outcome.rawValue,
      ])
    }
    return .commit
  }
}
