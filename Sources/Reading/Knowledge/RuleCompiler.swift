import Core
import Quantities

/// Turns the rules of files into tables of numbers.
struct RuleCompiler {
  let pack: LanguagePack
  let indicators: [Indicator]
  let areas: [String: Int16]
  let sources: [String: Int16]
  var builder: PatternBuilder
  private(set) var rules: [CompiledRule] = []
  private(set) var conditions: [CompiledCondition] = []
  private var anchors: [Int32] = []

  init(
    pack: LanguagePack, indicators: [Indicator], areas: [String: Int16], sources: [String: Int16],
    builder: PatternBuilder
  ) {
    self.pack = pack
    self.indicators = indicators
    self.areas = areas
    self.sources = sources
    self.builder = builder
  }

  mutating func add(_ file: RuleFile) throws {
    guard let number = indicators.firstIndex(where: { $0.id == file.indicator }) else { return }
    let indicator = indicators[number]
    for definition in file.rules {
      let first = Int32(conditions.count)
      for condition in definition.conditions {
        let group = try builder.group(condition.pattern, file: file.file, line: condition.line)
        conditions.append(
          CompiledCondition(scope: condition.scope, isNegated: condition.isNegated, group: Int32(group)))
      }
      let anchor = conditions[Int(first)...].first {
        !$0.isNegated && !$0.scope.isOutside
      }
      guard let anchor else {
        throw ConfigurationError(
          file: file.file, line: definition.conditions.first?.line,
          message: "the rule \"\(definition.name)\" needs a cue in the sentence of its value")
      }
      anchors.append(anchor.group)
      rules.append(
        CompiledRule(
          id: "\(file.indicator).\(pack.code).\(definition.name)", indicator: Int16(number),
          kinds: kinds(of: definition, indicator), units: try units(of: definition, file),
          conditions: first..<Int32(conditions.count),
          minimum: definition.range?.lowerBound ?? indicator.minimum ?? -.infinity,
          maximum: definition.range?.upperBound ?? indicator.maximum ?? .infinity,
          sets: try sets(of: definition, file)))
    }
  }

  /// Rules by anchor group.
  func anchored() -> [[Int32]] {
    var table = [[Int32]](repeating: [], count: builder.patterns.groupCount)
    for (rule, anchor) in anchors.enumerated() { table[Int(anchor)].append(Int32(rule)) }
    return table
  }

  private func kinds(of definition: RuleFile.Definition, _ indicator: Indicator) -> UInt32 {
    var kinds = definition.kinds
    if kinds.isEmpty {
      switch indicator.kind {
      case .share: kinds = [.share, .fraction]
      case .count: kinds = [.count, .magnitude]
      default: kinds = [indicator.kind]
      }
    }
    return Quantity.Kind.allCases.reduce(0) { mask, kind in
      kinds.contains(MentionKind(kind)) ? mask | 1 << UInt32(kind.rawValue) : mask
    }
  }

  private func units(of definition: RuleFile.Definition, _ file: RuleFile) throws -> UInt64 {
    var mask: UInt64 = 0
    for code in definition.units {
      let numbers = pack.lexicon.units.indices.filter { pack.lexicon.units[$0].code == code && $0 < 64 }
      guard !numbers.isEmpty else {
        throw ConfigurationError(
          file: file.file, line: nil,
          message: "the unit \"\(code)\" is not in Languages/\(pack.code)/units.yml")
      }
      for number in numbers { mask |= 1 << UInt64(number) }
    }
    return mask
  }

  private func sets(of definition: RuleFile.Definition, _ file: RuleFile) throws -> CompiledRule.Sets {
    var sets = CompiledRule.Sets()
    for (key, value) in definition.sets {
      let wrong = ConfigurationError(
        file: file.file, line: nil,
        message: "set \(key): \"\(value)\" is not known (rule \"\(definition.name)\")")
      switch key {
      case "sex":
        guard let sex = Observation.Sex(rawValue: value) else { throw wrong }
        sets.sex = sex
      case "qualifier":
        guard let qualifier = Qualifier(rawValue: value) else { throw wrong }
        sets.qualifier = qualifier
      case "area":
        guard let area = areas[value] else { throw wrong }
        sets.area = area
      case "source":
        guard let source = sources[value] else { throw wrong }
        sets.source = source
      case "age": sets.age = value
      case "base": sets.base = value
      case "value": sets.value = value
      case "change":
        guard value == "old" else { throw wrong }
        sets.takesOldValue = true
      default: throw wrong
      }
    }
    return sets
  }
}
