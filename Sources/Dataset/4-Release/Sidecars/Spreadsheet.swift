import GRDB

/// CSV for spreadsheet programs of countries that write decimals with a comma: byte-order mark, semicolons, CRLF. A
/// cell from a document that a spreadsheet would run as a formula begins with an apostrophe.
enum Spreadsheet {
  static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  static func line(_ cells: [String]) -> [UInt8] {
    let fields = cells.map { cell in
      let safe = isNumber(cell) ? cell.replacing(".", with: ",") : harmless(cell)
      let mustQuote = safe.utf8.contains { [0x3B, 0x22, 0x0A, 0x0D].contains($0) }
      return mustQuote ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }
    return Array((fields.joined(separator: ";") + "\r\n").utf8)
  }

  /// Plain decimals only; ids that look like an exponent ("12e5") stay texts.
  private static func isNumber(_ cell: String) -> Bool {
    !cell.isEmpty && cell.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }
      && Double(cell) != nil
  }

  private static func harmless(_ cell: String) -> String {
    // White space before the sign does not stop every program.
    let first = cell.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
    let begins = cell.unicodeScalars.first.map { $0 == "\t" || $0 == "\r" } ?? false
    guard begins || first.map({ "=+-@＝＋－＠".unicodeScalars.contains($0) }) == true else { return cell }
    return "'" + cell
  }
}
