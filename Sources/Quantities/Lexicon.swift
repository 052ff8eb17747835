/// The words of one language, as tables: what the scanner knows, and all it knows, of a language.
///
/// Word patterns are matched against lower-cased words: `word`, `word*` (begins with), `*word` (ends with),
/// `*word*` (contains).
public struct Lexicon: Sendable {
  /// BCP 47.
  public var language: String
  public var decimalMark: UInt8
  /// Whether a full stop between groups of three digits groups them.
  public var groupsByPoint: Bool
  /// Cardinals with their values: units, teens, tens, and the scales (100, 1000, 1000000 …).
  public var numerals: [String: Int64]
  public var ordinals: [String: Int64]
  /// Names of fractions with their denominators.
  public var denominators: [String: Int64]
  public var magnitudes: [String: Int64]
  public var roundCounts: [String: Int64]
  /// Word patterns with the factor times 100.
  public var factors: [(pattern: String, value: Int64)]
  public var months: [String: Int64]
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
  /// Phrases right behind a number that bound it ("or more").
  public var boundsAfter: [(phrase: String, bound: Quantity.Bound)]

  public struct Unit: Sendable {
    /// Unit code: `PERCENT`, `YEARS`, `USD`.
    public var code: String
    public var kind: Quantity.Kind
    /// What one of it is in the unit of the code: a decade is ten `YEARS`.
    public var scale: Int64
    /// Word patterns, or signs such as `%`.
    public var words: [String]
    /// Beginnings of the rest of a compound word: in "sju|procentspärren" the rest begins with "procent".
    public var heads: [String]
    /// Word patterns of units that stand before their number.
    public var before: [String]

    public init(
      code: String, kind: Quantity.Kind, scale: Int64, words: [String], heads: [String], before: [String]
    ) {
      self.code = code
      self.kind = kind
      self.scale = scale
      self.words = words
      self.heads = heads
      self.before = before
    }
  }

  public init(language: String) {
    self.language = language
    decimalMark = UInt8(ascii: ".")
    groupsByPoint = false
    numerals = [:]
    ordinals = [:]
    denominators = [:]
    magnitudes = [:]
    roundCounts = [:]
    factors = []
    months = [:]
    decades = [:]
    joints = [:]
    units = []
    classes = []
    bounds = []
    notBounds = []
    boundsAfter = []
  }
}
