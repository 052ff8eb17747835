import Acquire
import Core
import Dataset
import Reading

/// Everything that one stage's result depends on, by name.
///
/// No clock and no modification time: a file that was touched is a file that has not changed.
package struct StageInputs {
  package let stage: Stage
  let fingerprint: String
  /// What is stored beside the fingerprint, so that a later run can say which of it changed.
  package let values: [String: String]
  package let set: FileSet

  /// - Parameters:
  ///   - values: Hashes and short texts by name.
  ///   - set: Files of the pipeline's folder.
  ///   - notes: Kept for later runs without being part of the fingerprint.
  init(_ stage: Stage, _ values: [String: String], set: FileSet = FileSet([:]), notes: [String: String] = [:])
  {
    self.stage = stage
    self.set = set
    var values = values
    values["version"] = String(stage.version)
    values["set"] = set.id
    fingerprint = ContentHash.of(
      parts: [stage.name] + values.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
    self.values = values.merging(notes) { value, _ in value }
  }
}

/// Makes the fingerprints of a run from the hashes of its files.
package struct Fingerprints {
  package let configuration: ConfigurationFiles
  /// `pdftotext 22.12.0`; empty where it is missing.
  package let converter: String
  /// Program and options that the release depends on.
  let publishing: String
  private let decisions: [String: String]
  private let areas: FileSet
  private let languages: FileSet
  private let codelists: FileSet
  private let everything: FileSet
  private var byLanguage: [String: (tables: FileSet, rules: FileSet)] = [:]

  init(_ configuration: ConfigurationFiles, converter: String, publishing: String) {
    self.configuration = configuration
    self.converter = converter
    self.publishing = publishing
    decisions = configuration.decisionsByDocument
    areas = configuration.set { $0 == "Codelists/areas.csv" }
    languages = configuration.set { $0.hasPrefix("Languages/") }
    codelists = configuration.set(where: isMeaning)
    everything = configuration.set {
      isMeaning($0) || $0.hasPrefix("Indicators/") || $0.hasPrefix("Languages/")
    }
  }

  /// Of the stages of one document, in order.
  ///
  /// - Parameters:
  ///   - sha256: Of the report's bytes.
  ///   - language: As declared, or as an earlier run guessed it.
  package mutating func document(
    _ entry: ReportEntry, sha256: String, mediaType: String, language: String
  ) -> [StageInputs] {
    let acquire = StageInputs(
      .acquire, ["file": entry.file, "bytes": sha256, "declared": entry.metadataHash])
    var reading = ["before": acquire.fingerprint]
    if mediaType == "application/pdf" { reading["converter"] = converter }
    var tables = entry.area.isEmpty ? areas.files : [:]
    if entry.language.isEmpty { tables.merge(languages.files) { hash, _ in hash } }
    let ingest = StageInputs(.ingest, reading, set: FileSet(tables), notes: ["language": language])
    let known = sets(for: language)
    let segment = StageInputs(.segment, ["before": ingest.fingerprint], set: known.tables)
    let extract = StageInputs(.extract, ["before": segment.fingerprint], set: known.rules)
    let normalise = StageInputs(
      .normalise, ["before": extract.fingerprint, "decisions": decisions[sha256] ?? ""], set: codelists)
    let load = StageInputs(
      .load, ["before": normalise.fingerprint, "schema": String(schemaVersion)], set: codelists)
    return [acquire, ingest, segment, extract, normalise, load]
  }

  /// Of the code lists that imports of publishers' files look things up in.
  var publishedLists: String {
    configuration.set {
      $0.hasPrefix("Codelists/") && !$0.hasSuffix("/units.csv") && !$0.hasSuffix("/method_breaks.csv")
        || ($0.hasPrefix("Indicators/") && $0.hasSuffix("/indicator.yml"))
    }.id
  }

  /// Of the stages of the whole database.
  ///
  /// - Parameter documents: One hash over all that is loaded.
  package func database(documents: String) -> [StageInputs] {
    let lists = StageInputs(.load, ["schema": String(schemaVersion)], set: everything)
    let verify = StageInputs(
      .verify, ["documents": documents, "before": lists.fingerprint],
      set: configuration.set { $0.hasPrefix("Checks/") })
    let compare = StageInputs(
      .compare, ["documents": documents, "before": lists.fingerprint],
      set: configuration.set { $0.hasPrefix("Comparisons/") })
    let publish = StageInputs(
      .publish,
      [
        "documents": documents, "before": verify.fingerprint, "compare": compare.fingerprint,
        "options": publishing,
        "decisions": ContentHash.of(
          parts: decisions.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }),
      ])
    return [lists, verify, compare, publish]
  }

  private mutating func sets(for language: String) -> (tables: FileSet, rules: FileSet) {
    if let known = byLanguage[language] { return known }
    let tables = configuration.set { $0.hasPrefix("Languages/\(language)/") }
    let rules = configuration.set {
      $0.hasPrefix("Languages/\(language)/") || isMeaning($0)
        || ($0.hasPrefix("Indicators/") && $0.hasSuffix("/\(language).yml"))
    }
    byLanguage[language] = (tables, rules)
    return (tables, rules)
  }
}

/// Files that say what is measured, whatever the language.
private func isMeaning(_ file: String) -> Bool {
  file.hasPrefix("Codelists/") || (file.hasPrefix("Indicators/") && file.hasSuffix("/indicator.yml"))
}
