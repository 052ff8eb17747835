import ArgumentParser
import Core
import Dataset

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the release's indicators, areas, sources or reports; exit 1 where there is none.")

  @Argument(help: "indicators, areas, sources or reports.")
  var thing: ListedThing

  @Argument(help: "Only those whose code or name has this in it.")
  var matching: String = ""

  @Flag(help: "Also those without a figure.")
  var all = false

  @Flag(help: "As CSV.")
  var csv = false

  @OptionGroup var source: DatabaseOptions

  func run() throws {
    let list = try openReadOnly(at: source.file()).read {
      try listing($0, of: thing, matching: matching, all: all)
    }
    guard !list.rows.isEmpty else {
      Console.error(
        "no \(thing.rawValue) \(matching.isEmpty ? "have a figure" : "have \"\(matching)\" in code or name")")
      throw ExitStatus.checksFailed.code
    }
    if csv {
      for line in [list.columns] + list.rows { Console.out(CSV.line(line)) }
    } else {
      Console.out(aligned([list.columns] + list.rows))
    }
  }
}

extension ListedThing: ExpressibleByArgument {}
