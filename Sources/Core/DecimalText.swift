import Foundation

/// A number that was read from decimal text, as decimal text again: no exponent, no needless zeros.
package func decimalText(_ number: Double) -> String {
  if number == number.rounded(), abs(number) < 1e15 { return "\(Int64(number))" }
  let text = "\(number)"
  return text.contains("e") ? String(format: abs(number) >= 1 ? "%.0f" : "%.12f", number) : text
}
