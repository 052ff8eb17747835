import ArgumentParser
import CountryIndicators
import Foundation

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "List observations added, removed and changed between two releases; exit 1 where there are any."
  )

  @Argument(help: "The earlier database.") var old: String
  @Argument(help: "The later database.") var new: String

  func run() throws {
    let before = try openReadOnly(at: file(old))
    let after = try openReadOnly(at: file(new))
    let changes = try before.read { first in
      try after.read { second in try differences(from: first, to: second) }
    }
    let rows = changes.map { change in
      [
        change.kind.rawValue, change.key.filter { !$0.isEmpty && $0 != "_T" }.joined(separator: " "),
        [change.old, change.new].filter { !$0.isEmpty }.joined(separator: " → "),
        change.cause?.rawValue ?? "",
      ]
    }
    Console.out(aligned(rows))
    Console.note(plural(changes.count, "difference"))
    if !changes.isEmpty { throw ExitStatus.checksFailed.code }
  }

  private func file(_ path: String) -> URL {
    URL(fileURLWithPath: path, relativeTo: currentFolder()).absoluteURL
  }
}
