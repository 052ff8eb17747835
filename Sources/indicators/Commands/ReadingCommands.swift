import ArgumentParser
import Core
import Dataset
import Foundation
import Orchestration

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Show an observation's value, rule, quote in its sentence, evidence and all that is derived from it.")

  @Argument(help: "Id of an observation, or a unique beginning of it.")
  var observation: String

  @OptionGroup var language: LabelOptions
  @OptionGroup var source: DatabaseOptions

  func run() throws {
    let labels = try language.read(source.project.workspace())
    let explanation = try read(openReadOnly(at: source.file()), in: labels) { try explain($0, observation) }
    Console.say(explanation.text(labels: labels, width: Console.width))
  }
}

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Export observations with quote, page and source.")

  @Option(parsing: .upToNextOption, help: ArgumentHelp("Only these indicators.", valueName: "id"))
  var indicator: [String] = []

  @Option(parsing: .upToNextOption, help: ArgumentHelp("Only these areas: KAZ.", valueName: "code"))
  var area: [String] = []

  @Option(help: "csv, ndjson, sdmx-csv, excel, table, markdown or html.")
  var format: ExportFormat = .csv

  @Flag(
    help:
      "The same as --format excel: CSV for spreadsheet programs, where no cell of a report runs as a formula."
  )
  var excel = false

  @Option(
    help: ArgumentHelp(
      "One CSV per indicator into this folder. Default: one table to standard output.", valueName: "dir"))
  var output: String?

  @OptionGroup var language: LabelOptions
  @OptionGroup var source: DatabaseOptions

  func run() throws {
    let labels = try language.read(source.project.workspace())
    let filter = ExportFilter(indicators: indicator, areas: area)
    let format = excel ? ExportFormat.excel : format
    let isForPeople = [.table, .markdown, .html].contains(format)
    try read(openReadOnly(at: source.file()), in: isForPeople ? labels : .english) { db in
      if let output {
        guard format == .csv else {
          throw Failure(
            .usage, "--output writes CSV", remedy: "Leave out --format, or redirect standard output")
        }
        let folder = URL(fileURLWithPath: output, relativeTo: currentFolder()).absoluteURL
        let files = try exportIndicators(db, filter: filter, labels: labels, to: folder)
        Console.note("\(plural(files.count, "file")) in \(output)")
      } else {
        _ = try exportObservations(
          db, filter: filter, format: format, labels: labels, width: Console.width
        ) { format == .table ? Console.say(String(decoding: $0, as: UTF8.self)) : Console.out($0) }
      }
    }
  }
}

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Print the comparison tables of the release.")

  @Argument(help: "Kinds of comparison: sex, rank, countries, editions, treaties … Default: all.")
  var kinds: [String] = []

  @Option(help: "table, markdown, csv or html.")
  var format: TableFormat = .table

  @OptionGroup var language: LabelOptions
  @OptionGroup var source: DatabaseOptions

  func run() throws {
    let workspace = try source.project.workspace()
    let labels = try language.read(workspace)
    let folder = workspace.pipeline.appendingPathComponent("Comparisons")
    let known = try readComparisons(in: folder).map(\.kind)
    if let unknown = kinds.first(where: { !known.contains($0) }) {
      throw Failure(
        .usage, "there is no comparison \"\(unknown)\"", remedy: "There are: \(known.joined(separator: ", "))"
      )
    }
    let tables = try read(openReadOnly(at: source.file()), in: format == .csv ? .english : labels) {
      try comparisonTables($0, comparisons: folder, kinds: kinds.isEmpty ? nil : kinds)
    }
    for table in tables {
      let text = render(table, as: format, labels: labels, width: Console.width) + "\n"
      if format == .table { Console.say(text) } else { Console.out(text) }
    }
  }
}

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Run the checks over the working database; exit 1 where one fails.")

  @Flag(help: "Warnings fail too.")
  var strict = false

  @Option(help: ArgumentHelp("The folder given to run as --output.", valueName: "dir"))
  var output: String?

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let workspace = try project.workspace()
    let places = try Places(
      workspace: workspace, output: output, hasInput: false, currentFolder: currentFolder())
    let findings = try checkedFindings(places, workspace)
    Console.say(
      aligned(findings.map { [$0.severity.rawValue, $0.check, $0.message, $0.subject] }))
    let bad = findings.count { $0.severity == .error || (strict && $0.severity == .warning) }
    Console.note("\(plural(findings.count, "finding")), \(bad) of them \(bad == 1 ? "fails" : "fail")")
    if bad > 0 { throw ExitStatus.checksFailed.code }
  }
}

extension ExportFormat: ExpressibleByArgument {}
extension TableFormat: ExpressibleByArgument {}
