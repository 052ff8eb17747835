import Core
import Evaluation
import Foundation
import Reading
import Support
import Testing

/// Nothing that looks like a number slips through: over every real report beside the repository.
@Suite(.enabled(if: Repository.hasShared, "needs ../shared with real reports"))
struct SharedNumbersTests {
  /// Every digit stands in a mention, no mention is left unexplained, and a plain scan for number words finds none
  /// outside of a mention.
  @Test func everyNumberIsAccountedFor() throws {
    let reports = try SharedReports(language: "sv")
    let reader = DocumentReader(try Repository.rules.get())
    var ofHeld = Unaccounted()
    for name in reports.names {
      let found = Unaccounted(in: try reports.read(name, with: reader))
      if reports.held.contains(name) {
        ofHeld.add(found)
      } else {
        #expect(found.digits.isEmpty, "\(name): digits at these bytes stand in no mention")
        #expect(found.words.isEmpty, "\(name): number words at these bytes stand in no mention")
        #expect(found.mentions.isEmpty, "\(name): mentions at these code points are not explained")
      }
    }
    let (digits, words, mentions) = (ofHeld.digits.count, ofHeld.words.count, ofHeld.mentions.count)
    #expect(digits == 0 && words == 0 && mentions == 0)
  }

  /// Where a text has numbers that were not read.
  private struct Unaccounted {
    var digits: [Int] = []
    var words: [Int] = []
    var mentions: [Int] = []

    // "sex" is as often none.
    private static let numberWords: Set = [
      "två", "tre", "fyra", "fem", "sju", "åtta", "nio", "tio", "elva", "tolv", "tjugo", "trettio",
      "hundra", "tusen", "miljon", "miljoner", "miljarder", "procent", "hälften", "tredjedel", "tusentals",
    ]

    init() {}

    init(in read: DocumentRecord) {
      let text = read.document.text
      var isRead = [Bool](repeating: false, count: text.count)
      for mention in read.mentions {
        for index in mention.span.byteStart..<mention.span.byteEnd { isRead[index] = true }
        if mention.disposition == .unexplained { mentions.append(mention.span.charStart) }
      }
      for (index, byte) in text.enumerated() where (0x30...0x39).contains(byte) && !isRead[index] {
        digits.append(index)
      }
      let string = String(decoding: text, as: UTF8.self)
      for word in string.split(whereSeparator: { !$0.isLetter })
      where Self.numberWords.contains(word.lowercased()) {
        let start = string.utf8.distance(from: string.startIndex, to: word.startIndex)
        if !isRead[start] { words.append(start) }
      }
    }

    mutating func add(_ other: Unaccounted) {
      digits += other.digits
      words += other.words
      mentions += other.mentions
    }
  }
}
