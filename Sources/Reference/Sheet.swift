import Core

/// A publisher's table, cut into fields: refused where it is not whole.
package struct Sheet: Sendable {
  package let file: String
  package let header: [String]
  /// One-based line of the heading; 1 where there is none.
  let headerLine: Int
  package let rows: [Row]
  /// The lines above the heading.
  let preamble: [String]
  let dialect: Dialect

  package struct Row: Sendable {
    /// One-based line on which it begins; number of the record in a JSON file.
    package let line: Int
    package let fields: [String]
  }

  init(file: String, header: [String], rows: [Row], dialect: Dialect) {
    self.file = file
    self.header = header
    self.rows = rows
    self.dialect = dialect
    headerLine = 1
    preamble = []
  }

  /// - Throws: `ConfigurationError` with the line of a row of another length, an open quote, text that was
  ///   encoded twice, or a file without rows.
  init(_ bytes: [UInt8], file: String, dialect: Dialect, encoding: TextEncoding? = nil) throws {
    self.file = file
    self.dialect = dialect
    var records = Self.records(
      try Self.text(bytes, file: file, encodings: encoding.map { [$0] } ?? dialect.encodings),
      delimiter: dialect.delimiter.asciiValue ?? UInt8(ascii: ","), file: file)
    if let open = records.open {
      throw ConfigurationError(file: file, line: open, message: "a quote is opened and never closed")
    }
    var above: [String] = []
    func takeAbove() {
      above.append(records.rows.removeFirst().fields.joined(separator: String(dialect.delimiter)))
    }
    switch dialect.preamble {
    case .none: break
    case .lines(let beginning):
      while let first = records.rows.first?.fields.first, first.hasPrefix(beginning) { takeAbove() }
    case .count(let count):
      while let first = records.rows.first, first.line <= count { takeAbove() }
    }
    preamble = above
    if let columns = dialect.columns {
      header = columns
      headerLine = records.rows.first?.line ?? 1
    } else {
      guard let first = records.rows.first else {
        throw ConfigurationError(file: file, line: 1, message: "has no heading")
      }
      header = first.fields.map(\.trimmed)
      headerLine = first.line
      records.rows.removeFirst()
    }
    rows = records.rows
    guard !rows.isEmpty else {
      throw ConfigurationError(file: file, line: headerLine, message: "has no rows below its heading")
    }
    for row in rows where row.fields.count != header.count {
      throw ConfigurationError(
        file: file, line: row.line,
        message:
          "has \(row.fields.count) fields where the heading has \(header.count): the line was cut, or the "
          + "file is not what it is taken for")
    }
  }

  package func error(_ line: Int?, _ message: String) -> ConfigurationError {
    ConfigurationError(file: file, line: line, message: message)
  }
}

extension Sheet {
  private static func text(_ bytes: [UInt8], file: String, encodings: [TextEncoding]) throws -> [UInt8] {
    var failure: Failure?
    for encoding in encodings {
      do {
        let text = try decodeText(bytes, as: encoding, named: file)
        if let offset = twiceEncoded(text) {
          let line = text[..<offset].count { $0 == 0x0A } + 1
          throw ConfigurationError(
            file: file, line: line,
            message: "holds text that was encoded twice (Ã© for é); fetch the file again")
        }
        return text
      } catch let error as Failure {
        failure = failure ?? error
      }
    }
    throw ConfigurationError(
      file: file, line: nil, message: failure.map { "\($0.what) (\($0.place))" } ?? "can't be decoded")
  }

  /// Where two letters stand that are the two bytes of one letter in UTF-8: U+00C2 to U+00F4, then U+0080 to
  /// U+00BF. In no name of a country does a letter of the first kind stand before a sign of the second.
  private static func twiceEncoded(_ text: [UInt8]) -> Int? {
    guard text.count > 3 else { return nil }
    for index in 0..<(text.count - 3)
    where text[index] == 0xC3 && text[index + 2] == 0xC2 && (0x82...0xB4).contains(text[index + 1]) {
      return index
    }
    return nil
  }

  /// Lines end with LF, CR LF, CR, or what a careless copy makes of them (CR CR LF). Empty lines are no rows.
  private static func records(_ text: [UInt8], delimiter: UInt8, file: String) -> (rows: [Row], open: Int?) {
    var rows: [Row] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var line = 1
    var start = 1
    let onlyReturns = !text.contains(0x0A)
    let quote = UInt8(ascii: "\"")
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
          if byte != quote {
            field.append(byte)
          } else if index < text.count, text[index] == quote {
            field.append(quote)
            index += 1
          } else {
            isQuoted = false
          }
        } else if byte == quote, field.isEmpty {
          isQuoted = true
        } else if byte == delimiter {
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
