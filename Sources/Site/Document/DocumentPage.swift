import Core
import Dataset
import GRDB

/// One report: its text with every number marked, the review desk, each observation with its evidence, what became
/// of the rest.
///
/// - Parameter queue: the report's rows of view `review_queue`, the greatest risk first.
func documentPage(
  _ db: Database, _ id: String, _ queue: [Row], _ lists: ReviewLists, _ book: SentenceBook,
  _ site: Site
) throws -> String {
  guard
    let document = try Row.fetchOne(db, sql: "SELECT * FROM document WHERE document_id = ?", arguments: [id])
  else {
    throw LookupError(what: "document", asked: id, candidates: [])
  }
  let t = site.t
  let mentions = try markedMentions(db, id)
  let observations = try Row.fetchAll(
    db, sql: "SELECT * FROM observation_wide WHERE document_id = ? ORDER BY char_start, observation_id",
    arguments: [id])
  let evidence = try evidenceByObservation(db, id)
  let slug: String = document["slug"]
  var body = try heading(db, document, t)
  let wrong = site.wrong(in: id)
  body +=
    "<h2 id=\"checked\">\(t("What the report got wrong"))</h2>\n"
    + strikingHTML(wrong, up: "../", named: false, site)
    + "<p><a href=\"../checked/\(escapedHTML(slug)).html\">\(t("What it got wrong, what it repeats, what can't be checked"))</a></p>\n"
  body += ledgerPlot(
    name: "ledger", observed: mentions.count { $0.disposition == "observation" },
    classified: mentions.count { $0.disposition == "classified" },
    unexplained: mentions.count { $0.disposition == "unexplained" }, t)
  body += """
    <p class="legend"><span class="num obs">\(t("observation"))</span> <span class="num cls">\(t("classified"))</span>
    <span class="num unx">\(t("unexplained"))</span> \(t("An underlined number leads to what was made of it."))</p>
    <div class="two">
    <section aria-labelledby="text" class="reading"><h2 id="text">\(t("Text"))</h2>
    \(try text(db, id, mentions, language: document["language"], t))</section>
    <aside aria-label="\(t("Review desk"))" class="desk" id="desk" hidden></aside>
    </div>
    <h2 id="observations">\(t("Observations"))</h2>

    """
  if observations.isEmpty { body += "<p>\(t("None."))</p>\n" }
  for row in observations {
    body += observationCard(
      row, evidence[row["observation_id"]] ?? [], sentence: try sentenceHTML(row, book, db), document, site)
  }
  body += try ledgers(db, id, site)
  body += try rules(db, id, t)
  body += try deskData(db, document, mentions, observations, evidence, queue, lists, t)
  let title: String = document["title"]
  return site.shell.page(
    title: title.isEmpty ? slug : title, path: "documents/\(slug).html", part: .reports, isDesk: true,
    body: body)
}

private func markedMentions(_ db: Database, _ id: String) throws -> [MarkedMention] {
  var made: [String: [String]] = [:]
  for row in try Row.fetchAll(
    db,
    sql: "SELECT mention_id, observation_id FROM observation WHERE document_id = ? ORDER BY observation_id",
    arguments: [id])
  { made[row["mention_id"], default: []].append(row["observation_id"]) }
  return try Row.fetchAll(
    db, sql: "SELECT * FROM mention WHERE document_id = ? ORDER BY char_start, char_end, mention_id",
    arguments: [id]
  ).map { row in
    let mention: String = row["mention_id"]
    return MarkedMention(
      id: mention, start: row["char_start"], end: row["char_end"], disposition: row["disposition"],
      reason: row["reason"], observations: made[mention] ?? [])
  }
}

private func evidenceByObservation(_ db: Database, _ id: String) throws -> [String: [Row]] {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT e.* FROM evidence e JOIN observation o USING (observation_id) WHERE o.document_id = ?
      ORDER BY dimension, e.char_start
      """, arguments: [id])
  return Dictionary(grouping: rows) { $0["observation_id"] }
}

private func heading(_ db: Database, _ document: Row, _ t: Labels) throws -> String {
  let area = try String.fetchOne(
    db, sql: "SELECT name_en FROM area WHERE area_id = ?", arguments: [document["area_id"] as String])
  let code: String = document["area_id"]
  let url: String = document["url"]
  // Only an address of the web becomes a link.
  let isWeb = url.hasPrefix("https://") || url.hasPrefix("http://")
  let facts: [(String, String)] = [
    ("Country", "<a href=\"../countries/\(escapedHTML(code)).html\">\(escapedHTML(area ?? code))</a>"),
    ("Edition", escapedHTML(document["report_edition"] as String)),
    ("Publisher", escapedHTML(document["publisher"] as String)),
    ("Published", escapedHTML(document["published_on"] as String)),
    ("Language", escapedHTML(document["language"] as String)),
    (
      "Address",
      isWeb ? "<a rel=\"noreferrer\" href=\"\(escapedHTML(url))\">\(escapedHTML(url))</a>" : escapedHTML(url)
    ),
    ("Terms", escapedHTML(document["licence"] as String)),
    ("Converter", escapedHTML(document["converter"] as String)),
    ("SHA-256", "<code>\(escapedHTML(document["document_id"] as String))</code>"),
  ]
  let items = facts.filter { !$0.1.isEmpty }.map {
    "<div><dt>\(t.fixed($0.0))</dt><dd dir=\"auto\">\($0.1)</dd></div>"
  }
  return "<dl class=\"facts\">\n\(items.joined(separator: "\n"))\n</dl>\n"
}

private func text(_ db: Database, _ id: String, _ mentions: [MarkedMention], language: String, _ t: Labels)
  throws
  -> String
{
  let pages = try Row.fetchAll(
    db, sql: "SELECT * FROM page WHERE document_id = ? ORDER BY page_number", arguments: [id])
  guard pages.contains(where: { ($0["text"] as String?) != nil }) else {
    return
      "<p>"
      + t("This release was made without the reports' texts; offsets and the quotes of the numbers remain.")
      + "</p>\n"
  }
  let isSpaced = isDoubleSpaced(pages.compactMap { $0["text"] as String? }.joined())
  return pages.map { page in
    let number: Int = page["page_number"]
    let label: String = page["page_label"]
    let start: Int = page["char_start"]
    let scalars = Array(((page["text"] as String?) ?? "").unicodeScalars)
    let marked = markedText(scalars, from: start, mentions, t)
    let printed = label.isEmpty ? "" : ", " + t("printed \(escapedHTML(label))")
    return """
      <h3 class="page" id="page-\(number)">\(t("Page \(number)"))\(printed)</h3>
      <div class="text" lang="\(escapedHTML(language))" dir="auto" data-start="\(start)" data-page="\(number)">\
      \(isSpaced ? singleSpaced(marked) : marked)</div>

      """
  }.joined()
}

private func ledgers(_ db: Database, _ id: String, _ site: Site) throws -> String {
  let t = site.t
  func table(_ caption: String, _ sql: String) throws -> String {
    try siteTable(db, sql, [id], caption: t.fixed(caption), site: site, up: "../")
  }
  var html = "<h2 id=\"numbers\">\(t("What became of every number"))</h2>\n"
  html += try table(
    "Numbers by kind",
    """
    SELECT kind AS "Kind", mention_count AS "Numbers", observed AS "Observed", classified AS "Classified",
      unexplained AS "Unexplained" FROM number_ledger WHERE document_id = ? ORDER BY kind
    """)
  html += "<h2 id=\"claims\">\(t("Said, but not as a fact of the country"))</h2>\n"
  html += try claims(db, id, t)
  html += "<h2 id=\"unexplained\">\(t("Unexplained numbers"))</h2>\n<ul>\n"
  for row in try Row.fetchAll(
    db,
    sql: """
      SELECT mention_id, quote, kind, page_number FROM mention WHERE document_id = ? AND disposition = 'unexplained'
      ORDER BY char_start, mention_id
      """, arguments: [id])
  {
    html += "<li><a href=\"#m-\(short(row["mention_id"]))\">\(quoteHTML(row["quote"]))</a> "
    html += "\(escapedHTML(t.said(row["kind"]))), \(t("page \(row["page_number"] as Int)"))</li>\n"
  }
  html += "</ul>\n<h2 id=\"findings\">\(t("Findings"))</h2>\n"
  return html
    + (try table(
      "Findings",
      """
      SELECT severity AS "Severity", check_slug AS "Check", message AS "Finding" FROM finding WHERE document_id = ?
      ORDER BY severity, check_slug, subject, message
      """))
}

/// Goals, changes, parts of the country and the like, each with the words that decided it.
private func claims(_ db: Database, _ id: String, _ t: Labels) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT mention_id, indicator_name, context_name, quote, context_quote, page_number FROM claim_wide
      WHERE document_id = ? ORDER BY char_start, mention_id, indicator_id, context
      """, arguments: [id])
  guard !rows.isEmpty else { return "<p>\(t("None."))</p>\n" }
  let items = rows.map { row in
    "<li><a href=\"#m-\(short(row["mention_id"]))\">\(quoteHTML(row["quote"]))</a> "
      + "\(escapedHTML(t.said(row["indicator_name"]))): \(escapedHTML(t.said(row["context_name"]))) "
      + "(\(quoteHTML(row["context_quote"]))), \(t("page \(row["page_number"] as Int)"))</li>"
  }
  return "<ul>\n\(items.joined(separator: "\n"))\n</ul>\n"
}

/// The rules in words, once each; observations refer to them.
private func rules(_ db: Database, _ id: String, _ t: Labels) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT rule_id, file, description FROM rule WHERE rule_id IN (SELECT rule_id FROM observation WHERE document_id = ?)
      ORDER BY rule_id
      """, arguments: [id])
  let items = rows.map { row in
    "<dt id=\"r-\(escapedHTML(row["rule_id"] as String))\">\(escapedHTML(row["rule_id"] as String))</dt>"
      + "<dd>\(escapedHTML(row["description"] as String)) (<code>\(escapedHTML(row["file"] as String))</code>)</dd>"
  }
  return "<h2 id=\"rules\">\(t("Rules"))</h2>\n<details><summary>\(t.counted(rows.count, "rule"))</summary>\n"
    + "<dl>\n\(items.joined(separator: "\n"))\n</dl></details>\n"
}
