import Crypto
import Foundation

/// Names for rows that follow from what the rows say, so that they are the same in every build.
package enum ContentHash {
  /// SHA-256, lower-case hexadecimal.
  package static func sha256(_ bytes: some DataProtocol) -> String {
    hexadecimal(SHA256.hash(data: bytes))
  }

  /// The first 16 bytes of SHA-256 over the parts, in hexadecimal. Where one part ends counts.
  package static func key(_ parts: [String]) -> String {
    var hash = SHA256()
    for part in parts {
      hash.update(data: Array(part.utf8))
      hash.update(data: [0])
    }
    return hexadecimal(hash.finalize().prefix(16))
  }

  /// 52 bits of SHA-256 over the parts: what a JavaScript number holds without loss.
  package static func integer(_ parts: [String]) -> Int64 {
    var hash = SHA256()
    for part in parts {
      hash.update(data: Array(part.utf8))
      hash.update(data: [0])
    }
    return hash.finalize().prefix(7).reduce(0) { $0 << 8 | Int64($1) } >> 4
  }

  package static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
