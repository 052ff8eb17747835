import Quantities

/// A language of no people, with just enough words to try the grammar.
enum MadeUpLanguage {
  static var lexicon: Lexicon {
    var lexicon = Lexicon(language: "x")
    lexicon.decimalMark = UInt8(ascii: ".")
    lexicon.numerals = [
      "wun": 1, "dva": 2, "tri": 3, "siv": 7, "dek": 10, "dudek": 20, "hun": 100, "til": 1000,
      "mil": 1_000_000,
    ]
    lexicon.ordinals = ["dvath": 2, "trith": 3]
    lexicon.denominators = ["triat": 3]
    lexicon.months = ["mart": 3]
    lexicon.units = [
      .init(code: "PERCENT", kind: .share, scale: 1, words: ["pro", "%"], heads: ["pro"], before: []),
      .init(code: "YEARS", kind: .duration, scale: 1, words: ["yar"], heads: ["yar"], before: []),
      .init(code: "PER_1000", kind: .rate, scale: 1000, words: [], heads: [], before: []),
    ]
    lexicon.classes = [
      (.article, ["wun"]), (.of, ["uv"]), (.to, ["tu"]), (.between, ["inter"]), (.and, ["et"]),
      (.per, ["per"]),
      (.rankBefore, ["rung"]), (.rankBase, ["lands"]), (.countable, ["votes", "*seats"]), (.year, ["yar"]),
      (.person, ["folk"]), (.every, ["ilk"]), (.dateLead, ["in"]), (.function, ["uv", "et", "tu"]),
    ]
    lexicon.bounds = [("maks", .atMost), ("mor zan", .moreThan)]
    lexicon.notBounds = ["nie maks"]
    return lexicon
  }

  /// What is read, as `kind value[..high][/total]@quote`.
  static func read(_ text: String) throws -> [String] {
    let scanner = QuantityScanner(try WordModel(lexicon))
    var text = text
    return text.withUTF8 { bytes in
      scanner.scan(bytes)
      return scanner.quantities.map { quantity in
        let value = quantity.value.map { "\($0)" } ?? quantity.period.map { "\($0.first.year)" } ?? "-"
        let high = quantity.high.map { "..\($0)" } ?? ""
        let total = quantity.total.map { "/\($0)" } ?? ""
        let quote = String(decoding: bytes[Int(quantity.start)..<Int(quantity.end)], as: UTF8.self)
        let bound = quantity.bound == .exact ? "" : " \(quantity.bound)"
        let flaw = quantity.flaw == .none ? "" : " \(quantity.flaw)"
        return "\(quantity.kind) \(value)\(high)\(total)\(bound)\(flaw) [\(quote)]"
      }
    }
  }
}
