import Core
import Dataset
import Foundation

/// Lineage as OpenLineage run events, one JSON object on a line: START and COMPLETE (or FAIL) of each run and of each
/// stage that ran in it. The same ledger gives the same bytes.
///
/// The ledger holds what last happened to each document; of earlier runs only what still stands is told.
public func openLineage(_ record: LineageRecord) -> [UInt8] {
  record.runs.flatMap { run in
    let events = OpenLineageRun(run: run, record: record)
    return events.lines.flatMap { $0 + [UInt8(ascii: "\n")] }
  }
}

/// The events of one run.
private struct OpenLineageRun {
  let run: LineageRecord.Run
  let record: LineageRecord

  private typealias Object = [(String, [UInt8])]

  /// A stage with the seconds from the run's start at which it began and ended.
  private struct Timed {
    var stage: Stage
    var start: Double
    var end: Double
    var error: String
  }

  var lines: [[UInt8]] {
    let stages = timed
    let end = max(stages.map(\.end).max() ?? 0, length ?? 0)
    var lines = [
      event("START", at: 0, runID: run.uuid, name: "run", facets: runFacets, inputs: [], outputs: [])
    ]
    for stage in stages {
      let id = nameUUID(["stage", run.uuid, stage.stage.name])
      var facets = runFacets
      facets.append(("parent", parent))
      let (inputs, outputs) = (inputs(of: stage.stage), outputs(of: stage.stage))
      lines.append(
        event(
          "START", at: stage.start, runID: id, name: stage.stage.name, facets: facets, inputs: inputs,
          outputs: []))
      if !stage.error.isEmpty { facets.append(("errorMessage", failure(stage.error))) }
      lines.append(
        event(
          stage.error.isEmpty ? "COMPLETE" : "FAIL", at: stage.end, runID: id, name: stage.stage.name,
          facets: facets, inputs: inputs, outputs: stage.error.isEmpty ? outputs : []))
    }
    // Without an end it was stopped. Where single documents failed it has done its work.
    let last = run.finished.isEmpty ? "ABORT" : run.exitCode == 1 ? "FAIL" : "COMPLETE"
    lines.append(
      event(last, at: end, runID: run.uuid, name: "run", facets: runFacets, inputs: [], outputs: []))
    return lines
  }

  /// Stages follow one another.
  private var timed: [Timed] {
    var timed: [Timed] = []
    var now = 0.0
    var pass: (start: Double, end: Double)?
    for entry in run.stages {
      if entry.stage.scope == .document, entry.stage != .acquire {
        let shared = pass ?? (now, now + entry.seconds)
        pass = shared
        now = max(now, shared.end)
        timed.append(Timed(stage: entry.stage, start: shared.start, end: shared.end, error: entry.error))
      } else {
        timed.append(Timed(stage: entry.stage, start: now, end: now + entry.seconds, error: entry.error))
        now += entry.seconds
      }
    }
    return timed
  }

  private var length: Double? {
    guard let start = parse(run.started), let end = parse(run.finished) else { return nil }
    return end.timeIntervalSince(start)
  }

  private func parse(_ time: String) -> Date? { try? Date(time, strategy: .iso8601) }

  private func time(_ seconds: Double) -> String {
    guard let start = parse(run.started) else { return run.started }
    return start.addingTimeInterval(seconds).formatted(
      Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  private func event(
    _ type: String, at seconds: Double, runID: String, name: String, facets: Object, inputs: [[UInt8]],
    outputs: [[UInt8]]
  ) -> [UInt8] {
    let stage = Stage.all.first { $0.name == name }
    let jobFacets: Object = [
      (
        "jobType",
        facet(
          "2-0-4/JobTypeJobFacet.json#/$defs/JobTypeJobFacet",
          [
            ("processingType", JSONText.string("BATCH")), ("integration", JSONText.string("INDICATORS")),
            ("jobType", JSONText.string(stage == nil ? "RUN" : "STAGE")),
          ])
      ),
      (
        "documentation",
        facet(
          "1-1-0/DocumentationJobFacet.json#/$defs/DocumentationJobFacet",
          [("description", JSONText.string(stage?.summary ?? "the pipeline over what changed"))])
      ),
    ]
    return JSONText.object([
      ("eventType", JSONText.string(type)), ("eventTime", JSONText.string(time(seconds))),
      ("run", JSONText.object([("runId", JSONText.string(runID)), ("facets", JSONText.object(facets))])),
      ("job", JSONText.object(job(name) + [("facets", JSONText.object(jobFacets))])),
      ("inputs", JSONText.array(inputs)), ("outputs", JSONText.array(outputs)),
      ("producer", producer),
      ("schemaURL", JSONText.string("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent")),
    ])
  }

  private func job(_ name: String) -> Object {
    [
      ("namespace", JSONText.string("country-indicators")),
      ("name", JSONText.string("\(record.pipelineID).\(name)")),
    ]
  }

  private var producer: [UInt8] { JSONText.string("urn:country-indicators:indicators:\(run.version)") }

  private func facet(_ schema: String, _ fields: Object) -> [UInt8] {
    let address = "https://openlineage.io/spec/facets/\(schema)"
    return JSONText.object([("_producer", producer), ("_schemaURL", JSONText.string(address))] + fields)
  }

  private var runFacets: Object {
    [
      (
        "processing_engine",
        facet(
          "1-1-1/ProcessingEngineRunFacet.json#/$defs/ProcessingEngineRunFacet",
          [("version", JSONText.string(run.version)), ("name", JSONText.string("indicators"))])
      )
    ]
  }

  private var parent: [UInt8] {
    facet(
      "1-2-0/ParentRunFacet.json#/$defs/ParentRunFacet",
      [
        ("run", JSONText.object([("runId", JSONText.string(run.uuid))])),
        ("job", JSONText.object(job("run"))),
      ])
  }

  private func failure(_ message: String) -> [UInt8] {
    facet(
      "1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet",
      [("message", JSONText.string(message)), ("programmingLanguage", JSONText.string("SWIFT"))])
  }
}

extension OpenLineageRun {
  /// Files with their hashes, and what the stages before made.
  private func inputs(of stage: Stage) -> [[UInt8]] {
    if stage.scope == .document {
      let own = record.documentStages.filter { $0.stage == stage && $0.run == run.id }
      let files = Set(own.flatMap { record.sets[$0.set] ?? [] }).sorted { $0.path < $1.path }
      let reports = own.filter { stage == .acquire && !$0.document.hasPrefix("file:") }.map {
        LineageRecord.File(path: $0.file, sha256: $0.document)
      }
      return (reports + files).map { dataset($0) } + tables(before: stage)
    }
    let own = record.databaseStages.filter { $0.stage == stage && $0.run == run.id }
    let published = stage == .load && !own.isEmpty ? record.publishedFiles : []
    return (own.flatMap { record.sets[$0.set] ?? [] } + published).map { dataset($0) } + tables(before: stage)
  }

  private func tables(before stage: Stage) -> [[UInt8]] {
    record.taken(by: stage).map(table)
  }

  private func outputs(of stage: Stage) -> [[UInt8]] {
    guard stage == .publish else { return record.products(of: stage).map(table) }
    let isOwn = record.databaseStages.contains { $0.stage == stage && $0.run == run.id }
    return isOwn ? record.release.map(released) : []
  }

  private func table(_ name: String) -> [UInt8] {
    JSONText.object([
      ("namespace", JSONText.string("country-indicators")),
      ("name", JSONText.string("build/\(name)")),
    ])
  }

  private func dataset(_ file: LineageRecord.File) -> [UInt8] {
    JSONText.object(named(file.path, sha256: file.sha256))
  }

  private func released(_ file: Release.File) -> [UInt8] {
    var fields = named(
      file.path.hasPrefix("Reports/") ? file.path : "release/\(file.path)", sha256: file.sha256)
    if let rows = file.rows {
      let statistics = facet(
        "1-0-2/OutputStatisticsOutputDatasetFacet.json#/$defs/OutputStatisticsOutputDatasetFacet",
        [("rowCount", Array("\(rows)".utf8)), ("size", Array("\(file.bytes)".utf8))])
      fields.append(("outputFacets", JSONText.object([("outputStatistics", statistics)])))
    }
    return JSONText.object(fields)
  }

  private func named(_ path: String, sha256: String) -> Object {
    let version = facet(
      "1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet",
      [("datasetVersion", JSONText.string(sha256))])
    return [
      ("namespace", JSONText.string("file")), ("name", JSONText.string(path)),
      ("facets", JSONText.object([("version", version)])),
    ]
  }
}
