import Core
import Dataset
import GRDB

/// So many reports stand on one page of a topic.
private let most = 200
/// So many figures are named beside a report.
private let mostFigures = 12

/// What reports say on which topic of the outline of rights, whoever issued them: a page for all topics, and one for
/// each that a report has.
func writeOutline(
  _ db: Database, _ site: Site, to write: (_ path: String, _ text: String) throws -> Void
) throws {
  let t = site.t
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT i.*, a.name_en AS area_name FROM outline_coverage i JOIN area a USING (area_id) ORDER BY \(pageOrder)
      """)
  try write("outline.html", overview(rows, site))
  var figures = try TopicFigures(db)
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
      table.rows = try part.map { line($0, try figures.figures(of: $0), site) }
      let body =
        "<p class=\"lead\">\(t("What stands under headings on this topic, and the figures that it states."))</p>\n"
        + pager.html(at: index) + table.html() + pager.neighbours(of: index)
      try write(
        pager.path(index),
        site.shell.page(
          title: index == 0 ? name : t("\(name), page \(index + 1)"), path: pager.path(index), part: .topics,
          body: body))
    }
  }
}

/// The figures of one topic and report after the other, in the order of the pages: all at once would fill the memory.
private struct TopicFigures {
  private let cursor: RowCursor
  private var next: Row?

  init(_ db: Database) throws {
    cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT w.outline_id, w.document_id, w.observation_id, w.indicator_name, w.value_label
        FROM observation_wide w JOIN outline t USING (outline_id) JOIN document_issue i ON i.document_id = w.document_id
        JOIN area a ON a.area_id = i.area_id
        WHERE w.review_status <> 'rejected'
        ORDER BY \(pageOrder), w.char_start, w.observation_id
        """)
    next = try cursor.next()?.copy()
  }

  /// Those that stand in one report on one topic, as far as they are named, and how many there are.
  mutating func figures(of report: Row) throws -> (named: [Row], count: Int) {
    var named: [Row] = []
    var count = 0
    while let row = next, row["outline_id"] == report["outline_id"] as String,
      row["document_id"] == report["document_id"] as String
    {
      if count < mostFigures { named.append(row) }
      count += 1
      next = try cursor.next()?.copy()
    }
    return (named, count)
  }
}

/// Of topics' reports; what stands in it must be unambiguous in both queries.
private let pageOrder = "position, a.name_en, issuer, i.report_edition, i.slug"

private func line(_ row: Row, _ figures: (named: [Row], count: Int), _ site: Site) -> [String] {
  let t = site.t
  let named = figures.named.map { figure in
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
