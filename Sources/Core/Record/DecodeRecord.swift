/// A record from its JSON.
///
/// Everything that a record has must be there, and nothing else; places must lie within the text. Whether quotes are
/// what stands there is the database's to prove.
/// - Throws: `JSONError` that names the field.
public func decode(_ bytes: [UInt8]) throws -> DocumentRecord {
  try bytes.withUnsafeBufferPointer { try decode($0) }
}

/// The same without a copy, for a line among others.
public func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws -> DocumentRecord {
  if let offset = firstInvalidUTF8(in: bytes) { throw JSONError("is not UTF-8 at byte \(offset)") }
  var reader = JSONReader(bytes)
  let record = try reader.record()
  try reader.end()
  try record.requirePlacesWithinText()
  return record
}

extension JSONReader {
  fileprivate mutating func record() throws -> DocumentRecord {
    var record = DocumentRecord(
      document: .empty, pages: [], sections: [], passages: [], mentions: [], observations: [], findings: [])
    var text: [UInt8] = []
    try object(RecordMembers.record) { member, reader in
      switch member {
      case .record:
        let version = try reader.integer()
        guard version == RecordMembers.version else {
          throw JSONError("is of version \(version); this program reads version \(RecordMembers.version)")
        }
      case .id: record.name = try reader.string()
      case .fingerprint: record.fingerprint = try reader.string()
      case .document: record.document = try reader.document()
      case .text: text = try reader.utf8()
      case .pages: record.pages = try reader.list { try $0.page() }
      case .sections: record.sections = try reader.list { try $0.section() }
      case .passages: record.passages = try reader.list { try $0.passage() }
      case .mentions: record.mentions = try reader.list { try $0.mention() }
      case .observations: record.observations = try reader.list { try $0.observation() }
      case .claims: record.claims = try reader.list { try $0.claim() }
      case .findings: record.findings = try reader.list { try $0.finding() }
      }
    }
    record.document.text = text
    return record
  }

  private mutating func document() throws -> Document {
    var document = Document.empty
    try object(RecordMembers.document) { member, reader in
      switch member {
      case .id: document.id = try reader.string()
      case .family: document.family = try reader.string()
      case .edition: document.edition = try reader.string()
      case .title: document.title = try reader.string()
      case .language: document.language = try reader.string()
      case .publisher: document.publisher = try reader.string()
      case .area: document.area = try reader.string()
      case .areaMethod: document.areaMethod = try reader.word(Document.AreaMethod.self)
      case .familyMethod: document.methods.family = try reader.optionalWord(Document.AreaMethod.self)
      case .editionMethod: document.methods.edition = try reader.optionalWord(Document.AreaMethod.self)
      case .titleMethod: document.methods.title = try reader.optionalWord(Document.AreaMethod.self)
      case .languageMethod: document.methods.language = try reader.optionalWord(Document.AreaMethod.self)
      case .publishedMethod: document.methods.published = try reader.optionalWord(Document.AreaMethod.self)
      case .periodStart: document.periodStart = try reader.string()
      case .periodEnd: document.periodEnd = try reader.string()
      case .publishedOn: document.publishedOn = try reader.string()
      case .url: document.url = try reader.string()
      case .licence: document.licence = try reader.string()
      case .mediaType: document.mediaType = try reader.string()
      case .converter: document.converter = try reader.string()
      case .isSample: document.isSample = try reader.boolean()
      }
    }
    return document
  }

  private mutating func page() throws -> Page {
    var page = Page(
      number: 0, label: "", method: .unknown, span: .zero)
    try object(RecordMembers.page) { member, reader in
      switch member {
      case .number: page.number = try reader.integer()
      case .label: page.label = try reader.string()
      case .method: page.method = try reader.word(Page.Method.self)
      case .charStart: page.span.charStart = try reader.integer()
      case .charEnd: page.span.charEnd = try reader.integer()
      case .byteStart: page.span.byteStart = try reader.integer()
      case .byteEnd: page.span.byteEnd = try reader.integer()
      }
    }
    return page
  }

  private mutating func section() throws -> Section {
    var section = Section(
      number: 0, heading: "", span: .zero)
    try object(RecordMembers.section) { member, reader in
      switch member {
      case .number: section.number = try reader.integer()
      case .heading: section.heading = try reader.string()
      case .charStart: section.span.charStart = try reader.integer()
      case .charEnd: section.span.charEnd = try reader.integer()
      case .byteStart: section.span.byteStart = try reader.integer()
      case .byteEnd: section.span.byteEnd = try reader.integer()
      }
    }
    return section
  }

  private mutating func passage() throws -> Passage {
    var passage = Passage(
      number: 0, section: 0, span: .zero, text: "")
    try object(RecordMembers.passage) { member, reader in
      switch member {
      case .number: passage.number = try reader.integer()
      case .section: passage.section = try reader.integer()
      case .charStart: passage.span.charStart = try reader.integer()
      case .charEnd: passage.span.charEnd = try reader.integer()
      case .byteStart: passage.span.byteStart = try reader.integer()
      case .byteEnd: passage.span.byteEnd = try reader.integer()
      case .text: passage.text = try reader.string()
      }
    }
    return passage
  }

  private mutating func mention() throws -> Mention {
    var mention = Mention(
      id: "", page: 0, span: .zero, quote: "", kind: .count, valueText: "", value: nil, valueHigh: nil,
      qualifier: .exact, total: nil, unit: "", disposition: .unexplained, reason: "", rule: "")
    try object(RecordMembers.mention) { member, reader in
      switch member {
      case .id: mention.id = try reader.string()
      case .page: mention.page = try reader.integer()
      case .charStart: mention.span.charStart = try reader.integer()
      case .charEnd: mention.span.charEnd = try reader.integer()
      case .byteStart: mention.span.byteStart = try reader.integer()
      case .byteEnd: mention.span.byteEnd = try reader.integer()
      case .quote: mention.quote = try reader.string()
      case .kind: mention.kind = try reader.word(MentionKind.self)
      case .valueText: mention.valueText = try reader.string()
      case .value: mention.value = try reader.optionalNumber()
      case .valueHigh: mention.valueHigh = try reader.optionalNumber()
      case .qualifier: mention.qualifier = try reader.word(Qualifier.self)
      case .total: mention.total = try reader.optionalNumber()
      case .unit: mention.unit = try reader.string()
      case .disposition: mention.disposition = try reader.word(Mention.Disposition.self)
      case .reason: mention.reason = try reader.string()
      case .rule: mention.rule = try reader.string()
      }
    }
    return mention
  }

  private mutating func observation() throws -> Observation {
    var observation = Observation(
      id: "", mention: "", indicator: "", treaty: "", area: "", timePeriod: "", periodStart: nil,
      periodEnd: nil, sex: .total, age: "", base: "", valueText: "", value: nil, valueHigh: nil,
      qualifier: .exact, total: nil, unit: "", indexEdition: "", citedSource: "", status: "", review: .auto,
      rule: "", evidence: [])
    try object(RecordMembers.observation) { member, reader in
      switch member {
      case .id: observation.id = try reader.string()
      case .mention: observation.mention = try reader.string()
      case .indicator: observation.indicator = try reader.string()
      case .treaty: observation.treaty = try reader.string()
      case .area: observation.area = try reader.string()
      case .timePeriod: observation.timePeriod = try reader.string()
      case .periodStart: observation.periodStart = try reader.optionalString()
      case .periodEnd: observation.periodEnd = try reader.optionalString()
      case .sex: observation.sex = try reader.word(Observation.Sex.self)
      case .age: observation.age = try reader.string()
      case .base: observation.base = try reader.string()
      case .valueText: observation.valueText = try reader.string()
      case .value: observation.value = try reader.optionalNumber()
      case .valueHigh: observation.valueHigh = try reader.optionalNumber()
      case .qualifier: observation.qualifier = try reader.word(Qualifier.self)
      case .total: observation.total = try reader.optionalNumber()
      case .unit: observation.unit = try reader.string()
      case .indexEdition: observation.indexEdition = try reader.string()
      case .citedSource: observation.citedSource = try reader.string()
      case .status: observation.status = try reader.string()
      case .review: observation.review = try reader.word(Observation.ReviewStatus.self)
      case .rule: observation.rule = try reader.string()
      case .evidence: observation.evidence = try reader.list { try $0.evidence() }
      }
    }
    return observation
  }

  private mutating func evidence() throws -> Evidence {
    var evidence = Evidence(
      dimension: .value, page: 0, span: .zero, quote: "")
    try object(RecordMembers.evidence) { member, reader in
      switch member {
      case .dimension: evidence.dimension = try reader.word(Evidence.Dimension.self)
      case .page: evidence.page = try reader.integer()
      case .charStart: evidence.span.charStart = try reader.integer()
      case .charEnd: evidence.span.charEnd = try reader.integer()
      case .byteStart: evidence.span.byteStart = try reader.integer()
      case .byteEnd: evidence.span.byteEnd = try reader.integer()
      case .quote: evidence.quote = try reader.string()
      }
    }
    return evidence
  }

  private mutating func claim() throws -> Claim {
    var claim = Claim(
      mention: "", indicator: "", context: "", valueText: "", timePeriod: "", page: 0, span: .zero, quote: "")
    try object(RecordMembers.claim) { member, reader in
      switch member {
      case .mention: claim.mention = try reader.string()
      case .indicator: claim.indicator = try reader.string()
      case .context: claim.context = try reader.string()
      case .valueText: claim.valueText = try reader.string()
      case .timePeriod: claim.timePeriod = try reader.string()
      case .page: claim.page = try reader.integer()
      case .charStart: claim.span.charStart = try reader.integer()
      case .charEnd: claim.span.charEnd = try reader.integer()
      case .byteStart: claim.span.byteStart = try reader.integer()
      case .byteEnd: claim.span.byteEnd = try reader.integer()
      case .quote: claim.quote = try reader.string()
      }
    }
    return claim
  }

  private mutating func finding() throws -> Finding {
    var finding = Finding(
      severity: .info, check: "", subject: "", message: "")
    try object(RecordMembers.finding) { member, reader in
      switch member {
      case .severity: finding.severity = try reader.word(Finding.Severity.self)
      case .check: finding.check = try reader.string()
      case .subject: finding.subject = try reader.string()
      case .message: finding.message = try reader.string()
      }
    }
    return finding
  }
}

extension Document {
  fileprivate static let empty = Document(
    id: "", family: "", edition: "", title: "", language: "", publisher: "", area: "", areaMethod: .declared,
    periodStart: "", periodEnd: "", publishedOn: "", url: "", licence: "", mediaType: "", converter: "",
    isSample: false, text: [])
}

extension Span {
  fileprivate static let zero = Span(charStart: 0, charEnd: 0, byteStart: 0, byteEnd: 0)
}
