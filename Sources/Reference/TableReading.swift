import Core

/// A publisher's file in the course of being read by its layout: figures, and what became of each row.
package struct TableReading {
  package let layout: TableLayout
  let sheet: Sheet
  package let columns: Columns
  package let entry: SeriesEntry
  package let lists: PublishedLists
  /// What the file says above its heading and in its name, and its entry in the list of series.
  package let file: FileTexts
  package private(set) var account = RowAccount()
  package private(set) var figures: [PublishedFigure] = []

  /// Raised by hand when the same file and layout would give other figures.
  package static let version = 2

  /// - Throws: `ConfigurationError` with file, line and reason where the file is damaged or another kind of file.
  private init(_ bytes: [UInt8], file: String, entry: SeriesEntry, lists: PublishedLists) throws {
    let layout = entry.layout
    switch layout.form {
    case .json(let records, let pages):
      sheet = try Sheet(json: bytes, file: file, records: records, pages: pages)
    case .separated(let dialect, let encodings):
      sheet = try Sheet(
        bytes, file: file, dialect: dialect, encodings: entry.encoding.map { [$0] } ?? encodings)
    }
    self.layout = layout
    self.entry = entry
    self.lists = lists
    columns = try layout.columns.columns(of: sheet)
    self.file = FileTexts(sheet: sheet, entry: entry, dates: layout.dates)
  }

  /// Reads a whole file.
  ///
  /// - Parameter file: How it is called: `rsf/2016.csv`.
  package static func file(_ bytes: [UInt8], file: String, entry: SeriesEntry, lists: PublishedLists) throws
    -> PublishedFile
  {
    var reading = try TableReading(bytes, file: file, entry: entry, lists: lists)
    try reading.checkUnique()
    try reading.checkWhole()
    for check in entry.layout.checks { try reading.check(check) }
    switch entry.layout.shape {
    case .cells(let rules): try reading.readCells(rules)
    case .sums(let rules, let suppression): try reading.readSums(rules, suppression)
    case .participants(let rules): try reading.readParticipants(rules)
    }
    return PublishedFile(file: file, account: reading.account, figures: reading.figures)
  }

  /// Counts a row and takes its figures.
  ///
  /// - Parameter reason: why it gives none, where the list is empty.
  /// - Throws: `ConfigurationError` with the line of a value outside its indicator's range.
  package mutating func add(_ figures: [PublishedFigure], otherwise reason: String) throws {
    account.rows += 1
    let known = try figures.filter { try check($0) }
    if known.isEmpty {
      let why = figures.first.map { "no indicator \($0.indicator)" } ?? reason
      account.passedOver[why, default: 0] += 1
    } else {
      account.used += 1
      self.figures += known
    }
  }

  /// Takes figures that do not stand in one row: sums, and what a list says by leaving somebody out.
  package mutating func derive(_ figures: [PublishedFigure]) throws {
    self.figures += try figures.filter { try check($0) }
  }

  /// Counts a row that only a sum uses.
  package mutating func count(used: Bool, otherwise reason: String) {
    account.rows += 1
    if used { account.used += 1 } else { account.passedOver[reason, default: 0] += 1 }
  }

  /// - Returns: Whether the pipeline has the indicator.
  private func check(_ figure: PublishedFigure) throws -> Bool {
    guard let measure = lists.measures[figure.indicator] else { return false }
    guard DateInterval8601(figure.period) != nil else {
      throw sheet.error(figure.line, "\"\(figure.period)\" is not a date or period")
    }
    try checkVintage(figure)
    guard let value = Double(figure.valueText) else { return true }
    if let total = figure.total, value > Double(total) {
      throw sheet.error(figure.line, "rank \(figure.valueText) of only \(total)")
    }
    // A ratio may pass what a share can't, and what no report would state as a rate happened somewhere; a decimal
    // mark that is lost makes a number a hundred times too large.
    let room = figure.concept.isEmpty && measure.isBounded ? 1.0 : 10
    if value > (measure.maximum ?? .infinity) * room || (value < 0 && measure.minimum ?? -1 >= 0) {
      throw sheet.error(
        figure.line,
        "\(figure.valueText) is outside the range of \(figure.indicator); a decimal mark may be lost")
    }
    return true
  }
}

/// Texts about a whole file.
package struct FileTexts {
  let sheet: Sheet
  package let entry: SeriesEntry
  let dates: DateWords

  /// nil where the file says nothing there, or where it is the row that says it.
  package func text(_ origin: Origin) -> String? {
    switch origin {
    case .text(let text): text
    case .preamble(let pattern):
      sheet.preamble.lazy.compactMap { pattern.match($0, dates: dates) }.first.map(Self.filled)
    case .file(let pattern): pattern.match(name, dates: dates).map(Self.filled)
    case .declared(let key): entry.declared(key)
    case .first(let origins): origins.lazy.compactMap { text($0) }.first
    case .column, .heading: nil
    }
  }

  /// Of the file, without folders.
  package var name: String { sheet.file.split(separator: "/").last.map(String.init) ?? sheet.file }
  /// The same without its ending.
  package var stem: String { name.split(separator: ".").first.map(String.init) ?? name }

  /// What the layout's pattern is about: its hole that is not just any text.
  private static func filled(_ holes: [TextPattern.Hole: String]) -> String {
    holes[.date] ?? holes[.year] ?? holes[.reference] ?? holes[.text] ?? ""
  }
}

/// Cells of a row.
extension TableReading {
  func isMissing(_ cell: String, _ meaning: String) -> Bool {
    layout.numbers.missing.contains(cell) || layout.missing[meaning]?.contains(cell) == true
  }

  /// A number as decimal text; nil for a gap.
  ///
  /// - Throws: `ConfigurationError` with line and column.
  package func number(_ row: Sheet.Row, _ column: Column, _ meaning: String) throws -> String? {
    let cell = row.fields[column.position]
    if layout.missing[meaning]?.contains(cell.trimmed) == true { return nil }
    do {
      return try layout.numbers.number(cell)
    } catch {
      if layout.doubtful.contains(meaning) { return nil }
      throw sheet.error(
        row.line, "\"\(cell)\" in column \"\(sheet.header[column.position])\" is not a number")
    }
  }

  /// A whole number; nil for a gap.
  package func whole(_ row: Sheet.Row, _ column: Column, _ meaning: String) throws -> Int? {
    guard let text = try number(row, column, meaning) else { return nil }
    if let number = Int(text) { return number }
    if layout.doubtful.contains(meaning) { return nil }
    throw sheet.error(
      row.line,
      "\"\(row.fields[column.position])\" in column \"\(sheet.header[column.position])\" is not a whole number"
    )
  }

  /// The cell of the first column of a meaning, trimmed; empty where this generation has none.
  package func cell(_ row: Sheet.Row, _ meaning: String?) -> String {
    guard let meaning, let column = columns[meaning].first else { return "" }
    return row.fields[column.position].trimmed
  }

  /// - Parameter year: That the value's column names.
  package func text(_ origin: Origin?, _ row: Sheet.Row, year: String?) -> String? {
    switch origin {
    case nil: nil
    case .column(let meaning)?: cell(row, meaning)
    case .heading?: year
    case .first(let origins)?: origins.lazy.compactMap { text($0, row, year: year) }.first { !$0.isEmpty }
    case let origin?: file.text(origin)
    }
  }

  /// The code of a row's area; the publisher's name for it where no list has it.
  package func area(_ row: Sheet.Row) throws -> String {
    let code = cell(row, layout.area.code)
    let number = cell(row, layout.area.number)
    let name = cell(row, layout.area.name)
    if layout.area.mustBeListed, !lists.codes.contains(code) {
      throw sheet.error(row.line, "the area \"\(code)\" is not in Codelists/areas.csv")
    }
    let padded = String(repeating: "0", count: max(0, 3 - number.utf8.count)) + number
    return lists.area(code: code, name: number.isEmpty ? name : lists.names[padded] ?? name)
  }

  /// What a row is about in time, by the first of the rules that says it; nil where none does.
  ///
  /// - Throws: `ConfigurationError` where a cell should hold a year and does not, or the entry should say it.
  package func period(_ rules: [PeriodRule], _ row: Sheet.Row, year heading: String?) throws -> String? {
    for rule in rules {
      guard var time = text(rule.origin, row, year: heading), !time.isEmpty else { continue }
      if case .column(let meaning) = rule.origin, isMissing(time, meaning) { continue }
      let place = rule.origin.columns.first.map { " in column \"\(name(of: $0))\"" } ?? ""
      switch rule.reads {
      case .date: break
      case .year: guard isYear(time) else { throw sheet.error(row.line, "\"\(time)\"\(place) is not a year") }
      case .years:
        guard let period = periodOfYears(time) else {
          throw sheet.error(row.line, "\"\(time)\"\(place) is not a year nor two of them")
        }
        time = period
      }
      if rule.shift != 0 {
        guard isYear(time), let year = Int(time) else {
          throw sheet.error(row.line, "\"\(time)\"\(place) is not a year")
        }
        time = String(year + rule.shift)
      }
      if !rule.day.isEmpty { return "\(time)-\(rule.day)" }
      if let month = rule.monthColumn.flatMap({ layout.dates.month(cell(row, $0)) }) {
        return "\(time)-\(month)"
      }
      if let day = rule.dayColumn.flatMap({ layout.dates.dayOfYear(cell(row, $0)) }) {
        return "\(time)-\(day)"
      }
      return time
    }
    if let key = missingKey(rules.map(\.origin)) { throw needs(key) }
    return nil
  }

  /// Four digits: the last year that a row is about.
  package func year(of row: Sheet.Row) throws -> String {
    guard let period = try period(layout.common.period, row, year: nil),
      let interval = DateInterval8601(period)
    else { return "" }
    return String(interval.lastDay.prefix(4))
  }

  func needs(_ key: String) -> ConfigurationError {
    sheet.error(
      nil, "the table \(layout.id) needs the key \"\(key)\" in its entry (\(entry.declaredAt))")
  }

  /// The key that an entry should have, where nothing but the entry can say it.
  func missingKey(_ origins: [Origin]) -> String? {
    var key: String?
    for origin in origins {
      guard case .declared(let name) = origin else { return nil }
      key = key ?? name
    }
    return key
  }

  private func name(of meaning: String) -> String {
    columns[meaning].first.map { sheet.header[$0.position] } ?? meaning
  }
}
