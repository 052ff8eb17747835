import Core
import Dataset
import GRDB

/// So many pairs stand on a country's page with their sentences; the comparison's table has all.
private let most = 120

/// What two publishers' reports say of one country, both sentences beneath each other, each leading to its report.
///
/// - Parameter rows: of view `comparison_publishers`, one country's.
func publisherPairs(_ db: Database, _ rows: [Row], _ site: Site, up: String) throws -> String {
  let t = site.t
  guard !rows.isEmpty else { return "" }
  let items = try rows.prefix(most).map { row in
    let remark: String =
      row["comparable"] == 1 ? row["verdict"] : "refused: \(row["reason"] as String)"
    let words = [
      remark, row["nearest"] as String, (row["comparable"] == 1 ? row["cites"] : "") as String,
    ].filter { !$0.isEmpty }.map { isolatedHTML(readable(t.said($0))) }
    return
      "<div><dt>\(isolatedHTML(t.said(row["label"]))) <span class=\"quiet\">\(words.joined(separator: "; "))</span></dt>"
      + "<dd>\(try side("left", row, db, site, up))</dd><dd>\(try side("right", row, db, site, up))</dd></div>"
  }
  let rest =
    rows.count > most
    ? "<p>\(t("The first \(most) of \(rows.count) are shown; <code>csv/comparisons/publishers.csv</code> has all."))</p>\n"
    : ""
  return "<dl class=\"gathered\">\n\(items.joined(separator: "\n"))\n</dl>\n\(rest)"
}

/// Who says it, of which time, and the sentence; the figure alone in a release without texts.
private func side(_ side: String, _ row: Row, _ db: Database, _ site: Site, _ up: String) throws -> String {
  let t = site.t
  let id: String = row["\(side)_observation_id"]
  let who = "\(row["\(side)_publisher"] as String) \(row["\(side)_edition"] as String)"
  let label: String = row["\(side)_label"]
  let figure = site.link(isolatedHTML(readable(t.said(label))), to: [id], up: up)
  let head = "<strong>\(isolatedHTML(who))</strong>, \(escapedHTML(t.said(row["\(side)_period"]))): \(figure)"
  let place = try Row.fetchOne(
    db,
    sql: """
      SELECT m.document_id, m.char_start, m.char_end, m.quote, d.language
      FROM observation o JOIN mention m USING (mention_id) JOIN document d ON d.document_id = o.document_id
      WHERE o.observation_id = ?
      """, arguments: [id])
  guard let place else { return head }
  let around = try sentence(around: place, in: db)
  if around.before.isEmpty, around.after.isEmpty { return head }
  let quote: String = place["quote"]
  return head
    + ". <q dir=\"auto\" lang=\"\(escapedHTML(place["language"] as String))\">\(escapedHTML(around.before))"
    + "<mark>\(escapedHTML(joined(quote)))</mark>\(escapedHTML(around.after))</q>"
}
