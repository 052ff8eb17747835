import Core
import GRDB

/// Inserts a publisher's file: its figures, and what became of its rows. The indicators and sources that they name
/// are loaded.
///
/// - Parameter codes: Areas of the code lists; any other is kept as its publisher writes it.
package func loadPublished(
  _ read: PublishedFile, from origin: PublishedOrigin, codes: Set<String>, into db: Database
) throws {
  try insert(
    origin, outcome: "imported", error: "",
    counts: [read.account.rows, read.account.used, read.figures.count],
    into: db)
  for (reason, count) in read.account.passedOver.sorted(by: { $0.key < $1.key }) {
    try db.execute(
      sql: "INSERT INTO published_row_passed_over VALUES (?, ?, ?)", arguments: [read.file, reason, count])
  }
  let insert = try db.cachedStatement(
    sql: """
      INSERT INTO published_figure (published_figure_id, source_id, indicator_id, treaty_id, area_id, sex,
        time_period, period_start, period_end, index_edition, vintage, published_on, value_text, value, total,
        unit_id, concept, url, licence, file, line)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT unit_id FROM indicator WHERE indicator_id = ?),
        ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """)
  for figure in read.figures {
    if !codes.contains(figure.area) { try insertArea(asWritten: figure.area, into: db) }
    try insert.execute(arguments: arguments(figure, origin))
  }
}

/// Keeps the refusal of a publisher's file beside those that were taken.
package func loadRefusal(_ error: String, of origin: PublishedOrigin, into db: Database) throws {
  try insert(origin, outcome: "refused", error: error, counts: [0, 0, 0], into: db)
}

private func insert(
  _ origin: PublishedOrigin, outcome: String, error: String, counts: [Int], into db: Database
) throws {
  try db.execute(
    sql: "INSERT INTO published_file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    arguments: [
      origin.file, origin.format, origin.title, origin.url, origin.licence, origin.sha256, outcome, error,
      counts[0], counts[1], counts[2],
    ])
}

private func arguments(_ figure: PublishedFigure, _ origin: PublishedOrigin) -> StatementArguments {
  let interval = DateInterval8601(figure.period)
  let id = ContentHash.key([
    figure.source, figure.indicator, figure.treaty, figure.area, figure.sex.rawValue, figure.period,
    figure.edition, figure.vintage, figure.concept, figure.valueText, origin.file, String(figure.line),
  ])
  return [
    id, figure.source, figure.indicator, figure.treaty, figure.area, figure.sex.rawValue, figure.period,
    interval?.firstDay, interval?.lastDay, figure.edition, figure.vintage, figure.published, figure.valueText,
    Double(figure.valueText), figure.total, figure.indicator, figure.concept, origin.url, origin.licence,
    origin.file, figure.line,
  ]
}
