import Core
import Dataset
import GRDB

/// The rows of a query as a table; columns named `X @` hold the observation behind the cell in column `X`, those that
/// begin with `@` are not shown.
///
/// - Parameter figures: columns of texts that are figures, to be shown with their digits in groups.
func siteTable(
  _ rows: [Row], caption: String, site: Site, up: String, figures: Set<String> = []
) -> String {
  guard let first = rows.first else { return "<p>\(site.t("None."))</p>\n" }
  let names = Array(first.columnNames)
  let shown = names.indices.filter { !names[$0].hasSuffix(" @") && !names[$0].hasPrefix("@") }
  var isNumeric = Set(shown)
  let texts = rows.map { row in
    names.indices.map { index -> String in
      let value: DatabaseValue = row[index]
      let text = csvText(value)
      if case .string = value.storage, !text.isEmpty { isNumeric.remove(index) }
      return joined(text)
    }
  }
  // A column in which no row says anything is left out.
  let speaking = shown.filter { index in index == shown.first || texts.contains { !$0[index].isEmpty } }
  let cells = texts.map { row in
    speaking.map { index -> String in
      let source = names.firstIndex(of: names[index] + " @")
      let isFigure = source != nil || isNumeric.contains(index) || figures.contains(names[index])
      let said = isVerbatim(names[index]) && source == nil ? row[index] : site.t.said(row[index])
      let cell = isolatedHTML(isFigure ? readable(said) : said)
      guard let source else { return cell }
      return site.link(cell, to: row[source].split(separator: " ").map(String.init), up: up)
    }
  }
  return SiteTable(
    caption: caption, labels: site.t,
    columns: speaking.map {
      SiteTable.Column(name: site.t.fixed(names[$0]), isNumeric: isNumeric.contains($0))
    },
    rows: cells
  ).html()
}

func siteTable(
  _ db: Database, _ sql: String, _ arguments: StatementArguments = [], caption: String, site: Site,
  up: String,
  figures: Set<String> = []
) throws -> String {
  siteTable(
    try Row.fetchAll(db, sql: sql, arguments: arguments), caption: caption, site: site, up: up,
    figures: figures)
}
