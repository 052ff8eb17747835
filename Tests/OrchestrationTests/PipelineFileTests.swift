import Foundation
import Support
import Testing

@testable import Core
@testable import Orchestration
@testable import Reading

/// What pipeline.yml declares, and that stages hold to it.
@Suite struct PipelineFileTests {
  private func pipeline(_ text: String) throws -> PipelineFile {
    try PipelineFile(StrictYAML(text, file: "pipeline.yml"))
  }

  private static let stages = """
    pipeline: "p"
    inputs: ["reports"]
    stages:
      - {stage: "acquire", takes: ["reports"], makes: ["snapshots"]}
      - {stage: "read", takes: ["snapshots"], reads: ["Languages/{language}/", "Indicators/*/{language}.yml"], makes: ["records"]}
      - {stage: "load", takes: ["records"], makes: ["database"]}
      - {stage: "verify", takes: ["database"], reads: ["Checks/"], makes: ["findings"]}
      - {stage: "compare", takes: ["database"], makes: ["comparisons"]}
      - {stage: "publish", takes: ["database"], makes: ["release"]}
    """

  @Test func patternsSayWhatAStageMayRead() throws {
    let file = try pipeline(Self.stages)
    #expect(file.reads("Languages/sv/words.yml", in: .read, language: "sv"))
    #expect(!file.reads("Languages/fi/words.yml", in: .read, language: "sv"))
    #expect(file.reads("Languages/fi/words.yml", in: .read), "an unknown language can be any")
    #expect(file.reads("Indicators/hdi_rank/sv.yml", in: .read, language: "sv"))
    #expect(!file.reads("Indicators/hdi_rank/fi.yml", in: .read, language: "sv"))
    #expect(!file.reads("Checks/a.sql", in: .read) && file.reads("Checks/a.sql", in: .verify))
    #expect(file.folders == ["Checks", "Indicators", "Languages"])
  }

  @Test(arguments: [
    ("takes: [\"records\"], makes: [\"database\"]", "takes: [\"rekords\"]", 6, "no stage before it makes"),
    ("stage: \"verify\"", "stage: \"polish\"", 7, "not the stage that comes here"),
    ("stage: \"read\"", "stage: \"ingest\"", 5, "is of release 0.1"),
    ("makes: [\"release\"]", "mades: [\"release\"]", 9, "unknown key"),
    ("  - {stage: \"publish\", takes: [\"database\"], makes: [\"release\"]}", "", 1, "is missing"),
  ])
  func mistakesAreNamed(old: String, new: String, line: Int, message: String) throws {
    let text = Self.stages.replacing(old, with: new)
    #expect(text != Self.stages)
    let error = #expect(throws: ConfigurationError.self) { try pipeline(text) }
    #expect(error?.line == line && error?.message.contains(message) == true, "\(String(describing: error))")
  }

  /// A pipeline in which only what `read` declares is there reads a report as the whole one does: nothing that is not
  /// declared has a part in it.
  @Test func readingReadsNothingThatIsNotDeclared() throws {
    let workspace = Workspace(pipeline: Repository.pipeline, project: nil)
    let knowledge = try KnowledgeFiles(workspace)
    let declared = knowledge.set(of: .read, language: "sv").files.keys
    #expect(
      declared.contains("Languages/sv/words.yml") && !declared.contains("Languages/sv/examples.yml.bak"))
    let folder = try TestFolder()
    for name in declared {
      let target = folder.url.appendingPathComponent("p/\(name)")
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: workspace.file(name), to: target)
    }
    let text = try String(
      contentsOf: repository.appendingPathComponent("Data/samples/kazakstan_2015-2016.txt"), encoding: .utf8)
    func record(_ rules: RuleSet) throws -> [UInt8] {
      let document = Repository.document(text)
      return encode(try DocumentReader(rules).read(document, pages: [Repository.page(document)]))
    }
    let hidden = try record(RuleSet(pipeline: folder.url.appendingPathComponent("p")))
    #expect(try hidden == record(Repository.rules.get()))
    #expect(hidden.count > 10_000)
  }

  /// Every file of what people wrote belongs to some stage, but notes for people and lists for the gate.
  @Test func everyFileIsDeclaredSomewhere() throws {
    let workspace = Workspace(pipeline: Repository.pipeline, project: nil)
    let knowledge = try KnowledgeFiles(workspace)
    let lost = knowledge.hashes.keys.filter { file in
      !file.hasSuffix(".md") && !Stage.all.contains { knowledge.pipeline.reads(file, in: $0) }
    }
    #expect(lost == [])
  }
}
