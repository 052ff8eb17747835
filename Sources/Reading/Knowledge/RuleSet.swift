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
  public var languages: [String] { compiled.keys.sorted() }
  /// The rules as the database lists them, sorted by id.
  public let descriptions: [RuleDescription]
  public let ruleFiles: [RuleFile]
  /// What texts measure and no indicator counts, a file for each language.
  let others: [RuleFile]
  /// Families of reports, sorted by id.
  public let families: [ReportFamily]
  let familyWords: FamilyWords
  /// Names of countries and territories, in every installed language.
  package let areaNames: AreaNames
  package let compiled: [String: LanguageRules]

  /// The folders that it is read from.
  package static let folders = ["Codelists", "Families", "Indicators", "Languages", "Others", "Templates"]

  /// - Parameter folder: `Pipelines/human-rights` or one like it.
  /// - Throws: `ConfigurationError` that names file and line.
  public init(pipeline folder: URL) throws {
    try self.init(FileTree(pipeline: folder, folders: Self.folders))
  }

  /// - Throws: `ConfigurationError` that names file and line.
  package init(_ files: FileTree) throws {
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
    ruleFiles = try Self.ruleFiles(in: files, indicators)
    others = try files.yamlFiles(in: "Others").map { language in
      let path = "Others/\(language).yml"
      return try RuleFile(
        others: files.yaml(path), language: language, sha256: ContentHash.sha256(files.bytes(path)))
    }
    let known = (indicators, contexts.map(\.id), areas, sources, treaties, units)
    compiled = try Self.compile(ruleFiles + others, in: files) { pack, rules in
      try LanguageRules(
        pack, files: rules, indicators: known.0, contexts: known.1, areas: known.2, sources: known.3,
        treaties: known.4, units: known.5)
    }
    let packs = compiled.sorted { $0.key < $1.key }.map(\.value.pack)
    let names = Self.areaNames(areas, packs)
    areaNames = AreaNames(names)
    var families = try Self.families(in: files, names: names)
    // A pipeline with code lists of its own may have no outline; the families are everybody's.
    if outline.isEmpty { for place in families.indices { families[place].outline = FamilyOutline() } }
    self.families = families
    familyWords = FamilyWords(families)
    descriptions =
      (try packs.flatMap { try describe($0, in: files) } + compiled.values.flatMap(\.descriptions) + [.reader])
      .sorted { $0.id < $1.id }
    try check()
  }

  /// The languages, each made ready by itself.
  private static func compile(
    _ rules: [RuleFile], in files: FileTree,
    _ ready: @Sendable (LanguagePack, [RuleFile]) throws -> LanguageRules
  ) throws -> [String: LanguageRules] {
    let codes = files.entries(of: "Languages")
    guard !codes.isEmpty else {
      throw ConfigurationError(file: "Languages", line: nil, message: "the folder is missing")
    }
    let compiled = try concurrentMap(codes) { code in
      try ready(LanguagePack(code: code, in: files), rules.filter { $0.language == code })
    }
    return Dictionary(uniqueKeysWithValues: zip(codes, compiled))
  }

  private static func ruleFiles(in files: FileTree, _ indicators: [Indicator]) throws -> [RuleFile] {
    var templates: [String: [String: Template]] = [:]
    for language in files.entries(of: "Templates") {
      for name in files.yamlFiles(in: "Templates/\(language)") {
        templates[language, default: [:]][name] = try Template(
          files.yaml("Templates/\(language)/\(name).yml"))
      }
    }
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
