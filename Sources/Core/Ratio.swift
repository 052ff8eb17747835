/// How many of one unit another is: a day is 24/1 hours and 1/30 of a month.
public struct Ratio: Hashable, Sendable {
  public var numerator: Int64
  public var denominator: Int64

  /// Nil for what is neither a whole number nor two of them parted by a slash, or not above zero.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int64($0) }
    guard (1...2).contains(parts.count), let first = parts[0], let last = parts[parts.count - 1],
      first > 0, last > 0
    else { return nil }
    (numerator, denominator) = (first, parts.count == 2 ? last : 1)
  }
}
