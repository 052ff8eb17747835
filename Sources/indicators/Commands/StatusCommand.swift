import ArgumentParser
import Foundation
import Orchestration

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show how far each document came: document × stage.")

  @Flag(help: "Only documents that failed.")
  var failed = false

  @Option(help: ArgumentHelp("The folder given to run as --output.", valueName: "dir"))
  var output: String?

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let workspace = try project.workspace()
    let places = try Places(
      workspace: workspace, output: output, hasInput: false, currentFolder: currentFolder())
    let stages = Stage.all.filter { $0.scope == .document }.map(\.name)
    var rows = [["document"] + stages]
    var errors: [String] = []
    for document in try documentStatus(places) where !failed || !document.error.isEmpty {
      rows.append([document.file] + stages.map { document.stages[$0] ?? "-" })
      if !document.error.isEmpty { errors.append("\(document.file): \(document.error)") }
    }
    Console.say(aligned(rows))
    for error in errors { Console.say(error + "\n") }
  }
}
