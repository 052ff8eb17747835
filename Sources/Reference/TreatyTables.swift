import Core

extension Importer {
  /// A treaty's participants as the UN Treaty Collection lists them: dates of signature and of consent to be
  /// bound, the latter with a letter for the act. Whoever is not listed has done neither.
  ///
  /// The file's name begins with the depositary's reference (`4-11-b_…` is IV-11-b), or the entry names the treaty.
  static let treatyParticipants = Importer(name: "untc-participants", version: 1, dialect: Dialect()) {
    reading in
    let sheet = reading.sheet
    let asOf = try reading.required("period", reading.entry.period)
    let name = try sheet.column("Participant")
    guard (2...3).contains(sheet.header.count), let last = sheet.header.last,
      ["Ratification", "Accession", "Succession"].contains(where: last.contains)
    else {
      throw sheet.error(
        sheet.headerLine, "the last column should be about ratification, accession or succession")
    }
    let signature = sheet.header.count == 3 ? 1 : nil
    if let signature, !sheet.header[signature].hasPrefix("Signature") {
      throw sheet.error(sheet.headerLine, "the column \"Signature\" is missing")
    }
    let treaty = reading.treaty
    var listed: Set<String> = []
    for row in sheet.rows {
      let area = reading.lists.area(name: row.fields[name])
      listed.insert(area)
      let consent = try sheet.act(row, sheet.header.count - 1)
      let signed = try signature.flatMap { try sheet.act(row, $0) }
      guard let treaty else {
        try reading.add(row, [], otherwise: "no such treaty in the code list")
        continue
      }
      guard consent != nil || signed != nil else {
        throw sheet.error(row.line, "has neither signed nor consented")
      }
      var figure = reading.figure(
        "treaty_status", area: area, period: consent?.day ?? signed?.day ?? asOf,
        value: consent?.status ?? "signed",
        concept: consent?.act ?? "signature only", line: row.line)
      figure.treaty = treaty
      try reading.add(row, [figure])
    }
    try reading.addAbsent(treaty: treaty, listed: listed, asOf: asOf)
  }

  /// Status of treaties as a table of years: party since, signatory, no action. Ratification and accession are
  /// not told apart.
  static let treatyYears = Importer(name: "treaty-years", version: 1, dialect: Dialect()) { reading in
    let sheet = reading.sheet
    let asOf = try reading.required("period", reading.entry.period)
    let code = try sheet.column("iso2")
    let name = try sheet.column("member")
    let year = try sheet.column("year ratification or accession")
    let status = try sheet.column("status")
    _ = try sheet.column("state party")
    _ = try sheet.column("signatory")
    let treaty = reading.treaty
    for row in sheet.rows {
      guard let treaty else {
        try reading.add(row, [], otherwise: "no such treaty in the code list")
        continue
      }
      let time = row.fields[year].trimmed
      let value: (String, String, String)
      switch row.fields[status] {
      case "state party":
        guard isYear(time) else {
          try reading.add(row, [], otherwise: "party without a year")
          continue
        }
        value = ("ratified", time, "ratification or accession")
      case "signatory state": value = ("signed", asOf, "signature only")
      case "no action": value = ("not_ratified", asOf, "no action")
      default: throw sheet.error(row.line, "the status \"\(row.fields[status])\" is unknown")
      }
      var figure = reading.figure(
        "treaty_status", area: reading.lists.area(code: row.fields[code], name: row.fields[name]),
        period: value.1,
        value: value.0, concept: value.2, line: row.line)
      figure.treaty = treaty
      try reading.add(row, [figure])
    }
  }
}

extension Import {
  /// The treaty that the file is about; nil where the code list has none such.
  fileprivate var treaty: String? {
    let stem =
      (sheet.file.split(separator: "/").last ?? "").split(separator: ".").first.map(String.init) ?? ""
    if let named = entry.treaties[stem] { return lists.treaties.values.contains(named) ? named : nil }
    let parts = (stem.split(separator: "_").first ?? "").split(separator: "-").map(String.init)
    guard parts.count >= 2, let chapter = Int(parts[0]), let roman = Self.roman[chapter] else { return nil }
    return lists.treaties[([roman] + parts.dropFirst()).joined(separator: "-")]
  }

  private static let roman = [4: "IV", 5: "V", 16: "XVI", 18: "XVIII"]

  /// Countries that a list of participants leaves out. They stand on the line of its heading.
  fileprivate mutating func addAbsent(treaty: String?, listed: Set<String>, asOf: String) throws {
    guard let treaty else { return }
    try derive(
      lists.countries.filter { !listed.contains($0) }.map { country in
        var figure = figure(
          "treaty_status", area: country, period: asOf, value: "not_ratified", concept: "not listed",
          line: sheet.headerLine)
        figure.treaty = treaty
        return figure
      })
  }
}

extension Sheet {
  /// `24 Jan 1983 a` → day, status and act; nil for an empty field.
  fileprivate func act(_ row: Row, _ column: Int) throws -> (day: String, status: String, act: String)? {
    let words = row.fields[column].split { $0 == " " || $0 == "\u{A0}" }.map(String.init)
    guard !words.isEmpty else { return nil }
    guard (3...4).contains(words.count), let day = Int(words[0]), let month = Month(words[1]),
      isYear(words[2]),
      case let date = "\(words[2])-\(month.number)-\(day < 10 ? "0" : "")\(day)",
      DateInterval8601(date) != nil
    else { throw error(row.line, "\"\(row.fields[column])\" is not a date such as 24 Jan 1983 a") }
    switch words.count == 4 ? words[3] : "" {
    case "": return (date, "ratified", "ratification")
    case "a": return (date, "acceded", "accession")
    case "d": return (date, "acceded", "succession")
    case "A": return (date, "ratified", "acceptance")
    case "AA": return (date, "ratified", "approval")
    case "c": return (date, "ratified", "formal confirmation")
    default: throw error(row.line, "the letter \"\(words[3])\" after the date is unknown")
    }
  }
}
