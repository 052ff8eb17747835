import CCrypto
import Foundation

/// Names that follow from content, so that they are the same in every build. The only place that knows which
/// library hashes.
package enum ContentHash {
  /// The version of libcrypto that the program runs with.
  package static var library: String { String(cString: OpenSSL_version(OPENSSL_VERSION_STRING)) }

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
    var hash = Running(.sha1)
    hash.update(bytes)
    return hash.finish()
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
  /// SHA-256 of what comes piece by piece.
  package struct Running: ~Copyable {
    private let context: OpaquePointer

    package init() {
      self.init(.sha256)
    }

    fileprivate init(_ algorithm: Algorithm) {
      guard let context = EVP_MD_CTX_new() else { fatalError("no memory for a hash") }
      self.context = context
      require(EVP_DigestInit_ex2(context, algorithm.method, nil))
    }

    deinit { EVP_MD_CTX_free(context) }

    package mutating func update(_ bytes: some DataProtocol) {
      for region in bytes.regions {
        region.withUnsafeBytes { require(EVP_DigestUpdate(context, $0.baseAddress, $0.count)) }
      }
    }

    /// The hash of all pieces, as if they had come in one.
    package consuming func finish() -> [UInt8] {
      [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { bytes, count in
        var written: UInt32 = 0
        require(EVP_DigestFinal_ex(context, bytes.baseAddress, &written))
        count = Int(written)
      }
    }
  }

  fileprivate struct Algorithm {
    /// Looked up once: libcrypto takes longer to find a method than to hash a short text.
    nonisolated(unsafe) let method: OpaquePointer

    init(_ name: String) {
      guard let method = EVP_MD_fetch(nil, name, nil) else {
        fatalError(
          "libcrypto offers no \(name): its configuration (openssl.cnf) loads no provider that has it")
      }
      self.method = method
    }

    static let sha256 = Algorithm("SHA256")
    static let sha1 = Algorithm("SHA1")
  }
}

/// libcrypto's functions return 1 where they did what was asked. Hashing fails only where memory is out.
private func require(_ result: Int32) {
  guard result == 1 else { fatalError("libcrypto could not hash") }
}
