import Quantities
import Testing

/// The grammar of numbers, in a language that exists only here: no rule of it may need a real one.
struct QuantityScannerTests {
  @Test(arguments: [
    ("about 40 000 votes", ["count 40000 [40 000 votes]"]),
    ("in 2015 189 lands", ["date 2015 [2015]", "count 189 [189 lands]"]),
    ("12.8 mil votes", ["count 12800000 [12.8 mil votes]"]),
    ("dva hun dudek tri votes", ["count 223 [dva hun dudek tri votes]"]),
    ("siv tri", ["count 7 [siv]", "count 3 [tri]"]),
    ("the sivpropol", ["share 7 [sivpropol]"]),
    ("rung 160 uv 180 lands", ["rank 160/180 [rung 160 uv 180 lands]"]),
    ("inter siv et dek pro", ["share 7..10 range [siv et dek pro]"]),
    ("maks 15 pro", ["share 15 atMost [15 pro]"]),
    ("mor zan 15 pro", ["share 15 moreThan [15 pro]"]),
    ("nie maks 15 pro", ["share 15 [15 pro]"]),
    ("dva triat", ["fraction 0.666667 [dva triat]"]),
    ("ilk trith", ["fraction 0.333333 [ilk trith]"]),
    ("27 x per 1 000 folk", ["rate 27 [27 x per 1 000 folk]"]),
    ("20 mart 2016", ["date 2016 [20 mart 2016]"]),
    ("wun votes", []),
    ("sivent and dvary", []),
    ("9 000 000 000 000 000 votes", ["count 9000000000000000 [9 000 000 000 000 000 votes]"]),
    (
      "9 000 000 000 000 000 000 votes",
      ["count 9000000000000000 grouping [9 000 000 000 000 000 000 votes]"]
    ),
    ("1234567890123456789012", ["reference - [1234567890123456789012]"]),
  ]) func reads(_ text: String, _ expected: [String]) throws {
    #expect(try MadeUpLanguage.read(text) == expected)
  }

  @Test func softHyphensAreNoPartOfAWord() throws {
    #expect(try MadeUpLanguage.read("du\u{AD}dek votes") == ["count 20 [du\u{AD}dek votes]"])
  }

  @Test func spacesOfAllWidthsGroup() throws {
    for space in ["\u{A0}", "\u{2009}", "\u{202F}", " "] {
      #expect(try MadeUpLanguage.read("1\(space)234 votes") == ["count 1234 [1\(space)234 votes]"])
    }
    #expect(try MadeUpLanguage.read("1  234") == ["count 1 [1]", "count 234 [234]"])
  }

  /// Whatever the bytes, spans lie inside the text, in order, and do not overlap.
  @Test func survivesAnything() throws {
    let scanner = QuantityScanner(try WordModel(MadeUpLanguage.lexicon))
    let pieces = [
      "dva", "hun", " ", "-", "2016", "/", "§", "½", "²", "uv", "\u{AD}", "%", "12 (14)", ".", "é", "日", "🙂",
      "per", "1 000", "e\u{301}", "ﬂ", "２", "۱", "\u{200B}", "\u{2028}", "⅓", "−", "’", "�", "1e6", "dudek3",
      "×", "³",
      "(", ",", "1,5", "mart", "inter", "trith", "\u{301}",
    ]
    var state: UInt64 = 88_172_645_463_325_252
    for _ in 0..<3000 {
      var text = ""
      for _ in 0..<12 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        text += pieces[Int(state % UInt64(pieces.count))] + (state & 256 == 0 ? " " : "")
      }
      let shown = Comment(rawValue: text)
      text.withUTF8 { bytes in
        scanner.scan(bytes)
        var end: Int32 = 0
        for quantity in scanner.quantities {
          #expect(
            quantity.start >= end && quantity.end > quantity.start && Int(quantity.end) <= bytes.count, shown)
          end = quantity.end
        }
      }
    }
  }
}
