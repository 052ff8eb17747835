extension Importer {
  /// The Inter-Parliamentary Union's history of women in parliament: one row per election or renewal and
  /// chamber. A year may have several rows, of which only some name the month.
  static let ipuHistory = Importer(name: "ipu-history", version: 1, dialect: Dialect()) { reading in
    let sheet = reading.sheet
    let code = sheet.optionalColumn(["iso3"])
    let name = try sheet.column("country", "Country")
    let year = try sheet.column("year", "Year")
    let month = try sheet.column("month", "Month")
    let chamber = try sheet.column("chamber", "Chamber Type")
    let seats = try sheet.column("seats", "Chamber Total Seats")
    let women = try sheet.column("women", "Total women")
    let share = try sheet.column("share", "% Of Women in Chamber")
    for row in sheet.rows {
      let time = row.fields[year].trimmed
      guard isYear(time) else { throw sheet.error(row.line, "\"\(time)\" is not a year") }
      let house: String
      switch row.fields[chamber].trimmed.lowercased() {
      case "lower", "single", "single lower": house = "lower"
      case "upper": house = "upper"
      default:
        try reading.add(row, [], otherwise: "chamber \"\(row.fields[chamber].trimmed)\"")
        continue
      }
      let area = reading.lists.area(code: code.map { row.fields[$0] } ?? "", name: row.fields[name])
      let period = Month(row.fields[month]).map { "\(time)-\($0.number)" } ?? time
      // Two numbers in a cell, or one with question marks, are the publisher's own doubt and no figure.
      let total = Int(row.fields[seats].trimmed)
      let count = Int(row.fields[women].trimmed)
      var figures: [PublishedFigure] = []
      if let total, total > 0 {
        figures.append(
          reading.figure(
            "\(house)_house_seats", area: area, period: period, value: String(total), line: row.line))
        if let count {
          guard count <= total else { throw sheet.error(row.line, "\(count) women on \(total) seats") }
          figures.append(
            reading.figure(
              "women_in_\(house)_house_share", area: area, period: period, value: percent(count, of: total),
              line: row.line))
          // The column is a spreadsheet's: some cells are formulas, some errors.
          if let given = Double(row.fields[share].trimmed), given > 100 {
            throw sheet.error(row.line, "a share of \(row.fields[share]) can't be")
          }
        }
      }
      try reading.add(row, figures, otherwise: "number of seats not known")
    }
  }

  /// The Union's monthly ranking: four lines above two lines of headings, lower and upper house side by side,
  /// `10.202` for October 2020, a ditto mark for a shared rank.
  static let ipuRanking = Importer(
    name: "ipu-ranking", version: 1, dialect: Dialect(preamble: .count(5), gaps: ["", "-"])
  ) { reading in
    let sheet = reading.sheet
    guard let line = sheet.preamble.first(where: { $0.contains("Ranking as of") }), let day = day(in: line)
    else {
      throw sheet.error(1, "the line \"Ranking as of …\" is missing above the headings")
    }
    let name = try sheet.column("Country")
    let seats = sheet.header.indices.filter { sheet.header[$0] == "Seats*" }
    let shares = sheet.header.indices.filter { sheet.header[$0] == "%W" }
    guard seats.count == 2, shares.count == 2 else {
      throw sheet.error(
        sheet.headerLine, "the columns \"Seats*\" and \"%W\" should stand here for each of two houses")
    }
    for row in sheet.rows {
      let area = reading.lists.area(name: row.fields[name])
      var figures: [PublishedFigure] = []
      for (index, house) in ["lower", "upper"].enumerated() {
        if let value = try sheet.whole(row, seats[index]) {
          figures.append(
            reading.figure(
              "\(house)_house_seats", area: area, period: day, value: String(value), line: row.line))
        }
        if let value = try sheet.number(row, shares[index]) {
          figures.append(
            reading.figure(
              "women_in_\(house)_house_share", area: area, period: day, value: value, line: row.line))
        }
      }
      try reading.add(row, figures)
    }
  }

  /// Two decimals, rounded half up.
  private static func percent(_ part: Int, of whole: Int) -> String {
    let hundredths = (part * 20000 + whole) / (whole * 2)
    let decimals = hundredths % 100
    return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)"
  }

  /// `1st September 2021` → `2021-09-01`.
  private static func day(in line: String) -> String? {
    let words = line.split { $0 == " " || $0 == "," }
    guard let index = words.firstIndex(where: { Month(String($0)) != nil }), index > 0,
      index + 1 < words.count,
      let month = Month(String(words[index])), let day = Int(words[index - 1].prefix { $0.isNumber }),
      isYear(String(words[index + 1]))
    else { return nil }
    return "\(words[index + 1])-\(month.number)-\(day < 10 ? "0" : "")\(day)"
  }
}

/// A month by its English name; nothing where a text names none or two.
struct Month {
  /// Two digits.
  let number: String

  private static let names = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]

  init?(_ text: String) {
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    guard words.count == 1, words[0].utf8.count >= 3,
      let index = Self.names.firstIndex(where: { $0.hasPrefix(words[0]) })
    else { return nil }
    number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
  }
}
