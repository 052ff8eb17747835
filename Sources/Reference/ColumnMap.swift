import Core

/// Which columns mean what, in each generation of a table: publishers rename and move them.
///
/// One row a meaning, one column a generation. A generation is recognised by its names: all of them stand in the
/// heading. Where several do, the one with most names is meant.
package struct ColumnMap: Sendable {
  let generations: [Generation]
  /// Whether a column that no meaning has is an error.
  let refusesOthers: Bool

  struct Generation: Sendable {
    /// `2002–2021`.
    let name: String
    /// In the order of the layout.
    let columns: [(meaning: String, name: ColumnName)]
  }

  /// - Throws: `ConfigurationError` at the heading, which names what is missing and what is there.
  package func columns(of sheet: Sheet) throws -> Columns {
    let matches = generations.map { Match($0, header: sheet.header) }
    if let whole = matches.filter({ $0.fault == nil }).max(by: { $0.columns.count < $1.columns.count }) {
      if refusesOthers, let other = sheet.header.indices.first(where: { !whole.taken.contains($0) }) {
        throw sheet.error(
          sheet.headerLine, "the column \"\(sheet.header[other])\" is not one of this table's")
      }
      return Columns(generation: whole.generation.name, byMeaning: whole.columns)
    }
    // The first of those that come nearest.
    let nearest = matches.max { $0.columns.count < $1.columns.count }
    let closest = matches.first { $0.columns.count == nearest?.columns.count }
    throw sheet.error(sheet.headerLine, closest.map { complaint($0, sheet) } ?? "has no columns")
  }

  private func complaint(_ match: Match, _ sheet: Sheet) -> String {
    guard let fault = match.fault else { return "" }
    let shown = sheet.header.prefix(12).joined(separator: ", ")
    let heading = "the heading says: \(shown)\(sheet.header.count > 12 ? " …" : "")"
    guard fault.count == 0 else {
      return
        "the column \"\(fault.name.base)\" stands here \(fault.count) times, expected \(fault.expected); \(heading)"
    }
    var others: [String] = []
    for generation in generations {
      for column in generation.columns
      where column.meaning == fault.meaning && column.name.text != fault.name.text
        && !others.contains(column.name.text)
      { others.append(column.name.text) }
    }
    let also = others.isEmpty ? "" : " (in other generations: \(others.joined(separator: ", ")))"
    return "the column \"\(fault.name.text)\" is missing\(also); \(heading)"
  }

  /// A generation against a heading.
  private struct Match {
    let generation: Generation
    var columns: [String: [Column]] = [:]
    var taken: Set<Int> = []
    /// The first column that is missing, or stands more often than it should.
    var fault: (meaning: String, name: ColumnName, count: Int, expected: Int)?

    init(_ generation: Generation, header: [String]) {
      self.generation = generation
      for (meaning, name) in generation.columns {
        let found = name.positions(in: header)
        let expected =
          generation.columns.filter { $0.name.base == name.base }.map(\.name.ordinal).max() ?? 1
        let isFamily = name.pattern.has(.year)
        if found.isEmpty || (!isFamily && found.count != expected) {
          if fault == nil { fault = (meaning, name, found.count, expected) }
          continue
        }
        let own = isFamily ? found : [found[name.ordinal - 1]]
        columns[meaning] = own
        taken.formUnion(own.map(\.position))
      }
    }
  }
}

/// A column's name as a layout writes it: `Score {year}` stands for every year's, `HDI rank #2` is the second
/// column of that name.
struct ColumnName: Sendable {
  let text: String
  let base: String
  let pattern: TextPattern
  /// One-based.
  let ordinal: Int

  /// - Returns: nil where the text is no such name.
  init?(_ text: String) {
    var base = text
    var ordinal = 1
    if let mark = text.lastIndex(of: "#"), let number = Int(text[text.index(after: mark)...]), number > 1,
      text[..<mark].hasSuffix(" ")
    {
      base = String(text[..<mark].dropLast())
      ordinal = number
    }
    guard let pattern = TextPattern(base) else { return nil }
    self.text = text
    self.base = base
    self.pattern = pattern
    self.ordinal = ordinal
  }

  /// Where it stands in a heading; capitals count only where that decides.
  func positions(in header: [String]) -> [Column] {
    for ignoringCase in [false, true] {
      let found = header.enumerated().compactMap { position, name in
        pattern.match(name, ignoringCase: ignoringCase).map { Column(position: position, year: $0[.year]) }
      }
      if !found.isEmpty { return found }
    }
    return []
  }
}

/// A column of a file.
package struct Column: Hashable, Sendable {
  /// Zero-based.
  package let position: Int
  /// That its name holds.
  package let year: String?

  package init(position: Int, year: String?) {
    self.position = position
    self.year = year
  }
}

/// The columns of a file by what they mean.
package struct Columns: Sendable {
  let generation: String
  let byMeaning: [String: [Column]]

  /// All columns of a meaning; none where this generation has none.
  subscript(_ meaning: String) -> [Column] { byMeaning[meaning] ?? [] }
}
