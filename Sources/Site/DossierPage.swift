import Core
import Dataset
import Foundation
import GRDB

/// One country as a page to print: every figure that its reports state, with the sentence, page and report, the source,
/// what that source published, and how to cite it; treaties; what could not be checked. Needs no other file.
///
/// - Throws: `LookupError` for an area that no report is about.
public func dossierPage(_ db: Database, area: String, labels t: Labels) throws -> String {
  let known = try Row.fetchAll(
    db,
    sql: "SELECT area_id, name_en FROM area WHERE area_id IN (SELECT area_id FROM document) ORDER BY area_id")
  guard
    let row = known.first(where: { ($0["area_id"] as String) == area.uppercased() || $0["name_en"] == area })
  else {
    throw LookupError(
      what: "area", asked: area, like: known.flatMap { [$0["area_id"] as String, $0["name_en"] as String] })
  }
  let id: String = row["area_id"]
  let name: String = row["name_en"]
  let release = String(try logicalHash(of: db).hash.prefix(12))
  let book = SentenceBook()
  var body = ""
  var number = 0
  let documents = try Row.fetchAll(
    db, sql: "SELECT * FROM document WHERE area_id = ? ORDER BY published_on DESC, slug", arguments: [id])
  for document in documents {
    body += try reportPart(db, document, release, book, &number, t)
  }
  let isSample = documents.contains { $0["is_sample"] as Bool }
  let title = t("\(name): what reports state") + (isSample ? " (SAMPLE)" : "")
  let count = t.counted(number, "observation")
  return """
    <!DOCTYPE html>
    <html lang="\(t.language)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(escapedHTML(title))</title>
    <style>\(String(decoding: PackageResources.site_css, as: UTF8.self))
    .dossier h3 { counter-increment: none; } .dossier article { break-inside: avoid; margin: 1rem 0; max-width: 48rem; }
    @page { margin: 2cm; }</style>
    </head>
    <body class="dossier">
    <main>
    <h1>\(escapedHTML(title))</h1>
    \(isSample ? "<p class=\"sample\">\(escapedHTML(t.fixed(sampleNotice)))</p>\n" : "")<p class="lead">\(t("\(count) from \(t.counted(documents.count, "report")), each with the sentence that states it and what its source published."))</p>
    <p class="quiet">\(t("Release \(release). Absence of a number is not absence of a problem."))</p>
    \(body)
    </main>
    </body>
    </html>

    """
}

private func reportPart(
  _ db: Database, _ document: Row, _ release: String, _ book: SentenceBook, _ number: inout Int, _ t: Labels
) throws -> String {
  let id: String = document["document_id"]
  let judged = Dictionary(
    try verdicts(db, of: id).map { ($0.observation, $0) }, uniquingKeysWith: { first, _ in first })
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT * FROM observation_wide WHERE document_id = ? AND review_status <> 'rejected'
      ORDER BY indicator_id = 'treaty_status', char_start, observation_id
      """, arguments: [id])
  var html = "<h2>\(escapedHTML(document["title"] as String))</h2>\n<p class=\"quiet\">"
  html +=
    [document["publisher"] as String, document["published_on"], document["url"]]
    .filter { !$0.isEmpty }.map { escapedHTML($0) }.joined(separator: ", ") + "</p>\n"
  for row in rows {
    number += 1
    html += try entry(db, row, judged[row["observation_id"]], number, release, book, t)
  }
  return html
}

private func entry(
  _ db: Database, _ row: Row, _ verdict: Verdict?, _ number: Int, _ release: String, _ book: SentenceBook,
  _ t: Labels
) throws -> String {
  let treaty: String = row["treaty_name"]
  let indicator: String = row["indicator_name"]
  let name = treaty.isEmpty ? indicator : "\(indicator): \(treaty)"
  let label: String = row["page_label"]
  let page: Int = row["page_number"]
  var html =
    "<article>\n<h3>\(number). \(escapedHTML(name)): \(escapedHTML(readable(t.said(row["value_label"]))))</h3>\n"
  html += "<p>\(escapedHTML(factsInWords(row, t)))</p>\n"
  html += "<blockquote dir=\"auto\" lang=\"\(escapedHTML(row["language"] as String))\">"
  html += "\(try sentenceHTML(row, book, db))</blockquote>\n"
  if let verdict {
    let words = verdict.summary.isEmpty ? verdict.nearest : verdict.summary
    let code = t.spoken(verdict.verdict)
    html += "<p><strong>\(escapedHTML(code))</strong>"
    html += words.isEmpty ? "" : ": \(escapedHTML(t.said(words)))"
    html +=
      verdict.url.hasPrefix("http")
      ? " <span class=\"quiet\">\(escapedHTML(verdict.url))</span></p>\n" : "</p>\n"
  }
  let title: String = row["document_title"]
  let publisher: String = row["publisher"]
  let published: String = row["published_on"]
  let parts = [publisher, published.isEmpty ? "" : "(\(published))"].filter { !$0.isEmpty }.joined(
    separator: " ")
  html += "<p class=\"cite quiet\">\(escapedHTML(parts.isEmpty ? "" : parts + ". "))\(escapedHTML(title)), "
  html += t("p. \(escapedHTML(label.isEmpty ? "\(page)" : label))") + ". "
  html += escapedHTML(
    t(
      "Figure \(row["indicator_id"] as String) read by Country Indicators, release \(release), observation \(short(row["observation_id"]))."
    ))
  return html + "</p>\n</article>\n"
}

/// A figure's sentence with the words that give the value marked; these alone where the release has no texts.
func sentenceHTML(_ row: Row, _ book: SentenceBook, _ db: Database) throws -> String {
  let quote = joined(row["quote"])
  let sentence = try book.sentence(of: row, in: db)
  guard let found = sentence.range(of: quote) else { return escapedHTML(sentence.isEmpty ? quote : sentence) }
  return escapedHTML(String(sentence[..<found.lowerBound])) + "<mark>\(escapedHTML(quote))</mark>"
    + escapedHTML(String(sentence[found.upperBound...]))
}
