import Core
import Dataset
import Foundation
import GRDB

/// Makes the decision that corrects one field of an observation, with the place in the text it is about.
///
/// - Parameters:
///   - db: A working or published database.
///   - id: An observation's id or a unique beginning of it.
///   - when: ISO 8601 with time zone.
/// - Throws: `LookupError` for the id; `Failure` of kind `usage` for a value that the field can't take.
public func decision(
  _ db: Database, correcting id: String, field: Decision.Field, to new: String, reason: String, who: String,
  when: String
) throws -> Decision {
  let observation = try findObservation(db, id)
  let row = try Row.fetchOne(
    db,
    sql: """
      SELECT o.*, m.char_start, m.char_end, m.quote, m.kind,
        substr(p.text, max(1, m.char_start - p.char_start - 31), min(32, m.char_start - p.char_start)) AS prefix,
        substr(p.text, m.char_end - p.char_start + 1, 32) AS suffix
      FROM observation o JOIN mention m USING (mention_id)
      JOIN page p ON p.document_id = m.document_id AND p.page_number = m.page_number
      WHERE o.observation_id = ?
      """, arguments: [observation])
  guard let row else {
    throw Failure(
      .data, "the observation has no mention", place: observation, remedy: "Build the database anew")
  }
  try check(new, for: field, isNumeric: row["value"] != nil, db)
  try checkRange(new, for: field, of: row, db)
  let old = current(field, row)
  guard old != new else {
    throw Failure(
      .usage, "\(field.rawValue) is \"\(new)\" already", place: observation, remedy: "Nothing is to be done")
  }
  return Decision(
    target: Decision.Target(
      document: row["document_id"], charStart: row["char_start"], charEnd: row["char_end"],
      quote: row["quote"], prefix: row["prefix"] ?? "", suffix: row["suffix"] ?? ""),
    indicator: row["indicator_id"], treaty: row["treaty_id"], observation: observation, field: field,
    old: old, new: new, reason: reason, who: who, when: when)
}

/// Appends a decision to a file of them; makes the file where there is none. Of several commands that do so at once,
/// each waits for the others; when it returns, the decision is on the disk.
///
/// - Throws: `ConfigurationError` where the file holds a mistake already, `Failure` where it can't be written or another
///   command does not let go of the folder.
public func append(_ decision: Decision, to file: URL, named name: String) throws {
  let lock = try decisionsLock(file.deletingLastPathComponent(), named: name)
  defer { withExtendedLifetime(lock) {} }
  var bytes: [UInt8] = []
  if FileManager.default.fileExists(atPath: file.path) { bytes = Array(try readFile(file, named: name)) }
  _ = try Decision.read(bytes, file: name)
  if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
  try writeFile(bytes + Array(try decision.line().utf8) + [0x0A], to: file, named: name, followsLink: true)
}

/// Keeps other commands from writing decisions.
func decisionsLock(_ folder: URL, named name: String) throws -> FolderLock {
  do {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  } catch {
    throw Failure(
      .inputOutput, "the folder for decisions can't be made", place: name,
      remedy: "Check that the project's folder is writable and that the disk has room")
  }
  return try FolderLock(folder, named: name)
}

private func current(_ field: Decision.Field, _ row: Row) -> String {
  switch field {
  case .value: row["value_text"]
  case .valueHigh: decimal(row["value_high"])
  case .total: decimal(row["total"])
  case .qualifier: row["qualifier"]
  case .area: row["area_id"]
  case .timePeriod: row["time_period"]
  case .sex: row["sex"]
  case .age: row["age"]
  case .base: row["base"]
  case .citedSource: row["cited_source_id"]
  case .treaty: row["treaty_id"]
  case .indicator: row["indicator_id"]
  case .status: row["review_status"]
  case .mention, .add: ""
  }
}

/// Without the `.0` of whole numbers; empty where there is none.
private func decimal(_ number: Double?) -> String {
  guard let number else { return "" }
  if let whole = Int(exactly: number) { return String(whole) }
  return number.description
}

/// Holds a number against its indicator's range and its own total.
///
/// - Parameter row: of `observation`.
/// - Throws: `Failure` of kind `usage`.
private func checkRange(_ new: String, for field: Decision.Field, of row: Row, _ db: Database) throws {
  guard [.value, .valueHigh, .total].contains(field), let number = Double(new),
    let value: Double = row["value"]
  else { return }
  let indicator: String = row["indicator_id"]
  let high: Double? = row["value_high"]
  let place = "\(indicator), \(field.rawValue)"
  if field == .total {
    let most = max(value, high ?? value)
    guard number < most else { return }
    throw Failure(
      .usage, "the total \(new) is below the value \(decimal(most))", place: place,
      remedy: "If the value is misread too, correct it first and run")
  }
  if let total: Double = row["total"], number > total {
    throw Failure(
      .usage, "the value \(new) is above its total \(decimal(total))", place: place,
      remedy: "If the total is misread too, correct it first and run")
  }
  let limits = try Row.fetchOne(
    db, sql: "SELECT value_kind, minimum, maximum FROM indicator WHERE indicator_id = ?",
    arguments: [indicator])
  let (kind, unit) = (limits?["value_kind"] as String?, row["unit_id"] as String?)
  let isShare = kind == "share" && unit == "PERCENT"
  let (stated, most) = (limits?["minimum"] as Double?, limits?["maximum"] as Double?)
  let isOpen = stated == nil && most == nil
  let minimum = isOpen && isShare ? 0 : stated
  let maximum = isOpen && isShare ? 100 : most
  guard minimum.map({ number < $0 }) == true || maximum.map({ number > $0 }) == true else { return }
  let range =
    "\(minimum.map { "at least \(decimal($0))" } ?? "")\(minimum != nil && maximum != nil ? " and " : "")"
    + "\(maximum.map { "at most \(decimal($0))" } ?? "")"
  throw Failure(
    .usage, "the value \(new) is outside the indicator's range, \(range)", place: place,
    remedy: "If the figure is of another indicator, correct indicator instead; if it is none, status=reject")
}

/// - Throws: `Failure` of kind `usage` for a value that the field can't take.
package func check(_ new: String, for field: Decision.Field, isNumeric: Bool, _ db: Database) throws {
  func refuse(_ expected: String) -> Failure {
    Failure(.usage, "\"\(new)\" is no \(field.rawValue)", remedy: "Write \(expected)")
  }
  func isListed(_ table: String) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \(table)_id = ?)", arguments: [new]) ?? false
  }
  let isDecimal = Double(new).map(\.isFinite) == true && new.allSatisfy { "0123456789.-".contains($0) }
  switch field {
  case .value:
    if isNumeric, !isDecimal { throw refuse("a decimal number such as 27 or 26.5") }
    if new.isEmpty { throw refuse("a value") }
  case .valueHigh, .total:
    if !new.isEmpty, !isDecimal { throw refuse("a decimal number such as 27 or 26.5, or nothing") }
  case .qualifier:
    if Qualifier(rawValue: new) == nil {
      throw refuse(Qualifier.allCases.map(\.rawValue).joined(separator: ", "))
    }
  case .area:
    if try !isListed("area") { throw refuse("an ISO 3166-1 alpha-3 code, or WLD for the world") }
  case .timePeriod:
    if !new.isEmpty, DateInterval8601(new) == nil {
      throw refuse("2016, 2016-07, 2016-07-01, 2010/2020 or nothing")
    }
  case .sex:
    if Observation.Sex(rawValue: new) == nil { throw refuse("F, M or _T") }
  case .age, .base: return
  case .citedSource:
    if try !isListed("source") { throw refuse("a code of Codelists/sources.csv") }
  case .treaty:
    if try !new.isEmpty && !isListed("treaty") { throw refuse("a code of Codelists/treaties.csv") }
  case .indicator:
    if try !isListed("indicator") { throw refuse("the id of an indicator") }
  case .status:
    if new != "accept", new != "reject" { throw refuse("accept or reject") }
  case .mention, .add:
    throw Failure(
      .usage, "\(field.rawValue) is not about an observation that is there",
      remedy: "Say it on the report's page in Reports/ and bring it in with \"indicators review import\"")
  }
}
