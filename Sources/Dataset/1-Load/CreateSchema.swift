import GRDB

/// `PRAGMA user_version` of the databases this program writes; raised when a name or meaning changes.
public let schemaVersion = 5

/// `PRAGMA application_id` of the databases this program writes: "HRin" in ASCII.
public let applicationID = 0x4852_696E

/// Creates every table, view and trigger, and their descriptions, in an empty database.
public func createSchema(in db: Database) throws {
  let files = [
    PackageResources.Schema_sql, PackageResources.Grounding_sql, PackageResources.Views_sql,
    PackageResources.PublisherViews_sql,
    PackageResources.PublishedViews_sql, PackageResources.QualityViews_sql, PackageResources.ReviewViews_sql,
  ]
  for file in files {
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
