import Core
import Foundation

/// Everything that people write below the pipeline's folder, read and made ready: code lists, indicators,
/// languages and rules. Immutable, and so shared by all workers.
public struct RuleSet: Sendable {
  /// Sorted by id.
  public let areas: [Area]
  public let units: [UnitOfMeasure]
  public let sources: [Source]
  public let treaties: [Treaty]
  public let indicators: [Indicator]
  /// In the order of their list.
  public let contexts: [ClaimContext]
  /// In the order of their list, which is that of a report.
  public let outline: [OutlineTopic]
  /// Codes of the installed languages, sorted.
  public var languages: [String] { packs.keys.sorted() }
  /// The rules as the database lists them, sorted by id; none where languages are made ready as needed.
  public let descriptions: [RuleDescription]
  /// With their examples; none where languages are made ready as needed.
  public let ruleFiles: [RuleFile]
  /// What texts measure and no indicator counts, a file for each language.
  let others: [RuleFile]
  /// The words of the installed languages.
  package let packs: [String: LanguagePack]
  private let ready: ReadyLanguages
  /// Families of reports, sorted by id.
  public let families: [ReportFamily]
  let familyWords: FamilyWords
  let frequentWords: FrequentWords
  /// Names of countries and territories, in every installed language.
  package let areaNames: AreaNames

  /// The folders that it is read from.
  package static let folders = ["Codelists", "Families", "Indicators", "Languages", "Others", "Templates"]

  /// - Parameter folder: `Pipelines/human-rights` or one like it.
  /// - Parameter asNeeded: Makes a language's rules ready when its first text comes, without their examples: for who
  ///   reads a few texts and wants the first line soon. What is wrong in a language that nobody asks for is not seen.
  /// - Throws: `ConfigurationError` that names file and line.
  public init(pipeline folder: URL, asNeeded: Bool = false) throws {
    try self.init(FileTree(pipeline: folder, folders: Self.folders), asNeeded: asNeeded)
  }

  /// - Throws: `ConfigurationError` that names file and line.
  package init(_ files: FileTree, asNeeded: Bool = false) throws {
    let codelists = try Codelists(files)
    areas = codelists.areas.sorted { $0.id < $1.id }
    units = codelists.units.sorted { $0.id < $1.id }
    sources = codelists.sources.sorted { $0.id < $1.id }
    treaties = codelists.treaties.sorted { $0.id < $1.id }
    contexts = codelists.contexts
    outline = codelists.outline
    indicators = try concurrentMap(files.entries(of: "Indicators")) { id in
      try Indicator(id: id, files.yaml("Indicators/\(id)/indicator.yml"))
    }
    let codes = files.entries(of: "Languages")
    guard !codes.isEmpty else {
      throw ConfigurationError(file: "Languages", line: nil, message: "the folder is missing")
    }
    packs = Dictionary(
      uniqueKeysWithValues: zip(codes, try concurrentMap(codes) { try LanguagePack(code: $0, in: files) }))
    ruleFiles = asNeeded ? [] : try Self.ruleFiles(in: files, indicators)
    others = asNeeded ? [] : try files.yamlFiles(in: "Others").map { try Self.others(in: files, $0) }
    let all = ruleFiles + others
    ready = ReadyLanguages {
      [packs, indicators, contexts, areas, sources, treaties, units] code in
      guard let pack = packs[code] else { return nil }
      let rules =
        asNeeded ? try Self.rules(of: code, in: files, indicators) : all.filter { $0.language == code }
      return try LanguageRules(
        pack, files: rules, indicators: indicators, contexts: contexts.map(\.id), areas: areas,
        sources: sources, treaties: treaties, units: units)
    }
    let compiled = asNeeded ? [] : try concurrentMap(codes) { [ready] in try ready.language($0) }
    let packs = packs.sorted { $0.key < $1.key }.map(\.value)
    let names = Self.areaNames(areas, packs)
    areaNames = AreaNames(names)
    var families = try Self.families(in: files, names: names)
    // A pipeline with code lists of its own may have no outline; the families are everybody's.
    if outline.isEmpty { for place in families.indices { families[place].outline = FamilyOutline() } }
    self.families = families
    familyWords = FamilyWords(families)
    frequentWords = FrequentWords(packs)
    descriptions =
      asNeeded
      ? []
      : (try packs.flatMap { try describe($0, in: files) } + compiled.flatMap { $0?.descriptions ?? [] } + [
        .reader
      ])
      .sorted { $0.id < $1.id }
    try check()
  }

  /// A language's rules, made ready for matching; nil where it is not installed.
  ///
  /// - Throws: `ConfigurationError` that names file and line.
  package func rules(of language: String) throws -> LanguageRules? { try ready.language(language) }

  private static func ruleFiles(in files: FileTree, _ indicators: [Indicator]) throws -> [RuleFile] {
    let languages = Set(
      indicators.flatMap { files.yamlFiles(in: "Indicators/\($0.id)") }.filter { $0 != "indicator" })
    var templates: [String: [String: Template]] = [:]
    for language in languages { templates[language] = try self.templates(of: language, in: files) }
    let known = templates
    return try concurrentMap(indicators) { indicator in
      try files.yamlFiles(in: "Indicators/\(indicator.id)").filter { $0 != "indicator" }.map { language in
        let path = "Indicators/\(indicator.id)/\(language).yml"
        return try RuleFile(
          indicator: indicator.id, language: language, yaml: files.yaml(path),
          sha256: ContentHash.sha256(files.bytes(path)), templates: known[language] ?? [:])
      }
    }.flatMap { $0 }
  }

  /// The rules of one language without their examples.
  private static func rules(of language: String, in files: FileTree, _ indicators: [Indicator]) throws
    -> [RuleFile]
  {
    let templates = try templates(of: language, in: files)
    let rules = try indicators.compactMap { indicator -> RuleFile? in
      let path = "Indicators/\(indicator.id)/\(language).yml"
      guard files.contains(path) else { return nil }
      return try RuleFile(
        indicator: indicator.id, language: language,
        yaml: StrictYAML(withoutExamples(files.bytes(path)), file: path), sha256: "", templates: templates,
        hasExamples: false)
    }
    return rules + (files.contains("Others/\(language).yml") ? [try others(in: files, language)] : [])
  }

  private static func templates(of language: String, in files: FileTree) throws -> [String: Template] {
    let names = files.yamlFiles(in: "Templates/\(language)")
    return Dictionary(
      uniqueKeysWithValues: try names.map {
        ($0, try Template(files.yaml("Templates/\(language)/\($0).yml")))
      })
  }

  private static func others(in files: FileTree, _ language: String) throws -> RuleFile {
    let path = "Others/\(language).yml"
    return try RuleFile(
      others: files.yaml(path), language: language, sha256: ContentHash.sha256(files.bytes(path)))
  }

  /// Refuses codes that no list has.
  private func check() throws {
    let units = Set(units.map(\.id))
    let sources = Set(sources.map(\.id))
    let topics = Set(outline.map(\.id))
    for family in families {
      if let entry = family.outline.entries.first(where: { !topics.contains($0.topic) }) {
        throw ConfigurationError(
          file: "Families/\(family.id).yml", line: nil,
          message: "the topic \"\(entry.topic)\" is not in Codelists/outline.csv")
      }
    }
    for indicator in indicators {
      if !units.contains(indicator.unit) {
        throw ConfigurationError(
          file: indicator.file, line: nil,
          message: "the unit \"\(indicator.unit)\" is not in Codelists/units.csv")
      }
      if !sources.contains(indicator.defaultSource) {
        throw ConfigurationError(
          file: indicator.file, line: nil,
          message: "the source \"\(indicator.defaultSource)\" is not in Codelists/sources.csv")
      }
    }
  }
}

/// The readings of numbers and treaties of a language, as the database lists them.
private func describe(_ pack: LanguagePack, in files: FileTree) throws -> [RuleDescription] {
  func description(_ id: String, _ name: String, _ meaning: String) throws -> RuleDescription {
    let file = "Languages/\(pack.code)/\(name)"
    return RuleDescription(
      id: id, file: file, version: 1, sha256: ContentHash.sha256(try files.bytes(file)), description: meaning)
  }
  return try Reading.allCases.map { try description($0.rule(pack.code), "numbers.yml", $0.meaning) } + [
    try description(
      LanguageRules.treatyRule(pack.code), "treaties.yml", "what is said to have been done with a treaty")
  ]
}
