import Core
import Foundation
import GRDB

/// A SQL file that says what it is in its first comment lines (`-- title: …`) and may hold several statements,
/// each under a line of its own that names it (`-- rows:`).
struct AnnotatedSQL {
  /// The file's name without `.sql`.
  var name: String
  /// As people know it, for messages: `Checks/value-in-range.sql`.
  var file: String
  var header: [String: String]
  /// Statement by name; the one before any name is called "".
  var statements: [String: String]

  /// The SQL files of a folder, by name.
  ///
  /// - Throws: `ConfigurationError` where the folder is missing, a header has an unknown key or lacks a needed one.
  static func read(
    _ folder: URL, required: Set<String>, optional: Set<String> = [], statements: Set<String> = [""]
  ) throws -> [AnnotatedSQL] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw ConfigurationError(file: folder.lastPathComponent, line: nil, message: "the folder is missing")
    }
    return try names.filter { $0.hasSuffix(".sql") && !$0.hasPrefix(".") }.sorted().map { name in
      let file = "\(folder.lastPathComponent)/\(name)"
      guard let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) else {
        throw ConfigurationError(file: file, line: nil, message: "can't be read as UTF-8")
      }
      // As a checkout under Windows leaves it, CR LF, which is one character of a String, is the same line end.
      let sql = try AnnotatedSQL(
        name: String(name.dropLast(4)), file: file, text: text.replacing("\r\n", with: "\n"),
        keys: required.union(optional),
        names: statements)
      for key in required.sorted() where sql.header[key]?.isEmpty ?? true {
        throw ConfigurationError(file: file, line: 1, message: "the line \"-- \(key): …\" is missing")
      }
      return sql
    }
  }

  init(name: String, file: String, text: String, keys: Set<String>, names: Set<String>) throws {
    self.name = name
    self.file = file
    header = [:]
    statements = [:]
    var current = ""
    var inHeader = true
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if inHeader, let (key, value) = Self.annotation(line), !names.contains(key) || key.isEmpty {
        guard keys.contains(key) else {
          let known = keys.sorted().joined(separator: ", ")
          throw ConfigurationError(
            file: file, line: index + 1, message: "unknown key \"\(key)\"; known: \(known)")
        }
        header[key] = value
      } else if let (key, value) = Self.annotation(line), value.isEmpty, names.contains(key) {
        inHeader = false
        current = key
      } else {
        if !line.allSatisfy(\.isWhitespace) { inHeader = false }
        statements[current, default: ""] += line + "\n"
      }
    }
    statements = statements.filter { !$0.value.allSatisfy { $0.isWhitespace } }
  }

  /// `-- key: value`; the key is one lower-case word.
  private static func annotation(_ line: Substring) -> (String, String)? {
    guard line.hasPrefix("-- "), let colon = line.firstIndex(of: ":") else { return nil }
    let key = line[line.index(line.startIndex, offsetBy: 3)..<colon]
    guard !key.isEmpty, key.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }) else {
      return nil
    }
    let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    return (String(key), value)
  }
}

/// Compiles one statement that only reads.
///
/// - Throws: `ConfigurationError` that names the file where the SQL is wrong, would write, or lacks a column.
func readingStatement(_ db: Database, _ sql: String, file: String, columns: [String]) throws -> Statement {
  let statement: Statement
  do {
    statement = try db.makeStatement(sql: sql)
  } catch let error as DatabaseError {
    throw ConfigurationError(file: file, line: nil, message: "SQLite refuses it: \(error.message ?? "")")
  }
  guard statement.isReadonly else {
    throw ConfigurationError(file: file, line: nil, message: "must be one SELECT; it would write")
  }
  for column in columns where !statement.columnNames.contains(column) {
    throw ConfigurationError(file: file, line: nil, message: "must select a column named \(column)")
  }
  return statement
}
