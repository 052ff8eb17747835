import ArgumentParser
import Core
import Foundation
import Orchestration
import Reading

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Start a project of one's own: configuration, empty Data/ and Reports/.")

  @Argument(help: ArgumentHelp("The new project's folder.", valueName: "dir"))
  var folder: String

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let target = URL(fileURLWithPath: folder, relativeTo: currentFolder()).absoluteURL
    try startProject(in: target, named: folder, from: try project.workspace())
    Console.note("project started in \(folder); next: cd \(folder) && indicators add FILE")
  }
}

struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Put a report into Data/reports and into Data/reports.yml.",
    discussion: """
      What is declared is written down. Country, family, edition, date, title and language that are not declared are \
      told by the report itself whenever it is read: by its title, as its family's file in Pipelines/Families has it, \
      else by its file's name. A report whose country nobody tells is refused.
      """)

  @Argument(help: "A text or PDF file.")
  var file: String

  @OptionGroup var declared: DeclarationOptions

  @Option(help: "Who published it.") var publisher: String = ""
  @Option(help: ArgumentHelp("Of release 0.1; now --family.", visibility: .hidden)) var series: String = ""
  @Option(help: "What it covers: 2015/2016.") var period: String = ""
  @Option(help: "Where it came from.") var url: String = ""
  @Option(help: "On what terms it may be used.") var licence: String = ""

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let workspace = try project.workspace()
    let folder = try workspace.requireProject()
    _ = try PipelineFile(workspace)
    var entry = try declared.entry(workspace)
    entry.publisher = publisher
    entry.series = series
    entry.period = period
    entry.url = url
    entry.licence = licence
    try entry.validate()
    guard !file.hasPrefix("http://"), !file.hasPrefix("https://") else {
      throw Failure(
        .noInput, "reports are added from files, not from the network", place: file,
        remedy: "Download it, then: indicators add FILE --url \(file)")
    }
    entry.file = file
    entry.location = URL(fileURLWithPath: file, relativeTo: currentFolder()).absoluteURL
    let identity = try identify(entry, rules: RuleSet(pipeline: workspace.pipeline))
    let listed = try addReport(entry, to: folder)
    for found in identity.found { Console.note("not declared, but told by the report: \(found)") }
    Console.note("added Data/\(listed); next: indicators run")
  }
}

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check that everything a run needs is there.")

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let found = diagnose(
      project: project.project, pipeline: project.pipeline, currentFolder: currentFolder(),
      environment: ProcessInfo.processInfo.environment, executable: executable())
    Console.out(
      aligned(
        [["indicators", "ok", programVersion]]
          + found.map { [$0.name, $0.isOK ? "ok" : $0.isNeeded ? "MISSING" : "missing", $0.detail] }))
    if found.contains(where: { $0.isNeeded && !$0.isOK }) { throw ExitStatus.checksFailed.code }
  }
}
