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
func findFamily(
  of text: UnsafeBufferPointer<UInt8>, among rules: RuleSet, declared: ReportFamily? = nil, language: String
) -> FamilyFinding {
  var head = HeadOfReport(text, rules.familyWords)
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
