import GRDB

/// A page holds at most so much of a table, so that it opens at once however many reports there are.
private let mostBytes = 500_000

/// The pages of one comparison: plot, table, what was refused; a long table goes on over further pages. Notes in
/// `site` which cells rest on which observation.
func comparisonPages(_ db: Database, _ table: Table, _ site: inout Site) throws -> [(
  path: String, text: String
)] {
  var parts = divided(table, &site)
  let refused = try refusals(db, table, site)
  if parts.isEmpty { parts = ["<p>Nothing to compare.</p>\n"] }
  let plot = try comparisonPlot(db, kind: table.kind, name: "plot", limit: 60)
  return parts.enumerated().map { index, part in
    let isFirst = index == 0
    var body = "<p class=\"lead\">\(escapedHTML(table.explanation))</p>\n"
    if !table.account.isEmpty { body += "<p>\(escapedHTML(table.account))</p>\n" }
    if isFirst { body += plot }
    body += "<h2 id=\"table\">Table</h2>\n"
    body +=
      "<p>Each figure leads to the words that state it.</p>\n" + pager(table.kind, index, of: parts.count)
      + part
    body += pager(table.kind, index, of: parts.count)
    if !table.note.isEmpty { body += "<p>\(escapedHTML(table.note))</p>\n" }
    if isFirst, !refused.isEmpty { body += "<h2 id=\"refused\">Refused</h2>\n" + refused }
    let title = isFirst ? table.title : "\(table.title), page \(index + 1)"
    return (
      path(table.kind, index),
      site.shell.page(title: title, path: path(table.kind, index), part: .comparisons, body: body)
    )
  }
}

private func path(_ kind: String, _ index: Int) -> String {
  "comparisons/\(kind)\(index == 0 ? "" : "-\(index + 1)").html"
}

private func pager(_ kind: String, _ index: Int, of count: Int) -> String {
  guard count > 1 else { return "" }
  func link(_ place: Int, _ words: String) -> String {
    guard (0..<count).contains(place) else { return "" }
    return "<a href=\"../\(path(kind, place))\">\(words)</a> "
  }
  return "<p class=\"pager\">Page \(index + 1) of \(count). "
    + link(index - 1, "Previous") + link(index + 1, "Next") + link(count - 1, "Last") + "</p>\n"
}

/// The table in pieces. Each observation's first cell of a piece can be linked to.
private func divided(_ table: Table, _ site: inout Site) -> [String] {
  let shown = table.speaking
  let columns = shown.map {
    SiteTable.Column(name: table.columns[$0].name, isNumeric: table.columns[$0].isNumeric)
  }
  var pieces: [String] = []
  var rows: [[String]] = []
  var size = 0
  func close() {
    guard !rows.isEmpty else { return }
    pieces.append(SiteTable(caption: table.heading, columns: columns, rows: rows).html())
    rows = []
    size = 0
  }
  var named: Set<String> = []
  for row in table.rows {
    let cells = shown.map { index in
      let cell = row[index]
      let words = "<span dir=\"auto\">\(escapedHTML(cell.text))</span>"
      guard !cell.observations.isEmpty else { return words }
      let fresh = cell.observations.filter { named.insert($0).inserted }
      for id in fresh {
        site.cells[id, default: []].append(
          Site.Cell(path: "\(path(table.kind, pieces.count))#c-\(short(id))", title: table.title))
      }
      let marks = fresh.map { "<span id=\"c-\(short($0))\"></span>" }.joined()
      return marks + site.link(words, to: cell.observations, up: "../")
    }
    size += cells.reduce(0) { $0 + $1.utf8.count + 12 }
    rows.append(cells)
    if size > mostBytes { close() }
  }
  close()
  return pieces
}

/// The pairs that were not compared; of very many, the first.
private func refusals(_ db: Database, _ table: Table, _ site: Site) throws -> String {
  let count = table.refused.values.reduce(0, +)
  guard count > 0 else { return "" }
  let limit = 300
  let rows = try siteTable(
    db,
    """
    SELECT indicator_name || CASE treaty_id WHEN '' THEN '' ELSE ' ' || treaty_id END AS "Indicator", reason AS "Reason",
      trim(left_area || ' ' || left_edition) AS "Report", left_label AS "Figure", left_observation_id AS "Figure @",
      trim(right_area || ' ' || right_edition) AS "Beside", right_label AS "Other figure",
      right_observation_id AS "Other figure @"
    FROM comparison_wide WHERE kind = ? AND comparable = 0
    ORDER BY reason, indicator_id, left_area, right_area, comparison_id LIMIT \(limit)
    """, [table.kind], caption: "Not compared, with the reason", site: site, up: "../")
  return count <= limit
    ? rows : rows + "<p>… and \(count - limit) more, in csv/comparisons/\(escapedHTML(table.kind)).csv.</p>\n"
}
