extension Sheet {
  /// The position of a column, by any of the names it has had.
  ///
  /// - Throws: `ConfigurationError` that names what is missing and what is there.
  package func column(_ names: String...) throws -> Int {
    if let position = optionalColumn(names) { return position }
    let shown = header.prefix(12).joined(separator: ", ")
    throw error(
      headerLine,
      "the column \"\(names[0])\" is missing\(names.count > 1 ? " (also looked for: \(names.dropFirst().joined(separator: ", ")))" : ""); "
        + "the heading says: \(shown)\(header.count > 12 ? " …" : "")")
  }

  /// Capitals do not count.
  func optionalColumn(_ names: [String]) -> Int? {
    for name in names {
      if let position = header.firstIndex(where: { $0 == name }) { return position }
    }
    for name in names {
      if let position = header.firstIndex(where: { $0.lowercased() == name.lowercased() }) { return position }
    }
    return nil
  }

  /// Columns whose names end with four digits, by what stands before them: `hdi_1990`.
  func yearColumns(_ prefix: String) -> [(year: String, position: Int)] {
    header.enumerated().compactMap { position, name in
      guard name.hasPrefix(prefix) else { return nil }
      let year = String(name.dropFirst(prefix.count))
      return isYear(year) ? (year, position) : nil
    }
  }

  /// A number as decimal text; nil for a gap.
  ///
  /// - Throws: `ConfigurationError` with line and column.
  package func number(_ row: Row, _ column: Int) throws -> String? {
    do {
      return try dialect.number(row.fields[column])
    } catch {
      throw self.error(row.line, "\"\(row.fields[column])\" in column \"\(header[column])\" is not a number")
    }
  }

  /// A whole number; nil for a gap.
  package func whole(_ row: Row, _ column: Int) throws -> Int? {
    guard let text = try number(row, column) else { return nil }
    guard let number = Int(text) else {
      throw error(row.line, "\"\(row.fields[column])\" in column \"\(header[column])\" is not a whole number")
    }
    return number
  }

  /// How many are ranked.
  ///
  /// - Parameter isWhole: whether every place must be taken; a line that is missing leaves a gap.
  /// - Throws: `ConfigurationError` where no rank follows from the ones before: those who share a place leave
  ///   free as many as they are.
  func checkRanks(_ ranks: [(rank: Int, line: Int)]) throws -> Int {
    let sorted = ranks.sorted { ($0.rank, $0.line) < ($1.rank, $1.line) }
    for (index, entry) in sorted.enumerated() {
      let isTied = index > 0 && sorted[index - 1].rank == entry.rank
      guard entry.rank == index + 1 || isTied else {
        throw error(
          entry.line,
          "the sequence of ranks is broken: rank \(entry.rank) follows \(index) countries; a line is missing or a rank is wrong"
        )
      }
    }
    return sorted.count
  }
}

/// Four digits.
package func isYear(_ text: String) -> Bool {
  text.utf8.count == 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
}
