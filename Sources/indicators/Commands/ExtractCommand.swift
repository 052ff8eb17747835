import Acquire
import ArgumentParser
import Core
import Foundation
import Orchestration
import Reading

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Read files and print what they state; no project and no database needed.")

  @Argument(help: "Text or PDF files, or folders of them.")
  var files: [String] = []

  @Flag(help: "Read NDJSON records from standard input and write a line for each mention.")
  var stream = false

  @OptionGroup var declared: DeclarationOptions

  @Option(
    help: "table (observations), csv (every mention with its observations) or ndjson (the same as objects).")
  var format: ExtractFormat = .table

  @OptionGroup var language: LabelOptions
  @OptionGroup var project: ProjectOptions

  func run() throws {
    let workspace = try project.workspace()
    if stream {
      guard files.isEmpty else {
        throw Failure(
          .usage, "--stream reads standard input and takes no files", remedy: "Leave out the files")
      }
      let summary = try RecordStream(try RuleSet(pipeline: workspace.pipeline)).run(input: 0, output: 1)
      if summary.failures > 0 { throw ExitStatus.documentsFailed.code }
      return
    }
    guard !files.isEmpty else {
      throw Failure(.usage, "no file is named", remedy: "Name files or folders, or say --stream")
    }
    let entries = try Acquire.entries(for: files, defaults: declared.entry(workspace))
    let rules = try RuleSet(pipeline: workspace.pipeline)
    let reader = DocumentReader(rules)
    let writer = RecordStream(rules)
    let labels = try language.read(workspace)
    var failed = 0
    if format == .csv { Console.out(ExtractTable.csvHeader) }
    for entry in entries {
      do {
        let read = try readAlone(entry, rules: rules, reader: reader)
        if let doubt = areaDoubt(read.document, file: entry.stem, areas: rules.areas) {
          Console.warning("\(entry.file): \(doubt)")
        }
        switch format {
        case .table: Console.out(ExtractTable.table(read, named: entry.file, rules: rules, labels))
        case .csv: Console.out(ExtractTable.csv(read, named: entry.file))
        case .ndjson: Console.out(try writer.lines(for: read.document, id: entry.file))
        }
      } catch {
        if entries.count == 1 { throw error }
        Console.error("\(error)")
        failed += 1
      }
    }
    if failed > 0 { throw ExitStatus.documentsFailed.code }
  }
}

enum ExtractFormat: String, CaseIterable, ExpressibleByArgument {
  case table, csv, ndjson
}
