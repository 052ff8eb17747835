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

  func find(_ current: String, project: String? = nil, variable: String? = nil, executable: String? = nil)
    throws
    -> Workspace
  {
    try Workspace.find(
      project: project, currentFolder: folder.url.appendingPathComponent(current),
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

  @Test func stagesAreChosenInOrder() throws {
    #expect(try StageSelection(from: "verify").stages.map(\.name) == ["verify", "compare", "publish"])
    #expect(try StageSelection(to: "ingest").stages.map(\.name) == ["acquire", "ingest"])
    #expect(try StageSelection(only: "compare").stages == [.compare])
    #expect(try StageSelection(named: ["publish", "load"]).stages == [.load, .publish])
    let unknown = #expect(throws: Failure.self) { try StageSelection(only: "polish") }
    #expect(unknown?.kind == .usage)
    #expect(unknown?.remedy.contains("acquire, ingest, segment") == true)
    #expect(throws: Failure.self) { try StageSelection(from: "publish", to: "ingest") }
  }

  @Test func thePipelinesMapNamesTheStages() throws {
    let file = repository.appendingPathComponent("Pipelines/human-rights/pipeline.yml")
    let yaml = try StrictYAML(String(contentsOf: file, encoding: .utf8), file: "pipeline.yml")
    try yaml.allow(["pipeline", "names", "stages"])
    let stages = try yaml.required("stages").list().map { try $0.required("stage").string() }
    #expect(stages == Stage.all.map(\.name))
  }
}
