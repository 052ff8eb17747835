import Foundation

/// A word or a number of a title or a file name, without the marks around it.
package struct NameToken: Hashable, Sendable {
  /// In lower case, letters or digits only.
  package let text: String
  package let isNumber: Bool
  /// What stands between it and the token before.
  package let gap: String

  package var isYear: Bool {
    isNumber && text.utf8.count == 4 && (text.hasPrefix("19") || text.hasPrefix("20"))
  }
}

/// The words and numbers of a title or a file name, in order.
func nameTokens(_ text: String) -> [NameToken] {
  var text = text
  let plain = text.withUTF8 { NameCutter.knows($0) ? plainNameTokens($0) : nil }
  if let plain { return plain }
  var tokens: [NameToken] = []
  var word = ""
  var gap = ""
  var isNumber = false
  func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
  func close() {
    guard !word.isEmpty else { return }
    tokens.append(NameToken(text: word, isNumber: isNumber, gap: gap))
    (word, gap) = ("", "")
  }
  for character in text.precomposedStringWithCanonicalMapping.lowercased() {
    guard character.isLetter || isDigit(character) else {
      close()
      gap.append(character)
      continue
    }
    if !word.isEmpty, isDigit(character) != isNumber { close() }
    isNumber = isDigit(character)
    word.append(character)
  }
  close()
  return tokens
}

/// The same for a text whose signs the cutter knows.
private func plainNameTokens(_ text: UnsafeBufferPointer<UInt8>) -> [NameToken] {
  var cutter = NameCutter(text)
  var tokens: [NameToken] = []
  tokens.reserveCapacity(text.count / 5 + 1)
  var word: [UInt8] = []
  var gap: [UInt8] = []
  while let isNumber = cutter.next(word: &word, gap: &gap) {
    let between = gap == [0x20] ? " " : String(decoding: gap, as: UTF8.self)
    tokens.append(
      NameToken(text: String(decoding: word, as: UTF8.self), isNumber: isNumber, gap: between))
    word.removeAll(keepingCapacity: true)
    gap.removeAll(keepingCapacity: true)
  }
  return tokens
}

/// The words of a name with a space between, and the same as file names write it, with plain letters.
func nameKeys(_ name: String, letters: [Character: String] = [:]) -> (exact: String, plain: String) {
  let exact = nameTokens(name).map(\.text).joined(separator: " ")
  if exact.utf8.allSatisfy({ $0 < 0x80 }), letters.keys.allSatisfy({ !$0.isASCII }) { return (exact, exact) }
  let spelt = exact.map { letters[$0] ?? String($0) }.joined()
  return (exact, spelt.folding(options: .diacriticInsensitive, locale: nil))
}
