/// How a table of separated values is written: what parts fields, what quotes them, what stands above the heading.
public struct CSVDialect: Hashable, Sendable {
  public var delimiter: UInt8 = UInt8(ascii: ",")
  /// nil where a quotation mark is a character like others.
  public var quote: UInt8? = UInt8(ascii: "\"")
  public var preamble = Preamble.none
  /// Names of the columns, in order, where the file has no heading.
  public var header: [String]?

  public enum Preamble: Hashable, Sendable {
    case none
    /// Records that begin with this text, before the heading.
    case starting(String)
    /// So many lines, empty ones counted.
    case lines(Int)
  }

  public init() {}
}

/// A table of separated values, cut into fields: RFC 4180 (quotes, doubled quotes, delimiters and line ends
/// inside quotes) in any dialect.
///
/// Lines end with LF, CR LF, CR, or what a careless copy makes of them (CR CR LF). Empty lines are no rows.
public struct CSVTable: Sendable {
  public let file: String
  /// Without white space at the ends of each name.
  public let header: [String]
  /// One-based line of the heading; that of the first row where there is none.
  public let headerLine: Int
  /// The records above the heading.
  public let preamble: [String]
  public let rows: [Row]

  public struct Row: Hashable, Sendable {
    /// One-based line on which it begins.
    public let line: Int
    public let fields: [String]

    public init(line: Int, fields: [String]) {
      self.line = line
      self.fields = fields
    }
  }

  /// - Parameter text: UTF-8.
  /// - Throws: `ConfigurationError` for a missing heading, an open quote, or a row of another length.
  public init(_ text: [UInt8], file: String, dialect: CSVDialect = CSVDialect()) throws {
    self.file = file
    var (records, open) = Self.records(text, dialect)
    if let open {
      throw ConfigurationError(file: file, line: open, message: "a quote is opened and never closed")
    }
    let above =
      switch dialect.preamble {
      case .none: 0
      case .starting(let beginning):
        records.prefix { $0.fields.first?.hasPrefix(beginning) == true }.count
      case .lines(let count): records.prefix { $0.line <= count }.count
      }
    let delimiter = String(Unicode.Scalar(dialect.delimiter))
    preamble = records.prefix(above).map { $0.fields.joined(separator: delimiter) }
    records.removeFirst(above)
    if let names = dialect.header {
      header = names
      headerLine = records.first?.line ?? 1
    } else {
      guard let first = records.first else {
        throw ConfigurationError(
          file: file, line: 1, message: "is empty; a line with the names of its columns is needed")
      }
      header = first.fields.map(\.trimmed)
      headerLine = first.line
      records.removeFirst()
    }
    rows = records
    for row in rows where row.fields.count != header.count {
      throw ConfigurationError(
        file: file, line: row.line,
        message:
          "has \(row.fields.count) \(row.fields.count == 1 ? "field" : "fields") where the heading has "
          + "\(header.count): the line was cut, or the file is not what it is taken for")
    }
  }

  /// The columns' positions, in the order asked for.
  ///
  /// - Throws: `ConfigurationError` that names the missing column.
  public func columns(_ names: [String]) throws -> [Int] {
    try names.map { name in
      guard let index = header.firstIndex(of: name) else {
        throw ConfigurationError(file: file, line: headerLine, message: "the column \"\(name)\" is missing")
      }
      return index
    }
  }

  /// - Returns: The line of a quote that is never closed, if there is one.
  private static func records(_ text: [UInt8], _ dialect: CSVDialect) -> (rows: [Row], open: Int?) {
    var rows: [Row] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var line = 1
    var start = 1
    let onlyReturns = !text.contains(0x0A)
    func endRecord() {
      if !(fields.isEmpty && field.isEmpty) {
        fields.append(String(decoding: field, as: UTF8.self))
        rows.append(Row(line: start, fields: fields))
      }
      fields = []
      field.removeAll(keepingCapacity: true)
    }
    text.withUnsafeBufferPointer { text in
      var index = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      while index < text.count {
        let byte = text[index]
        index += 1
        let endsLine = byte == 0x0A || (onlyReturns && byte == 0x0D)
        if endsLine { line += 1 }
        if isQuoted {
          if byte != dialect.quote {
            field.append(byte)
          } else if index < text.count, text[index] == byte {
            field.append(byte)
            index += 1
          } else {
            isQuoted = false
          }
        } else if byte == dialect.quote, field.isEmpty {
          isQuoted = true
        } else if byte == dialect.delimiter {
          fields.append(String(decoding: field, as: UTF8.self))
          field.removeAll(keepingCapacity: true)
        } else if endsLine {
          endRecord()
          start = line
        } else if byte != 0x0D {
          field.append(byte)
        }
      }
    }
    endRecord()
    return (rows, isQuoted ? start : nil)
  }
}

extension String {
  /// Without white space, no-break spaces included, at both ends.
  package var trimmed: String {
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    guard let first = unicodeScalars.first, let last = unicodeScalars.last, isSpace(first) || isSpace(last)
    else { return self }
    var view = unicodeScalars[...]
    while let scalar = view.first, isSpace(scalar) { view.removeFirst() }
    while let scalar = view.last, isSpace(scalar) { view.removeLast() }
    return String(view)
  }
}
