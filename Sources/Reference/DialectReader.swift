import Core

/// The part of a layout that says how the bytes are written.
struct DialectReader {
  var form = TableLayout.Form.separated(CSVDialect(), encodings: [.utf8])
  var numbers = NumberFormat()
  var dates = DateWords()
  /// Where the file has no heading.
  var header: [String]?

  /// - Throws: `ConfigurationError` with the line of an unknown key or of a value that does not fit.
  init(_ yaml: StrictYAML?) throws {
    guard let yaml else { return }
    try yaml.allow([
      "delimiter", "quote", "encodings", "preamble", "header", "decimal", "group", "missing", "months",
      "json",
    ])
    func byte(_ key: String) throws -> UInt8? {
      guard let value = yaml.optional(key) else { return nil }
      let text = try value.string()
      guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80 else {
        throw value.error("expected one ASCII character")
      }
      return byte
    }
    numbers.decimalMark = try byte("decimal") ?? numbers.decimalMark
    numbers.groupMark = try byte("group")
    if let missing = yaml.optional("missing") { numbers.missing = Set(try missing.strings()) }
    if let months = yaml.optional("months") {
      dates.months = try months.strings().map { $0.lowercased() }
      guard dates.months.count == 12 else { throw months.error("expected twelve months") }
    }
    if let json = yaml.optional("json") {
      try json.allow(["records", "pages"])
      form = .json(
        records: try json.required("records").string(), pages: try json.optional("pages")?.string() ?? "")
      return
    }
    var dialect = CSVDialect()
    dialect.delimiter = try byte("delimiter") ?? dialect.delimiter
    if let quote = yaml.optional("quote") {
      dialect.quote = try quote.string() == "none" ? nil : byte("quote")
    }
    if let above = yaml.optional("preamble") {
      try above.allow(["lines", "starting"])
      if let count = above.optional("lines") {
        dialect.preamble = .lines(try count.integer())
      } else {
        dialect.preamble = .starting(try above.required("starting").string())
      }
    }
    header = try yaml.optional("header")?.strings()
    dialect.header = header
    let encodings = try yaml.optional("encodings")?.list().map { name in
      guard let encoding = TextEncoding(rawValue: try name.string()) else {
        throw name.error(
          "there is no such encoding; known: \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      return encoding
    }
    form = .separated(dialect, encodings: encodings ?? [.utf8])
  }
}
