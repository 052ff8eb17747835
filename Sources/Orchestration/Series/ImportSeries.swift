import Acquire
import Core
import Dataset
import Foundation
import GRDB
import Reference

/// Puts publishers' files into the database: figures, and for each file what became of its rows.
struct SeriesImport {
  let plan: SeriesPlan
  let lists: PublishedLists
  let snapshots: Snapshots

  struct Outcome {
    package var files = 0
    package var rows = 0
    package var figures = 0
    /// By name, in order.
    package var failures: [(file: String, failure: String)] = []

    package init(
      files: Int = 0, rows: Int = 0, figures: Int = 0, failures: [(file: String, failure: String)] = []
    ) {
      self.files = files
      self.rows = rows
      self.figures = figures
      self.failures = failures
    }
  }

  /// Files that are gone or changed leave nothing behind; a file that is refused leaves its refusal.
  ///
  /// - Throws: What stops the run, such as a full disk.
  func perform(_ db: Database) throws -> Outcome {
    var outcome = Outcome()
    // Comparisons are made anew after this.
    try db.execute(sql: "DELETE FROM comparison WHERE right_published_figure_id IS NOT NULL")
    for name in plan.gone + plan.stale.map(\.file.name) { try Self.forget(name, in: db) }
    for planned in plan.stale {
      do {
        let read = try read(planned)
        try store(read, planned: planned, in: db)
        outcome.files += 1
        outcome.rows += read.account.rows
        outcome.figures += read.figures.count
      } catch let error as ConfigurationError {
        try refuse(planned, error.description, in: db)
        outcome.failures.append((planned.file.name, error.description))
      } catch let error as Refusal {
        try refuse(planned, error.message, in: db)
        outcome.failures.append((planned.file.name, "\(planned.file.name): \(error.message)"))
      }
    }
    try db.execute(
      sql: """
        DELETE FROM area WHERE kind = 'as_written' AND area_id NOT IN (
          SELECT area_id FROM document UNION SELECT area_id FROM observation UNION SELECT area_id FROM published_figure)
        """)
    return outcome
  }

  private struct Refusal: Error {
    var message: String
  }

  private func read(_ planned: SeriesPlan.Planned) throws -> PublishedFile {
    if let refusal = planned.refusal { throw Refusal(message: refusal) }
    guard let importer = Importer.named(planned.file.entry.format) else {
      throw Refusal(message: "there is no format \"\(planned.file.entry.format)\"")
    }
    let bytes: Data
    do {
      bytes = try readFile(planned.file.location, named: planned.file.name)
    } catch let failure as Failure {
      throw Refusal(message: failure.description)
    }
    let kept = snapshots.file(planned.sha256)
    if !FileManager.default.fileExists(atPath: kept.path) {
      try writeFile(bytes, to: kept, named: "snapshots/\(planned.sha256)", durably: false)
    }
    return try importer.file(Array(bytes), file: planned.file.name, entry: planned.file.entry, lists: lists)
  }

  private func store(_ read: PublishedFile, planned: SeriesPlan.Planned, in db: Database) throws {
    let entry = planned.file.entry
    try db.inSavepoint {
      try db.execute(
        sql: "INSERT INTO published_file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          read.file, entry.format, entry.title, entry.url, entry.licence, planned.sha256, "imported", "",
          read.account.rows, read.account.used, read.figures.count,
        ])
      for (reason, count) in read.account.passedOver.sorted(by: { $0.key < $1.key }) {
        try db.execute(
          sql: "INSERT INTO published_row_passed_over VALUES (?, ?, ?)",
          arguments: [read.file, reason, count])
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
        if !lists.codes.contains(figure.area) {
          try insertArea(asWritten: figure.area, into: db)
        }
        try insert.execute(arguments: arguments(figure, entry: entry, file: read.file))
      }
      try Self.record(planned, error: "", in: db)
      return .commit
    }
  }

  private func arguments(_ figure: PublishedFigure, entry: SeriesEntry, file: String) -> StatementArguments {
    let interval = DateInterval8601(figure.period)
    let id = ContentHash.key([
      figure.source, figure.indicator, figure.treaty, figure.area, figure.sex.rawValue, figure.period,
      figure.edition, figure.vintage, figure.concept, figure.valueText, file, String(figure.line),
    ])
    return [
      id, figure.source, figure.indicator, figure.treaty, figure.area, figure.sex.rawValue, figure.period,
      interval?.firstDay, interval?.lastDay, figure.edition, figure.vintage, figure.published,
      figure.valueText,
      Double(figure.valueText), figure.total, figure.indicator, figure.concept, entry.url, entry.licence,
      file,
      figure.line,
    ]
  }

  private func refuse(_ planned: SeriesPlan.Planned, _ message: String, in db: Database) throws {
    let entry = planned.file.entry
    try db.execute(
      sql: "INSERT INTO published_file VALUES (?, ?, ?, ?, ?, ?, 'refused', ?, 0, 0, 0)",
      arguments: [
        planned.file.name, entry.format, entry.title, entry.url, entry.licence, planned.sha256, message,
      ])
    try Self.record(planned, error: message, in: db)
  }

  private static func record(_ planned: SeriesPlan.Planned, error: String, in db: Database) throws {
    try db.execute(
      sql: "INSERT INTO series_state VALUES (?, ?, ?)",
      arguments: [planned.file.name, planned.fingerprint, error])
  }

  private static func forget(_ file: String, in db: Database) throws {
    for table in ["published_figure", "published_row_passed_over", "published_file", "series_state"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE file = ?", arguments: [file])
    }
  }
}
