import Core

/// Reads the dates that publishers write with the names of months, as their table's file has them.
package struct DateWords: Hashable, Sendable {
  /// January to December, in lower case; empty where a table needs none.
  package var months: [String] = []

  /// Two digits; nil where a text names no month or two of them. Three letters of a name are enough.
  package func month(_ text: String) -> String? {
    let words = text.lowercased().split { !$0.isLetter }
    guard words.count == 1, words[0].unicodeScalars.count >= 3,
      let index = months.firstIndex(where: { $0.hasPrefix(words[0]) })
    else { return nil }
    return twoDigits(index + 1)
  }

  /// `2021-09-24`, `2021-09`, `1st September 2021`, `24 Jan 1983` → ISO 8601; nil for anything else.
  package func date(_ text: String) -> String? {
    if !text.contains("/"), DateInterval8601(text) != nil { return text }
    let words = text.split { $0 == " " || $0 == "\u{A0}" }.map(String.init)
    guard words.count == 3, let day = Int(words[0].prefix { ("0"..."9").contains($0) }),
      let month = month(words[1]), isYear(words[2])
    else { return nil }
    let date = "\(words[2])-\(month)-\(twoDigits(day))"
    return DateInterval8601(date) == nil ? nil : date
  }

  /// The first day of some month that a sentence names, as `02-01`: `Annual data as of 1 Feb of given year`.
  func dayOfYear(_ sentence: String) -> String? {
    let words = sentence.split { !$0.isLetter && !$0.isNumber }
    for (word, next) in zip(words, words.dropFirst()) {
      if let day = Int(word), (1...31).contains(day), let month = month(String(next)) {
        return "\(month)-\(twoDigits(day))"
      }
    }
    return nil
  }
}

/// Four digits.
package func isYear(_ text: String) -> Bool {
  text.utf8.count == 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
}

/// `2016` → `2016`; `2011-12` → `2011/2012`, about both years; nil for anything else.
func periodOfYears(_ text: String) -> String? {
  if isYear(text) { return text }
  let parts = text.split(separator: "-").map(String.init)
  guard parts.count == 2, isYear(parts[0]), parts[1].utf8.count == 2, Int(parts[1]) != nil else { return nil }
  let period = "\(parts[0])/\(parts[0].prefix(2))\(parts[1])"
  return DateInterval8601(period) == nil ? nil : period
}

private func twoDigits(_ number: Int) -> String {
  number < 10 ? "0\(number)" : "\(number)"
}
