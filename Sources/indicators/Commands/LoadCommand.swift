import ArgumentParser
import Core
import Foundation
import Orchestration

struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Make a release of records that were made elsewhere.",
    discussion: """
      Records are what "indicators extract --stream --records" prints, a line each, in any order and in as many files \
      as you like. The same records give the same release, byte for byte, as a run over the reports.
      """)

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Files of records (NDJSON).", valueName: "file"))
  var records: [String] = []

  @Option(help: ArgumentHelp("Where database, CSVs and Reports/ go.", valueName: "dir"))
  var output: String

  @Option(
    help: ArgumentHelp("A folder with publishers' files, to compare with; see run.", valueName: "dir"))
  var series: String?

  @Flag(help: "Leave the reports' texts out of the release; offsets, quotes and hashes stay.")
  var withoutText = false

  @Option(help: "Progress: auto (one line on a terminal), json or none.")
  var progress: ProgressMode = .auto

  @OptionGroup var project: ProjectOptions

  func validate() throws {
    if records.isEmpty { throw ValidationError("Name files of records with --records.") }
  }

  func run() throws {
    let workspace = try project.workspace()
    let places = try Places(
      workspace: workspace, output: output, hasInput: true, currentFolder: currentFolder())
    var options = RunOptions(programVersion: programVersion)
    options.withText = !withoutText
    options.guardsRemovals = false
    options.arguments = CommandLine.arguments.dropFirst().joined(separator: " ")
    if let series {
      options.series = URL(fileURLWithPath: series, relativeTo: currentFolder()).absoluteURL
      options.seriesName = series
    }
    let printer = try RunPrinter(mode: progress, log: nil)
    let files = records.map { URL(fileURLWithPath: $0, relativeTo: currentFolder()).absoluteURL }
    let report = try loadRecords(
      files, named: records, workspace: workspace, places: places, options: options
    ) { printer.show($0) }
    if !report.failures.isEmpty {
      printer.recap()
      throw ExitStatus.documentsFailed.code
    }
    if report.findings.contains(where: { $0.severity == .error }) { throw ExitStatus.checksFailed.code }
  }
}
