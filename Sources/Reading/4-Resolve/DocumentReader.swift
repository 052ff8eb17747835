import Core
import Quantities

/// Reads documents: segment, extract and resolve in one pass. One reader serves one thread.
public final class DocumentReader {
  package let rules: RuleSet
  private var readers: [String: TextReader] = [:]
  private var resolver = Resolver()
  private let areas: [String: Int16]

  public init(_ rules: RuleSet) {
    self.rules = rules
    areas = Dictionary(uniqueKeysWithValues: rules.areas.enumerated().map { ($1.id, Int16($0)) })
  }

  /// - Parameters:
  ///   - pages: cover the whole text, in order.
  ///   - heading: stands above the text but is no part of it.
  /// - Throws: `UnknownLanguage`.
  public func read(
    _ document: Document, pages: [Page], heading: String = ""
  ) throws -> DocumentRecord {
    let reader = try reader(for: document.language)
    return document.text.withUnsafeBufferPointer { text in
      let index = CharacterIndex(text)
      var outline = Outline(index: index)
      reader.read(
        text, area: areaNumber(document.area), heading: heading,
        layout: rules.layout(ofFamily: document.family)
      ) { kind, range, clean in
        outline.add(kind, range, clean)
      }
      outline.finish(text)
      let builder = RecordBuilder(
        document: document, rules: reader.rules, pages: pages, index: index, text: text,
        resolution: resolve(reader, text, area: document.area) { pages })
      let mentions = builder.mentions()
      let observations = builder.observations(of: mentions)
      return DocumentRecord(
        document: document, pages: pages, sections: outline.sections, passages: outline.passages,
        mentions: mentions.merged(with: builder.rests()), observations: observations,
        claims: builder.claims(of: mentions), findings: builder.findings(mentions, observations))
    }
  }

  /// What the reader's last text comes to.
  ///
  /// - Parameter pages: asked for where a mention may cross from one to the next.
  package func resolve(
    _ reader: TextReader, _ text: UnsafeBufferPointer<UInt8>, area: String, pages: () -> [Page]
  ) -> Resolution {
    resolver.resolve(
      reader.mentions, reader.observations, of: text, reader.rules, area: area, pages: pages)
    resolver.resolve(reader.claims, of: reader.mentions, reader.rules)
    return resolver.result
  }

  /// Into the rule set's areas; -1 for what is in no list.
  func areaNumber(_ id: String) -> Int16 { areas[id] ?? -1 }

  package func reader(for language: String) throws -> TextReader {
    if let reader = readers[language] { return reader }
    guard let code = rules.installedLanguage(for: language), let compiled = try rules.rules(of: code) else {
      throw UnknownLanguage(language: language, installed: rules.languages)
    }
    let reader = readers[code] ?? TextReader(compiled)
    readers[code] = reader
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

extension [Mention] {
  /// In the order of the text.
  fileprivate func merged(with others: [Mention]) -> [Mention] {
    others.isEmpty
      ? self
      : (self + others).sorted { ($0.span.charStart, $0.span.charEnd) < ($1.span.charStart, $1.span.charEnd) }
  }
}
