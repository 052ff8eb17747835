/// Encodings that have to be declared; UTF-8, and UTF-16 with a byte-order mark, are recognised.
public enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"
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
    text = try decodeUTF16(bytes, littleEndian: true, named: name)
  } else if bytes.starts(with: [0xFE, 0xFF]) {
    text = try decodeUTF16(bytes, littleEndian: false, named: name)
  } else {
    switch declared {
    case .windows1252?: text = try decodeSingleByte(bytes, upper: windows1252, named: name)
    case .latin1?: text = try decodeSingleByte(bytes, upper: nil, named: name)
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

private func decodeUTF16(_ bytes: [UInt8], littleEndian: Bool, named name: String) throws -> [UInt8] {
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
  var at = 2
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

/// - Parameter upper: The code points of 0x80 to 0x9F, 0 for a byte that is none; nil for control characters.
private func decodeSingleByte(_ bytes: [UInt8], upper: [UInt16]?, named name: String) throws -> [UInt8] {
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count + bytes.count / 8)
  for (offset, byte) in bytes.enumerated() {
    if byte < 0x80 {
      text.append(byte)
      continue
    }
    var code = UInt32(byte)
    if byte < 0xA0 {
      code = UInt32(upper?[Int(byte) - 0x80] ?? 0)
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
