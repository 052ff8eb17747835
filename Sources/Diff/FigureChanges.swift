import Dataset
import GRDB

/// What publishers' own figures became between two releases.
struct FigureChanges {
  /// Revised, added and removed, by file and key.
  private(set) var changes: [ReleaseChange] = []
  /// Indicator, treaty and area of those that the publisher revised, or whose file was not read, with the file: what is compared with them may
  /// come out otherwise.
  private(set) var touched: [[String]: (cause: ReleaseChange.Cause, file: String)] = [:]

  /// A figure as one of the releases has it.
  private struct Figure: Hashable {
    var id: String
    var file: String
    /// Publisher, indicator, treaty, area, sex, period, edition and concept.
    var key: [String]
    /// Publication, value, total and unit.
    var values: [String]
  }

  private static let valueColumns = ["vintage", "value", "total", "unit_id"]

  init(from old: Database, to new: Database) throws {
    let before = try Self.files(old)
    let after = try Self.files(new)
    // Hundreds of thousands of figures stand in files that nobody touched.
    let suspects = Set(before.keys).union(after.keys).filter {
      before[$0]?.sha256 != after[$0]?.sha256 || before[$0]?.digest != after[$0]?.digest
    }
    guard !suspects.isEmpty else { return }
    for (figure, other) in Self.pairs(try Self.figures(old, suspects), try Self.figures(new, suspects)) {
      guard let facts = other ?? figure else { continue }
      let fields = (figure?.values ?? []).isEmpty || other == nil ? [] : Self.fields(figure, other)
      if figure != nil, other != nil, fields.isEmpty { continue }
      let file = facts.file
      // A publisher revises values; the unit is the indicator's own.
      let isSame =
        before[file]?.sha256 == after[file]?.sha256
        || (!fields.isEmpty && fields.allSatisfy { $0.name == "unit_id" })
      var detail = file
      if isSame {
        detail = "how \(file) is read"
      } else if let one = before[file]?.sha256, let two = after[file]?.sha256, one != two {
        detail += " \(one.prefix(4))→\(two.prefix(4))"
      } else if before[file] == nil {
        detail += " new"
      }
      let kind: ReleaseChange.Kind = figure == nil ? .added : other == nil ? .removed : .changed
      let cause: ReleaseChange.Cause =
        isSame ? .reading : kind == .removed && after[file] == nil ? .unread : .source
      if !isSame { touched[Array(facts.key[1...3])] = (cause, detail) }
      changes.append(
        ReleaseChange(
          subject: .figure, kind: kind, cause: cause, detail: detail,
          key: ReleaseChange.Key(
            report: file, indicator: facts.key[1], treaty: facts.key[2], area: facts.key[3],
            period: facts.key[5], sex: facts.key[4], source: facts.key[0]),
          fields: kind == .changed ? fields : Self.only(facts, kind), oldID: figure?.id ?? "",
          newID: other?.id ?? ""))
    }
  }

  private static func fields(_ figure: Figure?, _ other: Figure?) -> [ReleaseChange.Field] {
    guard let figure, let other else { return [] }
    return zip(valueColumns, zip(figure.values, other.values)).filter { $0.1.0 != $0.1.1 }.map {
      ReleaseChange.Field(name: $0.0, old: $0.1.0, new: $0.1.1)
    }
  }

  private static func only(_ figure: Figure, _ kind: ReleaseChange.Kind) -> [ReleaseChange.Field] {
    let text = figure.values[1] + (figure.values[2].isEmpty ? "" : " of " + figure.values[2])
    return [
      ReleaseChange.Field(name: "value", old: kind == .added ? "" : text, new: kind == .added ? text : "")
    ]
  }

  /// Each file's bytes, and a digest of what was read from it that holds within this process.
  private static func files(_ db: Database) throws -> [String: (sha256: String, digest: Int)] {
    var hashers: [String: Hasher] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT file, published_figure_id, value_text, total, unit_id FROM published_figure ORDER BY 1, 2")
    while let row = try rows.next() {
      let file: String = row[0]
      for value in row.databaseValues.dropFirst() { hashers[file, default: Hasher()].combine(value) }
    }
    let list = try Row.fetchAll(db, sql: "SELECT file, sha256 FROM published_file")
    return Dictionary(
      uniqueKeysWithValues: list.map { row in
        let file: String = row[0]
        return (file, (row[1], hashers[file]?.finalize() ?? 0))
      })
  }

  private static func figures(_ db: Database, _ files: Set<String>) throws -> [Figure] {
    var figures: [Figure] = []
    let statement = try db.makeStatement(
      sql: """
        SELECT published_figure_id, file, source_id, indicator_id, treaty_id, area_id, sex, time_period, index_edition,
          concept, vintage, value_text, total, unit_id
        FROM published_figure WHERE file = ? ORDER BY line, published_figure_id
        """)
    for file in files.sorted() {
      let rows = try Row.fetchCursor(statement, arguments: [file])
      while let row = try rows.next() {
        figures.append(
          Figure(
            id: row[0], file: row[1], key: (2..<10).map { row[$0] },
            values: (10..<14).map { csvText(row[$0]) }))
      }
    }
    return figures
  }

  /// By key and publication, then by key alone: a new publication that takes the old one's place revises it.
  private static func pairs(_ before: [Figure], _ after: [Figure]) -> [(Figure?, Figure?)] {
    var partner: [Int: Int] = [:]
    var taken: Set<Int> = []
    func pairUp(_ key: (Figure) -> [String]) {
      var free = Dictionary(grouping: after.indices.filter { !taken.contains($0) }) { key(after[$0]) }
      for index in before.indices where partner[index] == nil {
        guard let other = free[key(before[index])]?.first else { continue }
        free[key(before[index])]?.removeFirst()
        partner[index] = other
        taken.insert(other)
      }
    }
    pairUp { $0.key + $0.values + [$0.file] }
    pairUp { $0.key + $0.values }
    pairUp { $0.key + [$0.values[0], $0.file] }
    pairUp { $0.key + [$0.values[0]] }
    pairUp { $0.key + [$0.file] }
    return before.indices.map { (before[$0], partner[$0].map { after[$0] }) }
      + after.indices.filter { !taken.contains($0) }.map { (nil, after[$0]) }
  }
}
