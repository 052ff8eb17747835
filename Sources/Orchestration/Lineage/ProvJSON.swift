import Acquire
import Core
import Dataset
import Review

/// Lineage as PROV-JSON (W3C member submission of 24 April 2013): files and products are entities, what a stage did is
/// an activity, programs and readers are agents. The same ledger gives the same bytes.
public func provJSON(_ record: LineageRecord) -> [UInt8] {
  var document = ProvDocument()
  for run in record.runs { document.add(run) }
  let runs = Dictionary(uniqueKeysWithValues: record.runs.map { ($0.id, $0) })
  for set in Set(record.documentStages.map(\.set) + record.databaseStages.map(\.set)).sorted() {
    if let files = record.sets[set], !files.isEmpty { document.add(set: set, files) }
  }
  for decision in record.decisions { document.add(decision) }
  for stage in record.documentStages {
    document.add(stage, run: stage.run.flatMap { runs[$0] }, record)
  }
  if !record.databaseStages.isEmpty { document.addLoaded(record) }
  for stage in record.databaseStages { document.add(stage, run: stage.run.flatMap { runs[$0] }, record) }
  if let publish = record.databaseStages.first(where: { $0.stage == .publish }) {
    for file in record.release { document.add(file, madeBy: publish) }
  }
  return document.bytes
}

/// Names: `run:` a run, `stage:` what a stage did, `made:` what came of it, both by the stage's fingerprint; `file:` a
/// file with these bytes, `set:` several of them, `decision:` a reader's, `who:` an agent.
private struct ProvDocument {
  private typealias Attributes = [(String, [UInt8])]

  /// Entities, activities, agents and relations, by kind and id.
  private var records: [String: [String: [UInt8]]] = [:]
  private var relations = 0

  private static let prefixes = ["ci", "decision", "file", "made", "run", "set", "stage", "who"]

  var bytes: [UInt8] {
    let prefixes = Self.prefixes.map { ($0, JSONText.string("urn:country-indicators:\($0):")) }
    let kinds = records.sorted { $0.key < $1.key }.map { kind, entries in
      (kind, JSONText.object(entries.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
    }
    return JSONText.object([("prefix", JSONText.object(prefixes))] + kinds) + [UInt8(ascii: "\n")]
  }

  mutating func add(_ run: LineageRecord.Run) {
    var attributes = labelled("run \(run.id)", type: "ci:Run")
    attributes.append(("prov:startTime", JSONText.string(run.started)))
    if !run.finished.isEmpty { attributes.append(("prov:endTime", JSONText.string(run.finished))) }
    attributes.append(("ci:arguments", JSONText.string(run.arguments)))
    if let code = run.exitCode { attributes.append(("ci:exitCode", Array("\(code)".utf8))) }
    put("activity", "run:\(run.uuid)", attributes)
    put(
      "agent", agent(run),
      labelled("indicators \(run.version)", type: "prov:SoftwareAgent")
        + [("ci:version", JSONText.string(run.version))])
    relate("wasAssociatedWith", [("prov:activity", "run:\(run.uuid)"), ("prov:agent", agent(run))])
  }

  mutating func add(set: String, _ files: [LineageRecord.File]) {
    put(
      "entity", "set:\(set)",
      labelled(files.count == 1 ? "1 file" : "\(files.count) files", type: "prov:Collection"))
    for file in files {
      relate(
        "hadMember",
        [("prov:collection", "set:\(set)"), ("prov:entity", add(file, type: "ci:Configuration"))])
    }
  }

  mutating func add(_ decision: LineageRecord.Decision) {
    let id = "decision:\(decision.id)"
    put(
      "entity", id,
      labelled("decision of \(decision.when)", type: "ci:Decision")
        + [("ci:document", JSONText.string(decision.document))])
    let who = "who:\(ContentHash.key(["reader", decision.who]))"
    put("agent", who, labelled(decision.who, type: "prov:Person"))
    relate("wasAttributedTo", [("prov:entity", id), ("prov:agent", who)])
  }

  mutating func add(_ stage: LineageRecord.DocumentStage, run: LineageRecord.Run?, _ record: LineageRecord) {
    begin(stage.stage, stage.fingerprint, about: stage.file, error: stage.error, run: run)
    let activity = "stage:\(stage.fingerprint)"
    let isRead = !stage.document.hasPrefix("file:")
    var sources: [String] = []
    if stage.stage == .acquire, isRead {
      sources.append(
        add(LineageRecord.File(path: stage.file, sha256: stage.document), type: "ci:Report"))
    }
    if !stage.before.isEmpty { sources.append("made:\(stage.before)") }
    if record.sets[stage.set]?.isEmpty == false { sources.append("set:\(stage.set)") }
    for source in sources { relate("used", [("prov:activity", activity), ("prov:entity", source)]) }
    guard stage.error.isEmpty else { return }
    make(stage.stage, stage.fingerprint, about: stage.file, products: record.products(of: stage.stage))
    // What a product was made of; rules and decisions shaped it, and are only used.
    for source in sources where source.hasPrefix("file:") || source.hasPrefix("made:") {
      derive("made:\(stage.fingerprint)", from: source, by: activity)
    }
  }

  /// All that the stages of the whole database rest on, as one collection.
  mutating func addLoaded(_ record: LineageRecord) {
    let id = "set:\(record.loadedHash)"
    put("entity", id, labelled("what is loaded", type: "prov:Collection"))
    let loads = record.documentStages.filter { $0.stage == .read && $0.error.isEmpty }.map {
      "made:\($0.fingerprint)"
    }
    let files = record.publishedFiles.map { add($0, type: "ci:Published") }
    for member in loads + files { relate("hadMember", [("prov:collection", id), ("prov:entity", member)]) }
  }

  mutating func add(_ stage: LineageRecord.DatabaseStage, run: LineageRecord.Run?, _ record: LineageRecord) {
    begin(stage.stage, stage.fingerprint, about: "the database", error: "", run: run)
    let activity = "stage:\(stage.fingerprint)"
    var sources = stage.before.filter { before in record.databaseStages.contains { $0.fingerprint == before }
    }
    .map { "made:\($0)" }
    if stage.stage == .load {
      if stage.documents == record.loadedHash { sources.append("set:\(stage.documents)") }
      for decision in record.decisions {
        relate("used", [("prov:activity", activity), ("prov:entity", "decision:\(decision.id)")])
      }
    }
    if record.sets[stage.set]?.isEmpty == false {
      relate("used", [("prov:activity", activity), ("prov:entity", "set:\(stage.set)")])
    }
    make(stage.stage, stage.fingerprint, about: "the database", products: record.products(of: stage.stage))
    for source in sources {
      relate("used", [("prov:activity", activity), ("prov:entity", source)])
      derive("made:\(stage.fingerprint)", from: source, by: activity)
    }
  }

  /// A file of the release, which publish made.
  mutating func add(_ file: Release.File, madeBy publish: LineageRecord.DatabaseStage) {
    let id = add(LineageRecord.File(path: file.path, sha256: file.sha256), type: "ci:Released")
    relate("wasGeneratedBy", [("prov:entity", id), ("prov:activity", "stage:\(publish.fingerprint)")])
    relate("hadMember", [("prov:collection", "made:\(publish.fingerprint)"), ("prov:entity", id)])
  }

  private mutating func begin(
    _ stage: Stage, _ fingerprint: String, about: String, error: String, run: LineageRecord.Run?
  ) {
    let id = "stage:\(fingerprint)"
    var attributes = labelled("\(stage.name) \(about)", type: "ci:Stage")
    attributes.append(("ci:stage", JSONText.string(stage.name)))
    if !error.isEmpty { attributes.append(("ci:error", JSONText.string(error))) }
    put("activity", id, attributes)
    guard let run else { return }
    relate("wasStartedBy", [("prov:activity", id), ("prov:starter", "run:\(run.uuid)")])
    relate("wasAssociatedWith", [("prov:activity", id), ("prov:agent", agent(run))])
  }

  private mutating func make(_ stage: Stage, _ fingerprint: String, about: String, products: [String]) {
    put(
      "entity", "made:\(fingerprint)",
      labelled(
        "\(products.joined(separator: ", ")) of \(about)",
        type: stage == .publish ? "prov:Collection" : "ci:Product"))
    relate(
      "wasGeneratedBy", [("prov:entity", "made:\(fingerprint)"), ("prov:activity", "stage:\(fingerprint)")])
  }

  private mutating func derive(_ product: String, from source: String, by activity: String) {
    relate(
      "wasDerivedFrom",
      [("prov:generatedEntity", product), ("prov:usedEntity", source), ("prov:activity", activity)])
  }

  private mutating func add(_ file: LineageRecord.File, type: String) -> String {
    let id = "file:\(ContentHash.key([file.path, file.sha256]))"
    put("entity", id, labelled(file.path, type: type) + [("ci:sha256", JSONText.string(file.sha256))])
    return id
  }

  private func agent(_ run: LineageRecord.Run) -> String {
    "who:\(ContentHash.key(["program", run.version]))"
  }

  private func labelled(_ label: String, type: String) -> Attributes {
    let name = JSONText.object([("$", JSONText.string(type)), ("type", JSONText.string("xsd:QName"))])
    return [("prov:type", name), ("prov:label", JSONText.string(label))]
  }

  private mutating func put(_ kind: String, _ id: String, _ attributes: Attributes) {
    records[kind, default: [:]][id] = JSONText.object(attributes)
  }

  private mutating func relate(_ kind: String, _ ends: [(String, String)]) {
    relations += 1
    put(kind, "_:r\(relations)", ends.map { ($0.0, JSONText.string($0.1)) })
  }
}
