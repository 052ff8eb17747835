/// The words of one language, as tables: what the scanner knows, and all it knows, of a language.
///
/// Word patterns are matched against lower-cased words: `word`, `word*` (begins with), `*word` (ends with),
/// `*word*` (contains).
public struct Lexicon: Sendable {
  /// BCP 47.
  public var language: String
  public var decimalMark: UInt8
  /// The ASCII marks that group digits by threes, a space among them; a typographic apostrophe is one with `'`.
  public var groupMarks: Set<UInt8>
  /// "twenty-three".
  public var joinsByHyphen: Bool
  /// "one hundred and fifty".
  public var joinsByAnd: Bool
  /// "Two of five" counts, and only "two out of five" and "two in five" are fractions.
  public var fractionsAreLed: Bool
  /// What stands between digits and the ending of an ordinal: ":" in "23:e"; nil where nothing does ("23rd").
  public var ordinalMark: UInt8?
  public var ordinalSuffixes: [String]
  /// Cardinals with their values: units, teens, tens, and the scales (100, 1000, 1000000 …).
  public var numerals: [String: Int64]
  public var ordinals: [String: Int64]
  /// Names of fractions with their denominators.
  public var denominators: [String: Int64]
  /// What makes an ordinal the name of a fraction in one word: "tjugoförste|delar".
  public var denominatorSuffixes: [String]
  /// Words for numbers that are no wholes, times a hundred.
  public var decimals: [String: Int64]
  /// Letters glued to digits that multiply them: "100k". A capital must be one in the text.
  public var suffixes: [String: Int64]
  public var magnitudes: [String: Int64]
  public var roundCounts: [String: Int64]
  /// "dozen": alone a count, behind a number its unit.
  public var collectives: [String: Int64]
  /// Word patterns with the factor times 100.
  public var factors: [(pattern: String, value: Int64)]
  public var months: [String: Int64]
  /// Months are written with a capital; without it the word is another ("may").
  public var monthsAreCapitalised: Bool
  /// "March 5, 2016" as well as "5 March 2016".
  public var monthBeforeDay: Bool
  /// "on May 5" is of the year in the text's title, where the title has one.
  public var titleHasYear: Bool
  /// Names of stretches of a year, counted by an ordinal before them, with their months: "halvåret" 6.
  public var yearParts: [String: Int64]
  /// What makes a decade of the year it is glued to: "s" in "1990s".
  public var decadeEndings: Set<String>
  /// Words for decades with their first year.
  public var decades: [String: Int64]
  /// Numerals that occur only inside longer ones ("et" in "ettusen").
  public var joints: [String: Int64]
  public var units: [Unit]
  /// Word patterns of each class.
  public var classes: [(class: WordClass, patterns: [String])]
  /// Phrases (words separated by a space) that bound a number standing right behind them.
  public var bounds: [(phrase: String, bound: Quantity.Bound)]
  /// Phrases that look like a bound and are none.
  public var notBounds: [String]
  /// Phrases whose number words are none: "sex och samlevnad".
  public var notNumbers: [String]
  /// Phrases right behind a number that bound it ("or more").
  public var boundsAfter: [(phrase: String, bound: Quantity.Bound)]

  public struct Unit: Sendable {
    /// Unit code: `PERCENT`, `YEARS`, `USD`.
    public var code: String
    public var kind: Quantity.Kind
    /// What one of it is in the unit of the code: a decade is ten `YEARS`.
    public var scale: Int64
    /// Word patterns, phrases such as "per cent", or signs such as `%`.
    public var words: [String]
    /// Beginnings of the rest of a compound word: in "sju|procentspärren" the rest begins with "procent".
    public var heads: [String]
    /// Word patterns of units that stand before their number.
    public var before: [String]
    /// How many of it make one of the unit of the code: a hundred cents a dollar; else 1.
    public var parts: Int64

    public init(
      code: String, kind: Quantity.Kind, scale: Int64, words: [String], heads: [String], before: [String],
      parts: Int64 = 1
    ) {
      self.code = code
      self.kind = kind
      self.scale = scale
      self.words = words
      self.heads = heads
      self.before = before
      self.parts = parts
    }
  }

  /// The words that are listed whole, in lower case: what a word broken at a line's end may turn out to be.
  public var wholeWords: Set<String> {
    var words = Set(classes.flatMap(\.patterns) + units.flatMap(\.words))
    for table in [numerals, ordinals, denominators, months, magnitudes, roundCounts, collectives] {
      words.formUnion(table.keys)
    }
    return Set(words.filter { !$0.contains("*") && !$0.contains(" ") }.map { $0.lowercased() })
  }

  public init(language: String) {
    self.language = language
    decimalMark = UInt8(ascii: ".")
    groupMarks = [0x20]
    joinsByHyphen = false
    joinsByAnd = false
    fractionsAreLed = false
    ordinalMark = nil
    ordinalSuffixes = []
    numerals = [:]
    ordinals = [:]
    denominators = [:]
    denominatorSuffixes = []
    decimals = [:]
    suffixes = [:]
    magnitudes = [:]
    roundCounts = [:]
    collectives = [:]
    factors = []
    months = [:]
    monthsAreCapitalised = false
    monthBeforeDay = false
    titleHasYear = false
    yearParts = [:]
    decadeEndings = []
    decades = [:]
    joints = [:]
    units = []
    classes = []
    bounds = []
    notBounds = []
    notNumbers = []
    boundsAfter = []
  }
}
