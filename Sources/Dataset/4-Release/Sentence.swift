import GRDB

/// The text around a quote, as far as its sentence goes within its passage, with lines joined.
package func sentence(around row: Row, in db: Database) throws -> (before: String, after: String) {
  let document: String = row["document_id"]
  let start: Int = row["char_start"]
  let end: Int = row["char_end"]
  let passage = try Row.fetchOne(
    db,
    sql: """
      SELECT char_start, char_end FROM passage WHERE document_id = ? AND char_start <= ? AND char_end >= ?
      ORDER BY passage_number LIMIT 1
      """, arguments: [document, start, end])
  // A number in page furniture stands in no passage; then a little of the text around it is shown.
  let from: Int = passage?["char_start"] ?? max(0, start - 120)
  let to: Int = passage?["char_end"] ?? end + 120
  // Page furniture may stand inside the sentence; it is no part of it.
  let labels = try Row.fetchAll(
    db,
    sql: """
      SELECT char_start, char_end FROM mention
      WHERE document_id = ? AND reason = 'page_label' AND char_start >= ? AND char_end <= ? ORDER BY char_start
      """, arguments: [document, from, to])
  func text(_ first: Int, _ last: Int) throws -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var place = first
    for label in labels where label["char_start"] >= first && label["char_end"] <= last {
      result += try characters(place, label["char_start"], of: document, in: db)
      place = label["char_end"]
    }
    return result + (try characters(place, last, of: document, in: db))
  }
  let before = try text(from, start)
  let after = try text(end, to)
  let head = before[sentenceStart(before)...]
  let tail = after[..<sentenceEnd(after)]
  return (shown(head.drop { $0.properties.isWhitespace }), shown(tail))
}

/// The document's text from one code point to another, across pages; empty where the release has no texts.
package func characters(
  _ start: Int, _ end: Int, of document: String, in db: Database
) throws -> [Unicode.Scalar] {
  let parts = try Row.fetchAll(
    db,
    sql: """
      SELECT substr(text, max(:start - char_start, 0) + 1, min(:end, char_end) - max(:start, char_start)) AS part
      FROM page WHERE document_id = :document AND char_start < :end AND char_end > :start AND text IS NOT NULL
      ORDER BY page_number
      """, arguments: ["start": start, "end": end, "document": document])
  return parts.flatMap { Array(($0["part"] as String).unicodeScalars) }
}

private let stops: Set<Unicode.Scalar> = [".", "!", "?", "…"]

/// After the last full stop that white space and a capital letter follow.
func sentenceStart(_ text: [Unicode.Scalar]) -> Int {
  for index in text.indices.reversed() where stops.contains(text[index]) {
    let rest = text[(index + 1)...]
    guard let next = rest.first, next.properties.isWhitespace else { continue }
    guard let word = rest.first(where: { !$0.properties.isWhitespace }) else { return text.count }
    if word.properties.isUppercase { return index + 1 }
  }
  return 0
}

/// After the first full stop that white space and a capital letter, or nothing, follow.
func sentenceEnd(_ text: [Unicode.Scalar]) -> Int {
  for index in text.indices where stops.contains(text[index]) {
    let rest = text[(index + 1)...]
    guard let next = rest.first else { return text.count }
    guard next.properties.isWhitespace else { continue }
    guard let word = rest.first(where: { !$0.properties.isWhitespace }) else { return index + 1 }
    if word.properties.isUppercase { return index + 1 }
  }
  return text.count
}

/// Lines joined, with a space kept at an end where there was one, so that the quote stays apart.
func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
  var text = ""
  var wasSpace = false
  for scalar in scalars {
    if scalar.properties.isWhitespace {
      wasSpace = true
    } else {
      if wasSpace { text.append(" ") }
      wasSpace = false
      text.unicodeScalars.append(scalar)
    }
  }
  if wasSpace { text += " " }
  return text
}
