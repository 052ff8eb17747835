/// What a word can be to the grammar of numbers. A language's tables say which words those are.
public struct WordClass: OptionSet, Sendable {
  public let rawValue: UInt64
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  private init(bit: Int) { self.init(rawValue: 1 << UInt64(bit)) }

  // Kinds of numbers in words; their value stands in `Word.value`.
  public static let numeral = WordClass(bit: 0)
  /// A numeral that is far more often an article: it counts only where the grammar says so.
  public static let article = WordClass(bit: 1)
  public static let ordinal = WordClass(bit: 2)
  /// "thirds": `Word.value` is the denominator.
  public static let denominator = WordClass(bit: 3)
  /// "half" as a noun.
  public static let half = WordClass(bit: 4)
  /// "half" as an adjective: "half a million", "one and a half".
  public static let halfOf = WordClass(bit: 5)
  /// "every" before an ordinal.
  public static let every = WordClass(bit: 6)
  /// "every other" in one word.
  public static let everyOther = WordClass(bit: 7)
  /// "thousands of": `Word.value` is the order of magnitude.
  public static let magnitude = WordClass(bit: 8)
  /// "some twenty": a round count, `Word.value` about.
  public static let roundCount = WordClass(bit: 9)
  /// "doubled": `Word.value` is the factor times 100.
  public static let factor = WordClass(bit: 10)
  public static let decadeWord = WordClass(bit: 11)
  /// A numeral or ordinal with a unit in one word: `Word.value` and `Word.unit`.
  public static let compound = WordClass(bit: 12)

  // Time.
  public static let month = WordClass(bit: 13)
  public static let season = WordClass(bit: 14)
  public static let year = WordClass(bit: 15)
  /// A preposition or noun that is followed by a date.
  public static let dateLead = WordClass(bit: 16)
  /// What follows "1990-" to make a decade.
  public static let decadeSuffix = WordClass(bit: 17)
  /// "of the year" behind a year.
  public static let ofYear = WordClass(bit: 55)
  /// "the years": what follows is one interval.
  public static let yearsLead = WordClass(bit: 61)
  /// Behind "the year": the one before, the one after.
  public static let yearBefore = WordClass(bit: 62)
  public static let yearAfter = WordClass(bit: 63)
  public static let same = WordClass(bit: 18)
  /// "beginning", "end" of a period.
  public static let partOfPeriod = WordClass(bit: 19)
  /// The article of a day.
  public static let dayLead = WordClass(bit: 20)
  /// A word after a bare four-digit number that shows it is no year.
  public static let notAfterYear = WordClass(bit: 21)

  // Joints.
  public static let between = WordClass(bit: 22)
  public static let to = WordClass(bit: 23)
  public static let from = WordClass(bit: 24)
  public static let and = WordClass(bit: 25)
  public static let or = WordClass(bit: 26)
  public static let of = WordClass(bit: 27)
  /// May stand between "of" and the total.
  public static let ofFiller = WordClass(bit: 28)
  public static let per = WordClass(bit: 29)
  /// "some", "several": makes a following numeral a magnitude.
  public static let vague = WordClass(bit: 30)
  public static let times = WordClass(bit: 31)
  /// After "three times": makes it a factor.
  public static let comparison = WordClass(bit: 32)

  // Ranks.
  public static let rankBefore = WordClass(bit: 33)
  public static let rankAfter = WordClass(bit: 34)
  public static let rankVerb = WordClass(bit: 35)
  /// What is ranked: "countries".
  public static let rankBase = WordClass(bit: 36)
  public static let superlative = WordClass(bit: 37)
  /// "second" before a superlative.
  public static let next = WordClass(bit: 38)
  public static let last = WordClass(bit: 39)

  /// "highest": the first place when it is said of a ranking.
  public static let top = WordClass(bit: 53)

  // Neighbours that decide what a number is.
  public static let referenceBefore = WordClass(bit: 40)
  public static let person = WordClass(bit: 41)
  public static let ageAfter = WordClass(bit: 42)
  public static let ageContext = WordClass(bit: 43)
  /// Words that stand for persons when an age follows: "those", "the group".
  public static let ageSubject = WordClass(bit: 56)
  /// "before" in front of an age.
  public static let beforeAge = WordClass(bit: 57)
  /// What lasts years: "life expectancy", "sentence".
  public static let durationContext = WordClass(bit: 58)
  /// "the figure": takes what is measured from the sentence before.
  public static let anaphor = WordClass(bit: 59)
  /// A law may bear a number or a year: only a number that is no year is its own.
  public static let lawBefore = WordClass(bit: 60)
  public static let copula = WordClass(bit: 44)
  public static let countable = WordClass(bit: 45)
  /// Makes an ordinal a number ("a fifth term") where "first" alone would be none.
  public static let ordinalTerm = WordClass(bit: 46)
  /// A unit that stands before its number ("week twelve").
  public static let unitBefore = WordClass(bit: 47)
  public static let indexContext = WordClass(bit: 48)
  public static let abbreviation = WordClass(bit: 49)
  /// Begins a clause of its own.
  public static let clauseStart = WordClass(bit: 50)
  /// Never the noun that is counted.
  public static let function = WordClass(bit: 51)
  /// "first", "other": an ordinal only before an `ordinalTerm`.
  public static let weakOrdinal = WordClass(bit: 52)
  /// Letters and digits in one word.
  public static let hasDigits = WordClass(bit: 54)

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
  ]

  /// A word that can begin or be a number.
  static let seeds: WordClass = [
    .numeral, .ordinal, .half, .everyOther, .magnitude, .roundCount, .factor, .decadeWord, .compound, .month,
    .hasDigits, .next, .last, .halfOf, .every, .top, .same, .year,
  ]
}
