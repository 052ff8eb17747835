import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Reading

/// Names in other languages are rows, whatever the language.
@Suite struct LoadLabelTests {
  private let rows = """
    SELECT entity || ' ' || entity_id || ' ' || language || ' ' || property || ' ' || text FROM label
    WHERE entity_id IN ('KAZ', 'RSF', 'CAT', 'refugees', 'PERCENT', 'mfa') ORDER BY 1
    """

  @Test func everyNameAndDefinitionIsARow() throws {
    var lists = codelists()
    lists.areas[0].names = ["en": "Kazakhstan", "sv": "Kazakstan", "pt-BR": "Cazaquistão"]
    lists.families = [
      Family(id: "mfa", publisher: "A ministry", names: ["en": "Reports", "sv": "Rapporter"], language: "sv")
    ]
    let database = try workDatabase()
    try database.write { db in try loadCodelists(lists, into: db) }
    #expect(
      try database.all(rows) == [
        "area KAZ pt-BR name Cazaquistão", "area KAZ sv name Kazakstan", "family mfa sv name Rapporter",
        "indicator refugees sv definition Vad refugees betyder", "indicator refugees sv name refugees",
        "source RSF sv name Reportrar utan gränser", "treaty CAT sv name Tortyr",
        "unit PERCENT sv name percent",
      ])
  }

  @Test func labelsThatAreNoLongerThereGo() throws {
    var lists = codelists()
    lists.areas[0].names = ["en": "Kazakhstan", "sv": "Kazakhstan"]
    lists.sources.removeAll { $0.id == "RSF" }
    let database = try workDatabase()
    try database.write { db in try loadCodelists(lists, into: db) }
    #expect(
      try database.all("SELECT text FROM label WHERE entity_id IN ('KAZ', 'RSF')") == ["Kazakhstan"])
    let changes = try database.write { db in
      let before = db.totalChangesCount
      try renewLabels(lists.labels, in: db)
      return db.totalChangesCount - before
    }
    #expect(changes == 0)
  }

  @Test func aCodeListHasNamesInAnyLanguage() throws {
    let folder = CodelistFolder(
      areas: "area_id,iso2,m49,name_en,kind,name_pt-BR\nKAZ,KZ,398,Kazakhstan,country,Cazaquistão\n")
    let lists = try Codelists(folder.files)
    #expect(lists.areas[0].names.texts == ["en": "Kazakhstan", "pt-BR": "Cazaquistão"])
    #expect(lists.areas[0].names.text(in: "pt-BR") == "Cazaquistão")
    #expect(lists.areas[0].names.text(in: "fr") == "Kazakhstan")
  }

  @Test(arguments: ["name_", "name_Svenska", "colour", "name_sv_SE"])
  func aColumnThatNobodyReadsIsRefused(_ column: String) throws {
    let folder = CodelistFolder(
      areas: "area_id,iso2,m49,name_en,kind,\(column)\nKAZ,KZ,398,Kazakhstan,country,x\n")
    #expect {
      try Codelists(folder.files)
    } throws: { error in
      (error as? ConfigurationError)?.description.contains("unknown column \"\(column)\"") == true
    }
  }

  @Test func anIndicatorWithoutEnglishIsRefused() throws {
    #expect {
      try Names(StrictYAML("sv: \"Flyktingar\"", file: "indicator.yml"))
    } throws: { error in
      (error as? ConfigurationError)?.description.contains("English") == true
    }
  }
}

/// A list of areas and otherwise empty code lists.
private struct CodelistFolder {
  let files: FileTree

  init(areas: String) {
    let files = [
      "areas.csv": areas, "units.csv": "unit_id,name_en,symbol\n",
      "sources.csv": "source_id,name,url,source_class\n",
      "treaties.csv": "treaty_id,name_en,untc_reference\n",
    ]
    self.files = FileTree(
      Dictionary(uniqueKeysWithValues: files.map { ("Codelists/\($0.key)", Array($0.value.utf8)) }))
  }
}
