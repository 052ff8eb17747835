import GRDB

/// `PRAGMA user_version` of the databases this program writes; raised when a name or meaning changes.
public let schemaVersion = 3

/// `PRAGMA application_id` of the databases this program writes: "HRin" in ASCII.
public let applicationID = 0x4852_696E

public enum DatabaseKind: Sendable {
  /// Kept between runs, with the ledger of what ran.
  case work
  /// For readers: facts and results only.
  case release
}

/// Creates every table, view and trigger, and their descriptions, in an empty database.
public func createSchema(in db: Database, kind: DatabaseKind = .work) throws {
  let files = [
    PackageResources.Schema_sql, PackageResources.Grounding_sql, PackageResources.Views_sql,
    PackageResources.PublishedViews_sql, PackageResources.QualityViews_sql, PackageResources.ReviewViews_sql,
  ]
  for file in files + (kind == .work ? [PackageResources.WorkSchema_sql] : []) {
    try db.execute(sql: String(decoding: file, as: UTF8.self))
  }
  try db.execute(sql: "PRAGMA application_id = \(applicationID)")
  try db.execute(sql: "PRAGMA user_version = \(schemaVersion)")
  try describe(db)
}

/// The triggers that keep quotes and pages together, as one script; for after they had to stand aside.
func groundingTriggers() -> String {
  let script = String(decoding: PackageResources.Grounding_sql, as: UTF8.self)
  guard let start = script.firstRange(of: "\nCREATE TRIGGER")?.lowerBound else { return "" }
  return String(script[start...])
}
