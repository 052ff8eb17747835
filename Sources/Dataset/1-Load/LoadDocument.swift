import Core
import GRDB

/// Adds a document with everything that was read from it, or changes nothing.
///
/// An observation's area that is in no code list (a region as written) becomes an area of kind `as_written`. The index of
/// words over passages is made when all documents are there (`indexPassages`).
/// - Throws: `LoadError` where the database refuses a row: a quote that is not its text, an unknown rule, a document that
///   is there already.
public func load(_ read: DocumentRecord, into db: Database) throws {
  try db.inSavepoint {
    try insertText(of: read, into: db)
    try insertMentions(of: read, into: db)
    try insertObservations(of: read, into: db)
    try insertClaims(read.claims, of: read.document.id, into: db)
    try insertFindings(of: read, into: db)
    return .commit
  }
}

/// A name for pages and links that depends on nothing but the document: `kaz-2015-2016-b8f94472`.
package func slug(of document: Document) -> String {
  reportName(of: document) + "-" + document.id.prefix(8)
}

/// Country and edition, which a report keeps when its bytes change: `kaz-2015-2016`.
package func reportName(of document: Document) -> String {
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
  return String(decoding: name, as: UTF8.self)
}

/// The same from a document's slug.
package func reportName(slug: String) -> String { String(slug.dropLast(9)) }
