import Core
import Foundation

/// Makes a document of a report's bytes: text as decoded, what it is and of which family, pages.
///
/// - Parameters:
///   - report: As acquired.
///   - snapshot: Where its bytes are kept; PDF is converted from there.
///   - pdf: Needed for PDF only.
///   - rules: Which languages, areas and families there are.
/// - Throws: `Failure` that names the file and says what to do.
public func ingest(
  _ report: AcquiredReport, snapshot: URL, pdf: PDFConverter?, rules: RuleSet
) throws -> (document: Document, pages: [Page]) {
  let entry = report.entry
  let (text, converter) = try text(of: report, snapshot: snapshot, pdf: pdf)
  let known = try identify(entry, text: text, rules: rules)
  let document = Document(
    entry, known, id: report.sha256, mediaType: report.mediaType, converter: converter, text: text)
  return (document, findPages(in: text, fromConverter: !converter.isEmpty, layout: known.layout))
}

extension Document {
  /// A document of what was declared about it and what else is known.
  package init(
    _ entry: ReportEntry, _ known: Identity, id: String, mediaType: String, converter: String, text: [UInt8]
  ) {
    let period = DateInterval8601(entry.period)
    self.init(
      id: id, family: known.family.value,
      edition: known.edition.value.isEmpty ? known.published.value : known.edition.value,
      title: known.title.value, language: known.language.value, publisher: known.publisher,
      area: known.area.value, areaMethod: known.area.method ?? .inferred,
      periodStart: period?.firstDay ?? "", periodEnd: period?.lastDay ?? "",
      publishedOn: known.published.value, url: entry.url, licence: known.licence, mediaType: mediaType,
      converter: converter, isSample: entry.isSample, text: text)
    methods = Methods(
      family: known.family.method, title: known.title.method,
      edition: known.edition.method ?? known.published.method, published: known.published.method,
      language: known.language.method)
  }
}

/// A report's text, and the program and version that made it; empty for plain text.
///
/// - Throws: `Failure` that names the file.
public func text(
  of report: AcquiredReport, snapshot: URL, pdf: PDFConverter?
) throws -> (text: [UInt8], converter: String) {
  let entry = report.entry
  let encoding = TextEncoding(rawValue: entry.encoding)
  switch report.mediaType {
  case "application/pdf": break
  case "text/html": return (try htmlText(Array(report.bytes), as: encoding, named: entry.file), htmlConverter)
  default: return (try decodeText(Array(report.bytes), as: encoding, named: entry.file), "")
  }
  let converter = try pdf ?? PDFConverter()
  let text = try decodeText(try converter.text(of: snapshot, named: entry.file), named: entry.file)
  return (text, converter.version)
}
