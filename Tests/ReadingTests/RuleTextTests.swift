import Core
import Support
import Testing

@testable import Reading

/// What people write stays predictable: nothing is there that no example needs, nothing is written twice, and order
/// says nothing.
struct RuleTextTests {
  /// A text in which something was read, and what.
  private struct Reading: Hashable {
    var text: String
    var observations: Set<String>
    var claims: Set<String>
  }

  private static func examples(_ language: String) throws -> [(text: String, area: String, heading: String)] {
    try Repository.rules.get().ruleFiles.filter { $0.language == language }.flatMap { file in
      file.examples.map { ($0.text, $0.area, $0.heading) }
        + file.counterexamples.map { ($0.text, $0.area, $0.heading) }
    }
  }

  private static func read(_ rules: LanguageRules, _ visit: (TextReader, String) -> Void) throws {
    let reader = TextReader(rules)
    for (text, area, heading) in try examples(rules.pack.code) {
      let number = Int16(rules.areas.firstIndex { $0.id == area } ?? -1)
      Array(text.utf8).withUnsafeBufferPointer { reader.read($0, area: number, heading: heading) }
      visit(reader, text)
    }
  }

  private static func rules(_ language: String) throws -> LanguageRules {
    try #require(try Repository.rules.get().rules(of: language))
  }

  /// The measures, frames and triggers of which no example and no counterexample is read.
  @Test func everyMeasureFrameAndTriggerIsNeeded() throws {
    let rules = try Self.rules("sv")
    var measures: Set<String> = []
    var frames: Set<String> = []
    var triggers: Set<Int16> = []
    try Self.read(rules) { reader, _ in
      for observation in reader.observations + reader.claims.map(\.observation) where observation.rule >= 0 {
        let parts = rules.rules[Int(observation.rule)].id.split(separator: ".").map(String.init)
        measures.insert(parts.prefix(3).joined(separator: "."))
        if parts.count == 4 { frames.insert(parts[3]) }
      }
      triggers.formUnion(reader.claims.map(\.trigger))
    }
    // Of a template's measures it is enough that one of its indicators needs each.
    let templates = try Repository.rules.get().ruleFiles.filter {
      $0.language == "sv" && !$0.parameters.isEmpty
    }
    let shared = Set(templates.map(\.indicator))
    func name(_ id: some StringProtocol) -> String {
      let parts = id.split(separator: ".")
      return shared.contains(String(parts[0])) ? String(parts[2]) : parts.prefix(3).joined(separator: ".")
    }
    let all = rules.rules.filter { $0.isMeasure && $0.indicator >= 0 }.map { name($0.id) }
    #expect(
      Set(all).subtracting(measures.map(name)).sorted() == [], "measures that no example needs")
    #expect(
      rules.pack.frames.map(\.name).filter { !frames.contains($0) } == [], "frames that no example needs")
    let idle = rules.pack.context.triggers.enumerated().filter { !triggers.contains(Int16($0.offset)) }
    #expect(
      idle.map { "\($0.element.context): \($0.element.patterns.joined())" } == [],
      "triggers that no example needs")
  }

  /// A phrase that stands in three files is a group.
  @Test func noPhraseStandsInThreeFiles() throws {
    var files: [String: Set<String>] = [:]
    for file in try Repository.rules.get().ruleFiles {
      for rule in file.rules {
        for pattern in rule.measure + rule.conditions.map(\.pattern) {
          for phrase in pattern.split(separator: "|") where phrase.contains(" ") {
            files["\(file.language): \(phrase)", default: []].insert(file.file)
          }
        }
      }
    }
    // What a template says stands in it alone.
    let templates = try Set(Repository.rules.get().ruleFiles.filter { !$0.parameters.isEmpty }.map(\.file))
    let repeated = files.filter { $0.value.subtracting(templates).count > 2 }
    #expect(repeated.keys.sorted() == [])
  }

  /// Exclusions are guesses about texts that nobody has seen: few are left, and they may not grow. English is younger
  /// and has more of them.
  @Test(arguments: [("sv", 0.15), ("da", 0.15), ("en", 0.22)])
  func fewPatternsExclude(_ language: String, _ most: Double) throws {
    var including: Set<String> = []
    var excluding: Set<String> = []
    let all = try Repository.rules.get()
    // A template's patterns count once.
    for file in all.ruleFiles where file.language == language {
      for rule in file.rules {
        let place = file.parameters.isEmpty ? file.file : rule.name
        for pattern in rule.measure.flatMap({ $0.split(separator: "|") }) {
          including.insert("\(place) \(pattern)")
        }
        for condition in rule.conditions {
          for pattern in condition.pattern.split(separator: "|") {
            if condition.isNegated {
              excluding.insert("\(place) \(pattern)")
            } else {
              including.insert("\(place) \(pattern)")
            }
          }
        }
      }
    }
    let rules = try #require(try all.rules(of: language))
    including.formUnion(rules.pack.groups.patterns.map { "group \($0)" })
    for trigger in rules.pack.context.triggers {
      for pattern in trigger.patterns.flatMap({ $0.split(separator: "|") }) {
        including.insert("\(trigger.context) \(pattern)")
      }
    }
    let share = Double(excluding.count) / Double(including.count + excluding.count)
    #expect(share <= most)
  }

  @Test func orderSaysNothing() throws {
    let all = try Repository.rules.get()
    let forward = try Self.rules("sv")
    var pack = forward.pack
    pack.frames.reverse()
    pack.context.triggers.reverse()
    let files = (all.ruleFiles + all.others).filter { $0.language == "sv" }.reversed().map { file in
      var file = file
      file.rules.reverse()
      return file
    }
    let backward = try LanguageRules(
      pack, files: files, indicators: all.indicators, contexts: all.contexts.map(\.id), areas: all.areas,
      sources: all.sources, treaties: all.treaties)
    func readings(_ rules: LanguageRules) throws -> [Reading] {
      var readings: [Reading] = []
      try Self.read(rules) { reader, text in
        func name(_ found: FoundObservation) -> String {
          let indicator = rules.indicators[Int(found.indicator)].id
          return "\(reader.mentions[Int(found.mention)].span) \(indicator) \(found.sex) \(found.area)"
        }
        readings.append(
          Reading(
            text: text, observations: Set(reader.observations.map(name)),
            claims: Set(reader.claims.map { name($0.observation) })))
      }
      return readings
    }
    for (one, other) in zip(try readings(forward), try readings(backward)) { #expect(one == other) }
  }
}
