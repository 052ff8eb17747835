/// The record as one line of JSON, without the line's end: the same record gives the same bytes.
public func encode(_ record: DocumentRecord) -> [UInt8] {
  var writer = JSONWriter()
  writer.reserve(record.document.text.count * 4)
  writer.write(record)
  return writer.bytes
}

extension JSONWriter {
  /// Appends a record.
  package mutating func write(_ record: DocumentRecord) {
    object(RecordMembers.record) { member, writer in
      switch member {
      case .record: writer.integer(RecordMembers.version)
      case .id: writer.string(record.name)
      case .fingerprint: writer.string(record.fingerprint)
      case .document: writer.write(record.document)
      case .text: writer.string(record.document.text)
      case .pages: writer.list(record.pages) { $1.write($0) }
      case .sections: writer.list(record.sections) { $1.write($0) }
      case .passages: writer.list(record.passages) { $1.write($0) }
      case .mentions: writer.list(record.mentions) { $1.write($0) }
      case .observations: writer.list(record.observations) { $1.write($0) }
      case .claims: writer.list(record.claims) { $1.write($0) }
      case .findings: writer.list(record.findings) { $1.write($0) }
      }
    }
  }

  private mutating func write(_ document: Document) {
    object(RecordMembers.document) { member, writer in
      switch member {
      case .id: writer.string(document.id)
      case .family: writer.string(document.family)
      case .edition: writer.string(document.edition)
      case .title: writer.string(document.title)
      case .language: writer.string(document.language)
      case .publisher: writer.string(document.publisher)
      case .area: writer.string(document.area)
      case .areaMethod: writer.string(document.areaMethod.rawValue)
      case .familyMethod: writer.optional(document.methods.family?.rawValue)
      case .editionMethod: writer.optional(document.methods.edition?.rawValue)
      case .titleMethod: writer.optional(document.methods.title?.rawValue)
      case .languageMethod: writer.optional(document.methods.language?.rawValue)
      case .publishedMethod: writer.optional(document.methods.published?.rawValue)
      case .periodStart: writer.string(document.periodStart)
      case .periodEnd: writer.string(document.periodEnd)
      case .publishedOn: writer.string(document.publishedOn)
      case .url: writer.string(document.url)
      case .licence: writer.string(document.licence)
      case .mediaType: writer.string(document.mediaType)
      case .converter: writer.string(document.converter)
      case .isSample: writer.boolean(document.isSample)
      }
    }
  }

  package mutating func write(_ page: Page) {
    object(RecordMembers.page) { member, writer in
      switch member {
      case .number: writer.integer(page.number)
      case .label: writer.string(page.label)
      case .method: writer.string(page.method.rawValue)
      case .charStart: writer.integer(page.span.charStart)
      case .charEnd: writer.integer(page.span.charEnd)
      case .byteStart: writer.integer(page.span.byteStart)
      case .byteEnd: writer.integer(page.span.byteEnd)
      }
    }
  }

  package mutating func write(_ section: Section) {
    object(RecordMembers.section) { member, writer in
      switch member {
      case .number: writer.integer(section.number)
      case .heading: writer.string(section.heading)
      case .charStart: writer.integer(section.span.charStart)
      case .charEnd: writer.integer(section.span.charEnd)
      case .byteStart: writer.integer(section.span.byteStart)
      case .byteEnd: writer.integer(section.span.byteEnd)
      }
    }
  }

  package mutating func write(_ passage: Passage) {
    object(RecordMembers.passage) { member, writer in
      switch member {
      case .number: writer.integer(passage.number)
      case .section: writer.integer(passage.section)
      case .charStart: writer.integer(passage.span.charStart)
      case .charEnd: writer.integer(passage.span.charEnd)
      case .byteStart: writer.integer(passage.span.byteStart)
      case .byteEnd: writer.integer(passage.span.byteEnd)
      case .text: writer.string(passage.text)
      }
    }
  }

  package mutating func write(_ mention: Mention) {
    object(RecordMembers.mention) { member, writer in
      switch member {
      case .id: writer.string(mention.id)
      case .page: writer.integer(mention.page)
      case .charStart: writer.integer(mention.span.charStart)
      case .charEnd: writer.integer(mention.span.charEnd)
      case .byteStart: writer.integer(mention.span.byteStart)
      case .byteEnd: writer.integer(mention.span.byteEnd)
      case .quote: writer.string(mention.quote)
      case .kind: writer.string(mention.kind.rawValue)
      case .valueText: writer.string(mention.valueText)
      case .value: writer.number(mention.value)
      case .valueHigh: writer.number(mention.valueHigh)
      case .qualifier: writer.string(mention.qualifier.rawValue)
      case .total: writer.number(mention.total)
      case .unit: writer.string(mention.unit)
      case .disposition: writer.string(mention.disposition.rawValue)
      case .reason: writer.string(mention.reason)
      case .rule: writer.string(mention.rule)
      }
    }
  }

  package mutating func write(_ observation: Observation) {
    object(RecordMembers.observation) { member, writer in
      switch member {
      case .id: writer.string(observation.id)
      case .mention: writer.string(observation.mention)
      case .indicator: writer.string(observation.indicator)
      case .treaty: writer.string(observation.treaty)
      case .area: writer.string(observation.area)
      case .timePeriod: writer.string(observation.timePeriod)
      case .periodStart: writer.optional(observation.periodStart)
      case .periodEnd: writer.optional(observation.periodEnd)
      case .sex: writer.string(observation.sex.rawValue)
      case .age: writer.string(observation.age)
      case .base: writer.string(observation.base)
      case .valueText: writer.string(observation.valueText)
      case .value: writer.number(observation.value)
      case .valueHigh: writer.number(observation.valueHigh)
      case .qualifier: writer.string(observation.qualifier.rawValue)
      case .total: writer.number(observation.total)
      case .unit: writer.string(observation.unit)
      case .indexEdition: writer.string(observation.indexEdition)
      case .citedSource: writer.string(observation.citedSource)
      case .status: writer.string(observation.status)
      case .review: writer.string(observation.review.rawValue)
      case .rule: writer.string(observation.rule)
      case .evidence: writer.list(observation.evidence) { $1.write($0) }
      }
    }
  }

  private mutating func write(_ evidence: Evidence) {
    object(RecordMembers.evidence) { member, writer in
      switch member {
      case .dimension: writer.string(evidence.dimension.rawValue)
      case .page: writer.integer(evidence.page)
      case .charStart: writer.integer(evidence.span.charStart)
      case .charEnd: writer.integer(evidence.span.charEnd)
      case .byteStart: writer.integer(evidence.span.byteStart)
      case .byteEnd: writer.integer(evidence.span.byteEnd)
      case .quote: writer.string(evidence.quote)
      }
    }
  }

  private mutating func write(_ claim: Claim) {
    object(RecordMembers.claim) { member, writer in
      switch member {
      case .mention: writer.string(claim.mention)
      case .indicator: writer.string(claim.indicator)
      case .context: writer.string(claim.context)
      case .valueText: writer.string(claim.valueText)
      case .timePeriod: writer.string(claim.timePeriod)
      case .page: writer.integer(claim.page)
      case .charStart: writer.integer(claim.span.charStart)
      case .charEnd: writer.integer(claim.span.charEnd)
      case .byteStart: writer.integer(claim.span.byteStart)
      case .byteEnd: writer.integer(claim.span.byteEnd)
      case .quote: writer.string(claim.quote)
      }
    }
  }

  private mutating func write(_ finding: Finding) {
    object(RecordMembers.finding) { member, writer in
      switch member {
      case .severity: writer.string(finding.severity.rawValue)
      case .check: writer.string(finding.check)
      case .subject: writer.string(finding.subject)
      case .message: writer.string(finding.message)
      }
    }
  }
}
