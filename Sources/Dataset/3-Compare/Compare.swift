import Core
import Foundation
import GRDB

/// Empties table `comparison` and fills it again by the files of the folder.
///
/// A comparison that a file refuses (its `reason` is not empty) is a row like any other.
/// - Returns: for each kind, in the order of the tables, how many were compared and how many refused.
/// - Throws: `ConfigurationError` where a file is not one SELECT of the columns it must have.
@discardableResult
public func compare(_ db: Database, comparisons folder: URL) throws -> [ComparisonCount] {
  let kinds = try readComparisons(in: folder)
  try db.inSavepoint {
    try db.execute(sql: "DELETE FROM comparison; DELETE FROM comparison_kind")
    for (position, kind) in kinds.enumerated() {
      try db.execute(
        sql: "INSERT INTO comparison_kind VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          kind.kind, position + 1, kind.title, kind.why, kind.note, kind.rowsSQL ?? "", kind.hasSentences,
        ])
      try fill(kind, in: db)
    }
    return .commit
  }
  return try comparisonCounts(db, kinds: kinds.map(\.kind))
}

/// How many rows of each kind were compared and refused.
func comparisonCounts(_ db: Database, kinds: [String]) throws -> [ComparisonCount] {
  let rows = try Row.fetchAll(
    db, sql: "SELECT kind, reason, count(*) AS number FROM comparison GROUP BY kind, reason")
  return kinds.map { kind in
    var count = ComparisonCount(kind: kind, compared: 0, refused: [:])
    for row in rows where row["kind"] == kind {
      let reason: String = row["reason"]
      if reason.isEmpty { count.compared = row["number"] } else { count.refused[reason] = row["number"] }
    }
    return count
  }
}

/// What a file's `-- rows:` must select. `right_published_figure_id`, `nearest` and `summary` may be added.
private let rowColumns = [
  "indicator_id", "left_observation_id", "right_observation_id", "left_value", "right_value", "difference",
  "ratio",
  "reason", "verdict",
]

private func fill(_ kind: Comparison, in db: Database) throws {
  guard let sql = kind.rowsSQL else { return }
  let file = "Comparisons/\(kind.kind).sql"
  let statement = try readingStatement(db, sql, file: file, columns: rowColumns)
  // The rows are read to the end before the first is written: the statement may read what it fills.
  let rows = try Row.fetchAll(statement)
  let insert = try db.cachedStatement(
    sql: "INSERT INTO comparison VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
  for row in rows {
    let indicator: String = row["indicator_id"] ?? ""
    let left: String = row["left_observation_id"] ?? ""
    let right: String? = row["right_observation_id"]
    let figure: String? = row["right_published_figure_id"]
    let reason: String = row["reason"] ?? ""
    let numbers: [Double?] = ["left_value", "right_value", "difference", "ratio"].map { row[$0] }
    do {
      try insert.execute(arguments: [
        ContentHash.key([kind.kind, indicator, left, right ?? "", figure ?? ""]), kind.kind, indicator, left,
        right,
        figure, numbers[0], numbers[1], numbers[2], numbers[3], reason.isEmpty ? 1 : 0, reason,
        row["verdict"] ?? "",
        row["nearest"] ?? "", row["summary"] ?? "",
      ])
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw ConfigurationError(
        file: file, line: nil,
        message: "selects a row that the database refuses (left \(left), right \(right ?? "none")): "
          + (error.message ?? "constraint"))
    }
  }
}
