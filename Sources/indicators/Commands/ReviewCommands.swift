import ArgumentParser
import Core
import Dataset
import Foundation
import Orchestration
import Reference
import Review

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Bring in what readers decided on the reports' pages, and see what is left to look at.",
    discussion: """
      Each page of a report in Reports/documents/ is a reviewer's desk; its decisions are downloaded as a file. Decisions \
      win over the rules in the next run and survive re-extraction.
      """,
    subcommands: [Import.self, Export.self, Next.self, Status.self], defaultSubcommand: Status.self)

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add downloaded decisions to the project, each reviewer's to a file of their own.")

    @Argument(help: "Files of decisions, one JSON object a line; - is standard input.")
    var files: [String]

    @OptionGroup var source: DatabaseOptions

    func run() throws {
      let workspace = try source.project.workspace()
      _ = try workspace.requireProject()
      try openReadOnly(at: source.file()).read { db in
        for file in files {
          let result = try importDecisions(db, bytes(of: file), named: file, into: workspace.pipeline)
          for (path, count) in result.added.sorted(by: { $0.key < $1.key }) {
            Console.note("\(plural(count, "decision")) added to \(workspace.pipelinePath)/\(path)")
          }
          if result.known > 0 { Console.note("\(plural(result.known, "decision")) known already") }
          if result.elsewhere > 0 {
            Console.note(
              "\(plural(result.elsewhere, "decision")) about reports that this release does not hold")
          }
        }
      }
      Console.note("next: indicators run")
    }

    private func bytes(of file: String) throws -> [UInt8] {
      if file == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
      guard let data = FileManager.default.contents(atPath: file) else {
        throw Failure(
          .noInput, "the file can't be read", place: file, remedy: "Name the file that the page downloaded")
      }
      return Array(data)
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print every decision of the project, one JSON object a line, in the order they were made.")

    @OptionGroup var project: ProjectOptions

    func run() throws {
      let all = try allDecisions(in: project.workspace().pipeline)
      for line in all.lines.inOrder {
        Console.out(try line.decision.line() + "\n")
      }
      for fault in all.faults.dropLast() { Console.error(fault.description) }
      if let fault = all.faults.last { throw fault }
    }
  }

  struct Next: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List what to look at next, riskiest first.")

    @Option(help: "How many.") var limit = 20
    @Option(help: "Only this report: its slug or the beginning of it.") var document = ""
    @Option(help: "table, markdown, csv or html.") var format: TableFormat = .table
    @OptionGroup var source: DatabaseOptions

    func run() throws {
      let table = try openReadOnly(at: source.file()).read {
        try reviewQueue($0, document: document, limit: limit)
      }
      Console.say(render(table, as: format, width: Console.width))
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show how far the review has come, who decided, and how far reviewers agree.")

    @Option(help: "table, markdown, csv or html.") var format: TableFormat = .table
    @OptionGroup var source: DatabaseOptions

    func run() throws {
      let tables = try openReadOnly(at: source.file()).read { try reviewStatus($0) }
      for (place, table) in tables.enumerated() where place == 0 || !table.rows.isEmpty {
        Console.say(render(table, as: format, width: Console.width) + "\n")
      }
    }
  }
}
