import Core
import Evaluation
import Foundation
import Reading
import Support

/// The real reports beside the repository, and which of them nobody may look into.
///
/// Of held texts tests count and never quote: rules are written without them in view, so that what they score says
/// what to expect of reports nobody has seen.
struct SharedReports {
  /// Names without extension, sorted.
  let names: [String]
  let held: Set<String>
  let texts: URL
  let gold: URL

  /// - Parameter language: BCP 47; the name of the folders and the end of the list of held texts.
  init(language: String) throws {
    texts = Repository.shared.appendingPathComponent("corpus/\(language)")
    gold = Repository.shared.appendingPathComponent("gold/\(language)")
    names = try Self.names(in: texts, ending: ".txt")
    held = try Repository.heldTexts(language)
  }

  /// Names with gold data, sorted.
  func annotated() throws -> [String] { try Self.names(in: gold, ending: ".mentions.jsonl") }

  /// One text as the reader of reports made it, in one page.
  func read(_ name: String, with reader: DocumentReader) throws -> DocumentRecord {
    let text = try String(contentsOf: texts.appendingPathComponent("\(name).txt"), encoding: .utf8)
    let document = Repository.document(text)
    return try reader.read(document, pages: [Repository.page(document)])
  }

  /// Scores the held texts, or the others.
  func score(held isHeld: Bool, scored: Set<String>) throws -> Evaluation {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in try annotated() where held.contains(name) == isHeld {
      for part in ["\(name).mentions.jsonl", "\(name).observations.jsonl"] {
        try FileManager.default.createSymbolicLink(
          at: folder.appendingPathComponent(part), withDestinationURL: gold.appendingPathComponent(part))
      }
    }
    return try evaluate(
      gold: folder, texts: texts, rules: Repository.rules.get(), scored: scored)
  }

  private static func names(in folder: URL, ending suffix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(suffix) }
      .map { String($0.dropLast(suffix.count)) }.sorted()
  }
}
