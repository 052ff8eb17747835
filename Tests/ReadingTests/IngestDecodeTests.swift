import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Reading

@Suite struct IngestDecodeTests {
  let text = Array("Andelen är 26 procent – högst.".utf8)

  @Test func utf8StaysAsItIs() throws {
    let crlf = Array("a\r\nb\u{C}c".utf8)
    #expect(try decodeText(crlf, named: "a") == crlf)
    #expect(try decodeText([0xEF, 0xBB, 0xBF] + text, named: "a") == text)
  }

  @Test func utf16IsRecognisedByItsMark() throws {
    let units = Array("Andelen är 26 – 𝄞".utf16)
    let expected = Array("Andelen är 26 – 𝄞".utf8)
    let little: [UInt8] =
      [0xFF, 0xFE] + units.flatMap { (unit: UInt16) -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let big: [UInt8] =
      [0xFE, 0xFF] + units.flatMap { (unit: UInt16) -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    #expect(try decodeText(little, named: "a") == expected)
    #expect(try decodeText(big, named: "a") == expected)
    #expect(throws: Failure.self) { try decodeText(Array(big.dropLast()), named: "a") }
    #expect(throws: Failure.self) { try decodeText([0xFE, 0xFF, 0xD8, 0x00, 0x00, 0x41], named: "a") }
  }

  @Test func utf16WithoutItsMarkIsKnownByItsNULs() throws {
    let sentence = "Andelen är 26 procent – högst i “Norden”."
    let little = sentence.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = sentence.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [little, big] {
      #expect(try decodeText(bytes, named: "a") == Array(sentence.utf8))
      #expect(
        try htmlText(bytes, as: nil, named: "a.html") == Array((sentence + "\n").utf8))
      // Half a unit, and a NUL in the other half, are no such text.
      #expect(throws: Failure.self) { try decodeText(bytes + [0x41], named: "a") }
      #expect(throws: Failure.self) { try decodeText(bytes + [0x00, 0x00], named: "a") }
    }
  }

  @Test func textThatWasEncodedTwiceIsRefused() throws {
    let twice = Array("LÃ¤skunnigheten Ã¤r hÃ¶g â€“ Ã¶verallt.".utf8)
    #expect(throws: Failure.self) { try decodeText(twice, named: "a") }
    do {
      _ = try decodeText(twice, named: "a.txt")
    } catch let failure as Failure {
      #expect("\(failure)".contains("windows-1252") && "\(failure)".contains("a.txt, byte 1"))
    }
    // A capital Ã of Portuguese is one.
    let lisbon = Array("A PRISÃO e a NAÇÃO é ÃÃ".utf8)
    #expect(try decodeText(lisbon, named: "a") == lisbon)
  }

  @Test func textThatLostItsLettersIsRefused() throws {
    let lost = Array("L�skunnigheten �r h�g.".utf8)
    #expect(throws: Failure.self) { try decodeText(lost, named: "a") }
    let one = Array(("Läskunnigheten �r hög." + String(repeating: " Mer text.", count: 20)).utf8)
    #expect(try decodeText(one, named: "a") == one)
  }

  @Test func singleBytesAreDecodedWhenDeclared() throws {
    let bytes: [UInt8] = [0x61, 0xE4, 0x96, 0x80]
    #expect(try decodeText(bytes, as: .windows1252, named: "a") == Array("aä–€".utf8))
    #expect(throws: Failure.self) { try decodeText(bytes, as: .latin1, named: "a") }
    #expect(try decodeText([0x61, 0xE4], as: .latin1, named: "a") == Array("aä".utf8))
    #expect(throws: Failure.self) { try decodeText([0x81], as: .windows1252, named: "a") }
    let mac: [UInt8] = [0x8C, 0xD0, 0xDB, 0xE4, 0xFF]
    #expect(try decodeText(mac, as: .macRoman, named: "a") == Array("å–€‰ˇ".utf8))
  }

  @Test(
    arguments: [
      ([0x61, 0x62, 0xE4, 0x62], "not valid UTF-8", "a.txt, byte 2"),
      ([0x61, 0x00, 0x62], "NUL byte", "a.txt, byte 1"),
      ([0x20, 0x0A, 0x0D], "no text", "a.txt"),
    ] as [([UInt8], String, String)])
  func whatIsNoTextSaysWhere(bytes: [UInt8], message: String, place: String) {
    let error = #expect(throws: Failure.self) { try decodeText(bytes, named: "a.txt") }
    #expect(error?.kind == .data)
    #expect(error?.what.contains(message) == true)
    #expect(error?.place == place)
    #expect(error?.remedy.isEmpty == false)
  }
}
