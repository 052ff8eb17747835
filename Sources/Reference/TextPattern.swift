import Core

/// A text with places held open: `Score {year}`, `Ranking as of {date}`, `{text}Accession{text}`.
package struct TextPattern: Hashable, Sendable {
  package enum Hole: String, CaseIterable, Sendable {
    /// Four digits.
    case year
    /// ISO 8601, or day, name of the month and year.
    case date
    /// A treaty as its depositary numbers it, with the chapter in digits: `4-11-b`.
    case reference
    /// Anything, or nothing.
    case text
  }

  private enum Part: Hashable, Sendable {
    case literal([UInt8])
    case hole(Hole)
  }

  /// As written in the layout.
  package let text: String
  private let parts: [Part]
  private let folded: [Part]

  /// Longer texts fill no hole: no heading and no file name is so long.
  private static let longest = 1000

  /// - Returns: nil where braces hold the name of no hole.
  init?(_ text: String) {
    var parts: [Part] = []
    var folded: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}"),
        let hole = Hole(rawValue: String(rest[rest.index(after: open)..<close]))
      else { return nil }
      parts += [.literal(Array(rest[..<open].utf8)), .hole(hole)]
      folded += [.literal(Array(rest[..<open].lowercased().utf8)), .hole(hole)]
      rest = rest[rest.index(after: close)...]
    }
    parts.append(.literal(Array(rest.utf8)))
    folded.append(.literal(Array(rest.lowercased().utf8)))
    self.text = text
    self.parts = parts
    self.folded = folded
  }

  package func has(_ hole: Hole) -> Bool { parts.contains(.hole(hole)) }

  /// What fills the holes; nil where the text is not so made. Of several ways the first hole takes the longest.
  package func match(_ text: String, ignoringCase: Bool = false, dates: DateWords = DateWords()) -> [Hole:
    String]?
  {
    let bytes = Array((ignoringCase ? text.lowercased() : text).utf8)
    guard parts.count == 1 || bytes.count <= Self.longest else { return nil }
    return Self.fill((ignoringCase ? folded : parts)[...], bytes[...], [:], dates)
  }

  private static func fill(
    _ parts: ArraySlice<Part>, _ bytes: ArraySlice<UInt8>, _ filled: [Hole: String], _ dates: DateWords
  ) -> [Hole: String]? {
    switch parts.first {
    case nil: return bytes.isEmpty ? filled : nil
    case .literal(let literal)?:
      guard bytes.starts(with: literal) else { return nil }
      return fill(parts.dropFirst(), bytes.dropFirst(literal.count), filled, dates)
    case .hole(let hole)?:
      let lengths = hole == .year ? 4...4 : 0...bytes.count
      for length in lengths.reversed() where length <= bytes.count {
        guard let value = value(hole, String(decoding: bytes.prefix(length), as: UTF8.self), dates) else {
          continue
        }
        var more = filled
        more[hole] = value
        if let all = fill(parts.dropFirst(), bytes.dropFirst(length), more, dates) { return all }
      }
      return nil
    }
  }

  private static func value(_ hole: Hole, _ text: String, _ dates: DateWords) -> String? {
    switch hole {
    case .year: isYear(text) ? text : nil
    case .date: dates.date(text)
    case .reference: treatyReference(text)
    case .text: text
    }
  }
}

/// `4-11-b` → `IV-11-b`; nil for what is no chapter and number.
private func treatyReference(_ text: String) -> String? {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
  guard parts.count >= 2, let chapter = Int(parts[0]), (1...39).contains(chapter),
    parts.dropFirst().allSatisfy({
      !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
    })
  else { return nil }
  let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
  let roman = String(repeating: "X", count: chapter / 10) + ones[chapter % 10]
  return ([roman] + parts.dropFirst()).joined(separator: "-")
}
