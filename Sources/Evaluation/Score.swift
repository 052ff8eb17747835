/// How often something was found, invented and missed.
public struct Score: Sendable, Hashable {
  public var truePositives = 0
  public var falsePositives = 0
  public var falseNegatives = 0

  public init() {}

  public var precision: Double? { Self.share(truePositives, truePositives + falsePositives) }
  public var recall: Double? { Self.share(truePositives, truePositives + falseNegatives) }

  /// Harmonic mean of precision and recall.
  public var f1: Double? {
    Self.share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives)
  }

  package static func share(_ part: Int, _ whole: Int) -> Double? {
    whole == 0 ? nil : Double(part) / Double(whole)
  }

  /// Wilson's interval of 95 % for a share (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927): it stays within 0 and
  /// 1 and is honest for small numbers.
  public static func wilson(_ part: Int, of whole: Int) -> ClosedRange<Double>? {
    guard whole > 0 else { return nil }
    let z = 1.959964
    let n = Double(whole)
    let p = Double(part) / n
    let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
    return max(0, middle - half)...min(1, middle + half)
  }

  public static func + (a: Score, b: Score) -> Score {
    var sum = a
    sum.truePositives += b.truePositives
    sum.falsePositives += b.falsePositives
    sum.falseNegatives += b.falseNegatives
    return sum
  }
}
