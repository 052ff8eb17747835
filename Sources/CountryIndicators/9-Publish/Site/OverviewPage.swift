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
  var body = """
    <p class="lead">\(counted(count("figures"), "figure")) from \(counted(count("reports"), "report")) on \
    \(count("countries")) \(count("countries") == 1 ? "country" : "countries"). Every figure leads to the words of the \
    report that state it.</p>

    """
  body += "<h2 id=\"comparisons\">Comparisons</h2>\n"
  for table in ordered(site.tables) { body += try summary(db, table) }
  body += "<h2 id=\"countries\">Countries</h2>\n" + (try countries(db))
  body += "<h2 id=\"reports\">Reports</h2>\n"
  body += ledgerPlot(
    name: "ledger", observed: count("observed"), classified: count("classified"),
    unexplained: count("unexplained"))
  body += try reports(db)
  body += "<h2 id=\"checks\">Checks</h2>\n" + (try checks(db))
  body += """
    <p><a href="quality.html">All checks and findings</a></p>
    <h2 id="review">Review</h2>
    <p>Each report's page is a reviewer's desk: accept, reject, correct or add by keyboard. Decisions stay in this browser \
    until they are downloaded; <code>indicators review import FILE</code> brings them into the project.</p>
    <div id="pending" hidden><h3>Decisions in this browser</h3><ul></ul>
    <p><button type="button">Download them all</button></p></div>

    """
  return site.shell.page(title: "What the reports say", path: "index.html", part: .overview, body: body)
}

/// What a reader wants first comes first; kinds that this order does not know follow in their own.
private func ordered(_ tables: [Table]) -> [Table] {
  let lead = ["published", "sex", "rank", "treaties", "coverage"]
  return lead.compactMap { kind in tables.first { $0.kind == kind } }
    + tables.filter { !lead.contains($0.kind) }
}

private func summary(_ db: Database, _ table: Table) throws -> String {
  let kind = escapedHTML(table.kind)
  let account = table.account.isEmpty ? counted(table.rows.count, "row") + "." : table.account
  return """
    <section aria-labelledby="k-\(kind)">
    <h3 id="k-\(kind)"><a href="comparisons/\(kind).html">\(escapedHTML(table.title))</a></h3>
    <p>\(escapedHTML(table.explanation)) \(escapedHTML(account))</p>
    \(try comparisonPlot(db, kind: table.kind, name: "p-\(kind)", limit: table.kind == "treaties" ? 20 : 9))</section>

    """
}

private func countries(_ db: Database) throws -> String {
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
      + "<span class=\"quiet\">\(counted(row["figures"], "figure")), \(counted(row["reports"], "report"))</span></li>"
  }
  return "<ul class=\"columns\">\n\(items.joined(separator: "\n"))\n</ul>\n"
}

private func reports(_ db: Database) throws -> String {
  var table = SiteTable(
    caption: "Reports, and what became of their numbers",
    columns: ["Report", "Country", "Edition", "Published"].map { SiteTable.Column(name: $0) }
      + ["Figures", "Numbers", "Classified", "Unexplained"].map {
        SiteTable.Column(name: $0, isNumeric: true)
      })
  let rows = try Row.fetchAll(
    db,
    sql: """
      WITH numbers AS MATERIALIZED (SELECT document_id, count(*) AS numbers, sum(disposition = 'classified') AS classified,
        sum(disposition = 'unexplained') AS unexplained FROM mention GROUP BY document_id)
      SELECT d.slug, d.title, a.name_en, d.report_edition, d.published_on,
        (SELECT count(*) FROM observation o WHERE o.document_id = d.document_id AND o.review_status <> 'rejected')
          AS figures,
        coalesce(numbers, 0), coalesce(classified, 0), coalesce(unexplained, 0)
      FROM document d JOIN area a USING (area_id) LEFT JOIN numbers USING (document_id) ORDER BY d.slug
      """)
  for row in rows {
    let texts = Array(row.databaseValues).map { escapedHTML(csvText($0)) }
    table.rows.append(
      ["<a dir=\"auto\" href=\"documents/\(texts[0]).html\">\(texts[1].isEmpty ? texts[0] : texts[1])</a>"]
        + texts.dropFirst(2))
  }
  return table.html()
}

private func checks(_ db: Database) throws -> String {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT severity, count(*) AS checks, sum(offender_count = 0) AS passed FROM quality_check GROUP BY severity
      ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END
      """)
  let items = rows.map {
    "<li>\(escapedHTML($0["severity"] as String)): \($0["passed"] as Int) of \(counted($0["checks"], "check")) found nothing</li>"
  }
  return "<ul>\n\(items.joined(separator: "\n"))\n</ul>\n"
}
