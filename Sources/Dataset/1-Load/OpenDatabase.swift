import Foundation
import GRDB

/// Opens a release for reading only.
///
/// - Throws: `DatabaseMismatch` where the file is something else or has another schema, `StorageError` where it is missing
///   or can't be read.
public func openReadOnly(at file: URL) throws -> DatabaseQueue {
  try openReadOnly(at: file, anySchema: false)
}

/// - Parameter anySchema: take one of an older version of the program too; not every query will find its columns.
public func openReadOnly(at file: URL, anySchema: Bool) throws -> DatabaseQueue {
  guard FileManager.default.fileExists(atPath: file.path) else {
    throw storageError(.missing, file: file.path, detail: "")
  }
  return try namingStorage(file) {
    let queue = try open(file, readOnly: true)
    if try queue.read({ db in try isEmpty(db, file: file, anySchema: anySchema) }) {
      throw DatabaseMismatch(file: file.path, message: "the database is empty; make it with `indicators run`")
    }
    return queue
  }
}

private func open(_ file: URL, readOnly: Bool) throws -> DatabaseQueue {
  var configuration = Configuration()
  configuration.readonly = readOnly
  configuration.busyMode = .timeout(10)
  // 64 MiB. With SQLite's 2 a release of a few hundred reports is copied in from the system's cache again and again.
  configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -65536") }
  do {
    return try DatabaseQueue(path: file.path, configuration: configuration)
  } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
    throw DatabaseMismatch(file: file.path, message: "this is not a SQLite database")
  }
}

/// False for a database of this program's with this schema; throws `DatabaseMismatch` for any other.
private func isEmpty(_ db: Database, file: URL, anySchema: Bool = false) throws -> Bool {
  let application: Int
  do {
    application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
  } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
    throw DatabaseMismatch(file: file.path, message: "this is not a SQLite database")
  }
  let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
  if application == 0, version == 0, tables == 0 { return true }
  guard application == applicationID else {
    throw DatabaseMismatch(
      file: file.path, message: "this database was made by another program; choose another file name")
  }
  if version > schemaVersion {
    throw DatabaseMismatch(
      file: file.path,
      message: "this database was made by a newer version of indicators (schema \(version), this one knows "
        + "\(schemaVersion)); use that version, or remove the file and build it anew")
  }
  if version < schemaVersion, !anySchema {
    throw DatabaseMismatch(
      file: file.path,
      message: "this database was made by an older version of indicators (schema \(version), this one writes "
        + "\(schemaVersion)); remove the file and build it anew with `indicators run`")
  }
  return false
}
