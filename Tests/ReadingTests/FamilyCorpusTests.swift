import Core
import Foundation
import Support
import Testing

@testable import Reading

/// What real reports tell of themselves. Only totals and file names are told of those that are held apart.
struct FamilyCorpusTests {
  static let areas = Repository.shared.appendingPathComponent("gold/areas_sv.json")

  /// Truth by file name without ending.
  private func truth() throws -> [String: String] {
    try JSONDecoder().decode([String: String].self, from: Data(contentsOf: Self.areas))
  }

  private func told(_ name: String, as file: String, _ rules: RuleSet, text: [UInt8]) throws -> Identity? {
    let entry = ReportEntry(file: file, location: Repository.shared)
    return try? identify(entry, text: text, rules: rules)
  }

  @Test(.enabled(if: Repository.hasShared, "needs ../shared/corpus"))
  func everyReportTellsItsCountry() throws {
    let rules = try Repository.rules.get()
    var byTitle = 0
    var byFile = 0
    var titles = 0
    var dates = 0
    let truth = try truth()
    for (name, area) in truth {
      let text = Array(
        try Data(contentsOf: Repository.shared.appendingPathComponent("corpus/sv/\(name).txt")))
      let whole = try told(name, as: "\(name).txt", rules, text: text)
      #expect(whole?.area.value == area, "\(name)")
      if whole?.title.method == .read { titles += 1 }
      if let date = whole?.published.value, !date.isEmpty, name.hasSuffix("_" + date) { dates += 1 }
      let alone = try told(name, as: "x.txt", rules, text: text)?.area
      if alone?.value == area, alone?.method == .read { byTitle += 1 }
      let body = Array("Landet har en president, och det är en republik som har ett parlament.".utf8)
      if try told(name, as: "\(name).txt", rules, text: body)?.area.value == area { byFile += 1 }
    }
    print(
      "countries \(truth.count): by title \(byTitle), by file name alone \(byFile); titles \(titles), dates \(dates)"
    )
    #expect(byTitle >= truth.count - 1 && titles >= truth.count - 1, "one report has no title in it")
    #expect(byFile >= truth.count - 1)
    #expect(dates == truth.keys.count { $0.hasPrefix("ud_") })
  }

  @Test(.enabled(if: Repository.hasShared, "needs ../shared/corpus"))
  func everyEnglishReportTellsItsCountryAndEdition() throws {
    let rules = try Repository.rules.get()
    let folder = Repository.shared.appendingPathComponent("corpus/en")
    let truth = try JSONDecoder().decode(
      [String: String].self, from: Data(contentsOf: folder.appendingPathComponent("areas.json")))
    var wrong: [String] = []
    for (name, area) in truth {
      let text = Array(try Data(contentsOf: folder.appendingPathComponent("\(name).txt")))
      let found = try told(name, as: "x.txt", rules, text: text)
      if found?.area != Known(value: area, method: .read) || found?.title.method != .read
        || !name.hasSuffix("_" + (found?.edition.value ?? "?")) || found?.language.value != "en"
      {
        wrong.append(name)
      }
    }
    #expect(wrong.count <= truth.count / 100, "\(wrong)")
  }
}
