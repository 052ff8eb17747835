import Core
import Dataset
import GRDB

/// What the country pages take from the whole database, country by country in the order of their codes.
struct CountryFeeds {
  var published: Feed
  var treaties: Feed
  var pairs: Feed
  var ranks: Feed
  var editions: Feed
  var refusedPairs: Feed
  var publishers: Feed
  var publisherPlots: Feed
  var stale: Feed

  init(_ db: Database) throws {
    published = try Feed(
      db, key: "@area",
      """
      SELECT left_area_id AS "@area", w.indicator_name || \(sexWords("left_sex")) AS "Indicator", left_label AS "Report says",
        left_observation_id AS "Report says @", \(publisherWords("left_observation_id")) AS "Publisher",
        CASE WHEN verdict = 'other_concept' AND right_value IS NULL THEN '' ELSE right_label END AS "Published",
        trim(right_source_id || ' ' || right_edition) AS "By", replace(verdict, '_', ' ')
          || CASE WHEN comparable OR verdict = reason THEN '' ELSE ': ' || replace(reason, '_', ' ') END AS "Verdict",
        CASE WHEN comparable AND verdict NOT LIKE 'agrees%' AND summary <> '' THEN summary ELSE nearest END AS "In short",
        left_edition AS "Report"
      FROM comparison_published w JOIN indicator i USING (indicator_id)
      WHERE treaty_id = '' AND verdict <> 'no_published_figure'
      ORDER BY left_area_id, verdict_rank, w.indicator_name, left_edition, comparison_id
      """)
    treaties = try Feed(
      db, key: "@area",
      """
      WITH stated AS MATERIALIZED (SELECT * FROM comparison_treaties WHERE status <> 'not_stated'),
      verdicts AS MATERIALIZED (SELECT left_observation_id, verdict, nearest FROM comparison WHERE kind = 'published')
      SELECT area_id AS "@area", treaty_name AS "Treaty", replace(status, '_', ' ') AS "Report says",
        observation_id AS "Report says @", year AS "Year", 'report of ' || stated_on AS "As of",
        replace(coalesce(verdict, ''), '_', ' ') AS "Verdict", coalesce(nearest, '') AS "Nearest"
      FROM stated LEFT JOIN verdicts ON left_observation_id = observation_id ORDER BY area_id, treaty_name, treaty_id
      """)
    pairs = try Feed(db, key: "left_area_id", pairSQL(byArea: true))
    ranks = try Feed(db, key: "area_id", rankSQL(byArea: true))
    editions = try Feed(db, key: "left_area_id", editionSQL(byArea: true))
    publishers = try Feed(
      db, key: "left_area_id",
      """
      SELECT p.*, CASE treaty_id WHEN '' THEN p.indicator_name ELSE treaty_id END || \(sexWords("left_sex")) AS label
      FROM comparison_publishers p JOIN indicator i USING (indicator_id)
      ORDER BY left_area_id, comparable DESC, verdict LIKE 'the same%', label, left_edition, right_edition, comparison_id
      """)
    publisherPlots = try Feed(db, key: "left_area_id", publisherSQL(byArea: true))
    stale = try Feed(
      db, key: "@area",
      """
      SELECT left_area_id AS "@area", s.indicator_name || \(sexWords("left_sex")) AS "Indicator", publisher AS "Publisher",
        left_label AS "Figure", left_observation_id AS "Figure @", left_period AS "Period", right_edition AS "First in",
        left_edition AS "Again in", verdict AS "Remark", published_since AS "Published since"
      FROM comparison_stale s JOIN indicator i USING (indicator_id)
      ORDER BY left_area_id, is_stale DESC, s.indicator_name, left_edition, comparison_id
      """)
    refusedPairs = try Feed(
      db, key: "@area",
      """
      SELECT left_area_id AS "@area", indicator_name AS "Indicator", left_period AS "Period", left_label AS "Women",
        left_observation_id AS "Women @", right_label AS "Men", right_observation_id AS "Men @",
        CASE comparable WHEN 1 THEN verdict ELSE 'refused: ' || replace(reason, '_', ' ') END AS "Gap"
      FROM comparison_wide WHERE kind = 'sex' ORDER BY left_area_id, indicator_name, left_period, comparison_id
      """)
  }
}

/// Who published the report of an observation, where more than one publisher speaks of its country; the edition says
/// enough otherwise.
private func publisherWords(_ observation: String) -> String {
  """
  coalesce((SELECT d.issuer FROM observation o JOIN document_issue d USING (document_id)
    WHERE o.observation_id = \(observation)
      AND EXISTS (SELECT 1 FROM document_issue x WHERE x.area_id = d.area_id AND x.issuer <> d.issuer)), '')
  """
}

/// One country: what publishers say of it, women and men, ranks, changes, its latest figures, treaties, what is wrong in its reports. A section
/// of which its reports say nothing is left out.
func countryPage(_ db: Database, _ area: Row, _ feeds: inout CountryFeeds, _ site: Site) throws -> String {
  let t = site.t
  let id: String = area["area_id"]
  let name: String = area["name_en"]
  func table(_ rows: [Row], _ caption: String, _ figures: Set<String> = []) -> String {
    rows.isEmpty ? "" : siteTable(rows, caption: caption, site: site, up: "../", figures: figures)
  }
  func fetched(_ sql: String) throws -> [Row] { try Row.fetchAll(db, sql: sql, arguments: [id]) }
  let reports = try fetched(
    """
    SELECT d.document_id, d.slug, d.title, d.report_edition, d.published_on, (SELECT count(*) FROM observation o WHERE o.document_id = d.document_id
      AND o.review_status <> 'rejected') AS figures FROM document d WHERE d.area_id = ? ORDER BY d.published_on, d.slug
    """)
  let latest = try fetched(
    """
    SELECT l.indicator_name || \(sexWords("l.sex")) AS "Indicator", l.value_label AS "Value", l.observation_id AS "Value @",
      l.as_of_label AS "Period", CASE l.cited_source_id WHEN '' THEN 'nobody named' ELSE l.cited_source_name END AS "Source",
      l.report_edition AS "Report", \(publisherWords("l.observation_id")) AS "Publisher", CASE l.review_status WHEN 'auto' THEN '' ELSE l.review_status END AS "Review"
    FROM observation_latest l JOIN indicator i USING (indicator_id) WHERE l.area_id = ? AND treaty_id = ''
    ORDER BY l.indicator_name, l.sex
    """)
  let scope = PlotScope(limit: 24, width: 720, isOfOneCountry: true, labels: t)
  let published = try feeds.published.rows(of: id)
  let wrong = reports.flatMap { site.wrong(in: $0["document_id"]) }
  let worst = wrong.sorted { ($0.rank, $0.indicator, $0.report) < ($1.rank, $1.indicator, $1.report) }
  let sections = [
    (
      "wrong", "What the reports got wrong",
      strikingHTML(worst.prefix(24), up: "../", named: reports.count > 1, site)
    ),
    (
      "published", "Reported and published",
      table(
        published, t("What the reports say, and what the source itself published"), ["Published", "In short"])
        + (published.isEmpty
          ? ""
          : "<p>"
            + t(
              "\"default\" marks figures whose text names no source; they are compared with the indicator's usual one."
            )
            + "</p>\n")
    ),
    (
      "publishers", "What publishers say",
      publisherPlot(try feeds.publisherPlots.rows(of: id), name: "plot-publishers", scope: scope)
        + (try publisherPairs(db, feeds.publishers.rows(of: id), site, up: "../"))
    ),
    (
      "stale", "Repeated figures",
      table(
        try feeds.stale.rows(of: id), t("Figures that a publisher repeats unchanged"), ["Published since"])
    ),
    (
      "sex", "Women and men",
      pairPlot(try feeds.pairs.rows(of: id), name: "plot-sex", scope: scope)
        + table(try feeds.refusedPairs.rows(of: id), t("Women and men"))
    ),
    ("ranks", "Ranks", rankPlot(try feeds.ranks.rows(of: id), name: "plot-rank", scope: scope)),
    (
      "editions", "From edition to edition",
      editionPlot(try feeds.editions.rows(of: id), name: "plot-editions", scope: scope)
    ),
    ("latest", "Latest figures", table(latest, t("Latest figure of each indicator"))),
    (
      "treaties", "Treaties",
      table(try feeds.treaties.rows(of: id), t("Treaties that a report mentions"))
        + "<p>\(t("That a treaty is missing here says only that no report mentions it."))</p>\n"
    ),
    (
      "findings", "What to look at",
      table(
        try fetched(
          """
          SELECT d.report_edition AS "Report", f.severity AS "Severity", f.message AS "Finding"
          FROM finding f JOIN document d USING (document_id) WHERE d.area_id = ?
          ORDER BY d.report_edition, f.severity, f.check_slug, f.message LIMIT 200
          """), t("Findings in the reports on \(name)"))
    ),
    ("reports", "Reports", reportList(reports, t)),
  ].filter { !$0.2.isEmpty }
  let figures = t.counted(latest.count, "latest figure")
  var body = "<p class=\"lead\">\(escapedHTML(name)) (\(escapedHTML(id))): "
  body += t("\(figures) from \(t.counted(reports.count, "report")).") + " "
  body += t("A figure that the text does not date stands at its report's date and says so.") + "</p>\n"
  body += contents(sections.map { ($0.0, t.fixed($0.1)) }, t)
  for (id, title, html) in sections { body += "<h2 id=\"\(id)\">\(t.fixed(title))</h2>\n\(html)" }
  return site.shell.page(title: name, path: "countries/\(id).html", part: .countries, body: body)
}

/// Links to the sections of a long page.
package func contents(_ sections: [(id: String, title: String)], _ t: Labels) -> String {
  let items = sections.map { "<li><a href=\"#\($0.id)\">\(escapedHTML($0.title))</a></li>" }
  return "<nav class=\"contents\" aria-label=\"\(t("On this page"))\"><ul>\(items.joined())</ul></nav>\n"
}

private func reportList(_ rows: [Row], _ t: Labels) -> String {
  guard !rows.isEmpty else { return "" }
  let items = rows.map { row in
    "<li><a dir=\"auto\" href=\"../documents/\(escapedHTML(row["slug"] as String)).html\">"
      + "\(escapedHTML(row["title"] as String))</a> <span class=\"quiet\">\(escapedHTML(row["report_edition"] as String)), "
      + t("published \(escapedHTML(row["published_on"] as String))")
      + ", \(t.counted(row["figures"], "observation"))</span></li>"
  }
  return "<ul>\n\(items.joined(separator: "\n"))\n</ul>\n"
}
