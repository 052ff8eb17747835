import Foundation

/// Folders of `Pipelines/` that stand beside the pipelines and belong to all of them.
public let sharedFolders = ["Languages", "Codelists", "Families", "Labels", "Reference"]

/// Where a file of what the program knows stands: below the pipeline's folder or, in a shared folder, beside it.
///
/// A pipeline that holds a folder of that name itself, as all did in release 0.1, uses its own in place of the shared one.
///
/// - Parameters:
///   - path: `Languages/sv/words.yml`, `Checks/quote-is-in-source.sql`.
///   - pipeline: The folder with `pipeline.yml`.
public func knowledgeFile(_ path: String, of pipeline: URL) -> URL {
  let holder = isShared(path, of: pipeline) ? pipeline.deletingLastPathComponent() : pipeline
  return holder.appendingPathComponent(path)
}

/// Whether a path leads into a folder that stands beside the pipeline's, not in it.
public func isShared(_ path: String, of pipeline: URL) -> Bool {
  let folder = String(path.prefix { $0 != "/" })
  return sharedFolders.contains(folder)
    && !FileManager.default.fileExists(atPath: pipeline.appendingPathComponent(folder).path)
}

/// What a pipeline calls itself in its pipeline.yml.
public struct PipelineName: Hashable, Sendable {
  /// `pipeline: "human-rights"`; the database is named after it.
  public var id: String
  /// Its subject: `names: {en: "Human rights, democracy and the rule of law"}`. May be empty.
  public var names: Names

  public init(id: String, names: Names = [:]) {
    self.id = id
    self.names = names
  }

  /// The subject in English, else the id.
  public var title: String { names.english.isEmpty ? id : names.english }

  /// - Parameter yaml: of pipeline.yml.
  /// - Throws: `ConfigurationError` where there is no id, or none that can be a file's name.
  package init(_ yaml: StrictYAML) throws {
    let value = try yaml.required("pipeline")
    id = try value.string()
    names = try yaml.optional("names").map { try Names($0) } ?? [:]
    let isName = id.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
    }
    guard isName, !id.isEmpty, !id.hasPrefix("-") else {
      throw value.error("\"\(id)\" is no pipeline's id; write small letters, digits and hyphens")
    }
  }

  /// - Parameter pipeline: the folder with pipeline.yml.
  /// - Throws: `ConfigurationError`.
  public init(of pipeline: URL) throws {
    try self.init(
      StrictYAML(
        file: pipeline.appendingPathComponent("pipeline.yml"),
        path: "Pipelines/\(pipeline.lastPathComponent)/pipeline.yml"))
  }
}
