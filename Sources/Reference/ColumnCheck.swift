import Core

/// What must hold of every cell of a column; a file in which it does not is damaged, or another kind of file.
package struct ColumnCheck: Sendable {
  package let column: String
  var isRequired = false
  /// One value on all rows.
  var isConstant = false
  /// Empty where anything may stand.
  package var words: [String] = []
  package var isNumber = false
  var isWhole = false
  /// Places follow one another: those who share one leave free as many as they are.
  var isRanking = false
  /// More than one value on all rows: a file with one answers a narrower question.
  var isSeveral = false
  /// The last whose year the row has reached holds.
  package var limits: [Limit] = []

  package struct Limit: Sendable {
    /// Year; empty where it always holds.
    package var since = ""
    package var from: Double?
    package var to: Double?

    package var text: String {
      let range =
        switch (from, to) {
        case (let from?, let to?): "between \(Self.short(from)) and \(Self.short(to))"
        case (let from?, nil): "at \(Self.short(from)) or above"
        case (nil, let to?): "at \(Self.short(to)) or below"
        case (nil, nil): "anywhere"
        }
      return "it lies \(range)\(since.isEmpty ? "" : " since \(since)")"
    }

    private static func short(_ number: Double) -> String {
      number == number.rounded() && abs(number) < 1e9 ? String(Int(number)) : String(number)
    }
  }
}

extension TableReading {
  /// - Throws: `ConfigurationError` with the line of the first row that does not hold.
  package func check(_ check: ColumnCheck) throws {
    for column in columns[check.column] {
      var places: [(rank: Int, line: Int)] = []
      let first = sheet.rows[0].fields[column.position].trimmed
      for row in sheet.rows {
        let cell = row.fields[column.position].trimmed
        if check.isRequired, isMissing(cell, check.column) {
          throw sheet.error(row.line, "has no \(check.column)")
        }
        if check.isConstant, cell != first {
          throw sheet.error(
            row.line, "the \(check.column) is \"\(cell)\" where the first row has \"\(first)\"")
        }
        if !check.words.isEmpty, !check.words.contains(cell) {
          let known = check.words.map { "\"\($0)\"" }.joined(separator: ", ")
          throw sheet.error(
            row.line,
            "the \(check.column) is \"\(cell)\" where \(check.words.count == 1 ? "" : "one of ")\(known) is expected"
          )
        }
        if check.isNumber || !check.limits.isEmpty {
          try checkNumber(check, row, column, cell)
        }
        if check.isWhole || check.isRanking, let whole = try whole(row, column, check.column), check.isRanking
        {
          places.append((whole, row.line))
        }
      }
      if check.isRanking { try checkRanking(places) }
      if check.isSeveral, sheet.rows.allSatisfy({ $0.fields[column.position].trimmed == first }) {
        throw sheet.error(
          sheet.rows[0].line,
          "has \"\(first)\" alone as \(check.column): an answer to a narrower question; fetch the whole table"
        )
      }
    }
  }

  private func checkNumber(_ check: ColumnCheck, _ row: Sheet.Row, _ column: Column, _ cell: String) throws {
    guard let text = try number(row, column, check.column), let value = Double(text) else { return }
    let year = check.limits.contains { !$0.since.isEmpty } ? try year(of: row) : ""
    guard let limit = check.limits.last(where: { $0.since <= year }) else { return }
    if value > limit.to ?? .infinity || value < limit.from ?? -.infinity {
      throw sheet.error(row.line, "a \(check.column) of \(cell) can't be: \(limit.text)")
    }
  }

  /// - Throws: `ConfigurationError` where no rank follows from the ones before: a line that is missing leaves a
  ///   gap.
  private func checkRanking(_ places: [(rank: Int, line: Int)]) throws {
    let sorted = places.sorted { ($0.rank, $0.line) < ($1.rank, $1.line) }
    for (index, entry) in sorted.enumerated() {
      let isTied = index > 0 && sorted[index - 1].rank == entry.rank
      guard entry.rank == index + 1 || isTied else {
        throw sheet.error(
          entry.line,
          "the sequence of ranks is broken: rank \(entry.rank) follows \(index == 1 ? "1 country" : "\(index) countries"); a line is missing or a rank is wrong"
        )
      }
    }
  }

  /// - Throws: `ConfigurationError` with the line of the second row that is about the same.
  func checkUnique() throws {
    let positions = layout.unique.flatMap { columns[$0] }.map(\.position)
    guard !positions.isEmpty else { return }
    var seen: [[String]: Int] = [:]
    for row in sheet.rows {
      let key = positions.map { row.fields[$0].trimmed }
      if let earlier = seen.updateValue(row.line, forKey: key) {
        throw sheet.error(row.line, "\(key.joined(separator: ", ")) stands on line \(earlier) already")
      }
    }
  }
}
