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
  /// Codes of the installed languages, sorted.
  public var languages: [String] { compiled.keys.sorted() }
  /// The rules as the database lists them, sorted by id.
  public let descriptions: [RuleDescription]
  public let ruleFiles: [RuleFile]
  /// Families of reports, sorted by id.
  public let families: [ReportFamily]
  /// Names of countries and territories, in every installed language.
  package let areaNames: AreaNames
  package let compiled: [String: LanguageRules]

  /// - Parameter folder: `Pipelines/human-rights` or one like it.
  /// - Throws: `ConfigurationError` that names file and line.
  public init(pipeline folder: URL) throws {
    let codelists = try Codelists(folder: knowledgeFile("Codelists", of: folder), path: "Codelists")
    areas = codelists.areas.sorted { $0.id < $1.id }
    units = codelists.units.sorted { $0.id < $1.id }
    sources = codelists.sources.sorted { $0.id < $1.id }
    treaties = codelists.treaties.sorted { $0.id < $1.id }
    var indicators: [Indicator] = []
    var files: [RuleFile] = []
    let templates = try Self.templates(of: folder)
    let indicatorFolder = folder.appendingPathComponent("Indicators")
    for id in try Self.entries(of: indicatorFolder, path: "Indicators") {
      let folder = indicatorFolder.appendingPathComponent(id)
      let path = "Indicators/\(id)"
      let url = folder.appendingPathComponent("indicator.yml")
      indicators.append(try Indicator(id: id, url: url, path: "\(path)/indicator.yml"))
      for name in try Self.entries(of: folder, path: path)
      where name != "indicator.yml" && name.hasSuffix(".yml") {
        files.append(
          try RuleFile(
            indicator: id, language: String(name.dropLast(4)), url: folder.appendingPathComponent(name),
            path: "\(path)/\(name)", templates: templates[String(name.dropLast(4))] ?? [:]))
      }
    }
    self.indicators = indicators
    ruleFiles = files
    files += try Self.others(of: folder)
    let languageFolder = knowledgeFile("Languages", of: folder)
    var compiled: [String: LanguageRules] = [:]
    var descriptions: [RuleDescription] = []
    for code in try Self.entries(of: languageFolder, path: "Languages") {
      let folder = languageFolder.appendingPathComponent(code)
      let pack = try LanguagePack(code: code, folder: folder, path: "Languages/\(code)")
      let rules = try LanguageRules(
        pack, files: files.filter { $0.language == code }, indicators: indicators,
        contexts: codelists.contexts, areas: areas, sources: sources, treaties: treaties)
      compiled[code] = rules
      descriptions += try Self.describe(
        rules, files: files, languageFolder: folder, indicatorFolder: indicatorFolder)
    }
    self.compiled = compiled
    let names = Self.areaNames(areas, compiled.sorted { $0.key < $1.key }.map(\.value.pack))
    areaNames = AreaNames(names)
    families = try Self.families(
      in: knowledgeFile("Families", of: folder), path: "Families", names: names)
    self.descriptions = (descriptions + [.reader]).sorted { $0.id < $1.id }
    try check()
  }

  /// `Others/<language>.yml`, where the pipeline has any.
  private static func others(of pipeline: URL) throws -> [RuleFile] {
    let folder = pipeline.appendingPathComponent("Others")
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try entries(of: folder, path: "Others").filter { $0.hasSuffix(".yml") }.map { name in
      try RuleFile(
        others: folder.appendingPathComponent(name), language: String(name.dropLast(4)),
        path: "Others/\(name)")
    }
  }

  /// The pipeline's templates, by language and name: `Templates/sv/index_rank.yml`.
  private static func templates(of pipeline: URL) throws -> [String: [String: Template]] {
    let folder = pipeline.appendingPathComponent("Templates")
    guard FileManager.default.fileExists(atPath: folder.path) else { return [:] }
    var templates: [String: [String: Template]] = [:]
    for language in try entries(of: folder, path: "Templates") {
      let folder = folder.appendingPathComponent(language)
      let path = "Templates/\(language)"
      for name in try entries(of: folder, path: path) where name.hasSuffix(".yml") {
        templates[language, default: [:]][String(name.dropLast(4))] = try Template(
          url: folder.appendingPathComponent(name), path: "\(path)/\(name)")
      }
    }
    return templates
  }

  /// Names in the folder, sorted, without hidden files.
  private static func entries(of folder: URL, path: String) throws -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      throw ConfigurationError(file: path, line: nil, message: "the folder is missing")
    }
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Refuses codes that no list has.
  private func check() throws {
    let units = Set(units.map(\.id))
    let sources = Set(sources.map(\.id))
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

  private static func describe(
    _ rules: LanguageRules, files: [RuleFile], languageFolder: URL, indicatorFolder: URL
  ) throws -> [RuleDescription] {
    let code = rules.pack.code
    func hash(_ url: URL) throws -> String {
      ContentHash.sha256(try Data(contentsOf: url))
    }
    let language = try hash(languageFolder.appendingPathComponent("numbers.yml"))
    var result = Reading.allCases.map { reading in
      RuleDescription(
        id: reading.rule(code), file: "Languages/\(code)/numbers.yml", version: 1, sha256: language,
        description: reading.meaning)
    }
    result.append(
      RuleDescription(
        id: rules.treatyRule, file: "Languages/\(code)/treaties.yml", version: 1,
        sha256: try hash(languageFolder.appendingPathComponent("treaties.yml")),
        description: "what is said to have been done with a treaty"))
    for file in files where file.language == code && !file.indicator.isEmpty {
      let sum = try hash(indicatorFolder.appendingPathComponent("\(file.indicator)/\(code).yml"))
      result += file.rules.map { rule in
        RuleDescription(
          id: "\(file.indicator).\(code).\(rule.name)", file: file.file, version: 1, sha256: sum,
          description: rule.conditions.map {
            "\($0.isNegated ? "not " : "")\($0.scope.rawValue): \($0.pattern)"
          }
          .joined(separator: "; "))
      }
    }
    return result
  }
}
