import Core
import Foundation
import GRDB

/// The checks of a folder, by name.
///
/// - Throws: `ConfigurationError` where a file lacks its title, severity or reason.
public func readChecks(in folder: URL) throws -> [Check] {
  try AnnotatedSQL.read(folder, required: ["title", "severity", "why"]).map { sql in
    guard let severity = Finding.Severity(rawValue: sql.header["severity"] ?? "") else {
      throw ConfigurationError(file: sql.file, line: nil, message: "severity must be error, warning or info")
    }
    return Check(
      slug: sql.name, title: sql.header["title"] ?? "", severity: severity, why: sql.header["why"] ?? "",
      sql: sql.statements[""] ?? "")
  }
}

/// Runs the checks, and replaces what earlier checks found; what was found while reading documents stays.
///
/// - Returns: every finding of the database, errors first, then by check, subject and message.
/// - Throws: `ConfigurationError` where a check is not one SELECT of the columns `subject` and `message`.
public func verify(_ db: Database, checks folder: URL) throws -> [Finding] {
  let checks = try readChecks(in: folder)
  try db.inSavepoint {
    try db.execute(sql: "DELETE FROM finding WHERE origin = 'check'; DELETE FROM quality_check")
    for check in checks {
      let findings = try offenders(of: check, in: db)
      for finding in findings {
        try insertFinding(finding, origin: "check", document: document(of: finding.subject, in: db), into: db)
      }
      try db.execute(
        sql: "INSERT INTO quality_check VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [check.slug, check.title, check.severity.rawValue, check.why, check.sql, findings.count])
    }
    return .commit
  }
  return try findings(in: db)
}

/// What the checks find in a database as it stands, with what was found while reading; nothing is written.
///
/// - Throws: as `verify`.
package func examine(_ db: Database, checks folder: URL) throws -> [Finding] {
  let read = try findings(in: db, where: "origin <> 'check'")
  let found = try readChecks(in: folder).flatMap { try offenders(of: $0, in: db) }
  return (read + found).sorted {
    ($0.severity.rank, $0.check, $0.subject, $0.message) < (
      $1.severity.rank, $1.check, $1.subject, $1.message
    )
  }
}

/// Every finding of the database, errors first, then by check, subject and message.
public func findings(in db: Database) throws -> [Finding] {
  try findings(in: db, where: "true")
}

private func findings(in db: Database, where condition: String) throws -> [Finding] {
  try Row.fetchAll(
    db,
    sql: """
      SELECT severity, check_slug, subject, message FROM finding WHERE \(condition)
      ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, check_slug, subject, message
      """
  ).map { row in
    Finding(
      severity: Finding.Severity(rawValue: row["severity"]) ?? .error, check: row["check_slug"],
      subject: row["subject"], message: row["message"])
  }
}

private func offenders(of check: Check, in db: Database) throws -> [Finding] {
  let file = "Checks/\(check.slug).sql"
  let statement = try readingStatement(db, check.sql, file: file, columns: ["subject", "message"])
  do {
    return try Row.fetchAll(statement).map { row in
      Finding(
        severity: check.severity, check: check.slug, subject: row["subject"] ?? "",
        message: row["message"] ?? "")
    }
  } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
    throw ConfigurationError(file: file, line: nil, message: "SQLite refuses it: \(error.message ?? "")")
  }
}

/// The document that an observation, mention or document id belongs to; empty for anything else.
private func document(of subject: String, in db: Database) throws -> String {
  let statement = try db.cachedStatement(
    sql: """
      SELECT document_id FROM observation WHERE observation_id = :id
      UNION ALL SELECT document_id FROM mention WHERE mention_id = :id
      UNION ALL SELECT document_id FROM document WHERE document_id = :id
      UNION ALL SELECT document_id FROM review_decision WHERE decision_id = :id
      """)
  return try String.fetchOne(statement, arguments: ["id": subject]) ?? ""
}
