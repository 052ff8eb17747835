import Core
import GRDB

/// The statements that put a document's rows into the database, one kind of row after the other.

func insertText(of read: DocumentRecord, into db: Database) throws {
  let document = read.document
  let characters = document.text.reduce(into: 0) { if $1 & 0xC0 != 0x80 { $0 += 1 } }
  // A family that no file describes is known by its id alone.
  try db.cachedStatement(sql: "INSERT INTO family VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
    .execute(arguments: [document.family, document.publisher, document.family, document.language])
  try insert(
    db, "document", document.id, "document of area \(document.area)",
    [
      document.id, slug(of: document), document.family, document.edition, document.title, document.language,
      document.publisher, document.area, document.areaMethod.rawValue, document.periodStart,
      document.periodEnd,
      document.publishedOn, document.url, document.licence, document.mediaType, document.converter,
      ContentHash.sha256(document.text), characters, document.text.count, document.isSample ? 1 : 0,
    ])
  for fact in document.facts {
    try insert(
      db, "document_fact", document.id, "how \(fact.name) is known",
      [document.id, fact.name, fact.method.rawValue])
  }
  for page in read.pages {
    let span = page.span
    guard 0 <= span.byteStart, span.byteStart <= span.byteEnd, span.byteEnd <= document.text.count else {
      throw LoadError(
        document: document.id, subject: "page \(page.number)", message: "page lies outside the text")
    }
    let bytes = document.text[span.byteStart..<span.byteEnd]
    try insert(
      db, "page", document.id, "page \(page.number)",
      [
        document.id, page.number, page.label, page.method.rawValue, span.charStart, span.charEnd,
        span.byteStart,
        String(decoding: bytes, as: UTF8.self), ContentHash.sha256(bytes),
      ])
  }
  let topics = try outline(ofFamily: document.family, in: db).topics(of: read.sections.map(\.heading))
  for (section, topic) in zip(read.sections, topics) {
    try insert(
      db, "section", document.id, "section \(section.number)",
      [document.id, section.number, section.heading, section.span.charStart, section.span.charEnd, topic])
  }
  for passage in read.passages {
    let id = ContentHash.integer([document.id, "\(passage.number)"])
    try insert(
      db, "passage", document.id, "passage \(passage.number)",
      [
        id, document.id, passage.number, passage.section, passage.span.charStart, passage.span.charEnd,
        passage.text,
      ])
  }
}

/// Which topics the family's headings speak of, as the code lists say it.
private func outline(ofFamily family: String, in db: Database) throws -> FamilyOutline {
  let statement = try db.cachedStatement(
    sql: "SELECT outline_id, phrase FROM family_outline WHERE family_id = ? ORDER BY position")
  return FamilyOutline(
    try Row.fetchAll(statement, arguments: [family]).map { .init(topic: $0[0], phrase: $0[1]) })
}

func insertMentions(of read: DocumentRecord, into db: Database) throws {
  for mention in read.mentions {
    let span = mention.span
    try insert(
      db, "mention", read.document.id,
      "mention \(mention.id), page \(mention.page), characters \(span.charStart) to \(span.charEnd), "
        + "rule \(mention.rule)",
      [
        mention.id, read.document.id, mention.page, span.charStart, span.charEnd, span.byteStart,
        span.byteEnd,
        mention.quote, mention.kind.rawValue, mention.valueText, mention.value, mention.valueHigh,
        mention.qualifier.rawValue, mention.total, mention.unit, mention.disposition.rawValue, mention.reason,
        mention.rule,
      ])
  }
}

/// An area of kind `as_written` for a place that no code list has; one that is there stays as it is.
package func insertArea(asWritten place: String, into db: Database) throws {
  try db.cachedStatement(
    sql: """
      INSERT INTO area (area_id, iso2, m49, name_en, kind) VALUES (?, '', '', ?, 'as_written') ON CONFLICT DO NOTHING
      """
  ).execute(arguments: [place, place])
}

func insertObservations(of read: DocumentRecord, into db: Database) throws {
  let document = read.document.id
  for observation in read.observations {
    try insertArea(asWritten: observation.area, into: db)
    try insert(
      db, "observation", document,
      "observation \(observation.id): indicator \(observation.indicator), unit \(observation.unit), "
        + "cited source \"\(observation.citedSource)\", rule \(observation.rule)",
      [
        observation.id, document, observation.mention, observation.indicator, observation.treaty,
        observation.area,
        observation.timePeriod, observation.periodStart, observation.periodEnd, observation.sex.rawValue,
        observation.age, observation.base, observation.valueText, observation.value, observation.valueHigh,
        observation.qualifier.rawValue, observation.total, observation.unit, observation.indexEdition,
        observation.citedSource, observation.status, observation.review.rawValue, observation.rule,
      ])
    for evidence in observation.evidence {
      try insert(
        db, "evidence", document,
        "evidence of \(evidence.dimension.rawValue) for observation \(observation.id), page \(evidence.page), "
          + "characters \(evidence.span.charStart) to \(evidence.span.charEnd)",
        [
          observation.id, evidence.dimension.rawValue, document, evidence.page, evidence.span.charStart,
          evidence.span.charEnd, evidence.quote,
        ])
    }
  }
}

/// - Throws: `LoadError` for a claim whose quote is not the text, whose mention is not there or whose indicator is unknown.
package func insertClaims(_ claims: [Claim], of document: String, into db: Database) throws {
  for claim in claims {
    try insert(
      db, "claim", document,
      "claim \(claim.context) of \(claim.indicator), page \(claim.page), "
        + "characters \(claim.span.charStart) to \(claim.span.charEnd)",
      [
        claim.mention, claim.indicator, claim.context, claim.valueText, claim.timePeriod, document,
        claim.page,
        claim.span.charStart, claim.span.charEnd, claim.quote,
      ])
  }
}

func insertFindings(of read: DocumentRecord, into db: Database) throws {
  for finding in read.findings {
    try insertFinding(finding, origin: "reading", document: read.document.id, into: db)
  }
}

/// The same finding twice is one row.
package func insertFinding(_ finding: Finding, origin: String, document: String, into db: Database) throws {
  try db.cachedStatement(sql: "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
    .execute(arguments: [
      ContentHash.key([origin, document, finding.check, finding.subject, finding.message]), origin, document,
      finding.severity.rawValue, finding.check, finding.subject, finding.message,
    ])
}

/// Inserts a whole row, in the order of the table's columns.
private func insert(
  _ db: Database, _ table: String, _ document: String, _ subject: @autoclosure () -> String,
  _ values: [(any DatabaseValueConvertible)?]
) throws {
  let marks = values.map { _ in "?" }.joined(separator: ", ")
  let statement = try db.cachedStatement(sql: "INSERT INTO \(table) VALUES (\(marks))")
  do {
    try statement.execute(arguments: StatementArguments(values))
  } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
    throw LoadError(document: document, subject: subject(), message: complaint(of: error))
  }
}

private func complaint(of error: DatabaseError) -> String {
  if error.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY {
    return "refers to something that the database does not hold (is it missing from the code lists?)"
  }
  return error.message ?? "the database refuses the row"
}
