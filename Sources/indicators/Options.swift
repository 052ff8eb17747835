import Acquire
import ArgumentParser
import Core
import Dataset
import Foundation
import Orchestration

/// Which project a command works in.
struct ProjectOptions: ParsableArguments {
  @Option(
    help: "The project's folder. Default: the current folder or the nearest one above that is a project.")
  var project: String?

  @Option(
    help: ArgumentHelp(
      "Which folder of Pipelines/, where there are several.", valueName: "name"))
  var pipeline: String?

  func workspace() throws -> Workspace {
    try Workspace.find(
      project: project, pipeline: pipeline, currentFolder: currentFolder(),
      environment: ProcessInfo.processInfo.environment,
      executable: executable())
  }
}

func currentFolder() -> URL {
  URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
}

/// The program's own file, with links followed.
func executable() -> URL? {
  (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")).map {
    URL(fileURLWithPath: $0)
  } ?? Bundle.main.executableURL
}

/// What is declared about files that are named on the command line.
struct DeclarationOptions: ParsableArguments {
  @Option(
    help:
      "Country the report is about, ISO 3166-1 alpha-3: KAZ. Default: what its title or its file's name says."
  )
  var area: String = ""

  @Option(
    help: "Family of reports, a file of Pipelines/Families. Default: the one that the report's text tells.")
  var family: String = ""

  @Option(
    help:
      "Date of publication, ISO 8601, as narrow as known: 2017-04. Default: what title or file name says, if they do."
  )
  var published: String = ""

  @Option(help: "Language of the report: sv. Default: guessed from the text.")
  var language: String = ""

  @Option(help: "Title. Default: what the report calls itself, else the file's name.")
  var title: String = ""

  @Option(help: "Edition as its publisher names it: 2015-2016. Default: the years in title or file name.")
  var edition: String = ""

  @Option(help: "Encoding of texts that are not Unicode: windows-1252, iso-8859-1.")
  var encoding: String = ""

  /// - Throws: `Failure` of kind `usage` for what can't be, and for an area that the workspace does not list.
  func entry(_ workspace: Workspace) throws -> ReportEntry {
    var entry = ReportEntry(file: "", location: currentFolder())
    entry.area = area
    entry.family = family
    entry.published = published
    entry.language = language
    entry.title = title
    entry.edition = edition
    entry.encoding = encoding
    try entry.validate()
    if !area.isEmpty { try requireArea(area, workspace) }
    return entry
  }
}

/// Which reports a run is over, and where its results go.
struct InputOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Read these files and folders instead of the project's reports.", valueName: "file|folder"))
  var input: [String] = []

  @OptionGroup var declared: DeclarationOptions

  @Option(
    help: ArgumentHelp(
      "Where database, CSVs and Reports/ go. Default: Data/release and Reports; with --input Data/release-input.",
      valueName: "dir"))
  var output: String?

  func entries(_ workspace: Workspace) throws -> (entries: [ReportEntry], list: String) {
    if input.isEmpty {
      let entry = try declared.entry(workspace)
      let declared = [entry.area, entry.family, entry.published, entry.title, entry.edition]
      guard declared.allSatisfy(\.isEmpty) else {
        throw Failure(
          .usage, "--area, --family, --published, --title and --edition are about files named with --input",
          remedy: "Declare the project's reports in Data/reports.yml")
      }
      return (try readReportList(workspace.reportList(), named: "Data/reports.yml"), "Data/reports.yml")
    }
    return (
      try Acquire.entries(for: input, defaults: declared.entry(workspace)), "the command line"
    )
  }

  @Option(
    help: ArgumentHelp(
      "A folder with publishers' files, laid out as Data/series.yml says or with a series.yml of its own: what was reported is compared with them.",
      valueName: "dir"))
  var series: String?

  /// Puts the folder of publishers' files into a run's options: the one named, else the project's own setting.
  func fill(_ options: inout RunOptions, _ workspace: Workspace) throws {
    if let series {
      options.series = URL(fileURLWithPath: series, relativeTo: currentFolder()).absoluteURL
      options.seriesName = series
      return
    }
    let set = try ProjectSettings(project: workspace.project).series
    guard !set.isEmpty, let project = workspace.project else { return }
    options.series = URL(fileURLWithPath: set, relativeTo: project).absoluteURL
    options.seriesName = set
  }

  func places(_ workspace: Workspace) throws -> Places {
    try Places(workspace: workspace, output: output, hasInput: !input.isEmpty, currentFolder: currentFolder())
  }
}

/// In which language a command writes for people.
struct LabelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Language of tables, pages, names and codebook: sv. Data and codes stay as they are.",
      valueName: "language"))
  var labels: String = "en"

  /// - Throws: `ConfigurationError` for a language that has no file below Pipelines/Labels.
  ///   A database alone, without any pipeline, is shown in English.
  func read(_ workspace: @autoclosure () throws -> Workspace) throws -> Labels {
    if labels == "en" {
      guard let workspace = try? workspace() else { return .english }
      return try Labels(language: labels, pipeline: workspace.pipeline)
    }
    return try Labels(language: labels, pipeline: workspace().pipeline)
  }
}

/// Which database a command reads.
struct DatabaseOptions: ParsableArguments {
  @OptionGroup var project: ProjectOptions

  @Option(
    help: ArgumentHelp(
      "A published database. Default: that of the project's Data/release.", valueName: "file"))
  var database: String?

  func file() throws -> URL {
    if let database { return URL(fileURLWithPath: database, relativeTo: currentFolder()).absoluteURL }
    let workspace = try project.workspace()
    let places = try Places(
      workspace: workspace, output: nil, hasInput: false, currentFolder: currentFolder())
    guard FileManager.default.fileExists(atPath: places.releaseDatabase.path) else {
      throw Failure(
        .noInput, "there is no release yet", place: places.typed(places.releaseDatabase),
        remedy: "Make it with \"indicators run\", or name another with --database")
    }
    return places.releaseDatabase
  }
}
