/// The installed language whose frequent words make up most of the text's words; nil where none reaches a
/// twentieth of them.
///
/// Looks at the first 4 000 words. Two languages as near as each other: the first by code.
public func guessLanguage(of text: [UInt8], among rules: RuleSet) -> String? {
  text.withUnsafeBufferPointer { guessLanguage(of: $0, among: rules) }
}

package func guessLanguage(of text: UnsafeBufferPointer<UInt8>, among rules: RuleSet) -> String? {
  let languages = rules.languages.map { ($0, rules.packs[$0]?.frequentWords ?? []) }
  var hits = [Int](repeating: 0, count: languages.count)
  var words = 0
  let prefix = String(decoding: text.prefix(40_000), as: UTF8.self).lowercased()
  for word in prefix.split(whereSeparator: { !$0.isLetter }).prefix(4000) {
    words += 1
    for (index, language) in languages.enumerated() where language.1.contains(String(word)) {
      hits[index] += 1
    }
  }
  guard let best = hits.indices.max(by: { (hits[$0], -$0) < (hits[$1], -$1) }), hits[best] * 20 >= words,
    words > 0
  else { return nil }
  return languages[best].0
}
