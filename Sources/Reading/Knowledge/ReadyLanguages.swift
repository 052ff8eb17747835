import Foundation

/// Languages made ready for matching, each when it is first asked for, and once.
final class ReadyLanguages: @unchecked Sendable {
  private let lock = NSLock()
  private var known: [String: Result<LanguageRules?, Error>] = [:]
  private let make: @Sendable (String) throws -> LanguageRules?

  /// - Parameter make: nil for a language that is not installed.
  init(_ make: @escaping @Sendable (String) throws -> LanguageRules?) { self.make = make }

  func language(_ code: String) throws -> LanguageRules? {
    if let made = lock.withLock({ known[code] }) { return try made.get() }
    // Two threads that ask at once may both make it: they make the same, and the first is kept.
    let made = Result { try make(code) }
    return try lock.withLock {
      if known[code] == nil { known[code] = made }
      return known[code]!
    }.get()
  }
}
