/// What a word can be to the grammar of numbers. A language's tables say which words those are.
///
/// Two words of bits, written out so that every question is a mask and a comparison.
public struct WordClass: Hashable, Sendable, ExpressibleByArrayLiteral {
  private var low: UInt64
  private var high: UInt64

  /// None.
  @inline(__always)
  public init() { (low, high) = (0, 0) }

  @inline(__always)
  private init(low: UInt64) { (self.low, high) = (low, 0) }

  @inline(__always)
  private init(high: UInt64) { (low, self.high) = (0, high) }

  /// All of them together.
  @inline(__always)
  public init(arrayLiteral elements: WordClass...) {
    self.init()
    for element in elements { formUnion(element) }
  }

  @inline(__always)
  public var isEmpty: Bool { low | high == 0 }

  /// Whether all of the other's classes are among these.
  @inline(__always)
  public func contains(_ other: WordClass) -> Bool {
    low & other.low == other.low && high & other.high == other.high
  }

  @inline(__always)
  public func isDisjoint(with other: WordClass) -> Bool { low & other.low | high & other.high == 0 }

  @inline(__always)
  public mutating func formUnion(_ other: WordClass) {
    low |= other.low
    high |= other.high
  }

  @inline(__always)
  public mutating func insert(_ other: WordClass) { formUnion(other) }

  @inline(__always)
  public static func | (a: WordClass, b: WordClass) -> WordClass {
    var result = a
    result.formUnion(b)
    return result
  }

  // Kinds of numbers in words; their value stands in `Word.value`.
  public static var numeral: WordClass { WordClass(low: 1 << 0) }
  /// A numeral that is far more often an article: it counts only where the grammar says so.
  public static var article: WordClass { WordClass(low: 1 << 1) }
  public static var ordinal: WordClass { WordClass(low: 1 << 2) }
  /// "thirds": `Word.value` is the denominator.
  public static var denominator: WordClass { WordClass(low: 1 << 3) }
  /// "half" as a noun.
  public static var half: WordClass { WordClass(low: 1 << 4) }
  /// "half" as an adjective: "half a million", "one and a half".
  public static var halfOf: WordClass { WordClass(low: 1 << 5) }
  /// "every" before an ordinal.
  public static var every: WordClass { WordClass(low: 1 << 6) }
  /// "every other" in one word.
  public static var everyOther: WordClass { WordClass(low: 1 << 7) }
  /// "thousands of": `Word.value` is the order of magnitude.
  public static var magnitude: WordClass { WordClass(low: 1 << 8) }
  /// "some twenty": a round count, `Word.value` about.
  public static var roundCount: WordClass { WordClass(low: 1 << 9) }
  /// "doubled": `Word.value` is the factor times 100.
  public static var factor: WordClass { WordClass(low: 1 << 10) }
  public static var decadeWord: WordClass { WordClass(low: 1 << 11) }
  /// A numeral or ordinal with a unit in one word: `Word.value` and `Word.unit`.
  public static var compound: WordClass { WordClass(low: 1 << 12) }

  // Time.
  public static var month: WordClass { WordClass(low: 1 << 13) }
  public static var season: WordClass { WordClass(low: 1 << 14) }
  public static var year: WordClass { WordClass(low: 1 << 15) }
  /// A preposition or noun that is followed by a date.
  public static var dateLead: WordClass { WordClass(low: 1 << 16) }
  /// What follows "1990-" to make a decade.
  public static var decadeSuffix: WordClass { WordClass(low: 1 << 17) }
  /// "of the year" behind a year.
  public static var ofYear: WordClass { WordClass(low: 1 << 55) }
  /// "the years": what follows is one interval.
  public static var yearsLead: WordClass { WordClass(low: 1 << 61) }
  /// Behind "the year": the one before, the one after.
  public static var yearBefore: WordClass { WordClass(low: 1 << 62) }
  public static var yearAfter: WordClass { WordClass(low: 1 << 63) }
  public static var same: WordClass { WordClass(low: 1 << 18) }
  /// "beginning", "end" of a period.
  public static var partOfPeriod: WordClass { WordClass(low: 1 << 19) }
  /// The article of a day.
  public static var dayLead: WordClass { WordClass(low: 1 << 20) }
  /// A word after a bare four-digit number that shows it is no year.
  public static var notAfterYear: WordClass { WordClass(low: 1 << 21) }

  // Joints.
  public static var between: WordClass { WordClass(low: 1 << 22) }
  public static var to: WordClass { WordClass(low: 1 << 23) }
  public static var from: WordClass { WordClass(low: 1 << 24) }
  public static var and: WordClass { WordClass(low: 1 << 25) }
  public static var or: WordClass { WordClass(low: 1 << 26) }
  public static var of: WordClass { WordClass(low: 1 << 27) }
  /// May stand between "of" and the total.
  public static var ofFiller: WordClass { WordClass(low: 1 << 28) }
  public static var per: WordClass { WordClass(low: 1 << 29) }
  /// "some", "several": makes a following numeral a magnitude.
  public static var vague: WordClass { WordClass(low: 1 << 30) }
  public static var times: WordClass { WordClass(low: 1 << 31) }
  /// After "three times": makes it a factor.
  public static var comparison: WordClass { WordClass(low: 1 << 32) }

  // Ranks.
  public static var rankBefore: WordClass { WordClass(low: 1 << 33) }
  public static var rankAfter: WordClass { WordClass(low: 1 << 34) }
  public static var rankVerb: WordClass { WordClass(low: 1 << 35) }
  /// What is ranked: "countries".
  public static var rankBase: WordClass { WordClass(low: 1 << 36) }
  public static var superlative: WordClass { WordClass(low: 1 << 37) }
  /// "second" before a superlative.
  public static var next: WordClass { WordClass(low: 1 << 38) }
  public static var last: WordClass { WordClass(low: 1 << 39) }

  /// "highest": the first place when it is said of a ranking.
  public static var top: WordClass { WordClass(low: 1 << 53) }

  // Neighbours that decide what a number is.
  public static var referenceBefore: WordClass { WordClass(low: 1 << 40) }
  public static var person: WordClass { WordClass(low: 1 << 41) }
  public static var ageAfter: WordClass { WordClass(low: 1 << 42) }
  public static var ageContext: WordClass { WordClass(low: 1 << 43) }
  /// Words that stand for persons when an age follows: "those", "the group".
  public static var ageSubject: WordClass { WordClass(low: 1 << 56) }
  /// "before" in front of an age.
  public static var beforeAge: WordClass { WordClass(low: 1 << 57) }
  /// What lasts years: "life expectancy", "sentence".
  public static var durationContext: WordClass { WordClass(low: 1 << 58) }
  /// "the figure": takes what is measured from the sentence before.
  public static var anaphor: WordClass { WordClass(low: 1 << 59) }
  /// A law may bear a number or a year: only a number that is no year is its own.
  public static var lawBefore: WordClass { WordClass(low: 1 << 60) }
  public static var copula: WordClass { WordClass(low: 1 << 44) }
  public static var countable: WordClass { WordClass(low: 1 << 45) }
  /// Makes an ordinal a number ("a fifth term") where "first" alone would be none.
  public static var ordinalTerm: WordClass { WordClass(low: 1 << 46) }
  /// A unit that stands before its number ("week twelve").
  public static var unitBefore: WordClass { WordClass(low: 1 << 47) }
  public static var indexContext: WordClass { WordClass(low: 1 << 48) }
  public static var abbreviation: WordClass { WordClass(low: 1 << 49) }
  /// Begins a clause of its own.
  public static var clauseStart: WordClass { WordClass(low: 1 << 50) }
  /// Never the noun that is counted.
  public static var function: WordClass { WordClass(low: 1 << 51) }
  /// "first", "other": an ordinal only before an `ordinalTerm`.
  public static var weakOrdinal: WordClass { WordClass(low: 1 << 52) }
  /// Letters and digits in one word.
  public static var hasDigits: WordClass { WordClass(low: 1 << 54) }

  // Forms of numbers, dates and signs that a language may have.
  /// "a", "the whole": stands before a number, fraction or scale and belongs to it.
  public static var leadArticle: WordClass { WordClass(high: 1 << 0) }
  /// A numeral that counts only right before a noun: "one officer", not "one of them".
  public static var selective: WordClass { WordClass(high: 1 << 1) }
  /// Behind digits, an ordinal's ending: "rd", or "e" behind the language's ordinal mark.
  public static var ordinalSuffix: WordClass { WordClass(high: 1 << 2) }
  /// Behind "50-", a round count: "ett 50-tal".
  public static var roundSuffix: WordClass { WordClass(high: 1 << 3) }
  /// Glued to digits, multiplies them: "100k". `Word.value` is the factor.
  public static var scaleSuffix: WordClass { WordClass(high: 1 << 4) }
  /// A number in words that is no whole: `Word.value` is a hundred times it.
  public static var decimalWord: WordClass { WordClass(high: 1 << 5) }
  /// "in" of "one in three".
  public static var inOf: WordClass { WordClass(high: 1 << 6) }
  /// "out" of "two out of three": a word that "of" follows.
  public static var ofLead: WordClass { WordClass(high: 1 << 7) }
  /// "minus".
  public static var minus: WordClass { WordClass(high: 1 << 8) }
  /// Parts two values, of which each is its own: "10 respektive 12".
  public static var respectively: WordClass { WordClass(high: 1 << 9) }
  /// Names a stretch of a year behind an ordinal: "half", "quarter"; `Word.value` says how many months.
  public static var yearPart: WordClass { WordClass(high: 1 << 10) }
  /// Stands before a year and belongs to it: "fiscal year", "mid-".
  public static var yearLead: WordClass { WordClass(high: 1 << 11) }
  /// Turns a bound right behind it round: "not more than".
  public static var negation: WordClass { WordClass(high: 1 << 12) }
  /// Behind a duration: it is no age ("five years late").
  public static var notAge: WordClass { WordClass(high: 1 << 13) }
  /// A dozen: behind a number it multiplies.
  public static var collective: WordClass { WordClass(high: 1 << 14) }
  /// Before "from": what follows is a range and no change ("ranging from").
  public static var rangeLead: WordClass { WordClass(high: 1 << 15) }
  /// Said for the decimal mark between numbers in words: "four point nine".
  public static var spokenMark: WordClass { WordClass(high: 1 << 17) }
  /// "whom" of "of whom eight are women", "them" of "eight of them": the number is a part of the one before.
  public static var partOf: WordClass { WordClass(high: 1 << 18) }
  /// May stand between a number and its unit: "24 consecutive hours".
  public static var unitFiller: WordClass { WordClass(high: 1 << 16) }

  /// The names under which a language's tables list their words, for the classes without a value.
  public static let named: [String: WordClass] = [
    "article": .article, "half": .half, "halfOf": .halfOf, "every": .every, "everyOther": .everyOther,
    "season": .season, "year": .year, "dateLead": .dateLead, "decadeSuffix": .decadeSuffix, "same": .same,
    "partOfPeriod": .partOfPeriod, "dayLead": .dayLead, "notAfterYear": .notAfterYear, "between": .between,
    "to": .to, "from": .from, "and": .and, "or": .or, "of": .of, "ofFiller": .ofFiller, "per": .per,
    "vague": .vague, "times": .times, "comparison": .comparison, "rankBefore": .rankBefore,
    "rankAfter": .rankAfter, "rankVerb": .rankVerb, "rankBase": .rankBase, "superlative": .superlative,
    "next": .next, "last": .last, "referenceBefore": .referenceBefore, "person": .person,
    "ageAfter": .ageAfter, "ageContext": .ageContext, "copula": .copula, "countable": .countable,
    "ordinalTerm": .ordinalTerm, "indexContext": .indexContext, "abbreviation": .abbreviation,
    "clauseStart": .clauseStart, "function": .function, "weakOrdinal": .weakOrdinal, "top": .top,
    "ofYear": .ofYear, "yearBefore": .yearBefore, "yearAfter": .yearAfter, "yearsLead": .yearsLead,
    "ageSubject": .ageSubject, "beforeAge": .beforeAge, "durationContext": .durationContext,
    "anaphor": .anaphor, "lawBefore": .lawBefore,
    "leadArticle": .leadArticle, "selective": .selective, "inOf": .inOf, "ofLead": .ofLead, "minus": .minus,
    "respectively": .respectively, "yearLead": .yearLead, "negation": .negation, "notAge": .notAge,
    "roundSuffix": .roundSuffix,
    "rangeLead": .rangeLead, "unitFiller": .unitFiller,
    "spokenMark": .spokenMark, "partOf": .partOf,
  ]

  /// A word that can begin or be a number.
  static var seeds: WordClass {
    .numeral | .ordinal | .half | .everyOther | .magnitude | .roundCount | .factor | .decadeWord | .compound
      | .month | .hasDigits | .next | .last | .halfOf | .every | .top | .same | .year | .decimalWord
      | .denominator | .collective
  }
}
