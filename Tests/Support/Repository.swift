import Acquire
import Core
import Dataset
import Foundation
import Orchestration
import Reading
import Reference

/// The repository's own files, and what may lie beside it.
package enum Repository {
  package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()
  package static let pipeline = root.appendingPathComponent("Pipelines/human-rights")
  /// Read once: it takes longer than all that is tested with it.
  package static let rules = Result { try RuleSet(pipeline: pipeline) }
  /// Real reports and gold data; absent on most machines.
  package static let shared = root.deletingLastPathComponent().appendingPathComponent("shared")

  package static var hasShared: Bool {
    FileManager.default.fileExists(atPath: shared.appendingPathComponent("corpus/sv").path)
  }

  /// Real texts, by name without extension, that nobody looks into: tests count what they hold and quote nothing.
  package static func heldTexts(_ language: String) throws -> Set<String> {
    let list = shared.appendingPathComponent("gold/held_\(language).txt")
    return Set(
      try String(contentsOf: list, encoding: .utf8).split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// A document of one page around a text of our own.
  package static func document(_ text: String, area: String = "KAZ", language: String = "sv") -> Document {
    Document(
      id: String(repeating: "0", count: 64), family: "test/\(area)", edition: "1", title: "",
      language: language,
      publisher: "test", area: area, areaMethod: .declared, periodStart: "", periodEnd: "",
      publishedOn: "2017-04",
      url: "", licence: "", mediaType: "text/plain", converter: "", isSample: true, text: Array(text.utf8))
  }

  package static func page(_ document: Document) -> Page {
    let characters = document.text.count { $0 & 0xC0 != 0x80 }
    return Page(
      number: 1, label: "", method: .unknown,
      span: Span(charStart: 0, charEnd: characters, byteStart: 0, byteEnd: document.text.count))
  }

  package static func read(
    _ text: String, area: String = "KAZ", language: String = "sv", heading: String = ""
  ) throws -> DocumentRecord {
    try read(text, area: area, language: language, heading: heading, with: DocumentReader(rules.get()))
  }

  /// With a reader of one's own, which saves making one for each of many texts.
  package static func read(
    _ text: String, area: String = "KAZ", language: String = "sv", heading: String = "",
    with reader: DocumentReader
  ) throws -> DocumentRecord {
    let document = document(text, area: area, language: language)
    return try reader.read(document, pages: [page(document)], heading: heading)
  }
}
