import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Reading

/// Paragraphs, hyphens and the way back to the document.
struct SegmentTests {
  private static let hyphens = HyphenRules(keepAfter: ["anti", "icke"], stayBefore: ["och"])

  /// Kind and clean text of each paragraph; every clean byte is checked against the byte it came from.
  private func paragraphs(_ text: String) -> [String] {
    var result: [String] = []
    var clean = CleanText()
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      Segmenter(Self.hyphens).forEachParagraph(of: bytes, &clean) { kind, range, clean in
        guard let clean else {
          result.append(
            "\(kind): " + String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self))
          return
        }
        for index in clean.bytes.indices where clean.bytes[index] != 0x20 {
          let place = clean.documentRange(index, index + 1)
          #expect(place.count == 1 && bytes[place.lowerBound] == clean.bytes[index])
        }
        result.append("\(kind): " + String(decoding: clean.bytes, as: UTF8.self))
      }
    }
    return result
  }

  @Test func linesOfAParagraphAreJoined() {
    #expect(
      paragraphs("One line\nand another.\n\nNext\nparagraph.") == [
        "body: One line and another.", "body: Next paragraph.",
      ])
  }

  @Test func hyphensAtLineEndsAreMendedOrKept() {
    #expect(paragraphs("the author-\nities met.") == ["body: the authorities met."])
    #expect(paragraphs("an anti-\nterror law.") == ["body: an anti-terror law."])
    #expect(paragraphs("health-\noch care.") == ["body: health- och care."])
    #expect(paragraphs("groups/\nfactions met.") == ["body: groups/factions met."])
  }

  @Test func whatIsBrokenAtALinesEndIsMended() {
    #expect(paragraphs("the author\u{AD}\nities met.") == ["body: the authorities met."])
    #expect(paragraphs("the author\u{2010}\nities met.") == ["body: the authorities met."])
    #expect(paragraphs("in the 1990-\ntal they met.") == ["body: in the 1990-tal they met."])
    #expect(paragraphs("in 2015-\n2016 they met.") == ["body: in 2015-2016 they met."])
    #expect(paragraphs("of 15-\noch 16 years.") == ["body: of 15- och 16 years."])
    #expect(paragraphs("One line\u{2028}and another.") == ["body: One line and another."])
  }

  /// A first part that keeps its hyphen loses it where the whole is a word that the language lists.
  @Test func aKnownWordIsMended() {
    let rules = HyphenRules(keepAfter: ["pro"], stayBefore: [], known: ["procent"])
    for (text, expected) in [
      ("97 pro-\ncent", HyphenRules.Joint.mended(1)), ("a pro-\ngovernment", .nothing),
    ] {
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        let lines = Segmenter.lines(of: bytes)
        #expect(rules.joint(before: lines[1], after: lines[0], in: bytes) == expected)
      }
    }
  }

  @Test func headsAndFeetOfPagesStandOutsideTheSentence() {
    let head =
      "The number of members was in that year\n\n12 (14)\n\n\u{C}Rights in Somewhere 2019\n\nabout forty."
    #expect(
      paragraphs(head) == [
        "furniture: 12 (14)", "furniture: Rights in Somewhere 2019",
        "body: The number of members was in that year about forty.",
      ])
    let foot = "The number of members was in that year\n\nPage 12 of 14\n\n\u{C}about forty."
    #expect(
      paragraphs(foot) == [
        "furniture: Page 12 of 14", "body: The number of members was in that year about forty.",
      ])
    // What follows an ended sentence is a heading.
    let heading = "It was in that year.\n\n\u{C}Courts of law\n\nThey sit."
    #expect(
      paragraphs(heading) == ["body: It was in that year.", "heading: Courts of law", "body: They sit."])
    // The same at three pages' heads is a running head, whatever stands around it.
    let three = (1...3).map { "\u{C}Report \($0)\n\nSentence.\n\n" }.joined()
    #expect(paragraphs("Begin.\n\n" + three).filter { $0.hasPrefix("furniture") }.count == 3)
  }

  @Test func aFooterStandsOutsideItsSentence() {
    #expect(
      paragraphs("In later years\n\n12 (14)\n\nhas the number grown.") == [
        "furniture: 12 (14)", "body: In later years has the number grown.",
      ])
  }

  @Test func aHeadingStandsAloneAndEndsNoSentence() {
    #expect(
      paragraphs("The press\n\nThe press is free.\n\nIn part.\n\nand so on\n\n2. Courts\n\nThey sit.") == [
        "heading: The press", "body: The press is free.", "body: In part.", "body: and so on",
        "heading: 2. Courts", "body: They sit.",
      ])
    #expect(paragraphs("# Marked\nThe press is free.") == ["heading: Marked", "body: The press is free."])
  }

  /// A blank line after every printed line parts no paragraphs.
  @Test func doubleSpacedTextIsJoined() {
    let lines = [
      "I. OVERVIEW", "The first paragraph of this report runs over several printed lines",
      "and ends well before the margin.",
      "A heading", "The second paragraph of this report also runs over several lines and",
      "has a footer inside of it, which is no part of the sentence",
      "that it interrupts, however long that sentence may turn out to be", "in the end.", "II. MORE",
      "Another paragraph that begins here and goes on for a whole line",
      "and some more of it.",
    ]
    let found = paragraphs(lines.joined(separator: "\n\n"))
    #expect(
      found == [
        "heading: I. OVERVIEW",
        "body: The first paragraph of this report runs over several printed lines and ends well before the margin.",
        "heading: A heading",
        "body: The second paragraph of this report also runs over several lines and has a footer inside of it, which "
          + "is no part of the sentence that it interrupts, however long that sentence may turn out to be in the end.",
        "heading: II. MORE",
        "body: Another paragraph that begins here and goes on for a whole line and some more of it.",
      ])
  }

  @Test func aSingleLineIsNotCopied() {
    #expect(paragraphs("Just one line.") == ["body: Just one line."])
    #expect(paragraphs("") == [])
    #expect(paragraphs(" \n\n ") == [])
  }
}
