/// The members of a record and of its parts, as the JSON of a record has them. Names are the database's columns.
///
/// `Pipelines/record.schema.json` says what each means; a test holds the two alike.
package enum RecordMembers {
  /// Raised when a record's members or their meaning change.
  package static let version = 1

  package enum Record: String, CaseIterable, Sendable {
    case record, id, fingerprint, document, text, pages, sections, passages, mentions, observations, claims
    case findings
  }
  package static let record = JSONMembers<Record>()

  package enum Document: String, CaseIterable, Sendable {
    case id = "document_id"
    case family = "family_id"
    case edition = "report_edition"
    case title, language, publisher
    case area = "area_id"
    case areaMethod = "area_method"
    case familyMethod = "family_method"
    case editionMethod = "edition_method"
    case titleMethod = "title_method"
    case languageMethod = "language_method"
    case publishedMethod = "published_method"
    case periodStart = "period_start"
    case periodEnd = "period_end"
    case publishedOn = "published_on"
    case url, licence
    case mediaType = "media_type"
    case converter
    case isSample = "is_sample"
  }
  package static let document = JSONMembers<Document>()

  package enum Page: String, CaseIterable, Sendable {
    case number = "page_number"
    case label = "page_label"
    case method = "page_method"
    case charStart = "char_start"
    case charEnd = "char_end"
    case byteStart = "byte_start"
    case byteEnd = "byte_end"
  }
  package static let page = JSONMembers<Page>()

  package enum Section: String, CaseIterable, Sendable {
    case number = "section_number"
    case heading
    case charStart = "char_start"
    case charEnd = "char_end"
    case byteStart = "byte_start"
    case byteEnd = "byte_end"
  }
  package static let section = JSONMembers<Section>()

  package enum Passage: String, CaseIterable, Sendable {
    case number = "passage_number"
    case section = "section_number"
    case charStart = "char_start"
    case charEnd = "char_end"
    case byteStart = "byte_start"
    case byteEnd = "byte_end"
    case text
  }
  package static let passage = JSONMembers<Passage>()

  package enum Mention: String, CaseIterable, Sendable {
    case id = "mention_id"
    case page = "page_number"
    case charStart = "char_start"
    case charEnd = "char_end"
    case byteStart = "byte_start"
    case byteEnd = "byte_end"
    case quote, kind
    case valueText = "value_text"
    case value
    case valueHigh = "value_high"
    case qualifier, total, unit, disposition, reason
    case rule = "rule_id"
  }
  package static let mention = JSONMembers<Mention>()

  package enum Observation: String, CaseIterable, Sendable {
    case id = "observation_id"
    case mention = "mention_id"
    case indicator = "indicator_id"
    case treaty = "treaty_id"
    case area = "area_id"
    case timePeriod = "time_period"
    case periodStart = "period_start"
    case periodEnd = "period_end"
    case sex, age, base
    case valueText = "value_text"
    case value
    case valueHigh = "value_high"
    case qualifier, total
    case unit = "unit_id"
    case indexEdition = "index_edition"
    case citedSource = "cited_source_id"
    case status = "obs_status"
    case review = "review_status"
    case rule = "rule_id"
    case evidence
  }
  package static let observation = JSONMembers<Observation>()

  package enum Evidence: String, CaseIterable, Sendable {
    case dimension
    case page = "page_number"
    case charStart = "char_start"
    case charEnd = "char_end"
    case byteStart = "byte_start"
    case byteEnd = "byte_end"
    case quote
  }
  package static let evidence = JSONMembers<Evidence>()

  package enum Claim: String, CaseIterable, Sendable {
    case mention = "mention_id"
    case indicator = "indicator_id"
    case context
    case valueText = "value_text"
    case timePeriod = "time_period"
    case page = "page_number"
    case charStart = "char_start"
    case charEnd = "char_end"
    case byteStart = "byte_start"
    case byteEnd = "byte_end"
    case quote
  }
  package static let claim = JSONMembers<Claim>()

  package enum Finding: String, CaseIterable, Sendable {
    case severity
    case check = "check_slug"
    case subject, message
  }
  package static let finding = JSONMembers<Finding>()
}
