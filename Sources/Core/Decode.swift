/// Encodings that have to be declared; UTF-8 and UTF-16 are recognised.
public enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"
  case macRoman = "macintosh"
}

/// Decodes a text file to UTF-8. Apart from a byte-order mark at its beginning nothing is dropped or changed.
///
/// - Parameters:
///   - bytes: The file as received.
///   - declared: Only for texts that are not Unicode.
///   - name: How errors call the file.
/// - Throws: `Failure` of kind `data` with the zero-based offset of the byte that can't be.
public func decodeText(_ bytes: [UInt8], as declared: TextEncoding? = nil, named name: String) throws
  -> [UInt8]
{
  let text: [UInt8]
  if bytes.starts(with: [0xFF, 0xFE]) {
    text = try decodeUTF16(bytes, from: 2, littleEndian: true, named: name)
  } else if bytes.starts(with: [0xFE, 0xFF]) {
    text = try decodeUTF16(bytes, from: 2, littleEndian: false, named: name)
  } else if declared == nil, let order = unmarkedUTF16(bytes) {
    text = try decodeUTF16(bytes, from: 0, littleEndian: order == .little, named: name)
  } else {
    switch declared {
    case .windows1252?: text = try decodeSingleByte(bytes, upper: windows1252, named: name)
    case .latin1?:
      text = try decodeSingleByte(bytes, upper: [UInt16](repeating: 0, count: 32), named: name)
    case .macRoman?: text = try decodeSingleByte(bytes, upper: macRoman, named: name)
    case .utf8?, nil: text = try checkUTF8(bytes, named: name)
    }
  }
  if let offset = bytes.firstIndex(of: 0), text.contains(0) {
    throw Failure(
      .data, "the file holds a NUL byte, which no text does", place: "\(name), byte \(offset)",
      remedy: "It may be another kind of file or UTF-16 without its mark; save it as UTF-8 text")
  }
  guard text.contains(where: { $0 > 0x20 }) else {
    throw Failure(.data, "the file holds no text", place: name, remedy: "Fetch the report again")
  }
  try refuseDamaged(text, named: name)
  return text
}

/// Which half of a unit of UTF-16 comes first.
package enum UTF16Order { case little, big }

/// The byte order of UTF-16 that has no mark; nil for what is none.
///
/// In the first 4096 bytes every NUL is the same half of a unit, and a quarter of the units have one, as blanks, digits
/// and ASCII letters do. No text in another encoding has a NUL.
package func unmarkedUTF16(_ bytes: some RandomAccessCollection<UInt8>) -> UTF16Order? {
  guard bytes.count % 2 == 0 else { return nil }
  var nuls = (even: 0, odd: 0)
  for (offset, byte) in bytes.prefix(4096).enumerated() where byte == 0 {
    if offset % 2 == 0 { nuls.even += 1 } else { nuls.odd += 1 }
  }
  let units = min(bytes.count, 4096) / 2
  guard (nuls.even == 0) != (nuls.odd == 0), (nuls.even + nuls.odd) * 4 >= units else { return nil }
  return nuls.even == 0 ? .little : .big
}

/// Text that went through the wrong encoding looks like text, and every word with a letter beyond ASCII is another.
private func refuseDamaged(_ text: [UInt8], named name: String) throws {
  var twice = 0
  var plain = 0
  var lost = 0
  var first: (twice: Int, lost: Int) = (0, 0)
  var place = 0
  while place + 2 < text.count {
    let byte = text[place]
    if byte == 0xC3 {
      if (0x82...0x83).contains(text[place + 1]), text[place + 2] >= 0xC2 {
        if twice == 0 { first.twice = place }
        twice += 1
      } else {
        plain += 1
      }
    } else if byte == 0xEF, text[place + 1] == 0xBF, text[place + 2] == 0xBD {
      if lost == 0 { first.lost = place }
      lost += 1
    }
    place += 1
  }
  if twice >= 2, twice > plain {
    throw Failure(
      .data, "the text was encoded twice: its UTF-8 was taken for windows-1252 and made UTF-8 again",
      place: "\(name), byte \(first.twice)",
      remedy: "Undo it (iconv -f utf-8 -t windows-1252), or fetch the report again")
  }
  if lost >= 3, lost * 200 > text.count {
    throw Failure(
      .data, "\(lost) letters are lost (U+FFFD): the text was decoded with the wrong encoding",
      place: "\(name), byte \(first.lost)", remedy: "Fetch the report again, and declare its encoding")
  }
}

private func checkUTF8(_ bytes: [UInt8], named name: String) throws -> [UInt8] {
  do throws(UTF8.ValidationError) {
    _ = try UTF8Span(validating: bytes.span)
  } catch {
    throw Failure(
      .data, "the file is not valid UTF-8", place: "\(name), byte \(error.byteOffsets.lowerBound)",
      remedy: "Save it as UTF-8, or declare its encoding (\(TextEncoding.windows1252.rawValue))")
  }
  return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
}

private func decodeUTF16(
  _ bytes: [UInt8], from start: Int, littleEndian: Bool, named name: String
) throws -> [UInt8] {
  func unit(_ at: Int) -> UInt16 {
    littleEndian
      ? UInt16(bytes[at + 1]) << 8 | UInt16(bytes[at]) : UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1])
  }
  func refusal(_ at: Int) -> Failure {
    Failure(
      .data, "the file is not valid UTF-16", place: "\(name), byte \(at)", remedy: "Save it as UTF-8 text")
  }
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count)
  var at = start
  while at < bytes.count {
    guard at + 1 < bytes.count else { throw refusal(at) }
    let first = unit(at)
    var code = UInt32(first)
    var width = 2
    if UTF16.isLeadSurrogate(first) {
      guard at + 3 < bytes.count, UTF16.isTrailSurrogate(unit(at + 2)) else { throw refusal(at) }
      code = 0x10000 + (UInt32(first & 0x3FF) << 10) + UInt32(unit(at + 2) & 0x3FF)
      width = 4
    }
    guard let scalar = Unicode.Scalar(code) else { throw refusal(at) }
    text.append(contentsOf: String(Character(scalar)).utf8)
    at += width
  }
  return text
}

/// - Parameter upper: The code points from 0x80 on, 0 for a byte that is none; the bytes behind them are their own.
private func decodeSingleByte(_ bytes: [UInt8], upper: [UInt16], named name: String) throws -> [UInt8] {
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count + bytes.count / 8)
  for (offset, byte) in bytes.enumerated() {
    if byte < 0x80 {
      text.append(byte)
      continue
    }
    var code = UInt32(byte)
    if Int(byte) - 0x80 < upper.count {
      code = UInt32(upper[Int(byte) - 0x80])
      guard code != 0 else {
        throw Failure(
          .data, "a byte that the declared encoding does not have", place: "\(name), byte \(offset)",
          remedy: "Declare the right encoding, or save the file as UTF-8")
      }
    }
    if let scalar = Unicode.Scalar(code) { text.append(contentsOf: String(Character(scalar)).utf8) }
  }
  return text
}

private let windows1252: [UInt16] = [
  0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
  0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
  0x0153, 0, 0x017E, 0x0178,
]

/// As Apple maps it since 1998, with the euro sign for the currency sign.
private let macRoman: [UInt16] = [
  0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3, 0x00E5,
  0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3, 0x00F2, 0x00F4,
  0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3, 0x00A7, 0x2022, 0x00B6,
  0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8, 0x221E, 0x00B1, 0x2264, 0x2265,
  0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA, 0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF,
  0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB, 0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5,
  0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D, 0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044,
  0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02, 0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1,
  0x00CB, 0x00C8, 0x00CD, 0x00CE, 0x00CF, 0x00CC, 0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9,
  0x0131, 0x02C6, 0x02DC, 0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7,
]
