import Foundation
import Support
import Testing

@testable import Core
@testable import Orchestration

/// A project that release 0.1 started, brought up to this program by one command.
@Suite struct UpdateProjectTests {
  let folder: TestFolder
  let own: Workspace

  init() throws {
    folder = try TestFolder()
    own = Workspace(pipeline: try smallPipeline(in: folder), project: nil)
    let project = folder.url.appendingPathComponent("project")
    try startProject(in: project, named: "project", from: own)
    // As 0.1 laid it out: another map of stages, languages and code lists within the pipeline.
    let map = try folder.read("project/Pipelines/human-rights/pipeline.yml")
    try folder.write(
      map.replacing("stage: \"read\"", with: "stage: \"ingest\""),
      to: "project/Pipelines/human-rights/pipeline.yml")
    for name in ["Languages", "Codelists"] {
      try FileManager.default.moveItem(
        at: project.appendingPathComponent("Pipelines/\(name)"),
        to: project.appendingPathComponent("Pipelines/human-rights/\(name)"))
    }
    for name in ["Families", "Labels", "Reference"] {
      try FileManager.default.removeItem(at: project.appendingPathComponent("Pipelines/\(name)"))
    }
    try folder.write("", to: "project/Pipelines/human-rights/Decisions/ada.ndjson")
    try folder.write("maxRemoved: \"1\"\n", to: "project/Pipelines/human-rights/must-keep.yml")
    try folder.write("SELECT 1", to: "project/Pipelines/human-rights/Checks/mine.sql")
    try folder.write("pipeline: \"forests\"\n", to: "project/Pipelines/forests/pipeline.yml")
    for (name, rules) in [("my_rank", "sv.yml"), ("my_old_rank", "sv.yml")] {
      let source = own.pipeline.appendingPathComponent("Indicators/press_freedom_rank")
      let target = project.appendingPathComponent("Pipelines/human-rights/Indicators/\(name)")
      try FileManager.default.copyItem(at: source, to: target)
      if name == "my_old_rank" {
        try Data("patterns: [\"of another program\"]\n".utf8).write(to: target.appendingPathComponent(rules))
      }
    }
  }

  private func workspace() throws -> Workspace {
    try Workspace.find(
      project: folder.path("project"), pipeline: "human-rights", currentFolder: folder.url, environment: [:],
      executable: nil)
  }

  @Test func oneCommandIsTheWayOut() throws {
    let error = #expect(throws: ConfigurationError.self) { try PipelineFile(workspace()) }
    #expect(error?.message.contains("\"indicators update\"") == true)
    let project = folder.url.appendingPathComponent("project")
    let update = try updateProject(project, named: "project", from: own)
    _ = try PipelineFile(workspace())
    #expect(update.earlier == "Pipelines.earlier")
    #expect(
      update.kept == [
        "human-rights/Decisions", "human-rights/must-keep.yml", "forests", "human-rights/Indicators/my_rank",
      ])
    #expect(
      update.left == [
        "human-rights/Checks/mine.sql", "human-rights/Indicators/my_old_rank/da.yml",
        "human-rights/Indicators/my_old_rank/en.yml",
        "human-rights/Indicators/my_old_rank/indicator.yml",
        "human-rights/Indicators/my_old_rank/sv.yml",
      ])
    #expect(try folder.read("project/Pipelines/human-rights/must-keep.yml") == "maxRemoved: \"1\"\n")
    #expect(try folder.read("project/Pipelines/human-rights/Decisions/ada.ndjson") == "")
    #expect(try folder.read("project/Pipelines.earlier/human-rights/Checks/mine.sql") == "SELECT 1")
    let names = FileSystem.names(in: project.path).filter { $0.hasPrefix("Pipelines") }
    #expect(names == ["Pipelines", "Pipelines.earlier"])
    // Once more: what is there is kept again, beside the first.
    #expect(try updateProject(project, named: "project", from: own).earlier == "Pipelines.earlier-2")
  }

  @Test func theProgramsOwnRulesAreNotUpdated() throws {
    let workspace = try workspace()
    let error = #expect(throws: Failure.self) {
      try updateProject(workspace.requireProject(), named: "project", from: workspace)
    }
    #expect(error?.kind == .usage)
  }
}
