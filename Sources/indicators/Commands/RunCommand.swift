import Acquire
import ArgumentParser
import Core
import Dataset
import Diff
import Foundation
import Orchestration

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run the pipeline over what changed, and say in ten lines what it found.",
    discussion: """
      Stages, in order: \(Stage.all.map(\.name).joined(separator: ", ")). What read makes of a \
      document is kept, so that it is read again only where it or what the program knows has changed.
      """)

  @Argument(help: "Only these stages.", completion: .list(Stage.all.map(\.name)))
  var stages: [String] = []

  @OptionGroup var input: InputOptions
  @OptionGroup var choice: StageOptions

  @Flag(help: "Print what would run, and why; change nothing.")
  var dryRun = false

  @Option(help: "How many documents are read at once. Default: one for each processor.")
  var jobs: Int?

  @Flag(help: "Print all comparison tables too; indicators compare prints them later.")
  var tables = false

  @Flag(help: "Print neither tables nor what was found.")
  var noTables = false

  @Flag(help: "Stop at the first document that fails.")
  var failFast = false

  @Flag(help: "Go on with the others when a document fails (the default).")
  var keepGoing = false

  @Flag(help: "Leave the reports' texts out of the release; offsets, quotes and hashes stay.")
  var withoutText = false

  @Flag(help: "Take publishers' files as they are now, and lock their new bytes.")
  var relock = false

  @Option(
    help: ArgumentHelp(
      "Publish only if no more observations than this are lost: 12, or 5%. Default: must-keep.yml, else 10 % but no fewer than 10; unlimited with --input.",
      valueName: "n|p%"))
  var maxRemoved: RemovalBudget?

  @Flag(help: "Publish whatever is lost of the release that stands.")
  var acceptRemovals = false

  @Option(
    help: ArgumentHelp(
      "List in the release's README what changed since this earlier release's database.", valueName: "file"))
  var since: String?

  @OptionGroup var language: LabelOptions

  @Option(help: "Progress: auto (one line on a terminal), json or none.")
  var progress: ProgressMode = .auto

  @Option(help: ArgumentHelp("Write a log, one JSON object per line.", valueName: "file"))
  var logJson: String?

  @OptionGroup var project: ProjectOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if acceptRemovals, maxRemoved != nil {
      throw ValidationError("--accept-removals and --max-removed exclude each other.")
    }
    if failFast, keepGoing { throw ValidationError("--fail-fast and --keep-going exclude each other.") }
  }

  func run() throws {
    let selection = try choice.selection(stages)
    let workspace = try project.workspace()
    let (entries, list) = try input.entries(workspace)
    guard !entries.isEmpty else {
      throw Failure(
        .noInput, "no report is listed", place: list,
        remedy: "Add one with \"indicators add FILE --area KAZ\"")
    }
    var options = RunOptions(programVersion: programVersion)
    options.selection = selection
    options.documents = choice.documents
    options.force = choice.force
    options.rehash = choice.rehash
    options.relock = relock
    try input.fill(&options, workspace)
    if let jobs { options.jobs = jobs }
    options.failFast = failFast
    options.withText = !withoutText
    options.labels = try language.read(workspace)
    // A list of reports is kept; files named on the command line are other ones each time.
    options.guardsRemovals = !acceptRemovals && (input.input.isEmpty || maxRemoved != nil)
    options.maxRemoved = maxRemoved
    if let since {
      options.since = URL(fileURLWithPath: since, relativeTo: currentFolder()).absoluteURL
      options.sinceName = since
    }
    options.arguments = CommandLine.arguments.dropFirst().joined(separator: " ")
    let places = try input.places(workspace)
    let run = PipelineRun(
      workspace: workspace, places: places, entries: entries, list: list, options: options)
    try choice.requireMatch(entries, options)
    if dryRun {
      let plan = try run.plan()
      for line in plan.lines(explain: true) { Console.say(line + "\n") }
      for warning in plan.warnings { Console.warning(warning) }
      return
    }
    let printer = try RunPrinter(mode: progress, log: logJson)
    do {
      let report = try run.execute { printer.show($0) }
      try conclude(report, printer: printer, places: places, workspace: workspace, labels: options.labels)
    } catch let error as ExitCode {
      throw error
    } catch {
      printer.recap()
      throw error
    }
  }

  private func conclude(
    _ report: RunReport, printer: RunPrinter, places: Places, workspace: Workspace, labels: Labels
  ) throws {
    if report.didNothing {
      Console.note(
        "nothing to do: \(plural(report.documents, "document")), \(plural(report.stages, "stage")) unchanged; indicators compare prints the tables"
      )
    }
    if report.release != nil, !noTables {
      let queue = try openReadOnly(at: places.releaseDatabase)
      if tables {
        let comparisons = workspace.pipeline.appendingPathComponent("Comparisons")
        for table in try read(queue, in: labels, { try comparisonTables($0, comparisons: comparisons) }) {
          Console.say(render(table, as: .table, labels: labels, width: Console.width) + "\n")
        }
      }
      Console.say(
        try read(queue, in: labels) {
          try runSummary($0, places: places, database: places.typed(places.releaseDatabase))
        })
    }
    for finding in report.findings where finding.severity == .error {
      Console.note("check      \(finding.check): \(finding.message) (\(finding.subject))")
    }
    if !report.failures.isEmpty { printer.recap() }
    if let refusal = report.refusal {
      Console.error("nothing was published, because too much of \(places.name) would be lost")
      for line in refusal.lines { Console.note("  \(line)") }
      let standing = standingRelease(places)
      Console.note(
        "\(standing.prefix(1).uppercased() + standing.dropFirst()). What changed: indicators diff \(places.typed(places.releaseDatabase)) "
          + "\(places.typed(places.nextRelease)). Mend what loses them, or run again with --accept-removals.")
      throw ExitStatus.checksFailed.code
    }
    if !report.failures.isEmpty {
      throw ExitStatus.documentsFailed.code
    }
    let failed = Set(report.findings.filter { $0.severity == .error }.map(\.check)).count
    guard failed > 0 else { return }
    if report.release != nil {
      let verify = places.name == "Data/release" ? "verify" : "verify --output \(places.name)"
      Console.error(
        "published, though \(plural(failed, "check")) failed: indicators \(verify) \(failed == 1 ? "tells why" : "lists them")"
      )
    }
    throw ExitStatus.checksFailed.code
  }
}

/// Which stages and documents take part.
struct StageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Begin with this stage.", valueName: "stage")) var from: String?
  @Option(help: ArgumentHelp("End with this stage.", valueName: "stage")) var to: String?
  @Option(help: ArgumentHelp("This stage only.", valueName: "stage")) var only: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Only reports whose file matches: '*kaz*'.", valueName: "glob"))
  var documents: [String] = []

  @Flag(help: "Run even what has not changed.")
  var force = false

  @Flag(help: "Hash every file anew, whatever its size and time of change say.")
  var rehash = false

  func selection(_ named: [String]) throws -> StageSelection {
    try StageSelection(named: named, from: from, to: to, only: only)
  }

  func requireMatch(_ entries: [ReportEntry], _ options: RunOptions) throws {
    guard !entries.contains(where: options.selects) else { return }
    throw Failure(
      .noInput, "no report matches", place: documents.joined(separator: " "),
      remedy: "\"indicators status\" lists their files")
  }
}

extension ProgressMode: ExpressibleByArgument {}

extension RemovalBudget: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
