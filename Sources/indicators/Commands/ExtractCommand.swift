import Acquire
import ArgumentParser
import Core
import Dataset
import Foundation
import Orchestration
import Reading

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Read files and print what they state; no project and no database needed.")

  @Argument(help: "Text or PDF files, or folders of them.")
  var files: [String] = []

  @Flag(help: "Read texts as NDJSON from standard input and write a line for each mention.")
  var stream = false

  @Flag(
    help: "Write one line a document with all that reading makes of it (Pipelines/record.schema.json).")
  var records = false

  @Option(
    help: ArgumentHelp(
      "With --stream: a line of more bytes is an error row. A text takes many times its bytes of memory.",
      valueName: "bytes"))
  var longestLine = 100_000_000

  @Option(help: "Print a step inside reading instead: ingest, segment, extract or resolve.")
  var show: ReadingStep?

  @Flag(help: "Say of each number what it became, and what kept it from more: --show extract.")
  var why = false

  @OptionGroup var declared: DeclarationOptions

  @Option(
    help:
      "table (observations), csv (every mention with its observations) or ndjson (the same as objects). Default: table."
  )
  var format: ExtractFormat?

  @OptionGroup var language: LabelOptions
  @OptionGroup var project: ProjectOptions

  func run() throws {
    try refuseContradictions()
    let workspace = try project.workspace()
    if stream {
      let product: StreamProduct = records ? .records : .mentions
      let stream = RecordStream(
        try RuleSet(pipeline: workspace.pipeline, asNeeded: true), product: product, longestLine: longestLine)
      let summary = try stream.run(input: 0, output: 1)
      if summary.failures > 0 { throw ExitStatus.documentsFailed.code }
      return
    }
    guard !files.isEmpty else {
      throw Failure(.usage, "no file is named", remedy: "Name files or folders, or say --stream")
    }
    let entries = try Acquire.entries(for: files, defaults: declared.entry(workspace))
    let rules = try RuleSet(pipeline: workspace.pipeline, asNeeded: true)
    let printer = Printer(
      rules: rules, records: records, show: why ? .extract : show, format: format ?? .table,
      labels: try language.read(workspace))
    var failed = 0
    if printer.format == .csv { Console.out(ExtractTable.csvHeader) }
    for entry in entries {
      do {
        let (document, pages) = try ingestAlone(entry, rules: rules)
        if let doubt = areaDoubt(document, file: entry.stem, rules: rules) {
          Console.warning("\(entry.file): \(doubt)")
        }
        try printer.write(document, pages: pages, named: entry.file)
      } catch {
        if entries.count == 1 { throw error }
        Console.error("\(error)")
        failed += 1
      }
    }
    if failed > 0 { throw ExitStatus.documentsFailed.code }
  }

  private func refuseContradictions() throws {
    if longestLine < 1 {
      throw Failure(
        .usage, "--longest-line is a number of bytes", remedy: "Write 100000000, or leave it out")
    }
    if stream, !files.isEmpty {
      throw Failure(
        .usage, "--stream reads standard input and takes no files", remedy: "Leave out the files")
    }
    if why, show != nil, show != .extract {
      throw Failure(.usage, "--why shows the step extract", remedy: "Leave out --show")
    }
    let show = why ? .extract : show
    if stream, show != nil || format != nil && format != .ndjson {
      throw Failure(
        .usage, "--stream writes NDJSON only", remedy: "Leave out --show and --format, or name a file")
    }
    if records, show != nil || format != nil && format != .ndjson {
      throw Failure(
        .usage, "--records writes whole records as NDJSON", remedy: "Leave out --show and --format")
    }
    if show != nil, format == .csv {
      throw Failure(.usage, "--show prints text or ndjson", remedy: "Say --format ndjson, or leave it out")
    }
  }
}

enum ExtractFormat: String, CaseIterable, ExpressibleByArgument {
  case table, csv, ndjson
}

/// A step inside `read`.
enum ReadingStep: String, CaseIterable, ExpressibleByArgument {
  case ingest, segment, extract, resolve
}

/// Prints what was read from one document after the other.
private struct Printer {
  let reader: DocumentReader
  let lines: RecordStream
  let records: Bool
  let show: ReadingStep?
  let format: ExtractFormat
  let rules: RuleSet
  let labels: Labels

  init(rules: RuleSet, records: Bool, show: ReadingStep?, format: ExtractFormat, labels: Labels) {
    self.rules = rules
    self.labels = labels
    reader = DocumentReader(rules)
    lines = RecordStream(rules)
    self.records = records
    self.show = show
    self.format = format
  }

  func write(_ document: Document, pages: [Page], named file: String) throws {
    if let show {
      let step = try ReadingStepText(show, document, pages: pages, reader: reader)
      if format == .ndjson { Console.out(step.ndjson) } else { Console.say(step.text(named: file)) }
      return
    }
    if !records, format == .ndjson {
      return Console.out(try lines.lines(for: document, pages: pages, id: file))
    }
    var read = try reader.read(document, pages: pages)
    if records {
      read.name = file
      Console.out(encode(read) + [0x0A])
    } else {
      if format == .csv { return Console.out(ExtractTable.csv(read, named: file)) }
      Console.say(ExtractTable.table(read, named: file, rules: rules, labels))
    }
  }
}
