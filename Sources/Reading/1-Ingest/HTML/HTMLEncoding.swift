import Core

/// The encoding of a page: what the user declared, else what its bytes can be and its head says.
///
/// A page whose bytes are UTF-8 is that, whatever it says: text of another encoding hardly ever is by chance. Else what it
/// declares for a single-byte encoding, which is windows-1252 for all that call themselves Latin (Encoding Standard, 4.2);
/// and where it declares nothing or UTF-8 wrongly, windows-1252 as well, the standard's default for Western languages.
///
/// - Throws: `Failure` of kind `data` where the page declares an encoding that is not read.
func htmlEncoding(of bytes: [UInt8], declared: TextEncoding?, named name: String) throws -> TextEncoding? {
  if let declared { return declared }
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return nil }
  if unmarkedUTF16(bytes) != nil { return nil }
  if bytes.withUnsafeBufferPointer({ firstInvalidUTF8(in: $0) }) == nil { return .utf8 }
  let label = encodingLabel(in: bytes.prefix(1024))
  switch label {
  case "", "utf-8", "utf8", "iso-8859-1", "iso8859-1", "latin1", "l1", "windows-1252", "cp1252", "x-cp1252",
    "us-ascii",
    "ascii":
    return .windows1252
  case "macintosh", "x-mac-roman", "mac", "csmacintosh": return .macRoman
  default:
    throw Failure(
      .data, "the page declares the encoding \"\(label)\", which is not read", place: name,
      remedy: "Save it as UTF-8")
  }
}

/// What follows `charset=` or `encoding=` in a page's head, in lower case; empty where nothing does.
private func encodingLabel(in head: ArraySlice<UInt8>) -> String {
  let text = String(decoding: head.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
  for key in ["charset", "encoding"] {
    var rest = text[...]
    while let found = rest.firstRange(of: key) {
      rest = rest[found.upperBound...]
      let value = rest.drop { $0 == " " }
      guard value.first == "=" else { continue }
      let label = value.dropFirst().drop { " \"'".contains($0) }.prefix {
        $0.isLetter || $0.isNumber || "-_".contains($0)
      }
      if !label.isEmpty { return String(label) }
    }
  }
  return ""
}
