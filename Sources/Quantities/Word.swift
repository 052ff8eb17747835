/// What is known of one word form: found out once, then looked up.
public struct Word: Sendable {
  public var classes: WordClass = []
  /// The value that goes with the classes.
  public var value: Int64 = 0
  /// Index into the lexicon's units, or -1: of the word itself, or of the rest of a compound.
  public var unit: Int16 = -1
  /// Index of the unit that the word names when it stands before its number, or -1.
  public var unitBefore: Int16 = -1
  /// The word is one of the scales: hundred, thousand, million …
  public var isScale = false
  /// The word counts only with a capital: "May", "100M".
  public var needsCapital = false
  /// Months of the stretch of a year that the word names behind an ordinal, or 0: half 6, quarter 3.
  public var months: UInt8 = 0
  /// Of a number in one word that ends with a scale ("sextusen"), and of an ordinal that is one ("hundredth"), that
  /// scale, else 0.
  public var scale: Int64 = 0
  /// Where a word of letters and digits is two ("USD1", "miljoner3"): the bytes of its first part, else 0.
  var split: UInt8 = 0
  /// The bound that the word or sign by itself puts on a number before it.
  var boundAfter: Quantity.Bound?
  /// Of a compound like "two-thirds-majority" the denominator, else 0.
  public var denominator: Int64 = 0
  /// The compound begins with an ordinal ("first-place").
  public var isOrdinalCompound = false
  /// The caller's marks, one bit each.
  public var marks: UInt8 = 0
  /// The bound that the word by itself puts on a number behind it.
  var bound: Quantity.Bound?
  /// Stretches of the table's lists.
  var atoms: Range<Int32> = 0..<0
  var groups: Range<Int32> = 0..<0
  /// The nodes of the phrase tree behind the word.
  var phrases: Range<Int32> = 0..<0
  /// One bit for each residue of the atoms' numbers: tells quickly that a word is not one of a phrase.
  var atomBits: UInt64 = 0
  /// Phrases of the lexicon's own: those that bound numbers.
  var boundPhrases: Range<Int32> = 0..<0
}
