import Core
import Dataset
import Foundation
import GRDB

/// A page holds at most so much of a table, so that it opens at once however many reports there are.
private let mostBytes = 300_000

/// The pages of one comparison: plot, table, what was refused; a long table goes on over further pages. Notes in
/// `site` which cells rest on which observation.
func comparisonPages(_ db: Database, _ table: ResultTable, _ site: inout Site) throws -> [(
  path: String, text: String
)] {
  let t = site.t
  let slim = table.slim(t)
  var parts = slim.table.divided(&site)
  if parts.isEmpty { parts = [Piece(label: "", html: "<p>\(t("Nothing to compare."))</p>\n")] }
  let pager = Pager(base: "comparisons/\(table.kind)", labels: parts.map(\.label), t: t)
  let plot = try comparisonPlot(
    db, kind: table.kind, name: "plot", scope: PlotScope(limit: 60, width: 720, labels: t))
  let refused = try refusals(db, table, site)
  let drawn = try chart(of: table, plot: plot, db, site)
  let meanings = meaningsHTML(try codes(db, table), t)
  let pages = parts.enumerated().map { index, part in
    var body = "<p class=\"lead\">\(escapedHTML(t.said(table.explanation)))</p>\n"
    let account = table.account(t)
    if !account.isEmpty { body += "<p>\(escapedHTML(readable(spoken(account))))</p>\n" }
    if index == 0 { body += plot + (drawn == nil ? "" : takeAway(table.kind, t)) + meanings }
    body += "<h2 id=\"table\">\(t("Table"))</h2>\n"
    body += "<p>\(t("Each figure leads to the words that state it.")) \(csvWords(table.kind, t))</p>\n"
    body += pager.html(at: index) + slim.note + part.html + pager.neighbours(of: index)
    if !table.note.isEmpty { body += "<p>\(escapedHTML(t.said(table.note)))</p>\n" }
    if index == 0, !refused.isEmpty { body += "<h2 id=\"refused\">\(t("Refused"))</h2>\n" + refused }
    let name = t.said(table.title)
    let title = index == 0 ? name : t("\(name), page \(index + 1)")
    return (
      pager.path(index),
      site.shell.page(title: title, path: pager.path(index), part: .comparisons, body: body)
    )
  }
  guard let drawn else { return pages }
  return pages + [
    ("charts/\(table.kind).svg", drawn), ("charts/\(table.kind).csv", render(table, as: .csv)),
  ]
}

/// The chart as a file, its numbers, and what to paste into a page of one's own.
private func takeAway(_ kind: String, _ t: Labels) -> String {
  let code = "<img src=\"ADDRESS/charts/\(kind).svg\" alt=\"\">"
  return "<details><summary>\(t("Take this chart along"))</summary>\n<ul>"
    + "<li><a href=\"../charts/\(kind).svg\">SVG</a>: \(t("with title, source and date, to print or edit"))</li>"
    + "<li><a href=\"../charts/\(kind).csv\">CSV</a>: \(t("the table behind it"))</li>"
    + "<li>\(t("To embed it, put these pages on a server and paste")) <code>\(escapedHTML(code))</code></li></ul></details>\n"
}

private func csvWords(_ kind: String, _ t: Labels) -> String {
  let file = "<code>csv/comparisons/\(escapedHTML(kind)).csv</code>"
  return t("All of them as data: \(file) in the release.")
}

private func codes(_ db: Database, _ table: ResultTable) throws -> [String] {
  guard table.kind == "published" else { return Array(table.refused.keys) }
  return try String.fetchAll(
    db,
    sql: "SELECT DISTINCT verdict FROM comparison WHERE kind = 'published' UNION "
      + "SELECT reason FROM comparison WHERE kind = 'published'")
}

private struct Piece {
  /// What its first row is about.
  var label: String
  var html: String
}

extension ResultTable {
  /// Without the columns of a matrix in which nothing is stated, which are named instead; a long list of what is
  /// stated where becomes one row for each of its headings.
  fileprivate func slim(_ t: Labels) -> (table: ResultTable, note: String) {
    let silent = columns.indices.filter { index in
      !rows.isEmpty && rows.allSatisfy { $0[index].observations.isEmpty && isNothing($0[index].text) }
    }
    guard !silent.isEmpty else { return (self, "") }
    var table = self
    let kept = columns.indices.filter { !silent.contains($0) }
    table.columns = kept.map { columns[$0] }
    table.rows = rows.map { row in kept.map { row[$0] } }
    let names = silent.map { escapedHTML(t.said(columns[$0].name)) }.joined(separator: ", ")
    return (table, "<p>\(t("Left out, since nothing is stated there: \(names)."))</p>\n")
  }

  fileprivate func divided(_ site: inout Site) -> [Piece] {
    switch columns.map(\.name) {
    case ["Indicator", "Report", "Stated"]:
      return gathered(&site, ("report", "reports"), by: [0]) { $0[1].text }
    case ["Treaty", "Name", "Country", "Status"]:
      return gathered(&site, ("country", "countries"), by: [0, 1, 3]) {
        "\($0[2].text)\(year($0[3].text))"
      }
    default: break
    }
    let shown = speaking
    var marks = CellMarks(table: self)
    var filling = Filling(
      caption: written(with: site.t).heading, labels: site.t,
      columns: shown.map {
        SiteTable.Column(name: site.t.said(columns[$0].name), isNumeric: columns[$0].isNumeric)
      })
    for row in rows {
      let cells = shown.map { index in
        let cell = row[index]
        if cell.observations.isEmpty, isNothing(cell.text), index > 0 {
          return "<span class=\"quiet\">–</span>"
        }
        let words = isolatedHTML(readable(site.t.said(cell.text)))
        return cell.observations.isEmpty
          ? words : marks.link(words, cell.observations, filling.pieces.count, &site)
      }
      filling.add(cells, label: site.t.said(row[shown[0]].text))
    }
    return filling.closed()
  }

  /// A matrix too wide to be one (coverage of many reports, treaties of many countries): an entry for what the
  /// columns `keys` say alike, how many there are, and a link for each. Links flow at any width, as a table would not.
  private func gathered(
    _ site: inout Site, _ noun: (String, String), by keys: [Int], label: ([Cell]) -> String
  ) -> [Piece] {
    var marks = CellMarks(table: self)
    var pieces: [Piece] = []
    var items: [String] = []
    var first = ""
    func close() {
      if !items.isEmpty {
        pieces.append(
          Piece(label: first, html: "<dl class=\"gathered\">\n\(items.joined(separator: "\n"))\n</dl>\n"))
      }
      items = []
    }
    func key(_ row: [Cell]) -> [String] {
      keys.map { $0 == row.count - 1 ? status(row[$0].text) : row[$0].text }
    }
    var order: [[String]] = []
    var groups: [[String]: [[Cell]]] = [:]
    for row in rows {
      if groups[key(row)] == nil { order.append(key(row)) }
      groups[key(row), default: []].append(row)
    }
    for key in order {
      let part = groups[key] ?? []
      let links = part.map { row in
        marks.link(
          isolatedHTML(site.t.said(label(row))), row[row.count - 1].observations, pieces.count, &site,
          isAlone: true)
      }
      if items.isEmpty { first = site.t.said(key[0]) }
      items.append(
        "<div><dt>\(isolatedHTML(key.map(site.t.said).joined(separator: ", "))) <span class=\"quiet\">\(site.t.counted(part.count, noun.0, noun.1))</span></dt>"
          + "<dd>\(links.joined(separator: ", "))</dd></div>")
      if items.reduce(0, { $0 + $1.utf8.count }) > mostBytes { close() }
    }
    close()
    return pieces
  }
}

/// "ratified" of "ratified 1994 (report of 2017-04)".
private func status(_ text: String) -> String {
  guard let digit = text.firstIndex(where: \.isNumber), digit > text.startIndex else { return text }
  return text[..<digit].trimmingCharacters(in: .whitespaces)
}

/// " 1994" of "ratified 1994 (report of 2017-04)".
private func year(_ text: String) -> String {
  let words = text.split(separator: " ")
  return words.first { $0.count == 4 && $0.allSatisfy(\.isNumber) }.map { " \($0)" } ?? ""
}

private func isNothing(_ text: String) -> Bool { text == "–" || text == "not stated" }

/// Gives each observation's first cell of a table a place that can be linked to.
private struct CellMarks {
  let table: ResultTable
  private var named: Set<String> = []

  init(table: ResultTable) { self.table = table }

  mutating func link(
    _ words: String, _ observations: [String], _ page: Int, _ site: inout Site, isAlone: Bool = false
  ) -> String {
    let fresh = observations.filter { named.insert($0).inserted }
    let path = Pager(base: "comparisons/\(table.kind)", labels: [], t: site.t).path(page)
    for id in fresh {
      site.cells[id, default: []].append(
        Site.Cell(path: "\(path)#c-\(short(id))", title: site.t.said(table.title)))
    }
    let marks = fresh.dropFirst().map { "<span id=\"c-\(short($0))\"></span>" }.joined()
    let shown = isAlone ? Array(observations.prefix(1)) : observations
    return marks + site.link(words, to: shown, up: "../", id: fresh.first.map { "c-\(short($0))" })
  }
}

/// Collects rows into tables of a bounded size.
private struct Filling {
  let caption: String
  let labels: Labels
  let columns: [SiteTable.Column]
  private(set) var pieces: [Piece] = []
  private var rows: [[String]] = []
  private var size = 0
  private var label = ""

  init(caption: String, labels: Labels, columns: [SiteTable.Column]) {
    self.caption = caption
    self.labels = labels
    self.columns = columns
  }

  mutating func add(_ cells: [String], label: String) {
    if rows.isEmpty { self.label = label }
    size += cells.reduce(20) { $0 + $1.utf8.count + 12 }
    rows.append(cells)
    if size > mostBytes { close() }
  }

  mutating func close() {
    guard !rows.isEmpty else { return }
    pieces.append(
      Piece(
        label: label, html: SiteTable(caption: caption, labels: labels, columns: columns, rows: rows).html()))
    rows = []
    size = 0
  }

  mutating func closed() -> [Piece] {
    close()
    return pieces
  }
}

/// The pairs that were not compared; of very many, the first.
private func refusals(_ db: Database, _ table: ResultTable, _ site: Site) throws -> String {
  let count = table.refused.values.reduce(0, +)
  guard count > 0 else { return "" }
  let limit = 300
  let rows = try siteTable(
    db,
    """
    SELECT indicator_name || CASE treaty_id WHEN '' THEN '' ELSE ' ' || treaty_id END AS "Indicator",
      replace(reason, '_', ' ') AS "Reason", trim(left_area || ' ' || left_edition) AS "Report", left_label AS "Figure",
      left_observation_id AS "Figure @", trim(right_area || ' ' || right_edition) AS "Beside",
      right_label AS "Other figure", right_observation_id AS "Other figure @"
    FROM comparison_wide WHERE kind = ? AND comparable = 0
    ORDER BY reason, indicator_id, left_area, right_area, comparison_id LIMIT \(limit)
    """, [table.kind], caption: site.t("Not compared, with the reason"), site: site, up: "../")
  return count <= limit
    ? rows
    : rows
      + "<p>\(site.t("… and \(readable("\(count - limit)")) more, in \("csv/comparisons/\(escapedHTML(table.kind)).csv")."))</p>\n"
}
