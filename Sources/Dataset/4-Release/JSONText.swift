import Core
import GRDB

/// JSON as bytes, with the fields in the order they are given.
package enum JSONText {
  package static func object(_ fields: [(String, [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += string(field.0)
      bytes.append(UInt8(ascii: ":"))
      bytes += field.1
    }
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  package static func value(_ value: DatabaseValue) -> [UInt8] {
    switch value.storage {
    case .null, .blob: Array("null".utf8)
    case .int64(let number): Array("\(number)".utf8)
    case .double(let number): Array(decimalText(number).utf8)
    case .string(let text): string(text)
    }
  }

  package static func string(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
      case UInt8(ascii: "\r"): bytes += Array("\\r".utf8)
      case UInt8(ascii: "\t"): bytes += Array("\\t".utf8)
      case 0..<0x20: bytes += Array("\\u00\(byte < 16 ? "0" : "1")\(String(byte & 15, radix: 16))".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return bytes
  }
}
