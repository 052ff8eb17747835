import ArgumentParser
import Core
import Dataset
import Foundation
import Orchestration
import Review

struct CorrectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Correct our reading of a figure: appends a decision, which wins over the rules.",
    discussion: """
      Fields: \(Decision.Field.correctable.map(\.rawValue).joined(separator: ", ")). status takes accept or reject. \
      The next run applies it; the extracted value stays visible.
      """)

  @Argument(help: "Id of an observation, or a unique beginning of it.")
  var observation: String

  @Option(help: ArgumentHelp("What is corrected, and to what: value=27.", valueName: "field=value"))
  var field: String

  @Option(help: "Why; kept with the decision.")
  var reason: String

  @Option(help: "Who decides. Default: `who` in the project's indicators.yml, else the user's name.")
  var who: String?

  @OptionGroup var source: DatabaseOptions

  func run() throws {
    let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let name = Decision.Field(rawValue: parts[0]) else {
      let known = Decision.Field.correctable.map(\.rawValue).joined(separator: ", ")
      throw Failure(
        .usage, "\"\(field)\" is no correction", remedy: "Write FIELD=VALUE; fields are: \(known)")
    }
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw Failure(.usage, "the reason is empty", remedy: "Say with --reason why the reading is wrong")
    }
    let workspace = try source.project.workspace()
    let project = try workspace.requireProject()
    let settings = try ProjectSettings(project: project)
    let environment = ProcessInfo.processInfo.environment
    let decision = try openReadOnly(at: source.file()).read {
      try Review.decision(
        $0, correcting: observation, field: name, to: parts[1], reason: reason,
        who: who ?? (settings.who.isEmpty ? environment["USER"] ?? "unknown" : settings.who),
        when: Date().formatted(.iso8601))
    }
    let path = "\(workspace.pipelinePath)/Decisions/decisions.ndjson"
    try append(decision, to: project.appendingPathComponent(path), named: path)
    Console.note(
      "\(decision.indicator): \(name.rawValue) \"\(decision.old)\" → \"\(decision.new)\", quote \"\(decision.target.quote)\""
    )
    Console.note("appended to \(path); next: indicators run")
  }
}
