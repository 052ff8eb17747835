import Core
import Foundation

/// Makes a document of a report's bytes: text as decoded, language, country, pages.
///
/// - Parameters:
///   - report: As acquired.
///   - snapshot: Where its bytes are kept; PDF is converted from there.
///   - pdf: Needed for PDF only.
///   - rules: Which languages and areas there are.
/// - Throws: `Failure` that names the file and says what to do.
public func ingest(
  _ report: AcquiredReport, snapshot: URL, pdf: PDFConverter?, rules: RuleSet
) throws -> (document: Document, pages: [Page]) {
  let entry = report.entry
  let text: [UInt8]
  let isPDF = report.mediaType == "application/pdf"
  if isPDF {
    let converter = try pdf ?? PDFConverter()
    text = try decodeText(try converter.text(of: snapshot, named: entry.file), named: entry.file)
  } else {
    text = try decodeText(
      Array(report.bytes), as: TextEncoding(rawValue: entry.encoding), named: entry.file)
  }
  let area = try area(of: entry, among: rules.areas)
  let period = DateInterval8601(entry.period)
  let document = Document(
    id: report.sha256,
    series: entry.series.isEmpty ? series(publisher: entry.publisher, area: area.id) : entry.series,
    edition: entry.edition.isEmpty ? entry.published : entry.edition,
    title: entry.title.isEmpty ? entry.stem : entry.title,
    language: try language(of: entry, text: text, among: rules),
    publisher: entry.publisher, area: area.id, areaMethod: area.method,
    periodStart: period?.firstDay ?? "", periodEnd: period?.lastDay ?? "", publishedOn: entry.published,
    url: entry.url, licence: entry.licence, mediaType: report.mediaType,
    converter: isPDF ? (try pdf ?? PDFConverter()).version : "", isSample: entry.isSample, text: text)
  return (document, findPages(in: text, fromConverter: isPDF))
}

private func series(publisher: String, area: String) -> String {
  publisher.isEmpty ? area : "\(publisher)/\(area)"
}

private func language(of entry: ReportEntry, text: [UInt8], among rules: RuleSet) throws -> String {
  let installed = rules.languages.joined(separator: ", ")
  if entry.language.isEmpty {
    guard let guessed = guessLanguage(of: text, among: rules) else {
      throw Failure(
        .data, "the language can't be told from the text; installed: \(installed)", place: entry.file,
        remedy: "Declare it with --language, or under \"language\"")
    }
    return guessed
  }
  // `sv-FI` is read by the rules for `sv`.
  let primary = entry.language.split(separator: "-").first.map { $0.lowercased() } ?? ""
  for code in [entry.language, primary] where rules.languages.contains(code) { return code }
  throw Failure(
    .data, "the language \"\(entry.language)\" is not installed; installed: \(installed)", place: entry.file,
    remedy: "Add it below Languages/, or declare another")
}

private func area(
  of entry: ReportEntry, among areas: [Area]
) throws -> (id: String, method: Document.AreaMethod) {
  if !entry.area.isEmpty {
    guard areas.contains(where: { $0.id == entry.area }) else {
      throw Failure(
        .data, "the area \"\(entry.area)\" is not in Codelists/areas.csv", place: entry.file,
        remedy: "Write an ISO 3166-1 alpha-3 code such as KAZ")
    }
    return (entry.area, .declared)
  }
  for text in [entry.title, entry.stem] {
    let found = areasNamed(in: text, among: areas)
    if found.count == 1 { return (found[0], .inferred) }
  }
  throw Failure(
    .data, "which country the report is about is not declared and not told by its title or file name",
    place: entry.file, remedy: "Declare it with --area KAZ, or under \"area\"")
}

/// Countries and territories whose name in any language stands in a title, sorted by code; a name within
/// a longer one that also matches (Guinea, Guinea-Bissau) does not count.
func areasNamed(in text: String, among areas: [Area]) -> [String] {
  let words = foldedWords(text)
  var matches: [(area: String, words: Range<Int>)] = []
  for area in areas where area.kind == "country" || area.kind == "territory" {
    for name in Set(area.names.texts.values) {
      let wanted = foldedWords(name)
      guard !wanted.isEmpty, wanted.count <= words.count else { continue }
      for start in 0...(words.count - wanted.count)
      where Array(words[start..<(start + wanted.count)]) == wanted {
        matches.append((area.id, start..<(start + wanted.count)))
      }
    }
  }
  let longest = matches.filter { match in
    !matches.contains { $0.words.count > match.words.count && $0.words.overlaps(match.words) }
  }
  return Set(longest.map(\.area)).sorted()
}

private func foldedWords(_ text: String) -> [String] {
  text.precomposedStringWithCanonicalMapping.lowercased().split { !$0.isLetter }.map(String.init)
}
