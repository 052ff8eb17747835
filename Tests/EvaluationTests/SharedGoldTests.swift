import Foundation
import Support
import Testing

@testable import Core
@testable import Evaluation
@testable import Reading

/// Real reports and their gold, where they lie beside the repository; skipped elsewhere.
@Suite(.enabled(if: Repository.hasShared, "needs ../shared with real reports and gold data"))
struct SharedGoldTests {
  @Test func theRulesReadTheGold() throws {
    let list = try CSVTable(
      [UInt8](Data(contentsOf: Repository.shared.appendingPathComponent("contract/indicators.csv"))),
      file: "indicators.csv")
    let evaluation = try evaluate(
      gold: Repository.shared.appendingPathComponent("gold/sv"),
      texts: Repository.shared.appendingPathComponent("corpus/sv"), rules: Repository.rules.get(),
      scored: Set(list.rows.compactMap(\.fields.first)))
    #expect(evaluation.documents.count == 21)
    #expect(evaluation.mentions.f1 ?? 0 >= 0.98)
    #expect(Double(evaluation.qualifiersRight) >= 0.97 * Double(evaluation.mentions.truePositives))
    #expect(evaluation.observations.f1 ?? 0 >= 0.95)
    #expect(evaluation.observations.precision ?? 0 >= 0.97)
    #expect(
      Double(evaluation.dimensionsRight["all"] ?? 0) >= 0.9 * Double(evaluation.observations.truePositives))
  }

  @Test func everyClosedIndicatorIsThere() throws {
    let list = try CSVTable(
      [UInt8](Data(contentsOf: Repository.shared.appendingPathComponent("contract/indicators.csv"))),
      file: "indicators.csv")
    let columns = try list.columns(["indicator_id", "unit_code", "value_kind"])
    let indicators = Dictionary(
      uniqueKeysWithValues: try Repository.rules.get().indicators.map { ($0.id, $0) })
    for row in list.rows {
      let indicator = try #require(indicators[row.fields[columns[0]]], "\(row.fields[columns[0]])")
      #expect(indicator.unit == row.fields[columns[1]] && indicator.kind.rawValue == row.fields[columns[2]])
    }
  }

  /// Cardinals and ordinals as the Unicode consortium spells them are read back to their value.
  @Test func spelledOutNumbersAreReadBack() throws {
    let url = Repository.shared.appendingPathComponent("reference/numbers/spellout_vectors_sv_en.tsv")
    var count = 0
    let reader = DocumentReader(try Repository.rules.get())
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst() {
      let row = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let isOrdinal = row[1].contains("ordinal")
      guard row[0] == "sv", isOrdinal || row[1].contains("cardinal"), let value = Int64(row[2]), value > 1
      else {
        continue
      }
      count += 1
      let hyphenated = row[4].split(separator: "|").joined(separator: "\u{AD}")
      for text in [row[3], hyphenated] {
        // An ordinal that is as often an adjective counts before a term.
        let sentence = isOrdinal ? "den \(text) gången" : "\(text) personer"
        let mention = try Repository.read(sentence, with: reader).mentions.first
        #expect(mention?.value.map { Int64($0) } == value, "\(row[1]) \(text)")
      }
    }
    #expect(count > 100)
  }

  /// Every digit of every report stands in a mention, and no mention is left unexplained.
  @Test func everyNumberIsAccountedFor() throws {
    let folder = Repository.shared.appendingPathComponent("corpus/sv")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".txt")
    }.sorted()
    #expect(names.count == 35)
    let reader = DocumentReader(try Repository.rules.get())
    for name in names {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      let document = Repository.document(text)
      let read = try reader.read(document, pages: [Repository.page(document)])
      for (index, byte) in document.text.enumerated() where (0x30...0x39).contains(byte) {
        let isRead = read.mentions.contains { $0.span.byteStart <= index && index < $0.span.byteEnd }
        #expect(isRead, "\(name): byte \(index)")
      }
      for mention in read.mentions {
        #expect(mention.disposition != .unexplained, "\(name): \(mention.quote) at \(mention.span.charStart)")
      }
    }
  }

  /// A plain scan for number words finds none outside of a mention: nothing slips between the two.
  @Test func everyNumberWordIsAccountedFor() throws {
    let words: Set<String> = [
      "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tjugo", "trettio",
      "hundra",
      "tusen", "miljon", "miljoner", "miljarder", "procent", "hälften", "tredjedel", "tusentals",
    ]
    let folder = Repository.shared.appendingPathComponent("corpus/sv")
    let reader = DocumentReader(try Repository.rules.get())
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix(".txt") {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      let document = Repository.document(text)
      let mentions = try reader.read(document, pages: [Repository.page(document)]).mentions
      for word in text.split(omittingEmptySubsequences: false, whereSeparator: { !$0.isLetter }) {
        let start = text.utf8.distance(from: text.startIndex, to: word.startIndex)
        guard words.contains(word.lowercased()) else { continue }
        let isRead = mentions.contains { $0.span.byteStart <= start && start < $0.span.byteEnd }
        #expect(isRead, "\(name): \(word) at byte \(start)")
      }
    }
  }
}
