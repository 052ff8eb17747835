import GRDB

/// One country: its latest figures, women and men, ranks, treaties, what is wrong in its reports.
func countryPage(_ db: Database, _ area: Row, _ site: Site) throws -> String {
  let id: String = area["area_id"]
  let name: String = area["name_en"]
  func table(_ caption: String, _ sql: String) throws -> String {
    try siteTable(db, sql, [id], caption: caption, site: site, up: "../")
  }
  var body =
    "<p class=\"lead\">\(escapedHTML(name)) (<span lang=\"sv\">\(escapedHTML(area["name_sv"] as String))</span>, "
  body +=
    "\(escapedHTML(id))): what its reports state, latest first by date. A figure the text does not date stands at its report's date and says so.</p>\n"
  for kind in site.tables where kind.kind == "published" {
    body += "<h2 id=\"published\">\(escapedHTML(kind.title))</h2>\n"
    body += try table(
      kind.title,
      """
      SELECT indicator_name AS "Indicator", left_label AS "Report says", left_observation_id AS "Report says @",
        left_edition AS "Report", right_label AS "Published", trim(right_source_id || ' ' || right_edition || ' '
        || right_period) AS "By", replace(verdict, '_', ' ') || CASE reason WHEN '' THEN '' ELSE ': ' || reason END
        AS "Verdict", nearest AS "Nearest"
      FROM comparison_wide WHERE kind = 'published' AND left_area_id = ?
        AND NOT (verdict = 'no_published_figure' AND left_source_id = '')
      ORDER BY verdict <> 'differs', indicator_name, left_edition, comparison_id
      """)
  }
  body += "<h2 id=\"latest\">Latest figures</h2>\n"
  body += try table(
    "Latest figure of each indicator",
    """
    SELECT indicator_name || CASE sex WHEN 'F' THEN ', women' WHEN 'M' THEN ', men' ELSE '' END AS "Indicator",
      value_label AS "Value", observation_id AS "Value @", as_of_label AS "Period",
      CASE cited_source_id WHEN '' THEN 'nobody named' ELSE cited_source_name END AS "Source",
      report_edition AS "Report", CASE review_status WHEN 'auto' THEN '' ELSE review_status END AS "Review"
    FROM observation_latest WHERE area_id = ? AND treaty_id = '' ORDER BY indicator_name, sex
    """)
  body += "<h2 id=\"sex\">Women and men</h2>\n"
  body += try table(
    "Women and men",
    """
    SELECT indicator_name AS "Indicator", left_period AS "Period", left_label AS "Women",
      left_observation_id AS "Women @", right_label AS "Men", right_observation_id AS "Men @",
      CASE comparable WHEN 1 THEN verdict ELSE 'refused: ' || reason END AS "Gap"
    FROM comparison_wide WHERE kind = 'sex' AND left_area_id = ?
    ORDER BY indicator_name, left_period, comparison_id
    """)
  body += "<h2 id=\"ranks\">Ranks</h2>\n"
  body += try table(
    "Ranks",
    """
    SELECT indicator_name AS "Index", left_label AS "Rank", left_observation_id AS "Rank @", left_period AS "Period",
      verdict AS "Said" FROM comparison_wide WHERE kind = 'rank' AND left_area_id = ?
    ORDER BY indicator_name, left_period, comparison_id
    """)
  body += "<h2 id=\"treaties\">Treaties</h2>\n"
  body += try table(
    "Treaties that a report mentions",
    """
    SELECT treaty_name AS "Treaty", replace(status, '_', ' ') AS "Status", observation_id AS "Status @", year AS "Year",
      'report of ' || stated_on AS "As of"
    FROM comparison_treaties WHERE area_id = ? AND status <> 'not_stated' ORDER BY treaty_name
    """)
  body += "<p>That a treaty is missing here says only that no report mentions it.</p>\n"
  body += "<h2 id=\"findings\">What to look at</h2>\n"
  body += try table(
    "Findings in the reports on \(name)",
    """
    SELECT d.report_edition AS "Report", f.severity AS "Severity", f.message AS "Finding"
    FROM finding f JOIN document d USING (document_id) WHERE d.area_id = ?
    ORDER BY d.report_edition, f.severity, f.check_slug, f.message LIMIT 200
    """)
  body += "<h2 id=\"reports\">Reports</h2>\n<ul>\n"
  for row in try Row.fetchAll(
    db, sql: "SELECT slug, title, published_on FROM document WHERE area_id = ? ORDER BY published_on, slug",
    arguments: [id])
  {
    body += "<li><a dir=\"auto\" href=\"../documents/\(escapedHTML(row["slug"] as String)).html\">"
    body += "\(escapedHTML(row["title"] as String))</a> \(escapedHTML(row["published_on"] as String))</li>\n"
  }
  body += "</ul>\n"
  return site.shell.page(title: name, path: "countries/\(id).html", part: .countries, body: body)
}
