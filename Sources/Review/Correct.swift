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
      SELECT o.*, d.slug, m.char_start, m.char_end, m.quote, m.kind,
        substr(p.text, max(1, m.char_start - p.char_start - 31), min(32, m.char_start - p.char_start)) AS prefix,
        substr(p.text, m.char_end - p.char_start + 1, 32) AS suffix
      FROM observation o JOIN mention m USING (mention_id) JOIN document d ON d.document_id = m.document_id
      JOIN page p ON p.document_id = m.document_id AND p.page_number = m.page_number
      WHERE o.observation_id = ?
      """, arguments: [observation])
  guard let row else {
    throw Failure(
      .data, "the observation has no mention", place: observation, remedy: "Build the database anew")
  }
  try DecisionLists(db).check(new, for: field, of: row["indicator_id"])
  try checkTotal(new, for: field, of: row)
  let old = current(field, row)
  guard old != new else {
    throw Failure(
      .usage, "\(field.rawValue) is \"\(new)\" already", place: observation, remedy: "Nothing is to be done")
  }
  return Decision(
    target: Decision.Target(
      document: row["document_id"], charStart: row["char_start"], charEnd: row["char_end"],
      quote: row["quote"], prefix: row["prefix"] ?? "", suffix: row["suffix"] ?? "",
      report: reportName(slug: row["slug"])),
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
  case .valueHigh: plainDecimal(row["value_high"])
  case .total: plainDecimal(row["total"])
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

/// Holds a number against what else the observation says.
///
/// - Parameter row: of `observation`.
/// - Throws: `Failure` of kind `usage`.
private func checkTotal(_ new: String, for field: Decision.Field, of row: Row) throws {
  guard [.value, .valueHigh, .total].contains(field), let number = Double(new),
    let value: Double = row["value"]
  else { return }
  let place = "\(row["indicator_id"] as String), \(field.rawValue)"
  if field == .total {
    let most = max(value, row["value_high"] as Double? ?? value)
    guard number < most else { return }
    throw Failure(
      .usage, "the total \(new) is below the value \(plainDecimal(most))", place: place,
      remedy: "If the value is misread too, correct it first and run")
  }
  if let total: Double = row["total"], number > total {
    throw Failure(
      .usage, "the value \(new) is above its total \(plainDecimal(total))", place: place,
      remedy: "If the total is misread too, correct it first and run")
  }
}
