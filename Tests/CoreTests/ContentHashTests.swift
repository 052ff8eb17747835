import Foundation
import Testing

@testable import Core

/// Ids of rows and releases are made of these digests: another byte here is another id everywhere.
@Suite struct ContentHashTests {
  /// The vectors of FIPS 180-4: none, one block, two blocks, many blocks.
  @Test(arguments: [
    ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func sha256(unit: String, times: Int, expected: String) {
    let bytes = Array(String(repeating: unit, count: times).utf8)
    #expect(ContentHash.sha256(bytes) == expected)
    #expect(ContentHash.sha256(Data(bytes)) == expected)
    #expect(ContentHash.hexadecimal(ContentHash.digest(bytes)) == expected)
  }

  @Test func sha1OfUUIDs() {
    #expect(ContentHash.hexadecimal(ContentHash.sha1([])) == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
    #expect(
      ContentHash.hexadecimal(ContentHash.sha1(Array("abc".utf8)))
        == "a9993e364706816aba3e25717850c26c9cd0d89d")
  }

  @Test func dataOfSeveralPiecesIsOne() {
    var bytes = Data("ab".utf8)
    bytes.append(Data("c".utf8))
    #expect(ContentHash.sha256(bytes) == ContentHash.sha256(Array("abc".utf8)))
    #expect(ContentHash.sha256(Data("xabcx".utf8)[1..<4]) == ContentHash.sha256(Array("abc".utf8)))
  }

  /// Around the block of 64 bytes and the place of the length within it.
  @Test(arguments: [0, 1, 55, 56, 63, 64, 65, 127, 128, 1000, 70_000])
  func pieceByPieceIsWhole(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    for size in [1, 7, 64, 4096] {
      var hash = ContentHash.Running()
      hash.update([UInt8]())
      for start in stride(from: 0, to: count, by: size) {
        hash.update(bytes[start..<min(start + size, count)])
      }
      #expect(hash.finish() == ContentHash.digest(bytes), "\(count) bytes by \(size)")
    }
  }

  /// As 0.1 has them: `printf 'a\0bc\0' | sha256sum`, and with a bar for the short one.
  @Test func namesOfRowsStayWhatTheyWere() {
    #expect(
      ContentHash.of(parts: ["a", "bc"]) == "aa795aa4bbb6117911ef062e271bcb05ccfd58ea439da7d46a44e3a3fcefa790"
    )
    #expect(ContentHash.key(["a", "bc"]) == "aa795aa4bbb6117911ef062e271bcb05")
    #expect(ContentHash.integer(["a", "bc"]) == 0xA_A795_AA4B_BB61)
    #expect(shortHash(["a", "bc"]) == "47490949f7a50d976cb151f70e5e858f")
    #expect(ContentHash.key(["a", "bc"]) != ContentHash.key(["ab", "c"]))
  }

  @Test func manyAtOnceDoNotDisturbEachOther() async {
    let expected = ContentHash.sha256(Array("abc".utf8))
    let wrong = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask { (0..<2000).count { _ in ContentHash.sha256(Array("abc".utf8)) != expected } }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }
}
