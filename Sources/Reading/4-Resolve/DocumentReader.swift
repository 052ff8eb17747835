import Core
import Quantities

/// A language that the pipeline does not have.
public struct UnknownLanguage: Error, CustomStringConvertible {
  public var language: String
  public var installed: [String]

  public var description: String {
    "the language \"\(language)\" is not installed; installed: \(installed.joined(separator: ", "))"
  }
}

/// Reads documents: segment, extract and normalise in one pass. One reader serves one thread.
public final class DocumentReader {
  private let rules: RuleSet
  private var readers: [String: TextReader] = [:]

  public init(_ rules: RuleSet) {
    self.rules = rules
  }

  /// - Parameters:
  ///   - pages: cover the whole text, in order.
  ///   - heading: stands above the text but is no part of it.
  /// - Throws: `UnknownLanguage`.
  public func read(
    _ document: Document, pages: [Page], heading: String = ""
  ) throws -> ReadDocument {
    let reader = try reader(for: document.language)
    return document.text.withUnsafeBufferPointer { text in
      let index = CharacterIndex(text)
      var outline = Outline(index: index)
      let area = Int16(rules.areas.firstIndex { $0.id == document.area } ?? -1)
      reader.read(text, area: area, heading: heading) { kind, range, clean in outline.add(kind, range, clean)
      }
      outline.finish(text)
      var naming = Naming(document: document, rules: rules, pages: pages, index: index, reader: reader)
      let (mentions, observations, findings) = naming.name()
      return ReadDocument(
        document: document, pages: pages, sections: outline.sections, passages: outline.passages,
        mentions: mentions, observations: observations, findings: findings)
    }
  }

  package func reader(for language: String) throws -> TextReader {
    if let reader = readers[language] { return reader }
    // "sv-SE" is read with "sv".
    let primary = String(language.split(separator: "-").first ?? "")
    guard let compiled = rules.compiled[language] ?? rules.compiled[primary] else {
      throw UnknownLanguage(language: language, installed: rules.languages)
    }
    let reader = TextReader(compiled)
    readers[language] = reader
    return reader
  }
}

/// The sections and passages of a document, gathered while it is read.
private struct Outline {
  let index: CharacterIndex
  var sections: [Section] = []
  var passages: [Passage] = []

  mutating func add(_ kind: Paragraph.Kind, _ range: Range<Int>, _ clean: UnsafeBufferPointer<UInt8>) {
    guard kind != .furniture else { return }
    let span = index.span(range)
    let text = String(decoding: clean, as: UTF8.self)
    if kind == .heading { sections.append(Section(number: sections.count + 1, heading: text, span: span)) }
    passages.append(
      Passage(number: passages.count + 1, section: sections.last?.number ?? 0, span: span, text: text))
  }

  /// Adds the section before the first heading and lets each section reach to the next.
  mutating func finish(_ text: UnsafeBufferPointer<UInt8>) {
    let end = index.span(text.count..<text.count)
    let first = sections.first?.span ?? end
    if first.byteStart > 0 || sections.isEmpty {
      let span = Span(charStart: 0, charEnd: first.charStart, byteStart: 0, byteEnd: first.byteStart)
      sections.insert(Section(number: 0, heading: "", span: span), at: 0)
    }
    for place in sections.indices {
      let next = place + 1 < sections.count ? sections[place + 1].span : end
      sections[place].span.charEnd = next.charStart
      sections[place].span.byteEnd = next.byteStart
    }
  }
}
