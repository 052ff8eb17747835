/// Reads comma-separated values as RFC 4180 has them: quotes, doubled quotes, commas and line ends inside
/// quotes. Lines end with LF or CRLF.
public struct CSVTable: Sendable {
  public let file: String
  public let header: [String]
  /// Each row with the one-based line on which it begins.
  public let rows: [(line: Int, fields: [String])]

  /// - Throws: `ConfigurationError` for a missing header, an open quote, or a row of another length.
  public init(_ text: [UInt8], file: String) throws {
    self.file = file
    var records: [(line: Int, fields: [String])] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var line = 1
    var recordLine = 1
    var index = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func endField() {
      fields.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
    }
    func endRecord() {
      if fields.isEmpty && field.isEmpty {
        recordLine = line
        return
      }
      endField()
      records.append((recordLine, fields))
      fields = []
      recordLine = line
    }
    while index < text.count {
      let byte = text[index]
      if byte == 0x0A { line += 1 }
      if isQuoted {
        if byte == UInt8(ascii: "\"") {
          if index + 1 < text.count, text[index + 1] == byte {
            field.append(byte)
            index += 1
          } else {
            isQuoted = false
          }
        } else {
          field.append(byte)
        }
      } else if byte == UInt8(ascii: "\""), field.isEmpty {
        isQuoted = true
      } else if byte == UInt8(ascii: ",") {
        endField()
      } else if byte == 0x0A {
        endRecord()
      } else if byte != 0x0D {
        field.append(byte)
      }
      index += 1
    }
    guard !isQuoted else {
      throw ConfigurationError(file: file, line: recordLine, message: "a quote is opened and never closed")
    }
    endRecord()
    guard let first = records.first else {
      throw ConfigurationError(file: file, line: 1, message: "is empty; a header line is needed")
    }
    header = first.fields
    rows = Array(records.dropFirst())
    for row in rows where row.fields.count != header.count {
      throw ConfigurationError(
        file: file, line: row.line, message: "has \(row.fields.count) fields, the header has \(header.count)")
    }
  }

  /// The columns' positions, in the order asked for.
  ///
  /// - Throws: `ConfigurationError` that names the missing column.
  public func columns(_ names: [String]) throws -> [Int] {
    try names.map { name in
      guard let index = header.firstIndex(of: name) else {
        throw ConfigurationError(file: file, line: 1, message: "the column \"\(name)\" is missing")
      }
      return index
    }
  }
}
