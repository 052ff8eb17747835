import Acquire
import Core
import Dataset

/// A step of the data's path.
///
/// The version is raised by hand in the commit after which the same input gives another output; it is part
/// of every fingerprint. What a stage reads stands in the pipeline's `pipeline.yml`.
public struct Stage: Hashable, Sendable {
  public let name: String
  public let version: Int
  /// What the stage works on: one document at a time, or the whole dataset.
  public let scope: Scope
  /// Where it takes from and what it makes, in the words of the listing.
  public let summary: String

  public enum Scope: Sendable {
    case document, dataset
  }

  public static let acquire = Stage(
    name: "acquire", version: 1, scope: .document, summary: "files → bytes under their hash")
  public static let read = Stage(
    name: "read", version: 5, scope: .document, summary: "bytes and what the program knows → one record")
  public static let load = Stage(
    name: "load", version: 4, scope: .dataset,
    summary: "records, publishers' figures, decisions → the next release's database")
  public static let verify = Stage(
    name: "verify", version: 1, scope: .dataset, summary: "database → findings")
  public static let compare = Stage(
    name: "compare", version: 3, scope: .dataset, summary: "database → comparisons")
  public static let publish = Stage(
    name: "publish", version: 8, scope: .dataset, summary: "database → release and pages")

  /// In the order of the data's path.
  public static let all: [Stage] = [acquire, read, load, verify, compare, publish]

  /// - Throws: `Failure` of kind `usage` that lists the stages.
  public static func named(_ name: String) throws -> Stage {
    if let stage = all.first(where: { $0.name == name }) { return stage }
    let steps = ["ingest", "segment", "extract", "normalise", "resolve"]
    throw Failure(
      .usage, "there is no stage \"\(name)\"",
      remedy: "Stages are: \(all.map(\.name).joined(separator: ", "))"
        + (steps.contains(name) ? ". It is a step of read; indicators extract --show prints it" : ""))
  }

  package var index: Int { Self.all.firstIndex(of: self) ?? 0 }
}

/// Which stages a run goes through.
public struct StageSelection: Sendable {
  public let stages: [Stage]

  public static let everything = StageSelection(stages: Stage.all)

  private init(stages: [Stage]) {
    self.stages = stages
  }

  /// - Parameters:
  ///   - named: Exactly these; all where empty.
  ///   - from: Drop those before.
  ///   - to: Drop those after.
  ///   - only: This one.
  /// - Throws: `Failure` of kind `usage` for an unknown stage, or where nothing is left.
  public init(named: [String] = [], from: String? = nil, to: String? = nil, only: String? = nil) throws {
    let wanted = Set(try (named + (only.map { [$0] } ?? [])).map(Stage.named))
    let first = try from.map(Stage.named)?.index ?? 0
    let last = try to.map(Stage.named)?.index ?? Stage.all.count - 1
    stages = Stage.all.filter {
      (first...max(first, last)).contains($0.index) && first <= last
        && (wanted.isEmpty || wanted.contains($0))
    }
    if stages.isEmpty {
      throw Failure(
        .usage, "no stage is left to run",
        remedy: "In order they are: \(Stage.all.map(\.name).joined(separator: ", "))")
    }
  }

  public func contains(_ stage: Stage) -> Bool { stages.contains(stage) }

  /// Whether documents are read.
  package var reads: Bool { contains(.read) }

  /// Whether a stage after reading takes part.
  var makesDataset: Bool { stages.contains { $0.scope == .dataset } }
}
