import Core
import Dataset
import Foundation
import GRDB

/// What became of decisions that were brought in.
public struct ReviewImport: Hashable, Sendable {
  /// Files below the pipeline's folder that were written, with the number of lines added to each.
  public var added: [String: Int]
  /// Lines that were there already.
  public var known: Int
  /// Decisions about reports that the database does not hold.
  public var elsewhere: Int
}

/// Brings decisions into `Decisions/`, into a file of each reviewer's own, so that two of them never write the same.
/// A line that is there already is not added again. Of several commands that do so at once, each waits for the others;
/// when it returns, the decisions are on the disk.
///
/// - Parameters:
///   - db: the release on which the reviewer decided; values are checked against its code lists.
///   - name: how errors call the file.
///   - folder: the pipeline's folder.
/// - Throws: `ConfigurationError` for a line that can't be read or whose value its field can't take: then nothing was
///   added. `Failure` for a file that can't be written; what it names and those after it are as they were.
public func importDecisions(
  _ db: Database, _ bytes: [UInt8], named name: String, into folder: URL
) throws -> ReviewImport {
  var given = DecisionFile()
  given.add(bytes, file: name)
  let checked = given.checked(against: try DecisionLists(db))
  if let fault = checked.faults.min(by: { ($0.line ?? 0) < ($1.line ?? 0) }) { throw fault }
  let lock = try decisionsLock(folder.appendingPathComponent("Decisions"), named: "Decisions")
  defer { withExtendedLifetime(lock) {} }
  var result = ReviewImport(added: [:], known: 0, elsewhere: 0)
  let known = Set(try allDecisions(in: folder).lines.map(\.id))
  var fresh: [String: [Decision]] = [:]
  for (id, decision) in checked.lines.map({ ($0.id, $0.decision) }) {
    guard !known.contains(id) else {
      result.known += 1
      continue
    }
    let isHere = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM document WHERE document_id = ?)",
      arguments: [decision.target.document])
    if isHere != true { result.elsewhere += 1 }
    fresh["Decisions/\(fileName(of: decision.who))", default: []].append(decision)
  }
  for (path, decisions) in fresh.sorted(by: { $0.key < $1.key }) {
    let file = folder.appendingPathComponent(path)
    var content: [UInt8] = []
    if FileManager.default.fileExists(atPath: file.path) { content = Array(try readFile(file, named: path)) }
    if let last = content.last, last != 0x0A { content.append(0x0A) }
    for decision in decisions { content += Array(try decision.line().utf8) + [0x0A] }
    try writeFile(content, to: file, named: path, followsLink: true)
    result.added[path] = decisions.count
  }
  return result
}

/// Every decision of a pipeline's folder, and the lines that are none.
///
/// - Throws: `Failure` for a file that can't be read.
public func allDecisions(in folder: URL) throws -> DecisionFile {
  let below = folder.appendingPathComponent("Decisions")
  let files = (try? FileManager.default.subpathsOfDirectory(atPath: below.path)) ?? []
  var all = DecisionFile()
  for path in files.sorted() where path.hasSuffix(".ndjson") {
    all.add(
      Array(try readFile(below.appendingPathComponent(path), named: "Decisions/\(path)")),
      file: "Decisions/\(path)")
  }
  return all
}

/// What a reviewer should look at next: riskiest first, over all reports.
///
/// - Parameter document: a slug, an id or the beginning of either; all where empty.
public func reviewQueue(_ db: Database, document: String, limit: Int) throws -> ResultTable {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT q.risk, d.slug, coalesce(m.page_number, ''), q.quote, q.indicator_id, coalesce(o.value_text, ''), q.why,
        'documents/' || d.slug || '.html#' || CASE WHEN q.observation_id <> '' THEN 't-' || substr(q.observation_id, 1, 12)
          WHEN q.mention_id <> '' THEN 'm-' || substr(q.mention_id, 1, 12) ELSE 'desk' END
      FROM review_queue q JOIN document d USING (document_id)
      LEFT JOIN mention m ON m.mention_id = q.mention_id
      LEFT JOIN observation o ON o.observation_id = q.observation_id
      WHERE q.risk > 0 AND (substr(d.slug, 1, length(:asked)) = :asked OR substr(d.document_id, 1, length(:asked)) = :asked)
      ORDER BY q.risk DESC, coalesce(nullif(q.observation_id, ''), q.mention_id) LIMIT :limit
      """, arguments: ["asked": document, "limit": limit])
  return try reviewTable(
    db, "Next to review", "What there is most to doubt in, first.",
    ["Risk", "Report", "Page", "Quote", "Indicator", "Value", "Why", "Page in Reports/"], rows)
}

/// How far the review of each report has come, who decided how much, and how far reviewers agree.
public func reviewStatus(_ db: Database) throws -> [ResultTable] {
  let reports = try Row.fetchAll(
    db,
    sql: """
      SELECT d.slug, count(q.document_id), sum(q.risk > 0), sum(q.review_status = 'accepted'), sum(q.review_status = 'edited'),
        sum(q.review_status = 'rejected'), sum(q.review_status = 'stale'), sum(q.mention_id <> '' AND q.observation_id = '')
      FROM document d LEFT JOIN review_queue q USING (document_id) GROUP BY d.document_id ORDER BY d.slug
      """)
  let reviewers = try Row.fetchAll(
    db,
    sql: """
      SELECT decided_by, count(*), sum(outcome = 'applied'), sum(outcome = 'stale'), sum(outcome = 'unused')
      FROM review_decision GROUP BY decided_by ORDER BY decided_by
      """)
  let pairs = try Row.fetchAll(
    db,
    sql: """
      SELECT first_reviewer, second_reviewer, judged_count, agreed_count, coalesce(printf('%.2f', kappa), '')
      FROM review_agreement ORDER BY first_reviewer, second_reviewer
      """)
  return [
    try reviewTable(
      db, "Reports", "How far the review of each report has come.",
      ["Report", "In the queue", "To look at", "Accepted", "Edited", "Rejected", "Stale", "Unexplained"],
      reports),
    try reviewTable(
      db, "Reviewers", "Who decided how much, and what became of it.",
      ["Reviewer", "Decisions", "Applied", "Stale", "Unused"], reviewers),
    try reviewTable(
      db, "Agreement", "Figures that two reviewers judged.",
      ["Reviewer", "And", "Figures", "Agreed", "Kappa"], pairs),
  ]
}

private func reviewTable(
  _ db: Database, _ title: String, _ explanation: String, _ names: [String], _ rows: [Row]
) throws -> ResultTable {
  let cells = rows.map { row in Array(row.databaseValues).map { ResultTable.Cell(text: joined(csvText($0))) }
  }
  let columns = names.enumerated().map { place, name in
    ResultTable.Column(
      name: name, isNumeric: !rows.isEmpty && cells.allSatisfy { Int($0[place].text) != nil })
  }
  return ResultTable(
    kind: "review", title: title, explanation: explanation, note: "", columns: columns, rows: cells,
    compared: 0,
    refused: [:], isSample: try hasSamples(db))
}

/// A reviewer's name as a file name: letters and digits, the rest as hyphens.
private func fileName(of who: String) -> String {
  let words = who.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  return (words.isEmpty ? "unknown" : String(words.prefix(60))) + ".ndjson"
}
