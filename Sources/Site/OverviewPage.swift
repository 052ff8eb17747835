import Core
import Dataset
import GRDB

/// The first page: what the comparisons say, each with its plot; the countries; the reports with their ledgers.
func overviewPage(_ db: Database, _ site: Site) throws -> String {
  let counts = try Row.fetchOne(
    db,
    sql: """
      SELECT (SELECT count(*) FROM document) AS reports, (SELECT count(DISTINCT area_id) FROM document) AS countries,
        (SELECT count(*) FROM observation WHERE review_status <> 'rejected') AS figures, count(*) AS numbers,
        sum(disposition = 'observation') AS observed, sum(disposition = 'classified') AS classified,
        sum(disposition = 'unexplained') AS unexplained FROM mention
      """)
  func count(_ name: String) -> Int { counts?[name] ?? 0 }
  let t = site.t
  let figures = t.counted(count("figures"), "observation")
  let reports = t.counted(count("reports"), "report")
  let lands = t.counted(count("countries"), "country", "countries")
  var body = """
    <p class="lead">\(t("\(figures) from \(reports) on \(lands). Every figure leads to the words of the report that state it."))</p>

    """
  body += """
    <form id="search" role="search" hidden><label>\(t("Search")) <input type="search" name="q" autocomplete="off" \
    placeholder="\(escapedHTML(t("Countries, indicators, words of the reports")))"></label></form>

    """
  let worst = try verdicts(db, contradictedOnly: true)
  if !worst.isEmpty {
    var seen: Set<String> = []
    // Each indicator once, so that the first page shows how different the mistakes are.
    let shown = worst.filter { seen.insert(String($0.indicator.prefix { $0 != "," })).inserted }.prefix(8)
    body += "<h2 id=\"striking\">\(t("What the source says otherwise"))</h2>\n"
    body += strikingHTML(shown, up: "", named: true, site)
    body +=
      "<p><a href=\"comparisons/published.html\">\(t("All \(t.counted(worst.count, "figure")) that are not what the source published, and those that are"))</a></p>\n"
  }
  body += contents(
    [
      ("comparisons", t("Comparisons")), ("countries", t("Countries")), ("reports", t("Reports")),
      ("checks", t("Checks")), ("review", t("Review")),
    ], t)
  body += "<h2 id=\"comparisons\">\(t("Comparisons"))</h2>\n<div class=\"tiles\">\n"
  for table in ordered(site.tables) { body += try summary(db, table, t) }
  body += "</div>\n<h2 id=\"countries\">\(t("Countries"))</h2>\n" + (try countries(db, t))
  body += "<h2 id=\"reports\">\(t("Reports"))</h2>\n"
  body += ledgerPlot(
    name: "ledger", observed: count("observed"), classified: count("classified"),
    unexplained: count("unexplained"), t)
  body +=
    "<p><a href=\"reports.html\">\(t("All \(reports), and what became of the numbers of each"))</a></p>\n"
  body += "<h2 id=\"checks\">\(t("Checks"))</h2>\n" + (try checks(db, t))
  body += """
    <p><a href="quality.html">\(t("All checks and findings"))</a></p>
    <h2 id="review">\(t("Review"))</h2>
    <p>\(t("Each report's page is a reviewer's desk: accept, reject, correct or add by keyboard. <a href=\"review.html\">What to look at first</a>, and why."))</p>

    """
  return site.shell.page(title: t("What the reports say"), path: "index.html", part: .overview, body: body)
}

/// What a reader wants first comes first; kinds that this order does not know follow in their own.
private func ordered(_ tables: [ResultTable]) -> [ResultTable] {
  let lead = ["published", "publishers", "sex", "rank", "treaties", "coverage"]
  return lead.compactMap { kind in tables.first { $0.kind == kind } }
    + tables.filter { !lead.contains($0.kind) }
}

private func summary(_ db: Database, _ table: ResultTable, _ t: Labels) throws -> String {
  let account = table.account(t)

  let kind = escapedHTML(table.kind)
  let words = account.isEmpty ? "" : " \(readable(spoken(account)))"
  let scope = PlotScope(limit: table.kind == "treaties" ? 24 : 9, width: 560, labels: t)
  return """
    <section aria-labelledby="k-\(kind)">
    <h3 id="k-\(kind)"><a href="comparisons/\(kind).html">\(escapedHTML(t.said(table.title)))</a></h3>
    <p>\(escapedHTML(t.said(table.explanation)))\(escapedHTML(words))</p>
    \(try comparisonPlot(db, kind: table.kind, name: "p-\(kind)", scope: scope))</section>

    """
}

private func countries(_ db: Database, _ t: Labels) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT a.area_id, a.name_en, count(DISTINCT d.document_id) AS reports, count(DISTINCT o.observation_id) AS figures
      FROM area a JOIN document d ON d.area_id = a.area_id
      LEFT JOIN observation o ON o.document_id = d.document_id AND o.area_id = a.area_id
        AND o.review_status <> 'rejected'
      WHERE a.kind IN ('country', 'territory') GROUP BY a.area_id ORDER BY a.name_en
      """)
  let items = rows.map { row in
    let area = escapedHTML(row["area_id"] as String)
    return "<li><a href=\"countries/\(area).html\">\(escapedHTML(row["name_en"] as String))</a> "
      + "<span class=\"quiet\">\(t.counted(row["figures"], "observation")), \(t.counted(row["reports"], "report"))</span></li>"
  }
  return "<ul class=\"columns\">\n\(items.joined(separator: "\n"))\n</ul>\n"
}

private func checks(_ db: Database, _ t: Labels) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT severity, count(*) AS checks, sum(offender_count = 0) AS passed FROM quality_check GROUP BY severity
      ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END
      """)
  let items = rows.map {
    "<li>"
      + t(
        "\(t.said($0["severity"])): \($0["passed"] as Int) of \(t.counted($0["checks"], "check")) found nothing"
      )
      + "</li>"
  }
  return "<ul>\n\(items.joined(separator: "\n"))\n</ul>\n"
}
