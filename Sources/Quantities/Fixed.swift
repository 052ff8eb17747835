/// A decimal number exactly as written: digits and the number of them behind the decimal mark.
public struct Fixed: Hashable, Sendable {
  /// All digits, without the decimal mark.
  public var digits: Int64
  /// How many of them stand behind the decimal mark.
  public var places: UInt8

  public init(_ digits: Int64, places: UInt8 = 0) {
    self.digits = digits
    self.places = places
  }

  /// A quotient to six places, the precision in which fractions are kept.
  public init?(_ numerator: Int64, over denominator: Int64) {
    guard denominator != 0, let scaled = numerator.multiplied(by: 1_000_000) else { return nil }
    let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: denominator)
    self.init(quotient + (remainder.magnitude * 2 >= denominator.magnitude ? 1 : 0), places: 6)
    dropZeros()
  }

  /// Nil where the product has more digits than fit.
  public func times(_ factor: Int64) -> Fixed? {
    guard let product = digits.multiplied(by: factor) else { return nil }
    var result = Fixed(product, places: places)
    if factor != 1 { result.dropZeros() }
    return result
  }

  /// A part of it, to six places at most.
  public func over(_ parts: Int64) -> Fixed? {
    guard places == 0 else { return nil }
    return Fixed(digits, over: parts)
  }

  /// Nearest double.
  public var number: Double { Double(digits) / Self.powersOfTen[Int(places)] }

  /// Without the zeros at the end of its decimals.
  public var withoutZeros: Fixed {
    var result = self
    result.dropZeros()
    return result
  }

  public func isLess(than other: Fixed) -> Bool { number < other.number }

  private mutating func dropZeros() {
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
  }

  /// Exact as doubles, and enough: a `Fixed` has at most 18 digits.
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
  ]
}

extension Int64 {
  fileprivate func multiplied(by factor: Int64) -> Int64? {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }
}

extension Fixed: CustomStringConvertible {
  /// With a decimal point and without grouping: `12800000`, `0.788`.
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the characters of `description`.
  public func append(to bytes: inout [UInt8]) {
    if digits < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = digits.magnitude
    var written = 0
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 40) { buffer in
      var next = 40
      repeat {
        if written == Int(places), places > 0 {
          next -= 1
          buffer[next] = UInt8(ascii: ".")
        }
        next -= 1
        buffer[next] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
        written += 1
      } while rest > 0 || written <= Int(places)
      bytes.append(contentsOf: buffer[next...])
    }
  }
}
