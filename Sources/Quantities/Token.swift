/// A word, a run of digits, or a mark.
public struct Token: Sendable {
  /// First byte, and the byte after the last, in the scanned text.
  public var start: Int32
  public var end: Int32
  /// Index into the word table; -1 for digits and for words too long to be any.
  public var word: Int32
  public var kind: Kind
  public var flags: Flags
  /// Of digits, how many there are.
  public var digitCount: UInt16
  /// The value of digits; -1 where there are more than 18 of them.
  public var number: Int64

  public enum Kind: UInt8, Sendable {
    case word, digits, mark
    /// Stands before the first and after the last token.
    case edge
  }

  public struct Flags: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let spaceBefore = Flags(rawValue: 1)
    /// The space is one character that may group digits.
    public static let groupingSpace = Flags(rawValue: 2)
    public static let capital = Flags(rawValue: 4)
    public static let allCapitals = Flags(rawValue: 8)
    public static let sentenceStart = Flags(rawValue: 16)
    /// A raised digit: a footnote mark.
    public static let raised = Flags(rawValue: 32)
    /// A sign for a fraction: `number` is its numerator times 256 plus its denominator.
    public static let fraction = Flags(rawValue: 64)
    /// A line feed stands before it: a field of a form begins, and nothing of it belongs to the field before. Where two
    /// line feeds do, a sentence begins as well.
    public static let lineStart = Flags(rawValue: 128)
  }

  static let edge = Token(
    start: 0, end: 0, word: -1, kind: .edge, flags: [.spaceBefore], digitCount: 0, number: -1)
}
