import GRDB

/// The rows of a query as a table; columns named `X @` hold the observation behind the cell in column `X`.
func siteTable(
  _ db: Database, _ sql: String, _ arguments: StatementArguments = [], caption: String, site: Site, up: String
) throws -> String {
  let statement = try db.makeStatement(sql: sql)
  let names = statement.columnNames
  let shown = names.indices.filter { !names[$0].hasSuffix(" @") }
  var isNumeric = Set(shown)
  var rows: [[String]] = []
  for row in try Row.fetchAll(statement, arguments: arguments) {
    rows.append(
      shown.map { index in
        let value: DatabaseValue = row[index]
        let text = csvText(value)
        if case .string = value.storage, !text.isEmpty { isNumeric.remove(index) }
        let cell = "<span dir=\"auto\">\(escapedHTML(joined(text)))</span>"
        guard let source = names.firstIndex(of: names[index] + " @") else { return cell }
        return site.link(cell, to: csvText(row[source]).split(separator: " ").map(String.init), up: up)
      })
  }
  return SiteTable(
    caption: caption,
    columns: shown.map { SiteTable.Column(name: names[$0], isNumeric: isNumeric.contains($0)) },
    rows: rows
  ).html()
}
