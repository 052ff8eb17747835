import Acquire
import Core
import Dataset

/// Everything that one stage's result depends on, by name.
///
/// No clock and no modification time: a file that was touched is a file that has not changed.
package struct StageInputs {
  package let stage: Stage
  package let fingerprint: String
  /// What is stored beside the fingerprint, so that a later run can say which of it changed.
  package let values: [String: String]
  package let set: FileSet

  /// - Parameters:
  ///   - values: Hashes and short texts by name.
  ///   - set: Files of what people wrote.
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

/// Makes the fingerprints of a run from what `pipeline.yml` declares for each stage.
package struct Fingerprints {
  let knowledge: KnowledgeFiles
  /// `pdftotext 22.12.0`; empty where it is missing.
  package let converter: String
  /// Program and options that the release depends on.
  let publishing: String
  private var byLanguage: [String: FileSet] = [:]

  init(_ knowledge: KnowledgeFiles, converter: String, publishing: String) {
    self.knowledge = knowledge
    self.converter = converter
    self.publishing = publishing
  }

  /// Of acquire and read for one document.
  ///
  /// - Parameters:
  ///   - sha256: Of the report's bytes.
  ///   - language: As declared, or as an earlier run guessed it; empty where nobody knows.
  package mutating func document(
    _ entry: ReportEntry, sha256: String, mediaType: String, language: String
  ) -> [StageInputs] {
    let acquire = StageInputs(
      .acquire, ["file": entry.file, "bytes": sha256, "declared": entry.metadataHash],
      notes: ["media_type": mediaType])
    var reading = ["before": acquire.fingerprint]
    if mediaType == "application/pdf" { reading["converter"] = converter }
    // A language that is guessed can be guessed otherwise when another language's words change.
    // The names of countries, by which an undeclared one is told, stand in every language.
    let isTold = entry.language.isEmpty || entry.area.isEmpty
    let set = knowledge(for: isTold ? "" : language)
    let read = StageInputs(.read, reading, set: set, notes: ["language": language])
    return [acquire, read]
  }

  /// Of the stages of the whole dataset, in order.
  ///
  /// - Parameters:
  ///   - records: One hash over all records.
  ///   - series: One hash over publishers' files.
  package func dataset(records: String, series: String) -> [StageInputs] {
    let load = StageInputs(
      .load, ["records": records, "series": series, "schema": String(schemaVersion)],
      set: knowledge.set(of: .load))
    let verify = StageInputs(.verify, ["before": load.fingerprint], set: knowledge.set(of: .verify))
    let compare = StageInputs(.compare, ["before": load.fingerprint], set: knowledge.set(of: .compare))
    let publish = StageInputs(
      .publish, ["before": verify.fingerprint, "compare": compare.fingerprint, "options": publishing],
      set: knowledge.set(of: .publish))
    return [load, verify, compare, publish]
  }

  private mutating func knowledge(for language: String) -> FileSet {
    if let known = byLanguage[language] { return known }
    let set = knowledge.set(of: .read, language: language.isEmpty ? nil : language)
    byLanguage[language] = set
    return set
  }
}
