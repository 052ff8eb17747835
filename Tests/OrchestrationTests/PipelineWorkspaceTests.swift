import Foundation
import Support
import Testing

@testable import Acquire
@testable import Core
@testable import Dataset
@testable import Diff
@testable import Orchestration
@testable import Reading
@testable import Reference
@testable import Review
@testable import Site

@Suite struct PipelineWorkspaceTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.write("pipeline: \"x\"\n", to: "project/Pipelines/human-rights/pipeline.yml")
    try folder.write("pipeline: \"x\"\n", to: "installed/share/indicators/pipeline.yml")
    try folder.write("", to: "installed/bin/indicators")
    try folder.write("", to: "project/deep/er/x")
    try folder.write("", to: "elsewhere/x")
  }

  func find(
    _ current: String, project: String? = nil, pipeline: String? = nil, variable: String? = nil,
    executable: String? = nil
  ) throws -> Workspace {
    try Workspace.find(
      project: project, pipeline: pipeline, currentFolder: folder.url.appendingPathComponent(current),
      environment: variable.map { ["INDICATORS_PIPELINE": folder.path($0)] } ?? [:],
      executable: executable.map { folder.url.appendingPathComponent($0) })
  }

  @Test func theProjectIsFoundUpwards() throws {
    let workspace = try find("project/deep/er")
    #expect(workspace.project?.standardizedFileURL.path == folder.path("project"))
    #expect(workspace.pipeline.path.hasSuffix("project/Pipelines/human-rights"))
  }

  @Test func theOptionWins() throws {
    #expect(try find("elsewhere", project: "../project").project != nil)
    let error = #expect(throws: Failure.self) { try find("project", project: "../elsewhere") }
    #expect(error?.kind == .configuration)
  }

  @Test func theVariableComesBeforeTheProgramsOwn() throws {
    let pipeline = "project/Pipelines/human-rights"
    let workspace = try find("elsewhere", variable: pipeline, executable: "installed/bin/indicators")
    #expect(workspace.pipeline.path.hasSuffix(pipeline))
    #expect(workspace.project == nil)
    #expect(throws: Failure.self) { try find("elsewhere", variable: "elsewhere") }
  }

  @Test func theProgramBringsItsOwn() throws {
    let installed = try find("elsewhere", executable: "installed/bin/indicators")
    #expect(installed.pipeline.path.hasSuffix("installed/share/indicators"))
    #expect(installed.project == nil)
    #expect(throws: Failure.self) { try installed.requireProject() }
    #expect(throws: Failure.self) { try find("elsewhere", executable: "elsewhere/x") }
  }

  @Test func aUsersTextStaysOutOfTheProjectsReports() throws {
    let current = folder.url.appendingPathComponent("project")
    let workspace = try find("project")
    func places(_ output: String?, hasInput: Bool) throws -> Places {
      try Places(workspace: workspace, output: output, hasInput: hasInput, currentFolder: current)
    }
    #expect(try places(nil, hasInput: false).reports.path == folder.path("project/Reports"))
    #expect(try places(nil, hasInput: true).reports.path == folder.path("project/Data/release-input/Reports"))
    #expect(try places("out", hasInput: true).work.path == folder.path("project/out/.work"))
    let outside = Workspace(pipeline: workspace.pipeline, project: nil)
    let apart = try Places(workspace: outside, output: nil, hasInput: true, currentFolder: current)
    #expect(apart.release.path == folder.path("project/release-input"))
    #expect(throws: Failure.self) {
      try Places(workspace: outside, output: nil, hasInput: false, currentFolder: current)
    }
  }

  @Test func aProjectMayHoldAnyPipelineAndNameOneOfSeveral() throws {
    let named = "pipeline: \"forests\"\n"
    try folder.write(named, to: "other/Pipelines/woods/pipeline.yml")
    try folder.write("", to: "other/Pipelines/Languages/sv/words.yml")
    let only = try find("other")
    #expect(only.pipelinePath == "Pipelines/woods" && !only.isOneOfSeveral)
    #expect(only.name("Languages/sv/words.yml") == "Pipelines/Languages/sv/words.yml")
    #expect(only.name("Checks/a.sql") == "Pipelines/woods/Checks/a.sql")
    let current = folder.url.appendingPathComponent("other")
    let alone = try Places(workspace: only, output: nil, hasInput: false, currentFolder: current)
    #expect(alone.releaseDatabase.path == folder.path("other/Data/release/forests.sqlite"))

    try folder.write("pipeline: \"ponds\"\n", to: "other/Pipelines/water/pipeline.yml")
    let unnamed = #expect(throws: Failure.self) { try find("other") }
    #expect(unnamed?.remedy == "Name one with --pipeline: water, woods")
    let unknown = #expect(throws: Failure.self) { try find("other", pipeline: "fire") }
    #expect(unknown?.remedy == "Name one of: water, woods")
    let water = try find("other", pipeline: "water")
    let places = try Places(workspace: water, output: nil, hasInput: false, currentFolder: current)
    #expect(places.releaseDatabase.path == folder.path("other/Data/release/water/ponds.sqlite"))
    #expect(places.reports.path == folder.path("other/Reports/water"))
    let beside = try find("elsewhere", pipeline: "woods", variable: "other/Pipelines/water")
    #expect(beside.pipelinePath == "Pipelines/woods")
  }

  @Test func aPipelineUsesItsOwnFoldersBeforeSharedOnes() throws {
    try folder.write("", to: "project/Pipelines/Codelists/areas.csv")
    try folder.write("", to: "project/Pipelines/Languages/sv/words.yml")
    let workspace = try find("project")
    #expect(workspace.name("Codelists/areas.csv") == "Pipelines/Codelists/areas.csv")
    try folder.write("", to: "project/Pipelines/human-rights/Codelists/areas.csv")
    #expect(workspace.name("Codelists/areas.csv") == "Pipelines/human-rights/Codelists/areas.csv")
    let file = knowledgeFile("Languages/sv/words.yml", of: workspace.pipeline)
    #expect(file.path == folder.path("project/Pipelines/Languages/sv/words.yml"))
  }

  @Test(arguments: ["pipeline: \"../x\"\n", "pipeline: \"\"\n", "names: {}\n", "pipeline: \"Å\"\n"])
  func aPipelinesIdIsAFileName(text: String) throws {
    try folder.write(text, to: "bad/Pipelines/p/pipeline.yml")
    let error = #expect(throws: ConfigurationError.self) {
      try PipelineName(of: folder.url.appendingPathComponent("bad/Pipelines/p"))
    }
    #expect(error?.file == "Pipelines/p/pipeline.yml")
  }

  @Test func aReleaseIsNamedByItsFolder() throws {
    try folder.write("", to: "release/forests.sqlite")
    let release = folder.url.appendingPathComponent("release")
    #expect(try releaseDatabase(at: release, named: "release").lastPathComponent == "forests.sqlite")
    try folder.write("", to: "release/ponds.sqlite")
    let several = #expect(throws: Failure.self) { try releaseDatabase(at: release, named: "release") }
    #expect(several?.remedy == "Name one of: forests.sqlite, ponds.sqlite")
    #expect(throws: Failure.self) {
      try releaseDatabase(at: folder.url.appendingPathComponent("elsewhere"), named: "elsewhere")
    }
  }

  @Test func stagesAreChosenInOrder() throws {
    #expect(try StageSelection(from: "verify").stages.map(\.name) == ["verify", "compare", "publish"])
    #expect(try StageSelection(to: "read").stages.map(\.name) == ["acquire", "read"])
    #expect(try StageSelection(only: "compare").stages == [.compare])
    #expect(try StageSelection(named: ["publish", "load"]).stages == [.load, .publish])
    let unknown = #expect(throws: Failure.self) { try StageSelection(only: "polish") }
    #expect(unknown?.kind == .usage)
    #expect(unknown?.remedy.contains("acquire, read, load") == true)
    let step = #expect(throws: Failure.self) { try StageSelection(to: "segment") }
    #expect(step?.remedy.contains("extract --show") == true)
    #expect(throws: Failure.self) { try StageSelection(from: "publish", to: "read") }
  }
}
