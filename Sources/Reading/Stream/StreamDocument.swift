import Core
import Foundation

extension StreamRecord {
  /// The document that the line is, with what its text says of itself: as a file of which the same is declared.
  ///
  /// Its id is the `sha256` that the line gives, else that of the text's bytes.
  /// - Parameters:
  ///   - line: the line that was read.
  ///   - language: installed.
  ///   - area: empty where nothing says it.
  /// - Throws: `JSONError` for a field that can't be.
  package func document(
    _ line: UnsafeBufferPointer<UInt8>, language: String, area: Known, _ rules: RuleSet
  ) throws -> (document: Document, layout: Layout) {
    let text = withBytes(of: .text, in: line) { Array($0) }
    guard !text.contains(0) else {
      throw JSONError("the field \"text\" holds a NUL character, which no text does")
    }
    let given = string(.sha256, in: line)
    guard given.isEmpty || given.utf8.count == 64 && given.utf8.allSatisfy(isHexadecimal) else {
      throw JSONError("the field \"sha256\" is no SHA-256: 64 hexadecimal digits in lower case")
    }
    let period = string(.period, in: line)
    guard period.isEmpty || DateInterval8601(period) != nil else {
      throw JSONError("the field \"period\" is no period: \"\(period)\"; write 2016 or 2015/2016")
    }
    var entry = ReportEntry(file: "text", location: URL(fileURLWithPath: "/"))
    entry.family = string(.family, in: line)
    entry.edition = string(.edition, in: line)
    entry.title = string(.title, in: line)
    entry.area = area.value
    entry.period = period
    entry.published = string(.published, in: line)
    entry.language = language
    entry.url = string(.url, in: line)
    entry.licence = string(.licence, in: line)
    // One line is no report with a title of its own.
    var known = try identify(
      entry, text: text.contains(0x0A) ? text : [], rules: rules, mayLackArea: true)
    known.area = area
    if known.title.method == .inferred { known.title = .nothing }
    if !has(.language) { known.language.method = .inferred }
    let document = Document(
      entry, known, id: given.isEmpty ? ContentHash.sha256(text) : given, mediaType: "text/plain",
      converter: "", text: text)
    return (document, known.layout)
  }
}

private func isHexadecimal(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
}

extension RuleSet {
  /// Whether it depends on a text's family how its pages and headings look.
  var layoutsDiffer: Bool {
    func features(_ layout: Layout) -> [AnyHashable] {
      [Set(layout.pageLabels), layout.pagesBeginIndented, Set(layout.headingNumbers)]
    }
    return families.contains { features($0.layout) != features(.general) }
  }
}
