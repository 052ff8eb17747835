import Quantities
import Testing

/// Signs and scripts, in the made-up language: what is read, and where it stands.
struct ScriptTests {
  @Test(arguments: [
    ("２６ pro", ["share 26 [２６ pro]"]),
    ("۱۲۳۴ votes", ["count 1234 [۱۲۳۴ votes]"]),
    ("१२ votes", ["count 12 [१२ votes]"]),
    ("٣٫٥ pro", ["share 3.5 [٣٫٥ pro]"]),
    ("12\u{200B}500 votes", ["count 12500 [12\u{200B}500 votes]"]),
    ("\u{FEFF}12 votes", ["count 12 [12 votes]"]),
    ("2015\u{AD}2016", ["date 2015 [2015\u{AD}2016]"]),
    ("−12 pro", ["share -12 [−12 pro]"]),
    ("at -12 pro", ["share -12 [-12 pro]"]),
    ("(–12 pro)", ["share -12 [–12 pro]"]),
    ("2015 -12 pro", ["date 2015 [2015]", "share 12 [12 pro]"]),
    ("- 12 pro", ["share 12 [12 pro]"]),
    ("-12 votes", ["count 12 [12 votes]"]),
    ("½ mil votes", ["count 500000 [½ mil votes]"]),
    ("⅔ uv all", ["fraction 0.666667 [⅔]"]),
    ("1½ yar", ["duration 1.5 [1½ yar]"]),
    ("2 1/2 yar", ["duration 2.5 [2 1/2 yar]"]),
    ("1⁄3 uv all", ["fraction 0.333333 [1⁄3]"]),
    ("at 541/1983", ["reference 541 [541/1983]"]),
    ("1.2e6 votes", ["count 1200000 [1.2e6 votes]"]),
    ("1.2 × 10^6 votes", ["count 1200000 [1.2 × 10^6 votes]"]),
    ("1.2·10⁶ votes", ["count 1200000 [1.2·10⁶ votes]"]),
    ("4.9⁴ pro", ["share 4.9 [4.9⁴ pro]"]),
    ("12 votes³", ["count 12 [12 votes]", "reference 3 [³]"]),
    ("lands.³ Dva votes", ["reference 3 [³]", "count 2 [Dva votes]"]),
    ("6 lands.3 Dva votes", ["count 6 [6 lands]", "reference 3 [3]", "count 2 [Dva votes]"]),
    ("1 20012 votes", ["count 1200 mark [1 20012 votes]"]),
    ("12.500 votes", ["count 12500 grouping [12.500 votes]"]),
    ("12�5 votes", ["count 12 damaged [12]", "count 5 damaged [5 votes]"]),
    ("rung 190 uv 180 lands", ["rank 190 impossible [rung 190]", "count 180 [180 lands]"]),
    ("12.5 votes", ["count 12.5 notWhole [12.5 votes]"]),
    ("rung 4.5 uv 180 lands", ["rank 4.5/180 notWhole [rung 4.5 uv 180 lands]"]),
  ]) func reads(_ text: String, _ expected: [String]) throws {
    #expect(try MadeUpLanguage.read(text) == expected)
  }

  /// A word written with its marks apart, with a ligature or with soft hyphens is the same word.
  @Test func lettersInAnotherWriting() throws {
    var lexicon = MadeUpLanguage.lexicon
    lexicon.numerals["åtfle"] = 8
    let scanner = QuantityScanner(try WordModel(lexicon))
    for text in ["åtfle", "a\u{30A}tfle", "A\u{30A}tﬂe", "åt\u{AD}fle", "åt\u{200D}fle", "ÅTFLE"] {
      var sentence = "\(text) votes"
      sentence.withUTF8 { bytes in
        scanner.scan(bytes)
        #expect(scanner.quantities.first?.value == Fixed(8), "\(text)")
        #expect(scanner.quantities.first.map { Int($0.end) } == bytes.count, "\(text)")
      }
    }
  }
}
