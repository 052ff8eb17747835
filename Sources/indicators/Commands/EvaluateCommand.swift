import ArgumentParser
import Core
import Dataset
import Evaluation
import Foundation
import Reading

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Compare what is read with gold data: precision and recall by kind, indicator and rule.")

  @Option(help: "Folder of NAME.mentions.jsonl and NAME.observations.jsonl.")
  var gold: String

  @Option(help: "Folder of NAME.txt. Default: where --gold has \"gold\", \"corpus\" instead.")
  var texts: String?

  @Option(
    help: ArgumentHelp(
      "Score these records, made elsewhere (extract --stream --records), instead of reading the texts.",
      valueName: "file.ndjson"))
  var records: [String] = []

  @Option(help: "CSV whose first column lists the indicators that count. Default: all.")
  var scored: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Leave out the list of errors, and with it all text.")
  var withoutErrors = false

  @Option(help: "Write the figures, without any text, as a Markdown page.")
  var page: String?

  @OptionGroup var project: ProjectOptions

  func run() throws {
    let folder = URL(fileURLWithPath: gold)
    let texts = URL(fileURLWithPath: texts ?? folder.path.replacingOccurrences(of: "/gold", with: "/corpus"))
    let evaluation = try evaluation(folder, texts)
    if let page {
      do {
        try evaluation.markdown(title: "Quality").write(toFile: page, atomically: true, encoding: .utf8)
      } catch {
        throw StorageError(
          file: page, kind: .other, message: "cannot be written", advice: "Name another place.")
      }
    }
    Console.out(
      json ? try evaluation.json(withErrors: !withoutErrors) : evaluation.text(withErrors: !withoutErrors))
  }

  private func evaluation(_ gold: URL, _ texts: URL) throws -> Evaluation {
    let scored = try scoredIndicators()
    if records.isEmpty {
      let rules = try RuleSet(pipeline: try project.workspace().pipeline)
      return try evaluate(gold: gold, texts: texts, rules: rules, scored: scored)
    }
    let files = try records.map { file in
      guard let data = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
        throw Failure(.noInput, "cannot be read; is it missing?", place: file, remedy: "Check the path")
      }
      return (bytes: [UInt8](data), file: file)
    }
    return try evaluate(gold: gold, texts: texts, records: files, scored: scored)
  }

  private func scoredIndicators() throws -> Set<String>? {
    guard let scored else { return nil }
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: scored)) else {
      throw ConfigurationError(file: scored, line: nil, message: "cannot be read; is it missing?")
    }
    return Set(try CSVTable([UInt8](data), file: scored).rows.compactMap(\.fields.first))
  }
}
