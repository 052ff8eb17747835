import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Reading
@testable import Reference

@Suite struct PublishedDialectTests {
  @Test(arguments: [
    ("91,41", "91.41"), ("-10", "-10"), ("0,50", "0.50"), ("007", "7"), (" 12 ", "12"), ("-0,0", "0.0"),
  ])
  func numbersWithADecimalComma(_ written: String, _ read: String) throws {
    #expect(try NumberFormat(decimalMark: UInt8(ascii: ",")).number(written) == read)
  }

  @Test(arguments: [
    ("   7,909 ", "7909"), ("-00", "0"), ("1,234,567.5", "1234567.5"), ("26.17", "26.17"), ("12", "12"),
  ])
  func numbersWithGroups(_ written: String, _ read: String) throws {
    #expect(try NumberFormat(groupMark: UInt8(ascii: ",")).number(written) == read)
  }

  /// What a comma means is the publisher's to say; where it can't be a group it is no number.
  @Test(arguments: ["91,41", "1,2345", ",5", "1.", "12 345", "n/a", "1,23,456"])
  func whatIsNoNumber(_ written: String) {
    #expect(throws: NotANumber.self) { try NumberFormat(groupMark: UInt8(ascii: ",")).number(written) }
  }

  @Test func gapsAreNoNumbers() throws {
    let format = NumberFormat(missing: ["", "..", "—"])
    #expect(try format.number("..") == nil)
    #expect(try format.number(" — ") == nil)
    #expect(throws: NotANumber.self) { try format.number("-") }
  }

  @Test(arguments: ["\n", "\r\n", "\r", "\r\r\n"])
  func linesEndAsTheyLike(_ end: String) throws {
    let text = ["Country;Note", "Kazakhstan;\"a; \"\"b\"\"\"", "", "Chile;c", ""].joined(separator: end)
    let sheet = try Sheet(
      Array(text.utf8), file: "f.csv", dialect: dialect { $0.delimiter = UInt8(ascii: ";") })
    #expect(sheet.rows.map(\.fields) == [["Kazakhstan", "a; \"b\""], ["Chile", "c"]])
    #expect(sheet.rows.map(\.line) == [2, 4])
  }

  @Test func preambleAndByteOrderMarkStandAside() throws {
    let marked = try Sheet(
      Array("\u{FEFF}# made 2017\na,b\n1,2\n".utf8), file: "f.csv",
      dialect: dialect { $0.preamble = .starting("#") })
    #expect(marked.header == ["a", "b"] && marked.headerLine == 2 && marked.preamble == ["# made 2017"])
    let counted = try Sheet(
      Array("x,\n\ny,\n\na,b\n1,2\n".utf8), file: "f.csv", dialect: dialect { $0.preamble = .lines(4) })
    #expect(counted.header == ["a", "b"] && counted.headerLine == 5)
  }

  @Test func singleBytesAreDecoded() throws {
    let bytes: [UInt8] = Array("a,b\nT".utf8) + [0xFC] + Array("rkiye,1\n".utf8)
    let sheet = try Sheet(bytes, file: "f.csv", encodings: [.utf8, .latin1])
    #expect(sheet.rows[0].fields[0] == "Türkiye")
    #expect(throws: ConfigurationError.self) { try Sheet(bytes, file: "f.csv") }
  }

  @Test func damageIsNamedWithItsLine() {
    func complaint(_ text: String) -> String {
      do {
        _ = try Sheet(Array(text.utf8), file: "f.csv")
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(complaint("a,b\n1,2\n3\n").hasPrefix("f.csv:3: has 1 field where the heading has 2"))
    #expect(complaint("a,b\n1,\"2\n").hasPrefix("f.csv:2: a quote is opened"))
    #expect(complaint("a,b\n").hasPrefix("f.csv:1: has no rows"))
    #expect(complaint("a,b\nNorvÃ¨ge,1\n").hasPrefix("f.csv:2: holds text that was encoded twice"))
    #expect(complaint("a,b\nNorvège,1\nCôte d’Ivoire,2\nSão Tomé,3\n") == "")
  }

  /// What a browser or a spreadsheet saved under a table's name.
  @Test(
    arguments: [
      ([0x50, 0x4B, 0x03, 0x04, 0x14], "workbook"), ([0xD0, 0xCF, 0x11, 0xE0], "workbook"),
      (Array("\n<!DOCTYPE html><html>".utf8), "web page"), (Array("%PDF-1.7".utf8), "PDF"),
    ] as [([UInt8], String)])
  func otherKindsOfFilesAreNamed(_ bytes: [UInt8], _ kind: String) {
    #expect {
      try Sheet(bytes, file: "f.csv")
    } throws: { "\($0)".hasPrefix("f.csv: is ") && "\($0)".contains(kind) }
  }
}

private func dialect(_ change: (inout CSVDialect) -> Void) -> CSVDialect {
  var dialect = CSVDialect()
  change(&dialect)
  return dialect
}
