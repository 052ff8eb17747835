import Core

/// What a report's first lines and chapters say of its family.
struct FamilyFinding {
  var family: ReportFamily
  /// The line that is the report's title, as printed; empty where none was found.
  var title = ""
  var names = NamePattern.Names()
  /// Whether the report says it itself, by its title or by a mark that only this family has.
  var isRead = false
  /// Whether its chapters are the family's. Other publishers may divide their reports alike.
  var isInferred = false
}

/// The family that a report's text tells, and what its title says.
///
/// A family is known by its title line or its marks; by its chapters (three of them) it is only inferred. `says` and
/// `says_not` must hold in any case. The one for which most speaks is taken; of equals the first by id.
func findFamily(of text: [UInt8], among rules: RuleSet, declared: ReportFamily? = nil, language: String)
  -> FamilyFinding
{
  let head = HeadOfReport(text)
  var best: (finding: FamilyFinding, weight: Int)?
  let candidates = declared.map { [$0] } ?? rules.families.filter { !$0.isFallback }
  for family in candidates {
    var finding = FamilyFinding(family: family)
    let isSaid = head.says(family)
    guard isSaid || declared != nil else { continue }
    var weight = isSaid && head.bearsMark(of: family) ? 8 : 0
    if let title = head.title(of: family, names: rules.areaNames, lines: 12) {
      finding.title = title.text
      finding.names = title.names
      weight += 4 + family.phrases.count
    }
    finding.isRead = weight > 0
    if head.chapters(family) >= 3 {
      finding.isInferred = true
      weight += 1
    }
    if weight > (best?.weight ?? 0) || declared != nil { best = (finding, weight) }
  }
  if let best { return best.finding }
  let fallback =
    rules.families.first { $0.isFallback && $0.languages.contains(language) }
    ?? rules.families.first { $0.isFallback && $0.languages.isEmpty } ?? .unknown
  var finding = FamilyFinding(family: fallback)
  if let title = head.title(of: fallback, names: rules.areaNames, lines: 1) {
    finding.title = title.text
    finding.names = title.names
  }
  return finding
}

/// The beginning of a report, and the lines that can be its chapters' headings.
private struct HeadOfReport {
  /// The first printed lines, without the blanks around them.
  private var lines: [String] = []
  private var words = ""
  private var headings: Set<String> = []
  private static let length = 4096
  private static let longestHeading = 120

  init(_ text: [UInt8]) {
    let first = String(decoding: text.prefix(Self.length), as: UTF8.self)
    lines = first.split(whereSeparator: \.isNewline).map { trimmed($0) }.filter { !$0.isEmpty }
    words = " " + nameTokens(first).map(\.text).joined(separator: " ") + " "
    var start = 0
    for end in text.indices where text[end] == 0x0A {
      if end - start <= Self.longestHeading, end > start {
        headings.insert(nameKeys(String(decoding: text[start..<end], as: UTF8.self)).exact)
      }
      start = end + 1
    }
  }

  func says(_ family: ReportFamily) -> Bool {
    family.phrases.allSatisfy { has($0) } && !family.foreignPhrases.contains { has($0) }
  }

  func bearsMark(of family: ReportFamily) -> Bool { family.marks.contains { has($0) } }

  /// A phrase that ends with `*` may go on within its last word.
  private func has(_ phrase: String) -> Bool {
    phrase.hasSuffix("*") ? words.contains(" " + phrase.dropLast()) : words.contains(" \(phrase) ")
  }

  func chapters(_ family: ReportFamily) -> Int { family.chapters.count { headings.contains($0) } }

  /// The first of the lines, or of two or three that follow each other, that is a title of the family.
  func title(
    of family: ReportFamily, names: AreaNames, lines limit: Int
  ) -> (text: String, names: NamePattern.Names)? {
    for start in lines.indices.prefix(limit) {
      for length in [3, 2, 1] where start + length <= lines.count {
        let text = lines[start..<(start + length)].joined(separator: " ")
        guard text.utf8.count <= 300, !text.hasSuffix(".") else { continue }
        let tokens = nameTokens(text)
        for pattern in family.titles {
          let found = pattern.names(in: tokens) { family.countries.area($0) ?? names.area($0) }
          if let found { return (text, found) }
        }
      }
    }
    return nil
  }

  /// Without blanks around it and the marks of a Markdown heading.
  private func trimmed(_ line: Substring) -> String {
    var line = line[...]
    while let first = line.first, first.isWhitespace || first == "#" { line = line.dropFirst() }
    while let last = line.last, last.isWhitespace { line = line.dropLast() }
    return String(line)
  }
}
