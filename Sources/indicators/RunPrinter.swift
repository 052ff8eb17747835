import Core
import Foundation
import Orchestration
import Site
import Synchronization

/// How a run's progress is shown.
enum ProgressMode: String, CaseIterable, Sendable {
  /// One line on a terminal, nothing elsewhere.
  case auto
  case json
  case none
}

/// Prints what happens during a run on standard error, and writes the log of `--log-json`.
final class RunPrinter: Sendable {
  private let mode: ProgressMode
  private let log: Mutex<FileHandle?>
  private let failures = Mutex<[String]>([])

  /// - Throws: `Failure` where the log can't be written.
  init(mode: ProgressMode, log path: String?) throws {
    self.mode = mode
    guard let path else {
      log = Mutex(nil)
      return
    }
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else {
      throw Failure(
        .inputOutput, "the log can't be written", place: path, remedy: "Name another file with --log-json")
    }
    log = Mutex(handle)
  }

  func show(_ event: RunEvent) {
    switch event {
    case .planned(let lines):
      for line in lines { note(line) }
      record(["event": "planned", "because": lines.joined(separator: "\n")])
    case .document(let file, let error, let done, let total):
      // Most messages name their file themselves.
      if let error {
        failures.withLock { $0.append(error.contains("(\(file)") ? error : "\(file): \(error)") }
      }
      if mode == .auto, Console.isTerminal {
        Console.progress(done == total ? "" : "\(done)/\(total)  \(file)")
      }
      record(
        [
          "event": error == nil ? "document" : "document_failed", "file": file, "error": error ?? "",
          "done": String(done), "of": String(total),
        ])
    case .stage(let stage, let summary, let seconds):
      note(stage.name + String(repeating: " ", count: max(1, 11 - stage.name.count)) + summary)
      record(["event": "stage", "stage": stage.name, "summary": summary, "seconds": String(seconds)])
    case .warning(let message):
      note("warning    \(message)")
      record(["event": "warning", "message": message])
    }
  }

  /// All documents that failed, once more and together.
  func recap() {
    let failures = failures.withLock { $0.sorted() }
    guard !failures.isEmpty else { return }
    Console.error("\(plural(failures.count, "document")) failed:")
    for failure in failures { Console.note("  \(failure)") }
  }

  private func note(_ line: String) {
    guard mode != .json else { return }
    if mode == .auto, Console.isTerminal { Console.progress("") }
    Console.note(line)
  }

  private func record(_ event: [String: String]) {
    guard mode == .json || log.withLock({ $0 != nil }) else { return }
    var event = event
    event["ts"] = Date().formatted(.iso8601)
    event["level"] = ["warning", "document_failed"].contains(event["event"]) ? "warning" : "info"
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(event) else { return }
    if mode == .json { Console.note(String(decoding: line, as: UTF8.self)) }
    log.withLock { try? $0?.write(contentsOf: line + Data("\n".utf8)) }
  }
}
