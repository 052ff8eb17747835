import ArgumentParser
import Foundation
import Reading

/// The command `indicators`: parse arguments, call the library, print.
@main struct Main {
  static func main() {
    // A reader that goes away (head, less) ends the program in peace; see Console.out.
    signal(SIGPIPE, SIG_IGN)
    endInPeace(on: [SIGINT, SIGTERM])
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

/// Says what a stopped command leaves behind, and ends as the signal would. Only what may be done in a signal's handler is
/// done here. A signal that is passed over (`nohup`, a shell's background) stays so.
private func endInPeace(on signals: [Int32]) {
  // What the handler looks at is made before it may be called.
  endConverters()
  for number in signals {
    let earlier = signal(number) { number in
      endConverters()
      let text: StaticString =
        "\nindicators: stopped; what was there before stands as it was, and the next run goes on from here\n"
      _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
      signal(number, SIG_DFL)
      raise(number)
    }
    if isIgnored(earlier) { signal(number, SIG_IGN) }
  }
}

private func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
  unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
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
      CompareCommand.self, ListCommand.self, DiffCommand.self, LineageCommand.self, VerifyCommand.self,
      EvaluateCommand.self,
      ProveCommand.self,
      DoctorCommand.self,
    ])
}

/// Raised with each release.
let programVersion = "0.1.0"
