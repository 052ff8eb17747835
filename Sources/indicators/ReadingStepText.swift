import Core
import Dataset
import Reading

/// One step inside reading, for people and for programs.
struct ReadingStepText {
  private let step: ReadingStep
  private let record: DocumentRecord
  private let found: [FoundClaims]

  init(_ step: ReadingStep, _ document: Document, pages: [Page], reader: DocumentReader) throws {
    self.step = step
    switch step {
    case .ingest:
      record = DocumentRecord(
        document: document, pages: pages, sections: [], passages: [], mentions: [], observations: [],
        findings: [])
      found = []
    case .extract:
      found = try reader.found(in: document)
      record = DocumentRecord(
        document: document, pages: pages, sections: [], passages: [], mentions: [], observations: [],
        findings: [])
    case .segment, .resolve:
      record = try reader.read(document, pages: pages)
      found = []
    }
  }

  // MARK: For people

  func text(named file: String) -> String {
    let lines =
      switch step {
      case .ingest: pages
      case .segment: outline
      case .extract: found.flatMap(lines(of:))
      case .resolve: record.observations.flatMap(lines(of:)) + record.findings.map(line(of:))
      }
    let document = record.document
    let heading =
      "\(file): \(document.area), \(document.language), \(plural(record.pages.count, "page")), "
      + "\(plural(document.text.count, "byte"))"
    return ([heading, ""] + lines).joined(separator: "\n") + "\n"
  }

  private var pages: [String] {
    record.pages.flatMap { page in
      let label = page.label.isEmpty ? "" : ", printed \"\(page.label)\""
      return [
        "── page \(page.number)\(label) (\(page.method.rawValue)), \(characters(page.span)) ──",
        text(page.span),
      ]
    }
  }

  private var outline: [String] {
    record.sections.flatMap { section in
      let heading = section.heading.isEmpty ? "(before the first heading)" : section.heading
      let own = record.passages.filter { $0.section == section.number }
      return ["section \(section.number): \(heading), \(characters(section.span))"]
        + own.map { "  passage \($0.number), \(characters($0.span))\n    \($0.text)" }
    }
  }

  private func lines(of found: FoundClaims) -> [String] {
    let value = found.valueText.isEmpty ? "" : " \(found.valueText)"
    let qualifier = found.qualifier == .exact ? "" : ", \(found.qualifier.rawValue)"
    let head =
      "\(characters(found.span))  ⟦\(oneLine(found.quote))⟧  \(found.kind.rawValue)\(value)\(qualifier)  by \(found.rule)"
    return [head]
      + found.claims.map { claim in
        let treaty = claim.treaty.isEmpty ? "" : " \(claim.treaty)"
        let outcome = claim.isDropped ? "  (gives way to another claim)" : ""
        return "    → \(claim.indicator)\(treaty) = \(claim.valueText)  by \(claim.rule)\(outcome)"
      }
      + found.obstacles.map { "    ✗ \($0)" }
  }

  private func lines(of observation: Observation) -> [String] {
    let key = observation.key
    let dimensions = [
      ("treaty", key.treaty), ("area", key.area), ("time_period", key.timePeriod),
      ("sex", key.sex.rawValue), ("age", key.age), ("base", key.base), ("cited_source", key.citedSource),
      ("index_edition", observation.indexEdition),
    ]
    let high = observation.valueHigh.map { " to \(number($0))" } ?? ""
    let total = observation.total.map { " of \(number($0))" } ?? ""
    let head =
      "\(observation.indicator) = \(observation.valueText)\(high)\(total) \(observation.unit) "
      + "(\(observation.qualifier.rawValue)) by \(observation.rule)"
    return [
      head, "    " + dimensions.filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1)" }.joined(separator: ", "),
    ]
      + observation.evidence.map {
        "    \($0.dimension.rawValue): ⟦\(oneLine($0.quote))⟧ page \($0.page), \(characters($0.span))"
      }
  }

  private func line(of finding: Finding) -> String {
    "\(finding.severity.rawValue) \(finding.check): \(finding.message)"
  }

  private func characters(_ span: Span) -> String { "characters \(span.charStart)–\(span.charEnd)" }

  private func text(_ span: Span) -> String {
    String(decoding: record.document.text[span.byteStart..<span.byteEnd], as: UTF8.self)
  }

  private func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? value.description
  }

  // MARK: For programs

  /// One object a line.
  var ndjson: [UInt8] {
    var json = JSONWriter()
    switch step {
    case .ingest:
      for page in record.pages { json.line { $0.write(page, text: text(page.span)) } }
    case .segment:
      for section in record.sections { json.line { $0.write(section) } }
      for passage in record.passages { json.line { $0.write(passage) } }
    case .extract: for mention in found { json.line { $0.write(mention) } }
    case .resolve: for observation in record.observations { json.line { $0.write(observation) } }
    }
    return json.bytes
  }
}

extension JSONWriter {
  fileprivate mutating func line(_ write: (inout JSONWriter) -> Void) {
    write(&self)
    raw(0x0A)
  }
}
