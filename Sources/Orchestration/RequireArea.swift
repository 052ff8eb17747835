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
    remedy: advice(code, lists.areas))
}

/// The code of a country whose name was given, or that looks like what was given.
private func advice(_ asked: String, _ areas: [Area]) -> String {
  let named = areas.filter { $0.names.english.lowercased() == asked.lowercased() }.map(\.id)
  let alike = named.isEmpty ? lookalikes(of: asked, among: areas.map(\.id)) : named
  return (alike.isEmpty ? "" : "Did you mean \(alike.joined(separator: " or "))? ")
    + "Write an ISO 3166-1 alpha-3 code such as KAZ"
}
