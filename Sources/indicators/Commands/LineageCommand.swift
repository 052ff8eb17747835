import ArgumentParser
import Core
import Foundation
import Orchestration

struct LineageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage",
    abstract: "Export who made what of which, from the working database: PROV-JSON or OpenLineage.",
    discussion: """
      From reports, rules and publishers' files over every stage to the release's files, with their hashes. It has \
      times in it, and so stands outside the release. From an observation to its characters lead the release's tables.
      """)

  @Option(help: "prov-json (one document), or openlineage (one run event per line).")
  var format: LineageFormat = .provJSON

  @Option(help: ArgumentHelp("Write to this file. Default: standard output.", valueName: "file"))
  var output: String?

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Only what this run did. Default: all that stands.", valueName: "number"))
  var only: Int64?

  @Option(help: ArgumentHelp("The folder given to run as --output.", valueName: "dir"))
  var folder: String?

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let workspace = try project.workspace()
    let places = try Places(
      workspace: workspace, output: folder, hasInput: false, currentFolder: currentFolder())
    var record = try LineageRecord(places, workspace)
    if let only { record = try record.restricted(to: only) }
    let bytes =
      switch format {
      case .provJSON: provJSON(record)
      case .openLineage: openLineage(record)
      }
    guard let output else { return Console.out(bytes) }
    do {
      try Data(bytes).write(
        to: URL(fileURLWithPath: output, relativeTo: currentFolder()).absoluteURL, options: .atomic)
    } catch {
      throw Failure(
        .inputOutput, "the lineage can't be written", place: output,
        remedy: "Name another file with --output, or leave it out")
    }
  }
}

enum LineageFormat: String, CaseIterable, ExpressibleByArgument {
  case provJSON = "prov-json"
  case openLineage = "openlineage"
}
