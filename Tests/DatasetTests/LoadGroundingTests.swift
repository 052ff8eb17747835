import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Reading

/// The database itself refuses a quote that is not the text.
@Suite struct LoadGroundingTests {
  @Test(arguments: [
    "UPDATE mention SET quote = '64 procent' WHERE quote = '63 procent'",
    "UPDATE mention SET char_start = char_start + 1 WHERE quote = '63 procent'",
    "UPDATE evidence SET quote = 'männen' WHERE quote = 'kvinnorna'",
    "UPDATE page SET text = replace(text, '653', '654')",
    "UPDATE page SET char_start = char_start + 1 WHERE page_number = 2",
    "UPDATE page SET text = NULL",
    """
    INSERT INTO mention SELECT 'm', document_id, 2, 0, 5, 0, 5, 'Under', kind, value_text, value, value_high,
      qualifier, total, unit, disposition, reason, rule_id FROM mention LIMIT 1
    """,
    """
    INSERT INTO evidence SELECT observation_id, 'age', document_id, page_number, char_start + 1, char_end + 1, quote
    FROM evidence LIMIT 1
    """,
  ])
  func refused(_ sql: String) throws {
    let database = try workDatabase([kazakhstan()])
    #expect(throws: DatabaseError.self) { try database.write { db in try db.execute(sql: sql) } }
  }

  @Test func aClaimQuotesItsPageOrIsRefused() throws {
    let report = try kazakhstan()
    let text = String(decoding: report.document.text, as: UTF8.self)
    let database = try workDatabase([report])
    func claim(_ quote: String, at words: String) throws -> Claim {
      Claim(
        mention: report.mentions[0].id, indicator: "refugees", context: "goal", valueText: "345",
        timePeriod: "",
        page: 2, span: try span(of: words, in: text), quote: quote)
    }
    try database.write { db in
      #expect(throws: LoadError.self) {
        try insertClaims([claim("Se här", at: "Se även")], of: report.document.id, into: db)
      }
      try insertClaims([claim("Se även", at: "Se även")], of: report.document.id, into: db)
      #expect(throws: DatabaseError.self) { try db.execute(sql: "UPDATE claim SET quote = 'Se'") }
      let rows = try Row.fetchAll(
        db, sql: "SELECT indicator_name, context, quote, context_quote FROM claim_wide")
      #expect(rows.map { Array($0.databaseValues).map(csvText) } == [["refugees", "goal", "345", "Se även"]])
    }
  }

  /// A page whose text was left out can't be asked; every other quote is what stands there.
  @Test func everyQuoteSaysWhetherItIsGrounded() throws {
    let database = try workDatabase([kazakhstan()])
    let said = "SELECT group_concat(DISTINCT coalesce(is_grounded, 'unknown')) FROM quotation"
    #expect(try database.first(said) == "1")
    try database.write { db in
      try db.execute(sql: "DROP TRIGGER page_stays_as_quoted; UPDATE page SET text = NULL")
    }
    #expect(try database.first(said) == "unknown")
    #expect(try database.first("SELECT count(*) FROM qa_ungrounded") == "0")
    try database.write { db in try db.execute(sql: "UPDATE page SET text = 'something else'") }
    #expect(try database.first(said) == "0")
    #expect(try database.first("SELECT count(*) FROM qa_ungrounded") != "0")
  }

  @Test func acceptedWhereNothingIsQuoted() throws {
    let database = try workDatabase([kazakhstan()])
    try database.write { db in
      try db.execute(sql: "UPDATE page SET text = text || ' Tillägg.' WHERE page_number = 2")
    }
  }

  @Test func aSpanThatStartsBeforeItsPageIsRefused() throws {
    var document = try kazakhstan()
    document.mentions[0].page = 2
    document.mentions[0].span = try span(
      of: "Under", in: String(decoding: document.document.text, as: UTF8.self))
    document.mentions[0].quote = "Under"
    let database = try workDatabase()
    #expect {
      try database.write { db in try load(document, into: db) }
    } throws: { error in
      (error as? LoadError)?.description.contains("quote is not the text") == true
    }
    #expect(try database.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM document") } == 0)
  }
}
