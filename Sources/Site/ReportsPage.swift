import Core
import Dataset
import GRDB

/// So many reports stand on one page.
private let most = 200

/// The list of all reports with what became of their numbers, by country; of many, page after page.
func reportsPages(_ db: Database, _ site: Site) throws -> [(path: String, text: String)] {
  let t = site.t
  let rows = try Row.fetchAll(
    db,
    sql: """
      WITH numbers AS MATERIALIZED (SELECT document_id, count(*) AS numbers, sum(disposition = 'classified') AS classified,
        sum(disposition = 'unexplained') AS unexplained FROM mention GROUP BY document_id),
      figures AS MATERIALIZED (SELECT document_id, count(*) AS figures FROM observation WHERE review_status <> 'rejected'
        GROUP BY document_id)
      SELECT d.slug, d.title, a.area_id, a.name_en, d.report_edition, d.published_on, coalesce(figures, 0),
        coalesce(numbers, 0), coalesce(classified, 0), coalesce(unexplained, 0)
      FROM document d JOIN area a USING (area_id) LEFT JOIN numbers USING (document_id)
      LEFT JOIN figures USING (document_id) ORDER BY a.name_en, d.published_on, d.slug
      """)
  let parts = stride(from: 0, to: max(1, rows.count), by: most).map {
    rows[$0..<min(rows.count, $0 + most)]
  }
  let pager = Pager(base: "reports", labels: parts.map { $0.first?["name_en"] ?? "" }, t: t)
  return parts.enumerated().map { index, part in
    var table = SiteTable(
      caption: t("Reports, and what became of their numbers"), labels: t,
      columns: ["Report", "Country", "Edition", "Published"].map { SiteTable.Column(name: t.fixed($0)) }
        + ["Observations", "Numbers", "Classified", "Unexplained"].map {
          SiteTable.Column(name: t.fixed($0), isNumeric: true)
        })
    table.rows = part.map { row in
      let texts = Array(row.databaseValues).map { escapedHTML(csvText($0)) }
      return [
        "<a dir=\"auto\" href=\"documents/\(texts[0]).html\">\(texts[1].isEmpty ? texts[0] : texts[1])</a>",
        "<a href=\"countries/\(texts[2]).html\">\(texts[3])</a>",
      ] + texts.dropFirst(4)
    }
    let body =
      "<p class=\"lead\">\(t("\(t.counted(rows.count, "report")), by country. A report's page has its text with every number marked by what became of it."))</p>\n"
      + pager.html(at: index) + table.html() + pager.neighbours(of: index)
    return (
      pager.path(index),
      site.shell.page(
        title: index == 0 ? t("Reports") : t("\(t("Reports")), page \(index + 1)"), path: pager.path(index),
        part: .reports,
        body: body)
    )
  }
}
