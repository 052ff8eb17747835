import Core
import Dataset
import GRDB

/// So many reports stand on one page of a topic.
private let most = 200
/// So many figures are named beside a report.
private let mostFigures = 12

/// What reports say on which topic of the outline of rights, whoever issued them: a page for all topics, and one for
/// each that a report has.
func outlinePages(_ db: Database, _ site: Site) throws -> [(path: String, text: String)] {
  let t = site.t
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT c.*, a.name_en AS area_name FROM outline_coverage c JOIN area a USING (area_id)
      ORDER BY position, area_name, issuer, report_edition, slug
      """)
  var pages = [(path: "outline.html", text: overview(rows, site))]
  var figures = try figuresByTopic(db)
  for group in grouped(rows, by: "outline_id") {
    let name: String = group.rows[0]["outline_name"]
    let parts = stride(from: 0, to: group.rows.count, by: most).map {
      Array(group.rows[$0..<min(group.rows.count, $0 + most)])
    }
    let pager = Pager(base: "outline/\(group.key)", labels: parts.map { $0[0]["area_name"] }, t: t)
    for (index, part) in parts.enumerated() {
      var table = SiteTable(
        caption: t("Reports with headings on this topic"), labels: t,
        columns: ["Country", "Publisher", "Report"].map { SiteTable.Column(name: t.fixed($0)) } + [
          SiteTable.Column(name: t.fixed("Characters"), isNumeric: true),
          SiteTable.Column(name: t.fixed("Figures")),
        ])
      table.rows = part.map { line($0, figures.removeValue(forKey: key($0)) ?? [], site) }
      let body =
        "<p class=\"lead\">\(t("What stands under headings on this topic, and the figures that it states."))</p>\n"
        + pager.html(at: index) + table.html() + pager.neighbours(of: index)
      pages.append(
        (
          pager.path(index),
          site.shell.page(
            title: index == 0 ? name : t("\(name), page \(index + 1)"), path: pager.path(index),
            part: .topics,
            body: body)
        ))
    }
  }
  return pages
}

private func key(_ row: Row) -> [String] { [row["outline_id"], row["document_id"]] }

private func figuresByTopic(_ db: Database) throws -> [[String]: [Row]] {
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT outline_id, document_id, observation_id, indicator_name, value_label FROM observation_wide
      WHERE outline_id <> '' AND review_status <> 'rejected' ORDER BY document_id, char_start, observation_id
      """)
  return Dictionary(grouping: rows, by: key)
}

private func line(_ row: Row, _ figures: [Row], _ site: Site) -> [String] {
  let t = site.t
  let named = figures.prefix(mostFigures).map { figure in
    "\(isolatedHTML(t.said(figure["indicator_name"]))) "
      + site.link(
        isolatedHTML(readable(t.said(figure["value_label"]))), to: [figure["observation_id"]], up: "../")
  }
  let more =
    figures.count > mostFigures
    ? [t("and \(t.counted(figures.count - mostFigures, "observation")) more")] : []
  let area: String = row["area_id"]
  return [
    "<a href=\"../countries/\(escapedHTML(area)).html\">\(escapedHTML(row["area_name"] as String))</a>",
    isolatedHTML(row["issuer"]),
    "<a dir=\"auto\" href=\"../documents/\(escapedHTML(row["slug"] as String)).html\">"
      + "\(escapedHTML(row["document_title"] as String))</a>",
    readable("\(row["char_count"] as Int)"), (named + more).joined(separator: "; "),
  ]
}

/// Topics by publishers: how many reports have them, and how many figures they state.
private func overview(_ rows: [Row], _ site: Site) -> String {
  let t = site.t
  var table = SiteTable(
    caption: t("Topics, and how many reports of each publisher have them"), labels: t,
    columns: [
      SiteTable.Column(name: t.fixed("Topic")), SiteTable.Column(name: t.fixed("Reports")),
      SiteTable.Column(name: t.fixed("Figures"), isNumeric: true),
    ])
  for group in grouped(rows, by: "outline_id") {
    let counts = Dictionary(grouping: group.rows) { $0["issuer"] as String }
    let figures = group.rows.reduce(0) { $0 + ($1["observation_count"] as Int) }
    table.rows.append(
      [
        "<a href=\"outline/\(escapedHTML(group.key)).html\">\(escapedHTML(group.rows[0]["outline_name"] as String))</a>",
        counts.sorted { $0.key < $1.key }.map {
          "\(isolatedHTML($0.key)) <span class=\"quiet\">\(t.counted($0.value.count, "report"))</span>"
        }.joined(separator: "; "),
        readable("\(figures)"),
      ])
  }
  let lead = t(
    "Publishers divide their reports each in their own way. Here their headings are mapped to one outline of rights, so that one can read what all of them say on a topic."
  )
  let body = "<p class=\"lead\">\(lead)</p>\n" + (rows.isEmpty ? "<p>\(t("None."))</p>\n" : table.html())
  return site.shell.page(title: t("Topics"), path: "outline.html", part: .topics, body: body)
}
