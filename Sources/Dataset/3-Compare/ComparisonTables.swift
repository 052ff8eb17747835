import Core
import Foundation
import GRDB

/// The comparisons as people read them, in the order of their files.
///
/// A selected column named `X @` is not shown: it holds the ids of the observations behind the cell in column `X`,
/// separated by spaces.
/// - Parameters:
///   - kinds: which ones; all where nil.
///   - matrixColumns: a matrix with more columns than these is given as a list of what is stated.
/// - Throws: `ConfigurationError` for a file that is wrong, or a kind that has no file.
public func comparisonTables(
  _ db: Database, comparisons folder: URL, kinds: [String]? = nil, matrixColumns: Int = 6
) throws -> [ResultTable] {
  let all = try readComparisons(in: folder)
  if let unknown = kinds?.first(where: { kind in !all.contains { $0.kind == kind } }) {
    let known = all.map(\.kind).joined(separator: ", ")
    throw ConfigurationError(
      file: "Comparisons/\(unknown).sql", line: nil, message: "there is no such comparison; known: \(known)")
  }
  let wanted = all.filter { kinds?.contains($0.kind) ?? true }
  let counts = try comparisonCounts(db, kinds: wanted.map(\.kind))
  let isSample = try hasSamples(db)
  return try zip(wanted, counts).compactMap { kind, count in
    guard let sql = kind.tableSQL else { return nil }
    var table = try selected(db, sql, of: kind)
    table.compared = count.compared
    table.refused = count.refused
    table.omits = kind.omits
    table.isSample = isSample
    return kind.pivot.map { table.pivoted(by: $0, atMost: matrixColumns) } ?? table
  }
}

/// Whether the database holds a sample report.
package func hasSamples(_ db: Database) throws -> Bool {
  try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM document WHERE is_sample = 1)") ?? false
}

private func selected(_ db: Database, _ sql: String, of kind: Comparison) throws -> ResultTable {
  let needed = kind.pivot.map { [$0.names, $0.values] } ?? []
  let statement = try readingStatement(db, sql, file: "Comparisons/\(kind.kind).sql", columns: needed)
  let names = statement.columnNames
  let shown = names.indices.filter { !names[$0].hasSuffix(" @") }
  let rows = try Row.fetchAll(statement).map { row in
    shown.map { index in
      var cell = ResultTable.Cell(text: text(of: row[index]))
      if let source = names.firstIndex(of: names[index] + " @") {
        cell.observations = text(of: row[source]).split(separator: " ").map(String.init)
      }
      return cell
    }
  }
  let columns = shown.enumerated().map { place, index in
    ResultTable.Column(name: names[index], isNumeric: isNumeric(rows.map { $0[place].text }))
  }
  return ResultTable(
    kind: kind.kind, title: kind.title, explanation: kind.why, note: kind.note, columns: columns, rows: rows,
    compared: 0, refused: [:], isSample: false)
}

private func text(of value: DatabaseValue) -> String {
  switch value.storage {
  case .null, .blob: ""
  case .int64(let number): "\(number)"
  case .double(let number): "\(number)"
  case .string(let text): text
  }
}

/// What stands in a matrix where nothing is stated.
private let nothing = "–"

/// Numbers, with sign and per cent sign; what such a column says otherwise is nothing.
private func isNumeric(_ texts: [String]) -> Bool {
  let said = texts.filter { !$0.isEmpty && $0 != nothing }
  return !said.isEmpty
    && said.allSatisfy { text in
      Double(text.hasSuffix(" %") ? String(text.dropLast(2)) : text) != nil
    }
}

extension ResultTable {
  /// The table as a matrix: one row for what the other columns say, one column for each value of `pivot.names`.
  /// A matrix of more than `limit` columns can't be read; then the rows that rest on an observation stay as they are.
  func pivoted(by pivot: Comparison.Pivot, atMost limit: Int) -> ResultTable {
    guard let name = columns.firstIndex(where: { $0.name == pivot.names }),
      let value = columns.firstIndex(where: { $0.name == pivot.values })
    else { return self }
    let names = Set(rows.map { $0[name].text }).sorted()
    guard names.count <= limit else {
      var list = self
      list.rows = rows.filter { !$0[value].observations.isEmpty }
      return list
    }
    let rest = columns.indices.filter { $0 != name && $0 != value }
    var order: [[String]] = []
    var matrix: [[String]: [Cell]] = [:]
    for row in rows {
      let key = rest.map { row[$0].text }
      if matrix[key] == nil {
        order.append(key)
        matrix[key] = rest.map { row[$0] } + names.map { _ in Cell(text: nothing) }
      }
      if let place = names.firstIndex(of: row[name].text) {
        let before = matrix[key]?[rest.count + place] ?? Cell(text: nothing)
        matrix[key]?[rest.count + place] = Cell(
          text: before.text == nothing ? row[value].text : before.text + "; " + row[value].text,
          observations: before.observations + row[value].observations)
      }
    }
    var table = self
    table.columns =
      rest.map { columns[$0] } + names.map { Column(name: $0, isNumeric: columns[value].isNumeric) }
    table.rows = order.compactMap { matrix[$0] }
    return table
  }
}
