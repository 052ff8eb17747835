import ArgumentParser
import Core
import Dataset
import Foundation
import Orchestration
import Site

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

  @Option(
    help: ArgumentHelp(
      "A panel of area, indicator and year for statistics programs, as CSV: long or wide.", valueName: "shape"
    ))
  var panel: PanelShape?

  @Flag(help: "In a panel, also figures without a date, in the year of their report.")
  var undated = false

  @Option(
    help: ArgumentHelp(
      "One page in HTML to print: every figure on a country with sentence, page, source, verdict and citation.",
      valueName: "area"))
  var dossier: String?

  @Flag(
    help:
      "The same as --format excel: CSV for spreadsheet programs, where no cell of a report runs as a formula."
  )
  var excel = false

  @Option(
    help: ArgumentHelp(
      "One CSV per indicator into this folder; with --dossier the file to write. Default: standard output.",
      valueName: "dir"))
  var output: String?

  @OptionGroup var language: LabelOptions
  @OptionGroup var source: DatabaseOptions

  func validate() throws {
    if undated, panel == nil { throw ValidationError("--undated belongs to --panel.") }
    if panel != nil, output != nil || dossier != nil || excel || format != .csv {
      throw ValidationError(
        "--panel writes CSV to standard output; leave out --output, --format and --dossier.")
    }
  }

  func run() throws {
    let labels = try language.read(source.project.workspace())
    let filter = ExportFilter(indicators: indicator, areas: area)
    if let dossier { return try writeDossier(of: dossier, labels) }
    if let panel {
      let rows = try openReadOnly(at: source.file()).read {
        try exportPanel($0, filter: filter, shape: panel, undated: undated) { Console.out($0) }
      }
      return try refuseNothing(rows)
    }
    let format = excel ? ExportFormat.excel : format
    let isForPeople = [.table, .markdown, .html].contains(format)
    try read(openReadOnly(at: source.file()), in: isForPeople ? labels : .english) { db in
      if let output {
        guard format == .csv else {
          throw Failure(
            .usage, "--output writes CSV", remedy: "Leave out --format, or redirect standard output")
        }
        let folder = URL(fileURLWithPath: output, relativeTo: currentFolder()).absoluteURL
        guard !isFile(folder) else {
          throw Failure(
            .usage, "there is a file of that name", place: output, remedy: "--output names a folder")
        }
        let files = try exportIndicators(db, filter: filter, labels: labels, to: folder)
        try refuseNothing(files.count)
        Console.note("\(plural(files.count, "file")) in \(output)")
      } else {
        let rows = try exportObservations(
          db, filter: filter, format: format, labels: labels, width: Console.width
        ) { format == .table ? Console.say(String(decoding: $0, as: UTF8.self)) : Console.out($0) }
        try refuseNothing(rows)
      }
    }
  }

  /// A selection without a row ends with 1: a script should not go on with nothing.
  private func refuseNothing(_ rows: Int) throws {
    guard rows == 0 else { return }
    Console.error("nothing is selected: no figure fits; \"indicators list indicators\" shows what there is")
    throw ExitStatus.checksFailed.code
  }

  private func isFile(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  private func writeDossier(of area: String, _ labels: Labels) throws {
    let page = try read(openReadOnly(at: source.file()), in: labels) {
      try dossierPage($0, area: area, labels: labels)
    }
    guard let output else { return Console.out(page) }
    let file = URL(fileURLWithPath: output, relativeTo: currentFolder()).absoluteURL
    do {
      try Data(page.utf8).write(to: file, options: .atomic)
    } catch {
      throw Failure(
        .inputOutput, "the dossier can't be written", place: output,
        remedy: "Name a file in a folder that is there")
    }
    Console.note("\(output): open it in a browser; print it there for a PDF")
  }
}

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Print the comparison tables of the release.")

  @Argument(help: "Kinds of comparison: sex, rank, countries, editions, treaties … Default: all.")
  var kinds: [String] = []

  @Option(help: "table, markdown, csv or html.")
  var format: TableFormat = .table

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Of \"published\", only rows with these verdicts: differs, other_date … or wrong for all that do not agree.",
      valueName: "verdict"))
  var verdict: [String] = []

  @OptionGroup var language: LabelOptions
  @OptionGroup var source: DatabaseOptions

  func run() throws {
    let workspace = try source.project.workspace()
    let labels = try language.read(workspace)
    let folder = workspace.pipeline.appendingPathComponent("Comparisons")
    let known = try readComparisons(in: folder).map(\.kind)
    if let unknown = kinds.first(where: { !known.contains($0) }) {
      let alike = lookalikes(of: unknown, among: known)
      throw Failure(
        .usage, "there is no comparison \"\(unknown)\"",
        remedy: (alike.isEmpty ? "" : "Did you mean \(alike.joined(separator: " or "))? ")
          + "There are: \(known.joined(separator: ", "))")
    }
    let wanted = try verdicts()
    let kinds = kinds.isEmpty && !wanted.isEmpty ? ["published"] : kinds
    var tables = try read(openReadOnly(at: source.file()), in: format == .csv ? .english : labels) {
      try comparisonTables($0, comparisons: folder, kinds: kinds.isEmpty ? nil : kinds)
    }
    if !wanted.isEmpty {
      tables = tables.map { $0.filtered(column: "Verdict") { wanted.contains(verdictCode($0)) } }
    }
    for table in tables {
      let text = render(table, as: format, labels: labels, width: Console.width) + "\n"
      if format == .table { Console.say(text) } else { Console.out(text) }
    }
    if tables.allSatisfy(\.rows.isEmpty) {
      Console.error("nothing is selected: no row fits")
      throw ExitStatus.checksFailed.code
    }
  }

  /// The verdicts asked for, checked against those there are.
  private func verdicts() throws -> Set<String> {
    var codes: Set<String> = []
    for name in verdict {
      let code = name.replacing(" ", with: "_")
      if code == "wrong" {
        codes.formUnion(Verdict.contradicted)
      } else if Verdict.all.contains(code) {
        codes.insert(code)
      } else {
        let alike = lookalikes(of: code, among: Verdict.all)
        throw Failure(
          .usage, "there is no verdict \"\(name)\"",
          remedy: (alike.isEmpty ? "" : "Did you mean \(alike.joined(separator: " or "))? ")
            + "There are: wrong, \(Verdict.all.joined(separator: ", "))")
      }
    }
    if !codes.isEmpty, !kinds.isEmpty, kinds != ["published"] {
      throw Failure(
        .usage, "--verdict is about the comparison published", remedy: "Leave out the other kinds")
    }
    return codes
  }

  /// `not_comparable` of "not comparable: unit".
  private func verdictCode(_ cell: String) -> String {
    String(cell.prefix { $0 != ":" }).replacing(" ", with: "_")
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
extension PanelShape: ExpressibleByArgument {}
extension TableFormat: ExpressibleByArgument {}
