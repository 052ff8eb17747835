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
  for place in rules.families.indices where declared == nil || rules.families[place].id == declared?.id {
    let wanted = rules.familyWords.wanted[place]
    let isSaid = head.says(wanted)
    guard isSaid || declared != nil, declared != nil || !rules.families[place].isFallback else { continue }
    var weight = isSaid && head.bearsMark(of: wanted) ? 8 : 0
    let title = head.title(of: rules.families[place], wanted, names: rules.areaNames, lines: 12)
    if title != nil { weight += 4 + wanted.says.count }
    let isRead = weight > 0
    let isInferred = head.chapters(wanted) >= 3
    if isInferred { weight += 1 }
    guard weight > (best?.weight ?? 0) || declared != nil else { continue }
    best = (
      FamilyFinding(
        family: rules.families[place], title: title?.text ?? "", names: title?.names ?? NamePattern.Names(),
        isRead: isRead, isInferred: isInferred), weight
    )
  }
  if let best { return best.finding }
  let fallback =
    rules.families.firstIndex { $0.isFallback && $0.languages.contains(language) }
    ?? rules.families.firstIndex { $0.isFallback && $0.languages.isEmpty }
  guard let fallback else { return FamilyFinding(family: .unknown) }
  var finding = FamilyFinding(family: rules.families[fallback])
  let wanted = rules.familyWords.wanted[fallback]
  if let title = head.title(of: finding.family, wanted, names: rules.areaNames, lines: 1) {
    finding.title = title.text
    finding.names = title.names
  }
  return finding
}
