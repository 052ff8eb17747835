import Core
import Foundation

/// What `pipeline.yml` declares: for each stage the files of what people wrote that it may read, what it takes from
/// the stages before it, and what it makes.
///
/// Fingerprints, lineage and the listing of stages follow from it. A file that a stage reads and that is not declared
/// here would change a result in silence; a test hides everything that is not declared and reads all the same.
package struct PipelineFile: Sendable {
  package let name: PipelineName
  private let declarations: [String: Declaration]

  package struct Declaration: Sendable {
    /// Patterns below the pipeline's folder, or below `Pipelines/` for what pipelines share: `Checks/` for all below a
    /// folder, `Indicators/*/indicator.yml`; `{language}` stands for the document's.
    package var reads: [String]
    /// Products by name: `records`.
    var takes: [String]
    var makes: [String]
  }

  /// - Throws: `ConfigurationError` with the line of what is wrong: an unknown stage, one that is missing, or a product
  ///   that nobody has made before it is taken.
  init(_ yaml: StrictYAML) throws {
    try yaml.allow(["pipeline", "names", "inputs", "stages"])
    name = try PipelineName(yaml)
    var made = Set(try yaml.optional("inputs")?.strings() ?? [])
    var declarations: [String: Declaration] = [:]
    var place = 0
    for node in try yaml.required("stages").list() {
      try node.allow(["stage", "reads", "takes", "makes"])
      let name = try node.required("stage").string()
      guard place < Stage.all.count, Stage.all[place].name == name else {
        if ["ingest", "segment", "extract", "normalise"].contains(name) {
          throw node.error(
            "this map of the stages is of release 0.1; \"indicators update\" brings the project's rules and tables up to "
              + "this program (decisions and must-keep.yml stay as they are)")
        }
        let expected = Stage.all.map(\.name).joined(separator: ", ")
        throw node.error("\"\(name)\" is not the stage that comes here; in order they are \(expected)")
      }
      place += 1
      let declaration = Declaration(
        reads: try node.optional("reads")?.strings() ?? [],
        takes: try node.optional("takes")?.strings() ?? [],
        makes: try node.optional("makes")?.strings() ?? [])
      for product in declaration.takes where !made.contains(product) {
        throw node.error("takes \"\(product)\", which is no input and which no stage before it makes")
      }
      made.formUnion(declaration.makes)
      declarations[name] = declaration
    }
    guard place == Stage.all.count else {
      throw yaml.error("the stage \"\(Stage.all[place].name)\" is missing")
    }
    self.declarations = declarations
  }

  /// The folders in which declared files lie, sorted.
  package var folders: [String] {
    Set(
      declarations.values.flatMap(\.reads).compactMap { pattern in
        pattern.contains("/") ? pattern.split(separator: "/").first.map(String.init) : nil
      }
    ).sorted()
  }

  /// - Throws: `ConfigurationError`, for a project of 0.1 with the way out.
  package init(_ workspace: Workspace) throws {
    try self.init(
      StrictYAML(
        file: workspace.pipeline.appendingPathComponent("pipeline.yml"), path: workspace.name("pipeline.yml"))
    )
  }

  package func declaration(of stage: Stage) -> Declaration {
    declarations[stage.name] ?? Declaration(reads: [], takes: [], makes: [])
  }

  /// Whether a stage may read a file.
  ///
  /// - Parameter language: of the document; nil where it is yet to be told, and so any.
  package func reads(_ file: String, in stage: Stage, language: String? = nil) -> Bool {
    declaration(of: stage).reads.contains { pattern in
      let pattern = pattern.replacing("{language}", with: language ?? "*")
      if pattern.hasSuffix("/") {
        return fnmatch(pattern + "*", file, 0) == 0
      }
      return fnmatch(pattern, file, FNM_PATHNAME) == 0
    }
  }
}
