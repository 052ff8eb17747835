import ArgumentParser
import Core
import Foundation
import Orchestration
import Reading

struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Read the examples and counterexamples of the rules; exit 1 where one does not hold.",
    discussion: "For whoever writes rules: each complaint names file and line, and what stood in the way.")

  @Argument(help: "Indicators whose files are tried. Default: all, and the languages' own examples.")
  var indicators: [String] = []

  @Option(help: ArgumentHelp("Only files in this language.", valueName: "code"))
  var language: String?

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let workspace = try project.workspace()
    let rules = try RuleSet(pipeline: workspace.pipeline)
    let known = Set(rules.indicators.map(\.id))
    if let unknown = indicators.first(where: { !known.contains($0) }) {
      throw Failure(
        .usage, "there is no indicator \"\(unknown)\"",
        remedy: "Their folders stand in \(workspace.name("Indicators"))")
    }
    let proof = Proof(rules)
    let files = rules.ruleFiles.filter {
      (indicators.isEmpty || indicators.contains($0.indicator)) && (language ?? $0.language) == $0.language
    }
    var complaints: [String] = []
    if indicators.isEmpty {
      for code in rules.languages where language ?? code == code {
        complaints += try proof.complaints(aboutExamplesOfLanguage: code)
        complaints += try proof.complaints(aboutCounterexamplesOfLanguage: code)
      }
    }
    for file in files {
      complaints += try proof.complaints(aboutExamplesOf: file)
      complaints += try proof.complaints(aboutCounterexamplesOf: file)
    }
    for complaint in complaints { Console.say(complaint + "\n") }
    let examples = files.reduce(0) { $0 + $1.examples.count + $1.counterexamples.count }
    Console.note(
      "\(plural(examples, "example")) in \(plural(files.count, "file")), \(plural(complaints.count, "complaint"))"
    )
    if !complaints.isEmpty { throw ExitStatus.checksFailed.code }
  }
}
