import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Reading

@Suite struct LoadSchemaTests {
  @Test func everyTableViewAndColumnIsDescribed() throws {
    try workDatabase().read { db in
      for table in try describedTables(in: db) {
        let described = try String.fetchSet(
          db, sql: "SELECT column_name FROM meta_column WHERE table_name = ?", arguments: [table.name])
        let columns = try String.fetchAll(
          db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table.name])
        let lacking = columns.filter { !described.contains($0) }
        #expect(lacking.isEmpty, "describe \(table.name): \(lacking) in 6-Load/Descriptions.yml")
        let entries = try Int.fetchOne(
          db, sql: "SELECT count(*) FROM meta_table WHERE table_name = ? AND kind = ?",
          arguments: [table.name, table.kind])
        #expect(entries == 1, "describe \(table.name) in 6-Load/Descriptions.yml")
      }
    }
  }

  @Test func nothingIsDescribedThatDoesNotExist() throws {
    try workDatabase().read { db in
      let known = try Dictionary(
        uniqueKeysWithValues: describedTables(in: db).map { table in
          (
            table.name,
            try String.fetchSet(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table.name])
          )
        })
      for (name, entry) in try Descriptions().tables {
        guard let columns = known[name] else {
          Issue.record("Descriptions.yml describes \(name), which does not exist")
          continue
        }
        #expect(Set(entry.columns.keys).isSubset(of: columns.union(["passage_fts", "rank"])), "\(name)")
      }
    }
  }

  @Test func everyViewAnswers() throws {
    try workDatabase([kazakhstan()]).read { db in
      for view in try describedTables(in: db) where view.kind == "view" {
        _ = try Row.fetchAll(db, sql: "SELECT * FROM \(view.name)")
      }
      for view in try describedTables(in: db)
      where view.name.hasPrefix("qa_") && !["qa_unexplained"].contains(view.name) {
        #expect(try Row.fetchAll(db, sql: "SELECT * FROM \(view.name)").isEmpty, "\(view.name)")
      }
    }
  }

  @Test func theContractsColumnsKeepTheirPlaces() throws {
    try workDatabase().read { db in
      for (table, columns) in contract {
        let present = try String.fetchSet(
          db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
        #expect(Set(columns.split(separator: " ").map(String.init)).isSubset(of: present), "\(table)")
      }
    }
  }

  /// What outside programs rely on, as the contract itself says it.
  @Test(.enabled(if: Repository.hasShared, "../shared is not here"))
  func theContractsTablesAndColumnsAreHere() throws {
    let sql = try String(
      contentsOf: Repository.shared.appendingPathComponent("contract/schema.sql"), encoding: .utf8)
    let theirs = try DatabaseQueue()
    try theirs.writeWithoutTransaction { db in try db.execute(sql: sql) }
    func columns(_ queue: DatabaseQueue) throws -> Set<String> {
      try Set(
        queue.all(
          """
          SELECT t.name || '.' || c.name || ' ' || c.type FROM sqlite_schema t, pragma_table_info(t.name) c
          WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'
          UNION ALL SELECT type || ' ' || name FROM sqlite_schema WHERE type IN ('view', 'trigger')
          """))
    }
    let wanted = try columns(theirs)
    #expect(wanted.count > 100)
    #expect(try wanted.subtracting(columns(workDatabase())).sorted() == [])
  }

  /// The lists that CHECKs spell are those of the program's values.
  @Test func listsOfTheSchemaAreThoseOfTheProgram() throws {
    let tables = try workDatabase().all("SELECT sql FROM sqlite_schema WHERE type = 'table'")
    func lists(_ column: String) -> [[String]] {
      tables.flatMap { sql in
        sql.split(separator: "CHECK (\(column) IN (").dropFirst().map { rest in
          rest.prefix { $0 != ")" }.split { "', \n".contains($0) }.map(String.init)
        }
      }
    }
    func same(_ column: String, _ values: [String], _ count: Int = 1) {
      let found = lists(column)
      #expect(found.count == count, "\(column)")
      for list in found { #expect(list == values, "\(column)") }
    }
    same("qualifier", Qualifier.allCases.map(\.rawValue), 2)
    same("disposition", Mention.Disposition.allCases.map(\.rawValue))
    same("review_status", Observation.ReviewStatus.allCases.map(\.rawValue))
    same("dimension", Evidence.Dimension.allCases.map(\.rawValue))
    same("fact_method", Document.AreaMethod.allCases.map(\.rawValue))
    same("area_method", Document.AreaMethod.allCases.map(\.rawValue))
    same("page_method", Page.Method.allCases.map(\.rawValue))
    #expect(lists("outcome").contains(DecisionRow.Outcome.allCases.map(\.rawValue)))
    #expect(lists("kind").contains(MentionKind.allCases.map(\.rawValue)))
  }

  @Test func namesAndMarksAreSet() throws {
    try workDatabase().read { db in
      #expect(try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID)
      #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == schemaVersion)
      let loose = try String.fetchAll(
        db, sql: "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main'")
      #expect(loose.filter { !$0.hasPrefix("sqlite_") } == [])
    }
  }

  private let contract = [
    "document":
      "document_id family_id report_edition title language publisher area_id area_method period_start "
      + "period_end published_on url licence media_type converter text_sha256 is_sample",
    "page": "document_id page_number page_label page_method char_start char_end byte_start text text_sha256",
    "mention":
      "mention_id document_id page_number char_start char_end byte_start byte_end quote kind value_text "
      + "value value_high qualifier total unit disposition reason rule_id",
    "observation":
      "observation_id document_id mention_id indicator_id treaty_id area_id time_period period_start "
      + "period_end sex age base value_text value value_high qualifier total unit_id index_edition "
      + "cited_source_id obs_status review_status",
    "evidence": "observation_id dimension document_id page_number char_start char_end quote",
    "published_figure":
      "published_figure_id source_id indicator_id treaty_id area_id sex time_period period_start "
      + "period_end index_edition vintage published_on value_text value total concept url licence file line",
    "comparison": "comparison_id kind indicator_id left_observation_id right_observation_id "
      + "right_published_figure_id left_value right_value difference ratio comparable reason verdict nearest",
    "indicator": "indicator_id name_en definition unit_id value_kind direction minimum maximum "
      + "default_source_id",
    "rule": "rule_id file version sha256 description", "qa_ungrounded": "mention_id",
    "area": "area_id iso2 m49 name_en kind", "unit": "unit_id name_en symbol",
    "source": "source_id name url source_class", "treaty": "treaty_id name_en untc_reference",
  ]
}
