import Acquire
import Core
import Dataset
import Reading

/// A step of the data's path.
///
/// The version is raised by hand in the commit after which the same input gives another output; it is part
/// of every fingerprint.
public struct Stage: Hashable, Sendable {
  public let name: String
  public let version: Int
  /// What the stage works on: one document at a time, or the whole database.
  public let scope: Scope
  /// Where it takes from and what it makes, in the words of the listing.
  public let summary: String

  public enum Scope: Sendable {
    case document, database
  }

  public static let acquire = Stage(
    name: "acquire", version: 1, scope: .document, summary: "files → bytes under their hash")
  public static let ingest = Stage(
    name: "ingest", version: 1, scope: .document, summary: "bytes → text, language, pages")
  public static let segment = Stage(
    name: "segment", version: 1, scope: .document, summary: "text → sections and passages")
  public static let extract = Stage(
    name: "extract", version: 2, scope: .document, summary: "passages → mentions")
  public static let normalise = Stage(
    name: "normalise", version: 3, scope: .document, summary: "mentions → observations")
  public static let load = Stage(
    name: "load", version: 1, scope: .document, summary: "all of it → SQLite")
  public static let verify = Stage(
    name: "verify", version: 1, scope: .database, summary: "database → findings")
  public static let compare = Stage(
    name: "compare", version: 1, scope: .database, summary: "database → comparisons")
  public static let publish = Stage(
    name: "publish", version: 3, scope: .database, summary: "database → release and reports")

  /// In the order of the data's path.
  public static let all: [Stage] = [
    acquire, ingest, segment, extract, normalise, load, verify, compare, publish,
  ]

  /// The stages of one document, in order.
  static let ofDocuments = all.filter { $0.scope == .document }

  /// - Throws: `Failure` of kind `usage` that lists the stages.
  public static func named(_ name: String) throws -> Stage {
    if let stage = all.first(where: { $0.name == name }) { return stage }
    throw Failure(
      .usage, "there is no stage \"\(name)\"",
      remedy: "Stages are: \(all.map(\.name).joined(separator: ", "))")
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

  /// Whether documents are read and loaded.
  var loads: Bool { contains(.load) }

  /// Whether documents are read at all.
  var reads: Bool { stages.contains { $0.scope == .document && $0 != .acquire } }
}
