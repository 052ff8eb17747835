import Core

/// Something that is known of a report, and how.
public struct Known: Hashable, Sendable {
  /// Empty where nobody said, and then `method` is nil.
  public var value: String
  public var method: Document.AreaMethod?

  package init(value: String, method: Document.AreaMethod? = nil) {
    self.value = value
    self.method = method
  }

  package static let nothing = Known(value: "", method: nil)
}

/// What is known of a report before its numbers are read: declared by the user, else read from its title, else inferred
/// from its file name. What nothing says stays empty.
public struct Identity: Sendable {
  /// Id of the family.
  public var family: Known
  public var title: Known
  /// ISO 3166-1 alpha-3.
  public var area: Known
  public var edition: Known
  /// ISO 8601, as narrow as known.
  public var published: Known
  /// An installed language.
  public var language: Known
  public var publisher: String
  public var licence: String
  public var layout: Layout

  /// What was not declared, in words: `area KAZ (read)`.
  public var found: [String] {
    [
      ("family", family), ("area", area), ("edition", edition), ("published", published),
      ("language", language), ("title", title),
    ].compactMap { name, known in
      guard let method = known.method, method != .declared else { return nil }
      return "\(name) \(known.value) (\(method.rawValue))"
    }
  }
}

/// Finds out what a report is. `add`, `run` and `extract` all do it with this.
///
/// - Parameters:
///   - text: As decoded.
///   - mayLackArea: a text of a stream, which need not be about a country.
/// - Throws: `Failure` that names the file where language or country can't be told, or are not installed or listed.
public func identify(
  _ entry: ReportEntry, text: [UInt8], rules: RuleSet, mayLackArea: Bool = false
) throws -> Identity {
  let guess = entry.language.isEmpty ? guessLanguage(of: text, among: rules) : nil
  let declared = declaredFamily(entry)
  let finding = text.withUnsafeBufferPointer {
    findFamily(
      of: $0, among: rules, declared: declared.flatMap { rules.family($0) },
      language: guess ?? rules.installedLanguage(for: entry.language) ?? "")
  }
  let family = finding.family
  let file = namesInFile(entry, finding, rules)
  let area = try area(of: entry, finding, file, among: rules, mayLack: mayLackArea)
  // What only looks like a publisher's report is not laid at its door.
  let isCertain = finding.isRead || declared != nil
  let stem = Known(value: entry.stem, method: .inferred)
  return Identity(
    family: familyID(entry, finding, declared),
    title: first(entry.title, finding.title, "") ?? stem, area: area,
    edition: first(entry.edition, finding.names.edition, file.edition) ?? .nothing,
    published: first(entry.published, finding.names.published, file.published) ?? .nothing,
    language: try language(of: entry, guess: guess, family: family, rules),
    publisher: entry.publisher.isEmpty && isCertain ? family.publisher : entry.publisher,
    licence: entry.licence.isEmpty && isCertain ? family.licence : entry.licence,
    layout: family.layout)
}

/// The first that says anything: what was declared, what the text says, what the file's name says.
private func first(_ declared: String, _ read: String, _ inferred: String) -> Known? {
  for (value, method) in [
    (declared, Document.AreaMethod.declared), (read, .read), (inferred, .inferred),
  ] where !value.isEmpty {
    return Known(value: value, method: method)
  }
  return nil
}

/// Of release 0.1 is `series`, which named the country too: `samples/KAZ` is the family `samples`.
private func declaredFamily(_ entry: ReportEntry) -> String? {
  if !entry.family.isEmpty { return entry.family }
  guard !entry.series.isEmpty else { return nil }
  let country = "/" + entry.area
  let isNamed = !entry.area.isEmpty && entry.series.hasSuffix(country) && entry.series != country
  return isNamed ? String(entry.series.dropLast(country.count)) : entry.series
}

private func familyID(_ entry: ReportEntry, _ finding: FamilyFinding, _ declared: String?) -> Known {
  if let declared { return Known(value: declared, method: .declared) }
  if finding.isRead { return Known(value: finding.family.id, method: .read) }
  // What one publisher issues on a country is taken for editions of one report.
  if !entry.publisher.isEmpty, !finding.isInferred { return Known(value: entry.publisher, method: .inferred) }
  return Known(value: finding.family.id, method: .inferred)
}

/// What the file's name says by the family's patterns; its years where it follows none.
private func namesInFile(
  _ entry: ReportEntry, _ finding: FamilyFinding, _ rules: RuleSet
) -> NamePattern.Names {
  let tokens = nameTokens(entry.stem)
  for pattern in finding.family.files {
    let found = pattern.names(in: tokens) { words in
      finding.family.countries.areaInFileName(words) ?? rules.areaNames.areaInFileName(words)
    }
    if let found { return found }
  }
  return NamePattern.Names(edition: editionIn(entry.stem))
}

/// The years in a file name: `2015-2016` of `kazakstan_2015-2016`; empty where there are none.
func editionIn(_ stem: String) -> String {
  let pieces = stem.split(whereSeparator: { !($0.isASCII && ($0.isNumber || $0 == "-")) })
  for piece in pieces {
    let years = piece.split(separator: "-")
    let areYears = years.allSatisfy { $0.utf8.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }
    if (1...2).contains(years.count), areYears { return years.joined(separator: "-") }
  }
  return ""
}

private func language(
  of entry: ReportEntry, guess: String?, family: ReportFamily, _ rules: RuleSet
) throws -> Known {
  let installed = rules.languages.joined(separator: ", ")
  if entry.language.isEmpty {
    if let guess { return Known(value: guess, method: .inferred) }
    if let only = family.languages.first, family.languages.count == 1,
      let code = rules.installedLanguage(for: only)
    {
      return Known(value: code, method: .inferred)
    }
    throw Failure(
      .data, "the language can't be told from the text; installed: \(installed)", place: entry.file,
      remedy: "Declare it with --language, or under \"language\"")
  }
  guard let code = rules.installedLanguage(for: entry.language) else {
    throw Failure(
      .data, "the language \"\(entry.language)\" is not installed; installed: \(installed)",
      place: entry.file, remedy: "Add it below Languages/, or declare another")
  }
  return Known(value: code, method: .declared)
}

private func area(
  of entry: ReportEntry, _ finding: FamilyFinding, _ file: NamePattern.Names, among rules: RuleSet,
  mayLack: Bool
) throws -> Known {
  if !entry.area.isEmpty {
    guard rules.areas.contains(where: { $0.id == entry.area }) else {
      throw Failure(
        .data, "the area \"\(entry.area)\" is not in Codelists/areas.csv", place: entry.file,
        remedy: "Write an ISO 3166-1 alpha-3 code such as KAZ")
    }
    return Known(value: entry.area, method: .declared)
  }
  if !finding.names.country.isEmpty { return Known(value: finding.names.country, method: .read) }
  let named = [
    rules.areaNames.areas(in: entry.title), file.country.isEmpty ? [] : [file.country],
    rules.areaNames.areas(in: entry.stem, isFileName: true),
  ]
  for areas in named where areas.count == 1 { return Known(value: areas[0], method: .inferred) }
  if mayLack { return .nothing }
  throw Failure(
    .data, "which country the report is about is not declared and not told by its title or file name",
    place: entry.file, remedy: "Declare it with --area KAZ, or under \"area\"")
}
