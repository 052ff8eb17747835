/// A numeric expression read from a text: what it is, its value, and where it stands.
///
/// Plain bytes without references, so that a scan allocates nothing per expression.
public struct Quantity: Sendable {
  public var kind: Kind
  /// The way of reading that made it; names the reading rule.
  public var reading: Reading
  public var bound: Bound = .exact
  /// First byte, and the byte after the last, in the scanned text.
  public var start: Int32
  public var end: Int32
  /// First token, and the token after the last, in the scanner's tokens.
  public var firstToken: Int32
  public var endToken: Int32
  /// Absent for dates, and for ranks that the text gives without their number.
  public var value: Fixed?
  /// Upper end of a range.
  public var high: Fixed?
  /// The `of N` of ranks and x-of-y.
  public var total: Fixed?
  /// Only for dates.
  public var period: CalendarPeriod?
  /// Index into the lexicon's units, or -1.
  public var unit: Int16 = -1
  /// The token of the counted noun, or -1.
  public var noun: Int32 = -1
  /// Counted from another date ("the year before"); it has no number of its own.
  public var isRelative = false
  /// The text names no year: `period` has it from the date before.
  public var isYearInferred = false
  /// Why the value is not to be trusted.
  public var flaw: Flaw = .none
  /// What is counted was named before: "5 000 of these".
  public var refersBack = false
  /// The tokens that state the bound, empty where there are none.
  public var boundTokens: Range<Int32> = 0..<0
  /// The tokens that state the total, empty where there are none.
  public var totalTokens: Range<Int32> = 0..<0
  /// Of a number that nothing in its own expression explains, what around it does.
  public var explanation: Explanation = .none

  public enum Explanation: UInt8, Sendable {
    case none
    /// The label of the form's field that it is the value of.
    case field
    /// Another number of the sentence, which counts the same.
    case neighbour
    /// The noun further behind: "nine so-called conciliators".
    case noun
  }

  /// The count before, of which this one is a part: "23 ministers, of whom eight".
  public var whole: Fixed?
  public var wholeTokens: Range<Int32> = 0..<0

  /// A quantity of which only its kind and place are known.
  public init(
    kind: Kind, reading: Reading, start: Int32, end: Int32, firstToken: Int32, endToken: Int32,
    value: Fixed? = nil
  ) {
    self.kind = kind
    self.reading = reading
    self.start = start
    self.end = end
    self.firstToken = firstToken
    self.endToken = endToken
    self.value = value
  }

  /// What makes a value doubtful or impossible. A quantity with a flaw is a mention, and no fact.
  public enum Flaw: UInt8, Sendable, CaseIterable {
    case none
    /// Thousands are parted as another language parts them, or in other groups than three: "12,500" in Swedish.
    case grouping
    /// A footnote's mark may be glued to the figure: "1 20012".
    case mark
    /// A sign beside it was lost (U+FFFD).
    case damaged
    /// Half a person, a rank or year with decimals.
    case notWhole
    /// Outside what can be: a rank behind its total, more than all of them.
    case impossible
  }

  /// The names of the streaming contract.
  public enum Kind: UInt8, Sendable, CaseIterable {
    case share, fraction, rank, count, rate, money, duration, age, measure, date, ordinal, magnitude
    case factor, index, reference
  }

  /// How the words around a value bound it.
  public enum Bound: UInt8, Sendable, CaseIterable {
    case exact, lessThan, atMost, moreThan, atLeast, about, range
  }

  /// What was recognised, in the words of a reader.
  public enum Reading: UInt8, Sendable, CaseIterable {
    case number, unit, rank, ratio, rate, range, fraction, everyNth, magnitude, factor, compound, ordinal
    case day, month, year, yearRange, decade, reference, sectionNumber, name, footnote
  }
}

/// Days, months or years of the proleptic Gregorian calendar, as narrow as the text says.
public struct CalendarPeriod: Hashable, Sendable {
  public var first: Point
  /// Equal to `first` unless the text gives an interval.
  public var last: Point

  /// The end that the text does not name: "since 2014" has no last day, "up to 2018" no first. Both ends then hold the
  /// date that is named.
  public var open = OpenEnd.none

  public enum OpenEnd: Hashable, Sendable { case none, first, last }

  public init(_ first: Point, _ last: Point? = nil, open: OpenEnd = .none) {
    self.first = first
    self.last = last ?? first
    self.open = open
  }

  /// A year, a month of a year, or a day.
  public struct Point: Hashable, Sendable {
    /// Zero where the text names a day or month without a year.
    public var year: Int16
    /// 1 to 12; zero where only the year is known.
    public var month: UInt8
    /// 1 to 31; zero where no day is known.
    public var day: UInt8

    public init(year: Int, month: Int = 0, day: Int = 0) {
      self.year = Int16(truncatingIfNeeded: year)
      self.month = UInt8(truncatingIfNeeded: month)
      self.day = UInt8(truncatingIfNeeded: day)
    }
  }
}
