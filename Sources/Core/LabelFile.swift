import Foundation

extension Labels {
  /// Reads the labels of a language: the files of `Pipelines/Labels/<language>/`. English needs none.
  ///
  /// - Parameter pipeline: the pipeline's folder; one that holds a folder Labels itself uses that.
  /// - Throws: `ConfigurationError` for a language that has no folder, and for a mistake in a file.
  public init(language: String, pipeline: URL) throws {
    let folder = Self.folder(of: pipeline)
    let place = folder.appendingPathComponent(language)
    let files = try Self.files(in: place)
    guard isLanguageCode(language), !files.isEmpty else {
      if language == "en" {
        self = .english
        return
      }
      let known = Labels.languages(of: pipeline).joined(separator: ", ")
      throw ConfigurationError(
        file: "Pipelines/Labels/\(language)", line: nil,
        message:
          "there are no labels in the language \"\(language)\"; known: \(known). To add it, copy the folder en "
          + "there and write its texts in that language")
    }
    var name = language
    var texts: [String: String] = [:]
    var forms: [String: String] = [:]
    for file in files {
      let yaml = try StrictYAML(
        file: place.appendingPathComponent(file), path: "Pipelines/Labels/\(language)/\(file)")
      try yaml.allow(["name", "texts", "forms"])
      if let said = yaml.optional("name") { name = try said.string() }
      try yaml.optional("texts").map { try Self.read($0, into: &texts) }
      try yaml.optional("forms").map { try Self.read($0, into: &forms) }
    }
    self.init(language: language, name: name, texts: texts, forms: forms)
  }

  /// Codes of the languages that have labels, sorted; English always.
  public static func languages(of pipeline: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder(of: pipeline).path)) ?? []
    return Set(names.filter(isLanguageCode) + ["en"]).sorted()
  }

  private static func folder(of pipeline: URL) -> URL { knowledgeFile("Labels", of: pipeline) }

  /// Names in a folder that may be absent, sorted.
  private static func files(in folder: URL) throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yml") && !$0.hasPrefix(".") }.sorted()
  }

  /// - Throws: `ConfigurationError` for an empty text, for a place that the English does not have, and for a text that
  ///   stands in two files.
  private static func read(_ yaml: StrictYAML, into texts: inout [String: String]) throws {
    for (key, value) in try yaml.pairs() {
      let text = try value.string()
      guard !text.isEmpty else { throw value.error("the text is empty; leave the line out to have English") }
      guard Set(placeNumbers(text)) == Set(placeNumbers(key.string)) else {
        throw value.error("the places {1}, {2} … must be those of the English text: \"\(key.string)\"")
      }
      guard texts.updateValue(text, forKey: key.string) == nil else {
        throw value.error("\"\(key.string)\" stands in another file too; write it once")
      }
    }
  }
}
