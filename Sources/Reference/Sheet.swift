import Core
import Foundation

/// A publisher's table, cut into fields: refused where it is not whole.
package struct Sheet: Sendable {
  package let file: String
  package let header: [String]
  /// One-based line of the heading; 1 where there is none.
  package let headerLine: Int
  /// Lines of a JSON file are the numbers of its records.
  package let rows: [CSVTable.Row]
  /// The lines above the heading.
  package let preamble: [String]

  package typealias Row = CSVTable.Row

  /// - Throws: `ConfigurationError` with the line of a row of another length, an open quote, text that was
  ///   encoded twice, or a file without rows.
  init(
    _ bytes: [UInt8], file: String, dialect: CSVDialect = CSVDialect(), encodings: [TextEncoding] = [.utf8]
  ) throws {
    let table = try CSVTable(
      try Self.text(bytes, file: file, encodings: encodings), file: file, dialect: dialect)
    guard !table.rows.isEmpty else {
      throw ConfigurationError(
        file: file, line: table.headerLine, message: "has no rows below its heading")
    }
    self.file = file
    header = table.header
    headerLine = table.headerLine
    rows = table.rows
    preamble = table.preamble
  }

  /// The records under a key (or a bare list of records) as rows; columns are all keys, sorted.
  ///
  /// - Parameters:
  ///   - records: The key.
  ///   - pages: The key under which the file says how many pages there are; empty where it says nothing.
  /// - Throws: `ConfigurationError` where the file is not such JSON, or is one of several pages.
  init(json bytes: [UInt8], file: String, records: String, pages: String) throws {
    func wrong(_ message: String) -> ConfigurationError {
      ConfigurationError(file: file, line: nil, message: message)
    }
    guard let json = try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed]) else {
      throw wrong("is not JSON; it may have been cut")
    }
    let object = json as? [String: Any]
    guard let items = (object?[records] ?? json) as? [[String: Any]], !items.isEmpty else {
      throw wrong("has no records under \"\(records)\"")
    }
    if let count = (object?[pages] as? NSNumber)?.intValue, count > 1 {
      throw wrong("is one of \(count) pages; fetch all in one with a larger limit")
    }
    let keys = Set(items.flatMap(\.keys)).sorted()
    self.file = file
    header = keys
    headerLine = 1
    preamble = []
    rows = try items.enumerated().map { index, item in
      guard item.count == keys.count else {
        throw ConfigurationError(
          file: file, line: index + 1, message: "record \(index + 1) lacks keys that others have")
      }
      return Row(
        line: index + 1,
        fields: keys.map { key in
          switch item[key] {
          case let text as String: text
          case let number as NSNumber: number.stringValue
          default: ""
          }
        })
    }
  }

  package func error(_ line: Int?, _ message: String) -> ConfigurationError {
    ConfigurationError(file: file, line: line, message: message)
  }
}

extension Sheet {
  private static func text(_ bytes: [UInt8], file: String, encodings: [TextEncoding]) throws -> [UInt8] {
    if let kind = otherKind(bytes) {
      throw ConfigurationError(
        file: file, line: nil, message: "is \(kind), not a table in text; save it as CSV in UTF-8")
    }
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

  /// What a file is whose name says that it is a table in text, by its first bytes.
  private static func otherKind(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return "a zip archive or a workbook (xlsx)" }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return "an old workbook (xls)" }
    if bytes.starts(with: [0x25, 0x50, 0x44, 0x46]) { return "a PDF" }
    let start = bytes.prefix(200).drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    if start.starts(with: Array("<!".utf8)) || start.starts(with: Array("<html".utf8)) { return "a web page" }
    return nil
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
}
