import Core
import Foundation
import GRDB

/// A file that is not the database this program writes, or was written by a newer program.
public struct DatabaseMismatch: Error, Hashable, CustomStringConvertible, Sendable {
  public var file: String
  public var message: String

  public init(file: String, message: String) {
    self.file = file
    self.message = message
  }

  public var description: String { "\(message) (\(file))" }
}

/// A file that can't be read or written: the disk is full, the folder is read-only, the file is missing.
public struct StorageError: Error, Hashable, CustomStringConvertible, Sendable {
  public var file: String
  public var kind: Kind
  public var message: String
  /// What a person can do about it.
  public var advice: String

  public enum Kind: String, Sendable {
    case full, readOnly, missing, damaged, busy, other
  }

  public init(file: String, kind: Kind, message: String, advice: String) {
    self.file = file
    self.kind = kind
    self.message = message
    self.advice = advice
  }

  public var description: String { "\(message) (\(file)). \(advice)" }
}

/// A document that the database refused, and the statement of it that was refused.
public struct LoadError: Error, Hashable, CustomStringConvertible, Sendable {
  /// SHA-256 of the document's bytes.
  public var document: String
  public var subject: String
  public var message: String

  public init(document: String, subject: String, message: String) {
    self.document = document
    self.subject = subject
    self.message = message
  }

  public var description: String { "\(message) (\(subject) of document \(document.prefix(12)))" }
}

/// Runs `body`; an error that means a full disk, a read-only place or a missing file becomes a `StorageError`
/// that names `file`. Other errors pass unchanged.
public func namingStorage<T>(_ file: URL, _ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch let error as DatabaseError {
    guard let kind = storageKind(of: error) else { throw error }
    throw storageError(kind, file: file.path, detail: error.message ?? "\(error.resultCode)")
  } catch let error as SystemError {
    throw storageError(storageKind(of: error), file: error.path, detail: error.description)
  } catch let error as CocoaError {
    throw storageError(storageKind(of: error), file: file.path, detail: error.localizedDescription)
  }
}

func storageError(_ kind: StorageError.Kind, file: String, detail: String) -> StorageError {
  switch kind {
  case .full:
    StorageError(
      file: file, kind: kind, message: "the disk is full",
      advice: "Free some space or choose another folder with --output; what was there before is unharmed.")
  case .readOnly:
    StorageError(
      file: file, kind: kind, message: "no permission to write here",
      advice: "Choose another folder with --output, or make this one writable.")
  case .missing:
    StorageError(
      file: file, kind: kind, message: "no such file",
      advice: "Check the path, or make it with `indicators run`.")
  case .damaged:
    StorageError(
      file: file, kind: kind, message: "the database is damaged: \(detail)",
      advice: "Put back a copy of it, or run the pipeline again: what it has made is made anew.")
  case .busy:
    StorageError(
      file: file, kind: kind, message: "another program holds the database",
      advice: "Close it there, then try again.")
  case .other:
    StorageError(
      file: file, kind: kind, message: "can't be read or written: \(detail)",
      advice: "Check the file and its folder, then try again.")
  }
}

private func storageKind(of error: DatabaseError) -> StorageError.Kind? {
  switch error.resultCode {
  case .SQLITE_FULL: .full
  case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
  case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
  case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
  case .SQLITE_CANTOPEN, .SQLITE_IOERR: .other
  default: nil
  }
}

private func storageKind(of error: SystemError) -> StorageError.Kind {
  switch error.code {
  case ENOSPC, EDQUOT: .full
  case EROFS, EACCES, EPERM: .readOnly
  case ENOENT: .missing
  default: .other
  }
}

private func storageKind(of error: CocoaError) -> StorageError.Kind {
  let posix = (error.userInfo[NSUnderlyingErrorKey] as? NSError)?.code
  switch error.code {
  case .fileWriteOutOfSpace: return .full
  case .fileWriteNoPermission, .fileWriteVolumeReadOnly, .fileReadNoPermission: return .readOnly
  case .fileNoSuchFile, .fileReadNoSuchFile: return .missing
  default:
    if posix == Int(ENOSPC) { return .full }
    if posix == Int(EROFS) || posix == Int(EACCES) { return .readOnly }
    return .other
  }
}
