import ArgumentParser
import Core
import Foundation
import Orchestration

struct UpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract:
      "Take this program's rules, tables and checks into a project that another release of it started.",
    discussion: """
      Decisions, must-keep.yml, indicators of your own that still read, other pipelines, Data/ and Reports/ stay as they \
      are. What Pipelines/ held before is kept beside it. The next run reads every report anew; \
      indicators diff says what that changed.
      """)

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let workspace = try project.workspace()
    let own = try Workspace.own(
      environment: ProcessInfo.processInfo.environment, executable: executable(),
      currentFolder: currentFolder())
    let update = try updateProject(
      workspace.requireProject(), named: project.project ?? ".", from: own)
    Console.note("Pipelines/ is this program's now; what it was before is in \(update.earlier)/")
    for path in update.kept { Console.note("kept Pipelines/\(path)") }
    for path in update.left.prefix(20) {
      Console.note("left in \(update.earlier)/, for this program has none of the name: \(path)")
    }
    if update.left.count > 20 { Console.note("and \(update.left.count - 20) more") }
    Console.note("next: indicators run")
  }
}
