import ArgumentParser
import Core
import Foundation
import Orchestration

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Start a project of one's own: configuration, empty Data/ and Reports/.")

  @Argument(help: ArgumentHelp("The new project's folder.", valueName: "dir"))
  var folder: String

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let target = URL(fileURLWithPath: folder, relativeTo: currentFolder()).absoluteURL
    try startProject(in: target, named: folder, from: try project.workspace())
    Console.note("project started in \(folder); next: cd \(folder) && indicators add FILE --area KAZ")
  }
}

struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Put a report into Data/reports and into Data/reports.yml.")

  @Argument(help: "A text or PDF file.")
  var file: String

  @OptionGroup var declared: DeclarationOptions

  @Option(help: "Who published it.") var publisher: String = ""
  @Option(help: "What its editions have in common. Default: publisher and area.") var series: String = ""
  @Option(help: "What it covers: 2015/2016.") var period: String = ""
  @Option(help: "Where it came from.") var url: String = ""
  @Option(help: "On what terms it may be used.") var licence: String = ""

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let workspace = try project.workspace()
    let folder = try workspace.requireProject()
    var entry = try declared.entry(workspace)
    entry.publisher = publisher
    entry.series = series
    entry.period = period
    entry.url = url
    entry.licence = licence
    try entry.validate()
    if entry.area.isEmpty {
      throw Failure(
        .usage, "which country the report is about is not declared",
        remedy: "Add --area with its code, such as KAZ")
    }
    guard !file.hasPrefix("http://"), !file.hasPrefix("https://") else {
      throw Failure(
        .noInput, "reports are added from files, not from the network", place: file,
        remedy: "Download it, then: indicators add FILE --area \(entry.area) --url \(file)")
    }
    entry.file = file
    entry.location = URL(fileURLWithPath: file, relativeTo: currentFolder()).absoluteURL
    let listed = try addReport(entry, to: folder)
    Console.note("added Data/\(listed); next: indicators run")
  }
}

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check that everything a run needs is there.")

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let found = diagnose(
      project: project.project, currentFolder: currentFolder(),
      environment: ProcessInfo.processInfo.environment, executable: executable())
    Console.out(
      aligned(
        [["indicators", "ok", programVersion]]
          + found.map { [$0.name, $0.isOK ? "ok" : $0.isNeeded ? "MISSING" : "missing", $0.detail] }))
    if found.contains(where: { $0.isNeeded && !$0.isOK }) { throw ExitStatus.checksFailed.code }
  }
}
