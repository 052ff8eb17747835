import Core
import Reading

/// Refuses a code that the pipeline's list of areas does not have.
///
/// - Throws: `Failure` of kind `usage`; `ConfigurationError` for a mistake in the lists.
public func requireArea(_ code: String, _ workspace: Workspace) throws {
  let lists = try Codelists(FileTree(pipeline: workspace.pipeline, folders: ["Codelists"]))
  guard !lists.areas.contains(where: { $0.id == code }) else { return }
  throw Failure(
    .usage, "the area \"\(code)\" is not in \(workspace.name("Codelists/areas.csv"))", place: "--area",
    remedy: "Write an ISO 3166-1 alpha-3 code such as KAZ")
}
