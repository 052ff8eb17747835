import Core
import GRDB

/// Replaces everything the database holds of a document by what was read from it now, or changes nothing.
///
/// An observation's area that is in no code list (a region as written) becomes an area of kind `as_written`.
/// Comparisons that rest on the document's earlier observations go with them.
/// - Throws: `LoadError` where the database refuses a row: a quote that is not its text, an unknown rule.
public func load(_ read: DocumentRecord, into db: Database) throws {
  try db.inSavepoint {
    try remove(documentID: read.document.id, from: db)
    try insertText(of: read, into: db)
    try insertMentions(of: read, into: db)
    try insertObservations(of: read, into: db)
    try insertClaims(read.claims, of: read.document.id, into: db)
    try insertFindings(of: read, into: db)
    return .commit
  }
}

/// Removes a document with all that was read from it and compared with it. One that is not there is no error.
public func remove(documentID: String, from db: Database) throws {
  let steps = [
    """
    DELETE FROM comparison WHERE comparison_id IN (
      SELECT comparison_id FROM observation JOIN comparison ON left_observation_id = observation_id
      WHERE document_id = :id
      UNION SELECT comparison_id FROM observation JOIN comparison ON right_observation_id = observation_id
      WHERE document_id = :id)
    """,
    """
    DELETE FROM evidence WHERE observation_id IN (SELECT observation_id FROM observation WHERE document_id = :id)
    """,
    "DELETE FROM observation WHERE document_id = :id",
    "DELETE FROM claim WHERE mention_id IN (SELECT mention_id FROM mention WHERE document_id = :id)",
    "DELETE FROM mention WHERE document_id = :id",
    """
    INSERT INTO passage_fts (passage_fts, rowid, text)
    SELECT 'delete', passage_id, text FROM passage WHERE document_id = :id
    """,
    "DELETE FROM passage WHERE document_id = :id",
    "DELETE FROM section WHERE document_id = :id",
    "DELETE FROM page WHERE document_id = :id",
    "DELETE FROM finding WHERE document_id = :id AND origin = 'reading'",
    "DELETE FROM document WHERE document_id = :id",
  ]
  try db.inSavepoint {
    for sql in steps {
      try db.cachedStatement(sql: sql).execute(arguments: ["id": documentID])
    }
    return .commit
  }
}

/// A name for pages and links that depends on nothing but the document: `kaz-2015-2016-b8f94472`.
package func slug(of document: Document) -> String {
  var name: [UInt8] = []
  for byte in "\(document.area)-\(document.edition)".lowercased().utf8 {
    let isWord =
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    if isWord {
      name.append(byte)
    } else if name.last != UInt8(ascii: "-"), !name.isEmpty {
      name.append(UInt8(ascii: "-"))
    }
  }
  if name.last == UInt8(ascii: "-") { name.removeLast() }
  return String(decoding: name, as: UTF8.self) + "-" + document.id.prefix(8)
}
