import Core
import Evaluation
import Foundation
import Reading
import Support
import Testing

/// The samples' own gold guards what the rules read in a clone that has no real reports beside it.
struct SampleGoldTests {
  static let texts = Repository.root.appendingPathComponent("Data/samples")
  static let gold = texts.appendingPathComponent("gold")

  /// Counts, not shares: gold and texts stand in the repository, so any change is one that somebody made.
  @Test func theRulesReadTheSamples() throws {
    let result = try evaluate(gold: Self.gold, texts: Self.texts, rules: Repository.rules.get())
    #expect(result.documents.count == 10)
    #expect(result.mentions.truePositives >= 617 && result.mentions.falsePositives <= 2)
    #expect(result.qualifiersRight >= 616)
    #expect(result.observations.truePositives >= 404 && result.observations.falsePositives == 0)
    for (dimension, count) in [
      ("time_period", 388), ("qualifier", 404), ("total", 404), ("cited_source", 391),
    ] {
      #expect(result.dimensionsRight[dimension] ?? 0 >= count, "\(dimension)")
    }
    #expect(result.dimensionsRight["all"] ?? 0 >= 379)
  }

  @Test func everySampleHasGold() throws {
    func names(_ folder: URL, _ suffix: String) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(suffix) }
        .map { String($0.dropLast(suffix.count)) }.sorted()
    }
    let texts = try names(Self.texts, ".txt")
    #expect(!texts.isEmpty)
    #expect(try names(Self.gold, ".mentions.jsonl") == texts)
    #expect(try names(Self.gold, ".observations.jsonl") == texts)
  }

  /// Gold quotes its text, keeps to the text's order and uses codes that the lists have.
  @Test(arguments: ["mentions", "observations"]) func theGoldIsSound(_ part: String) throws {
    let rules = try Repository.rules.get()
    let lists: [String: Set<String>] = [
      "indicator_id": Set(rules.indicators.map(\.id)), "area": Set(rules.areas.map(\.id)),
      "treaty": Set(rules.treaties.map(\.id)), "unit_code": Set(rules.units.map(\.id)),
      "cited_source": Set(rules.sources.map(\.id)).union(["", "*"]), "sex": ["F", "M", "_T"],
      "kind": Set(MentionKind.allCases.map(\.rawValue)), "qualifier": Set(Qualifier.allCases.map(\.rawValue)),
    ]
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.gold.path).sorted()
    for file in files where file.hasSuffix(".\(part).jsonl") {
      let name = String(file.prefix { $0 != "." })
      let text = Array(
        try String(contentsOf: Self.texts.appendingPathComponent("\(name).txt"), encoding: .utf8)
          .unicodeScalars)
      var last = 0
      let lines = try String(contentsOf: Self.gold.appendingPathComponent(file), encoding: .utf8)
        .split(separator: "\n")
      for (number, line) in lines.enumerated() {
        let place = "\(file):\(number + 1)"
        let row = try #require(
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(place)")
        let (start, end) = (try #require(row["start"] as? Int), try #require(row["end"] as? Int))
        #expect(last <= start && start < end && end <= text.count, "\(place)")
        last = start
        var quote = String.UnicodeScalarView()
        quote.append(contentsOf: text[start..<end])
        #expect(row["quote"] as? String == String(quote), "\(place)")
        for (field, codes) in lists {
          guard let value = row[field] as? String else { continue }
          #expect(
            value.isEmpty || value.split(separator: "|").allSatisfy { codes.contains(String($0)) },
            "\(place): \(field)")
        }
      }
    }
  }
}
