import CCrypto
import Foundation

/// Names that follow from content, so that they are the same in every build. The only place that knows which
/// library hashes.
package enum ContentHash {
  /// The version of libcrypto that the program runs with.
  package static var provider: String { String(cString: OpenSSL_version(OPENSSL_VERSION_STRING)) }

  /// SHA-256, 32 bytes.
  package static func digest(_ bytes: some DataProtocol) -> [UInt8] {
    var hash = Running()
    hash.update(bytes)
    return hash.finish()
  }

  /// SHA-256, lower-case hexadecimal.
  package static func sha256(_ bytes: some DataProtocol) -> String {
    hexadecimal(digest(bytes))
  }

  /// SHA-1, 20 bytes: for UUIDs of version 5, which prescribe it, and for nothing else.
  package static func sha1(_ bytes: some DataProtocol) -> [UInt8] {
    var state = SHA_CTX()
    _ = SHA1_Init(&state)
    for region in bytes.regions {
      region.withUnsafeBytes { _ = SHA1_Update(&state, $0.baseAddress, $0.count) }
    }
    return [UInt8](unsafeUninitializedCapacity: Int(SHA_DIGEST_LENGTH)) { bytes, count in
      _ = SHA1_Final(bytes.baseAddress, &state)
      count = Int(SHA_DIGEST_LENGTH)
    }
  }

  /// SHA-256 over several texts in this order, 64 hexadecimal digits; where one text ends counts.
  package static func of(parts: [String]) -> String {
    hexadecimal(digest(ended(parts)))
  }

  /// The first 16 bytes of SHA-256 over the parts, in hexadecimal. Where one part ends counts.
  package static func key(_ parts: [String]) -> String {
    hexadecimal(digest(ended(parts)).prefix(16))
  }

  /// 52 bits of SHA-256 over the parts: what a JavaScript number holds without loss.
  package static func integer(_ parts: [String]) -> Int64 {
    digest(ended(parts)).prefix(7).reduce(0) { $0 << 8 | Int64($1) } >> 4
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

  /// The parts in UTF-8, a zero byte after each.
  private static func ended(_ parts: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in parts {
      bytes.append(contentsOf: part.utf8)
      bytes.append(0)
    }
    return bytes
  }
}

extension ContentHash {
  /// SHA-256 of what comes piece by piece. It can't fail: libcrypto's functions of this hash work in the state that
  /// stands here, and return 1 whatever they are given.
  package struct Running {
    private var state = SHA256_CTX()

    package init() {
      _ = SHA256_Init(&state)
    }

    package mutating func update(_ bytes: some DataProtocol) {
      for region in bytes.regions {
        region.withUnsafeBytes { _ = SHA256_Update(&state, $0.baseAddress, $0.count) }
      }
    }

    /// The hash of all pieces, as if they had come in one.
    package consuming func finish() -> [UInt8] {
      [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { bytes, count in
        _ = SHA256_Final(bytes.baseAddress, &state)
        count = Int(SHA256_DIGEST_LENGTH)
      }
    }
  }
}
