import Core
import Foundation

/// Makes the lines that a stream writes of the lines that it reads.
final class StreamLines {
  /// What has been written since it was last emptied.
  private(set) var json = JSONWriter()
  /// What is wrong with the rules of a language that was asked for: no line can be read then.
  private(set) var failure: ConfigurationError?
  private let rules: RuleSet
  private let reader: DocumentReader
  private let layoutsDiffer: Bool
  private var names: [String: StreamNames] = [:]
  private var record = StreamRecord()
  private let areas: [[UInt8]: Int16]
  private var lastArea: (bytes: [UInt8], number: Int16) = ([], -1)
  private var lastLanguage: (bytes: [UInt8], code: String) = ([], "")
  private var lastPublished: [UInt8] = []
  /// What the text of this line says of its family, once it was asked.
  private var finding: FamilyFinding?

  init(_ rules: RuleSet) {
    self.rules = rules
    reader = DocumentReader(rules)
    layoutsDiffer = rules.layoutsDiffer
    areas = Dictionary(uniqueKeysWithValues: rules.areas.enumerated().map { (Array($1.id.utf8), Int16($0)) })
    json.reserve(1 << 19)
  }

  func removeAll() { json.removeAll() }

  /// Writes what a line of the input comes to. False where it is no record; the error is then written in its place.
  ///
  /// - Parameter number: one-based.
  func write(_ line: UnsafeBufferPointer<UInt8>, number: Int, _ product: StreamProduct) -> Bool {
    if line.allSatisfy({ $0 <= 0x20 }) { return true }
    guard firstInvalidUTF8(in: line) == nil else {
      json.writeError(id: nil, line: number, "is not UTF-8")
      return false
    }
    do {
      finding = nil
      try record.read(line)
      try refuseWrongDates(line)
      switch product {
      case .mentions: try writeMentions(line)
      case .records: try writeRecord(line)
      }
      return true
    } catch let error as ConfigurationError {
      failure = error
      return false
    } catch {
      let id = record.has(.id) ? record.string(.id, in: line) : nil
      json.writeError(id: id, line: number, (error as? JSONError)?.message ?? "\(error)")
      return false
    }
  }

  /// Writes the error of a line that was not read.
  func refuse(_ number: Int, _ message: String) { json.writeError(id: nil, line: number, message) }

  private func writeMentions(_ line: UnsafeBufferPointer<UInt8>) throws {
    let code = try language(line)
    let reader = try reader.reader(for: code)
    let area = try area(line, reader).number
    let layout = layout(line, language: code)
    record.withBytes(of: .text, in: line) { text in
      reader.read(text, area: area, layout: layout)
      record.withBytes(of: .id, in: line) { id in
        writeMentions(reader, text, id: id) { pages(of: text, layout) }
      }
    }
  }

  /// How the text's family looks; a text of one line has no layout.
  private func layout(_ line: UnsafeBufferPointer<UInt8>, language: String) -> Layout {
    if record.has(.family) { return rules.layout(ofFamily: record.string(.family, in: line)) }
    return layoutsDiffer ? finding(line, language: language)?.family.layout ?? .general : .general
  }

  /// What the text says of its family; nil where it is of one line, which has neither title nor layout.
  private func finding(_ line: UnsafeBufferPointer<UInt8>, language: String) -> FamilyFinding? {
    if let finding { return finding }
    let declared = record.has(.family) ? rules.family(record.string(.family, in: line)) : nil
    record.withBytes(of: .text, in: line) { text in
      guard let start = text.baseAddress, memchr(start, 0x0A, text.count) != nil else { return }
      finding = findFamily(of: text, among: rules, declared: declared, language: language)
    }
    return finding
  }

  private func writeMentions(
    _ reader: TextReader, _ text: UnsafeBufferPointer<UInt8>, id: UnsafeBufferPointer<UInt8>,
    pages: () -> [Page]
  ) {
    if reader.mentions.isEmpty { return }
    let resolution = self.reader.resolve(reader, text, area: "", pages: pages)
    MentionWriter(names: names(reader.rules), id: id, resolution: resolution, text: text).write(to: &json)
  }

  private func names(_ rules: LanguageRules) -> StreamNames {
    if let names = names[rules.pack.code] { return names }
    let made = StreamNames(rules)
    names[rules.pack.code] = made
    return made
  }

  private func pages(of text: UnsafeBufferPointer<UInt8>, _ layout: Layout) -> [Page] {
    findPages(in: Array(text), layout: layout)
  }

  private func writeRecord(_ line: UnsafeBufferPointer<UInt8>) throws {
    let code = try language(line)
    let (number, method) = try area(line, try reader.reader(for: code))
    let area = Known(value: number < 0 ? "" : rules.areas[Int(number)].id, method: method)
    let (document, layout) = try record.document(line, language: code, area: area, rules)
    var read = try reader.read(document, pages: findPages(in: document.text, layout: layout))
    read.name = record.string(.id, in: line)
    json.write(read)
    json.raw(0x0A)
  }

  /// The mentions' lines for a document that was read from a file.
  ///
  /// - Throws: `UnknownLanguage`.
  func lines(for document: Document, pages: [Page], id: String) throws -> String {
    let reader = try reader.reader(for: document.language)
    var id = id
    document.text.withUnsafeBufferPointer { text in
      reader.read(
        text, area: self.reader.areaNumber(document.area), layout: rules.layout(ofFamily: document.family))
      id.withUTF8 { writeMentions(reader, text, id: $0) { pages } }
    }
    defer { json.removeAll() }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  // MARK: Language, area and dates

  private func language(_ line: UnsafeBufferPointer<UInt8>) throws -> String {
    guard record.has(.language) else {
      if rules.packs.count == 1, let only = rules.packs.keys.first { return only }
      return record.withBytes(of: .text, in: line) { guessLanguage(of: $0, among: rules) } ?? rules.languages
        .first ?? ""
    }
    return try record.withBytes(of: .language, in: line) { bytes in
      if bytes.elementsEqual(lastLanguage.bytes) { return lastLanguage.code }
      let tag = String(decoding: bytes, as: UTF8.self)
      guard let code = rules.installedLanguage(for: tag) else {
        throw JSONError(UnknownLanguage(language: tag, installed: rules.languages).description)
      }
      lastLanguage = (Array(bytes), code)
      return code
    }
  }

  /// The record's area: declared, else the first country that its title names, else the one that the title in its text
  /// does. One line has no title.
  private func area(_ line: UnsafeBufferPointer<UInt8>, _ reader: TextReader) throws -> (
    number: Int16, method: Document.AreaMethod?
  ) {
    if record.has(.area) { return (try declaredArea(line), .declared) }
    if record.has(.title) {
      let area = record.withBytes(of: .title, in: line) { reader.firstArea(in: $0) }
      if area >= 0 { return (area, .inferred) }
    }
    let country = finding(line, language: reader.rules.pack.code)?.names.country ?? ""
    let number = self.reader.areaNumber(country)
    return (number, number < 0 ? nil : .read)
  }

  private func declaredArea(_ line: UnsafeBufferPointer<UInt8>) throws -> Int16 {
    try record.withBytes(of: .area, in: line) { bytes in
      if bytes.elementsEqual(lastArea.bytes) { return lastArea.number }
      guard let number = areas[Array(bytes)] else {
        throw JSONError(
          "the area \"\(String(decoding: bytes, as: UTF8.self))\" is in no list; write an ISO 3166-1 alpha-3 code "
            + "such as KAZ")
      }
      lastArea = (Array(bytes), number)
      return number
    }
  }

  private func refuseWrongDates(_ line: UnsafeBufferPointer<UInt8>) throws {
    guard record.has(.published) else { return }
    try record.withBytes(of: .published, in: line) { bytes in
      if bytes.elementsEqual(lastPublished) { return }
      let text = String(decoding: bytes, as: UTF8.self)
      guard DateInterval8601(text) != nil, !text.contains("/") else {
        throw JSONError("the field \"published\" is no date: \"\(text)\"; write 2017, 2017-04 or 2017-04-26")
      }
      lastPublished = Array(bytes)
    }
  }
}
