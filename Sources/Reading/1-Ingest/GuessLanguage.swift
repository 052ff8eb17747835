/// The installed language whose frequent words make up most of the text's words; nil where none reaches a
/// twentieth of them.
///
/// Looks at the first words until one language is far ahead, at 4 000 of them at most. Two languages as near as each
/// other: the first by code.
public func guessLanguage(of text: [UInt8], among rules: RuleSet) -> String? {
  text.withUnsafeBufferPointer { guessLanguage(of: $0, among: rules) }
}

package func guessLanguage(of text: UnsafeBufferPointer<UInt8>, among rules: RuleSet) -> String? {
  rules.frequentWords.language(of: UnsafeBufferPointer(rebasing: text.prefix(40_000)))
}
