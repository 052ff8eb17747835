import Core

/// A language that the pipeline does not have.
public struct UnknownLanguage: Error, CustomStringConvertible {
  public var language: String
  public var installed: [String]

  public var description: String {
    "the language \"\(language)\" is not installed; installed: \(installed.joined(separator: ", "))"
  }
}

extension RuleSet {
  /// The installed language that reads texts in a language: itself, else what its tag is a kind of (`sv-FI` is read
  /// with `sv`), whatever the case of its letters; nil where none is installed.
  ///
  /// - Parameter tag: BCP 47.
  package func installedLanguage(for tag: String) -> String? {
    var parts = tag.lowercased().split(separator: "-")[...]
    while !parts.isEmpty {
      let wanted = parts.joined(separator: "-")
      if let code = languages.first(where: { $0.lowercased() == wanted }) { return code }
      parts = parts.dropLast()
    }
    return nil
  }
}
