import GRDB

/// The sentence of each observation, read document by document and kept: many tables show the same ones.
public final class SentenceBook {
  /// By document, then by observation.
  private var documents: [String: [String: String]] = [:]

  public init() {}

  /// - Parameter row: has `document_id` and `observation_id`.
  /// - Returns: the sentence with its lines joined; empty where the release has no texts.
  package func sentence(of row: Row, in db: Database) throws -> String {
    let document: String = row["document_id"]
    if documents[document] == nil { documents[document] = try sentences(of: document, in: db) }
    return documents[document]?[row["observation_id"]] ?? ""
  }
}

/// By observation. One pass over the document's text, whatever the number of its observations.
private func sentences(of document: String, in db: Database) throws -> [String: String] {
  var text: [Unicode.Scalar] = []
  let pages = try Row.fetchAll(
    db,
    sql: "SELECT char_start, text FROM page WHERE document_id = ? AND text IS NOT NULL ORDER BY page_number",
    arguments: [document])
  for page in pages {
    let start: Int = page["char_start"]
    while text.count < start { text.append("\n") }
    text += (page["text"] as String).unicodeScalars
  }
  if text.isEmpty { return [:] }
  let passages = try spans(
    db, "SELECT char_start, char_end FROM passage WHERE document_id = ? ORDER BY char_start", document)
  let labels = try spans(
    db,
    "SELECT char_start, char_end FROM mention WHERE document_id = ? AND reason = 'page_label' ORDER BY char_start",
    document)
  let quotes = try Row.fetchAll(
    db,
    sql: """
      SELECT observation_id, char_start, char_end FROM observation JOIN mention USING (mention_id)
      WHERE observation.document_id = ?
      """, arguments: [document])
  var result: [String: String] = [:]
  for row in quotes {
    let quote = (row["char_start"] as Int)..<(row["char_end"] as Int)
    let around = passage(around: quote, passages) ?? max(0, quote.lowerBound - 120)..<(quote.upperBound + 120)
    func part(_ range: Range<Int>) -> [Unicode.Scalar] {
      let range = range.clamped(to: text.indices)
      let furniture = labels.filter { range.contains($0.lowerBound) && $0.upperBound <= range.upperBound }
      return furniture.isEmpty
        ? Array(text[range])
        : range.filter { place in !furniture.contains { $0.contains(place) } }.map { text[$0] }
    }
    let before = part(around.lowerBound..<quote.lowerBound)
    let after = part(quote.upperBound..<max(quote.upperBound, around.upperBound))
    let whole =
      Array(before[sentenceStart(before)...].drop { $0.properties.isWhitespace }) + part(quote)
      + after[..<sentenceEnd(after)]
    result[row["observation_id"]] = shown(whole[...])
  }
  return result
}

private func spans(_ db: Database, _ sql: String, _ document: String) throws -> [Range<Int>] {
  try Row.fetchAll(db, sql: sql, arguments: [document]).map { ($0[0] as Int)..<($0[1] as Int) }
}

/// The passage that holds a quote; by halving, for there are many.
private func passage(around quote: Range<Int>, _ passages: [Range<Int>]) -> Range<Int>? {
  var (low, high) = (0, passages.count)
  while low < high {
    let middle = (low + high) / 2
    if passages[middle].lowerBound <= quote.lowerBound { low = middle + 1 } else { high = middle }
  }
  guard low > 0, passages[low - 1].upperBound >= quote.upperBound else { return nil }
  return passages[low - 1]
}
