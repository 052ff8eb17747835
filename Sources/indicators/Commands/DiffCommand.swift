import ArgumentParser
import Core
import Dataset
import Diff
import Foundation
import Orchestration

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "List what two releases do not agree on, and why; exit 1 where there is anything.",
    discussion: """
      Observations, what comparisons came to, published figures and reports: added, removed, changed. Causes: the \
      report changed, our reading changed, a reader decided, the published source was revised, the file was not read. Changes that are alike \
      are one row with their number and an example. Either side may be a working database.
      """)

  @Argument(help: "The earlier release: its database, or its folder.") var old: String
  @Argument(help: "The later one.") var new: String

  @Option(help: "table, csv (a row for each changed field) or json (one object: counts and rows).")
  var format: DiffFormat = .table

  @Flag(help: "A row for each change; CSV and JSON always have them all.")
  var all = false

  @Flag(help: "Counts only.")
  var summary = false

  @Option(
    help: ArgumentHelp(
      "Allow differences: exit 1 only where more observations than this are removed (12, or 5%), or a record that must stay does not.",
      valueName: "n|p%"))
  var maxRemoved: RemovalBudget?

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let before = try openReadOnly(at: file(old), anySchema: true)
    let after = try openReadOnly(at: file(new), anySchema: true)
    // Two files can be compared anywhere; what must stay is known where there is a project.
    let workspace = try project.project == nil ? try? project.workspace() : project.workspace()
    let keep = try workspace.map { try KeepList($0) } ?? KeepList()
    let (diff, gate) = try before.read { first in
      try after.read { second in
        (
          try ReleaseDiff(from: first, to: second),
          try RemovalGate(from: first, to: second, keep: keep, budget: maxRemoved)
        )
      }
    }
    switch format {
    case .table:
      Console.say(aligned(diff.summary))
      if !summary, !diff.changes.isEmpty { Console.say("\n" + aligned(diff.rows(all: all))) }
    case .csv: Console.out(summary ? diff.summaryCSV : diff.csv)
    case .json: Console.out(diff.json(summary: summary, gate: gate))
    }
    Console.note(plural(diff.changes.count, "difference"))
    for record in gate.unknown { Console.note("warning    the earlier release has no record of \(record)") }
    if maxRemoved != nil {
      for line in gate.lines { Console.error(line) }
      if !gate.isOpen { throw ExitStatus.checksFailed.code }
    } else {
      for record in gate.lost { Console.error("a record that must stay does not: \(record)") }
      if !diff.changes.isEmpty || !gate.lost.isEmpty { throw ExitStatus.checksFailed.code }
    }
  }

  /// A folder stands for the database of the release in it.
  private func file(_ path: String) throws -> URL {
    try releaseDatabase(
      at: URL(fileURLWithPath: path, relativeTo: currentFolder()).absoluteURL, named: path)
  }
}

enum DiffFormat: String, CaseIterable, ExpressibleByArgument {
  case table, csv, json
}
