import Acquire
import ArgumentParser
import Core
import Dataset
import Foundation
import Orchestration

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Say what a run would do, and which hash changed. Changes nothing.")

  @Argument(help: "Only these stages.", completion: .list(Stage.all.map(\.name)))
  var stages: [String] = []

  @OptionGroup var input: InputOptions
  @OptionGroup var choice: StageOptions

  @Flag(help: "Name every document and its reasons.")
  var explain = false

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let workspace = try project.workspace()
    let (entries, list) = try input.entries(workspace)
    var options = RunOptions(programVersion: programVersion)
    options.selection = try choice.selection(stages)
    options.documents = choice.documents
    options.force = choice.force
    options.rehash = choice.rehash
    try input.fill(&options, workspace)
    let plan = try PipelineRun(
      workspace: workspace, places: try input.places(workspace), entries: entries, list: list,
      options: options
    ).plan()
    for warning in plan.warnings { Console.warning(warning) }
    if json {
      Console.out(try encode(plan))
    } else {
      for line in plan.lines(explain: explain) { Console.say(line + "\n") }
    }
  }

  private func encode(_ plan: Plan) throws -> String {
    struct Step: Encodable {
      var stage: String
      var file: String?
      var document: String?
      var because: [String]
    }
    var steps = plan.stale.map {
      Step(stage: $0.firstStage?.name ?? "", file: $0.entry.file, document: $0.sha256, because: $0.reasons)
    }
    steps += plan.gone.map {
      Step(stage: Stage.load.name, file: $0.file, document: $0.document, because: ["no longer listed"])
    }
    steps += plan.dataset.map { Step(stage: $0.stage.name, file: nil, document: nil, because: $0.reasons) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(steps), as: UTF8.self) + "\n"
  }
}
