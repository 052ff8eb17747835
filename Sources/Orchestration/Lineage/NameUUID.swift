import Core
import Reading

/// A UUID of version 5 (RFC 9562): the same name gives the same UUID on every machine.
func nameUUID(_ parts: [String]) -> String {
  let name = "urn:country-indicators:" + parts.joined(separator: "\u{1F}")
  var bytes = Array(ContentHash.sha1(urlNamespace + Array(name.utf8)).prefix(16))
  bytes[6] = bytes[6] & 0x0F | 0x50
  bytes[8] = bytes[8] & 0x3F | 0x80
  let digits = ContentHash.hexadecimal(bytes)
  var text = ""
  for (index, digit) in digits.enumerated() {
    if [8, 12, 16, 20].contains(index) { text += "-" }
    text.append(digit)
  }
  return text
}

/// RFC 9562's namespace for names that are URLs.
private let urlNamespace: [UInt8] = [
  0x6B, 0xA7, 0xB8, 0x11, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
]

extension LineageRecord.Run {
  /// Holds in whatever database the run is listed.
  var uuid: String { nameUUID(["run", started, "\(id)", version, arguments]) }
}
