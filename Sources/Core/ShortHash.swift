import Crypto

/// SHA-256 over the parts with a bar between, its first 16 bytes in hexadecimal.
package func shortHash(_ parts: [String]) -> String {
  let digest = SHA256.hash(data: Array(parts.joined(separator: "|").utf8))
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  for byte in digest.prefix(16) {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}
