import Core

/// A treaty's participants as its depositary lists them: dates of signature and of consent to be bound, the
/// latter with a letter for the act. Whoever is not listed has done neither.
extension TableReading {
  mutating func readParticipants(_ rules: ParticipantRules) throws {
    guard let asOf = try period(layout.common.period, sheet.rows[0], year: nil) else { throw needs("period") }
    let treaty = file.treaty(layout.common.treaty, lists)
    var listed: Set<String> = []
    for row in sheet.rows {
      let area = try area(row)
      listed.insert(area)
      let consent = try act(row, rules.consent, rules)
      let signature = try act(row, rules.signature, rules)
      guard let treaty else {
        count(used: false, otherwise: Self.noTreaty)
        continue
      }
      guard let day = consent?.day ?? signature?.day else {
        throw sheet.error(row.line, "has neither signed nor consented")
      }
      try add(
        [
          figure(consent?.act ?? rules.signed, rules, treaty: treaty, area: area, period: day, line: row.line)
        ],
        otherwise: layout.passedOver.empty)
    }
    guard let treaty else { return }
    // They stand on the line of its heading.
    try derive(
      lists.countries.filter { !listed.contains($0) }.map {
        figure(rules.absent, rules, treaty: treaty, area: $0, period: asOf, line: sheet.headerLine)
      })
  }

  static let noTreaty = "no such treaty in the code list"

  private func figure(
    _ act: ParticipantRules.Act, _ rules: ParticipantRules, treaty: String, area: String, period: String,
    line: Int
  ) -> PublishedFigure {
    PublishedFigure(
      source: entry.source, indicator: rules.indicator, treaty: treaty, area: area,
      sex: lists.measures[rules.indicator]?.sex ?? .total,
      period: entry.periods[rules.indicator] ?? period, valueText: act.status, concept: act.act,
      vintage: entry.title.isEmpty ? entry.format : entry.title, published: entry.published, line: line)
  }

  /// `24 Jan 1983 a` → day and act; nil for an empty field.
  private func act(_ row: Sheet.Row, _ meaning: String, _ rules: ParticipantRules) throws -> (
    day: String, act: ParticipantRules.Act
  )? {
    let cell = cell(row, meaning)
    guard !cell.isEmpty else { return nil }
    let words = cell.split { $0 == " " || $0 == "\u{A0}" }.map(String.init)
    guard (3...4).contains(words.count), let day = layout.dates.date(words.prefix(3).joined(separator: " "))
    else { throw sheet.error(row.line, "\"\(cell)\" is not a date such as 24 Jan 1983 a") }
    let mark = words.count == 4 ? words[3] : ""
    guard let act = rules.marks[mark] else {
      throw sheet.error(row.line, "the letter \"\(mark)\" after the date is unknown")
    }
    return (day, act)
  }
}

extension FileTexts {
  /// The treaty that the file is about, by its entry or by its name; nil where the code list has none such.
  package func treaty(_ origin: Origin?, _ lists: PublishedLists) -> String? {
    if let named = entry.treaties[stem] { return lists.treaties.values.contains(named) ? named : nil }
    return origin.flatMap(text).flatMap { lists.treaties[$0] }
  }
}
