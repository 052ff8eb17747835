import Core
import Dataset
import GRDB

/// What a report got wrong, what it repeats though its source has moved on, what can't be checked: a page for those who
/// wrote it.
func checkedPage(_ db: Database, _ document: Row, _ book: SentenceBook, _ site: Site) throws -> String {
  let t = site.t
  let id: String = document["document_id"]
  let slug: String = document["slug"]
  let judged = site.verdicts[id, default: []]
  let wrong = judged.filter(\.isContradicted)
  let agreeing = judged.filter { $0.verdict.hasPrefix("agrees") }
  let open = judged.filter {
    ["not_comparable", "no_published_figure"].contains($0.verdict) && !$0.source.isEmpty
  }
  let stale = try Row.fetchAll(
    db,
    sql: """
      SELECT s.left_observation_id, s.indicator_name, s.left_label, s.right_edition, s.verdict, s.published_since
      FROM comparison_stale s JOIN observation o ON o.observation_id = s.left_observation_id
      WHERE o.document_id = ? AND is_stale = 1 ORDER BY s.indicator_name, s.comparison_id
      """, arguments: [id])
  var body =
    "<p class=\"lead\">\(t("\(wrong.count) of \(t.counted(wrong.count + agreeing.count, "figure")) that could be compared are not what their source published for the time, edition or concept meant."))</p>\n"
  body +=
    "<p><a href=\"../documents/\(escapedHTML(slug)).html\">\(t("The report's text and all its figures"))</a></p>\n"
  body += contents(
    [
      ("wrong", t("What the report got wrong")),
      ("stale", t("What it repeats though the source has moved on")),
      ("open", t("What can't be checked")), ("right", t("What agrees")),
    ], t)
  body += "<h2 id=\"wrong\">\(t("What the report got wrong"))</h2>\n"
  body += wrong.isEmpty ? "<p>\(t("None."))</p>\n" : ""
  for verdict in wrong { body += try card(db, verdict, book, site) }
  body += "<h2 id=\"stale\">\(t("What it repeats though the source has moved on"))</h2>\n"
  let repeated = stale.map { row in
    "<li>\(site.link(escapedHTML("\(row["indicator_name"] as String): \(readable(row["left_label"]))"), to: [row["left_observation_id"]], up: "../")) "
      + "<span class=\"quiet\">\(escapedHTML(row["right_edition"] as String)); \(escapedHTML(t.said(row["published_since"])))</span></li>"
  }
  body += repeated.isEmpty ? "<p>\(t("None."))</p>\n" : "<ul>\n\(repeated.joined(separator: "\n"))\n</ul>\n"
  body +=
    "<h2 id=\"open\">\(t("What can't be checked"))</h2>\n"
    + folded(open, site) { verdict in
      let why = verdict.reason == verdict.verdict ? "" : ": \(t.spoken(verdict.reason))"
      return "\(t.spoken(verdict.verdict))\(why)"
        + (verdict.nearest.isEmpty ? "" : "; \(t.said(verdict.nearest))")
    }
  body +=
    "<h2 id=\"right\">\(t("What agrees"))</h2>\n"
    + folded(agreeing, site) {
      t.said($0.summary.isEmpty ? $0.nearest : $0.summary)
    }
  let title: String = document["title"]
  return site.shell.page(
    title: t("Checked: \(title.isEmpty ? slug : title)"), path: "checked/\(slug).html", part: .reports,
    body: body)
}

/// The sentence, what is said of it, and where the source says otherwise.
private func card(_ db: Database, _ verdict: Verdict, _ book: SentenceBook, _ site: Site) throws -> String {
  let t = site.t
  guard
    let row = try Row.fetchOne(
      db, sql: "SELECT * FROM observation_wide WHERE observation_id = ?", arguments: [verdict.observation])
  else { return "" }
  var html = "<article class=\"card wrong\">\n<h3>"
  html += site.link(escapedHTML(t.said(verdict.indicator)), to: [verdict.observation], up: "../")
  html += " <span class=\"verdict\">\(escapedHTML(t.spoken(verdict.verdict)))</span></h3>\n"
  html += "<p>\(escapedHTML(readable(t.said(verdict.summary))))</p>\n"
  html +=
    "<blockquote dir=\"auto\" lang=\"\(escapedHTML(row["language"] as String))\">\(try sentenceHTML(row, book, db))</blockquote>\n"
  html += "<p class=\"quiet\">\(escapedHTML(t.said(verdict.nearest)))"
  if verdict.url.hasPrefix("http") {
    html += " <a rel=\"noreferrer\" href=\"\(escapedHTML(verdict.url))\">\(escapedHTML(verdict.source))</a>"
  }
  return html + "</p>\n</article>\n"
}

private func folded(_ list: [Verdict], _ site: Site, words: (Verdict) -> String) -> String {
  guard !list.isEmpty else { return "<p>\(site.t("None."))</p>\n" }
  let items = list.map {
    "<li>\(site.link(escapedHTML(site.t.said($0.indicator)), to: [$0.observation], up: "../")): \(escapedHTML(readable(words($0))))</li>"
  }
  let html = "<ul>\n\(items.joined(separator: "\n"))\n</ul>\n"
  return list.count <= 8
    ? html
    : "<details><summary>\(site.t.counted(list.count, "figure"))</summary>\n\(html)</details>\n"
}

/// The worst of a list of verdicts in one sentence each, with links to the words and to the report's own page.
func strikingHTML(_ verdicts: some Sequence<Verdict>, up: String, named: Bool, _ site: Site) -> String {
  let t = site.t
  let items = verdicts.map { verdict in
    let name = (named ? verdict.report + ", " : "") + t.said(verdict.indicator)
    return "<li>\(site.link(escapedHTML(name), to: [verdict.observation], up: up)) "
      + "<span class=\"verdict\">\(escapedHTML(t.spoken(verdict.verdict)))</span> "
      + "\(escapedHTML(readable(t.said(verdict.summary)))) "
      + "<a class=\"quiet\" href=\"\(up)checked/\(escapedHTML(verdict.slug)).html\">\(t("more"))</a></li>"
  }
  return items.isEmpty ? "" : "<ul class=\"striking\">\n\(items.joined(separator: "\n"))\n</ul>\n"
}
