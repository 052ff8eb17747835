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

/// The id that a pipeline gives itself (`pipeline: "human-rights"` in its pipeline.yml). The database is named after it.
///
/// - Throws: `ConfigurationError` where there is none or it can't be a file's name.
public func pipelineID(of pipeline: URL) throws -> String {
  let yaml = try StrictYAML(
    file: pipeline.appendingPathComponent("pipeline.yml"),
    path: "Pipelines/\(pipeline.lastPathComponent)/pipeline.yml")
  let value = try yaml.required("pipeline")
  let id = try value.string()
  let isName = id.utf8.allSatisfy {
    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
  }
  guard isName, !id.isEmpty, !id.hasPrefix("-") else {
    throw value.error("\"\(id)\" is no pipeline's id; write small letters, digits and hyphens")
  }
  return id
}
