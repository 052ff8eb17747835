import ArgumentParser
import Foundation

/// The command `indicators`: parse arguments, call the library, print.
@main struct Main {
  static func main() {
    // A reader that goes away (head, less) ends the program in peace; see Console.out.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try Indicators.parseAsRoot()
      try command.run()
      Console.flush()
      exit(0)
    } catch {
      let status = explainExit(error)
      Console.flush()
      exit(status)
    }
  }
}

struct Indicators: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicators",
    abstract: "Comparable indicators from countries' reports, each with its evidence.",
    discussion: """
      Exit codes: 0 done, 1 checks failed or differences found, 2 wrong usage, 3 some documents failed, \
      65 bad data, 66 no input, 74 input or output failed, 78 bad configuration.
      """,
    version: programVersion,
    subcommands: [
      InitCommand.self, UpdateCommand.self, AddCommand.self, RunCommand.self, LoadCommand.self,
      PlanCommand.self,
      StatusCommand.self,
      ExtractCommand.self, CorrectCommand.self, ReviewCommand.self, ExplainCommand.self, ExportCommand.self,
      CompareCommand.self, DiffCommand.self, LineageCommand.self, VerifyCommand.self, EvaluateCommand.self,
      ProveCommand.self,
      DoctorCommand.self,
    ])
}

/// Raised with each release.
let programVersion = "0.1.0"
