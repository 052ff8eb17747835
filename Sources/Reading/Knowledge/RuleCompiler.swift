import Core
import Quantities

/// Turns the rules of files into tables of numbers.
struct RuleCompiler {
  let pack: LanguagePack
  let indicators: [Indicator]
  /// Positions of contexts by their ids.
  let contexts: [String: Int16]
  let areas: [String: Int16]
  let sources: [String: Int16]
  var builder: PatternBuilder
  private(set) var rules: [CompiledRule] = []
  private(set) var conditions: [CompiledCondition] = []
  private(set) var descriptions: [RuleDescription] = []
  private var anchors: [Int32] = []
  /// Groups of patterns that say the same in every file.
  private var sharedGroups: [String: Int32] = [:]
  /// Groups of patterns that name the measure at hand: its frames ask for the same ones again and again.
  private var groupsOfMeasure: [String: Int32] = [:]
  /// Of each unit of the lexicon the bit that rules know it by; 0 where none names it.
  private(set) var unitBits: [UInt64]
  private var namedUnits: [String: UInt64] = [:]

  init(
    pack: LanguagePack, indicators: [Indicator], contexts: [String: Int16], areas: [String: Int16],
    sources: [String: Int16], builder: PatternBuilder
  ) {
    self.pack = pack
    self.indicators = indicators
    self.contexts = contexts
    self.areas = areas
    self.sources = sources
    self.builder = builder
    unitBits = [UInt64](repeating: 0, count: pack.lexicon.units.count)
  }

  /// Adds what an indicator's file says; with an empty indicator, what is measured and no indicator counts.
  mutating func add(_ file: RuleFile) throws {
    let number = indicators.firstIndex { $0.id == file.indicator }
    guard number != nil || file.indicator.isEmpty else { return }
    let groups = pack.groups.adding(file.parameters)
    for definition in file.rules {
      guard !definition.measure.isEmpty else {
        try add(definition, nil, definition.conditions, of: number, groups, file)
        continue
      }
      let groups = groups.adding(["measure": definition.measure])
      groupsOfMeasure.removeAll(keepingCapacity: true)
      for frame in try frames(of: definition, number.map { indicators[$0] }, file) {
        try add(
          definition, frame, frame.conditions + definition.conditions, of: number, groups, file)
      }
    }
  }

  private func frames(of definition: RuleFile.Definition, _ indicator: Indicator?, _ file: RuleFile) throws
    -> [Frame]
  {
    if definition.frames.isEmpty {
      let kinds = kinds(of: definition, indicator)
      return pack.frames.filter { Quantity.Kind.mask(of: $0.kinds) & kinds != 0 }
    }
    return try definition.frames.map { name in
      guard let frame = pack.frames.first(where: { $0.name == name }) else {
        let known = pack.frames.map(\.name).joined(separator: ", ")
        throw ConfigurationError(
          file: file.file, line: nil,
          message: "the measure \"\(definition.name)\" names the frame \"\(name)\"; known: \(known)")
      }
      return frame
    }
  }

  private mutating func add(
    _ definition: RuleFile.Definition, _ frame: Frame?, _ list: [RuleFile.Condition], of number: Int?,
    _ groups: PatternGroups, _ file: RuleFile
  ) throws {
    let indicator = number.map { indicators[$0] }
    let name = definition.name + (frame.map { ".\($0.name)" } ?? "")
    let first = Int32(conditions.count)
    var anchor: Int32?
    for condition in list {
      let group = try self.group(of: condition, groups, file)
      conditions.append(
        CompiledCondition(
          scope: condition.scope, isNegated: condition.isNegated, group: group,
          isMeasure: condition.pattern.contains("{measure}")))
      if anchor == nil, !condition.isNegated, !condition.scope.isOutside { anchor = group }
    }
    guard let anchor else {
      throw ConfigurationError(
        file: file.file, line: list.first?.line,
        message: "the rule \"\(name)\" needs a cue in the sentence of its value")
    }
    anchors.append(anchor)
    let accepts =
      try contextBits(indicator?.accepts ?? [], indicator?.file ?? "")
      | contextBits(definition.accepts, file.file)
    let requires = try contextBits(definition.contexts, file.file)
    let id = "\(indicator?.id ?? "other").\(pack.code).\(name)"
    if indicator != nil {
      descriptions.append(
        RuleDescription(
          id: id, file: file.file, version: 1, sha256: file.sha256,
          description: Self.describe(definition, frame)))
    }
    rules.append(
      CompiledRule(
        id: id, indicator: Int16(number ?? -1),
        isMeasure: frame != nil, isLight: frame?.isLight ?? false,
        refusesPart: definition.refusesPart,
        refusesSpan: definition.refusesSpan, isBare: frame?.isBare ?? false, accepts: accepts | requires,
        requires: requires,
        kinds: kinds(of: definition, indicator), units: try units(of: definition, file),
        conditions: first..<Int32(conditions.count),
        minimum: definition.range?.lowerBound ?? indicator?.minimum ?? -.infinity,
        maximum: definition.range?.upperBound ?? indicator?.maximum ?? .infinity,
        sets: try sets(of: definition, file)))
  }

  /// The group of a condition. What frames ask of every measure is expanded once, not for each, and what they ask of this
  /// one likewise.
  private mutating func group(
    of condition: RuleFile.Condition, _ groups: PatternGroups, _ file: RuleFile
  ) throws -> Int32 {
    let text = condition.pattern
    let isShared =
      !text.contains("{measure}") && file.parameters.keys.allSatisfy { !text.contains("{\($0)}") }
    let isOfMeasure = !isShared && text.contains("{measure}")
    if let known = isShared ? sharedGroups[text] : isOfMeasure ? groupsOfMeasure[text] : nil { return known }
    let pattern = try groups.expand(text, file: file.file, line: condition.line)
    let group = Int32(try builder.group(pattern, file: file.file, line: condition.line))
    if isShared { sharedGroups[text] = group }
    if isOfMeasure { groupsOfMeasure[text] = group }
    return group
  }

  /// In words, as the file has them: the measure and what else must stand around, and its frame.
  private static func describe(_ definition: RuleFile.Definition, _ frame: Frame?) -> String {
    let measure = frame.map { ["\(definition.measure.joined(separator: "|")) in the frame \($0.name)"] } ?? []
    let conditions = definition.conditions.map {
      "\($0.isNegated ? "not " : "")\($0.scope.rawValue): \($0.pattern)"
    }
    return (measure + conditions).joined(separator: "; ")
  }

  private func contextBits(_ ids: [String], _ file: String) throws -> UInt32 {
    try ids.reduce(0) { mask, context in
      guard let number = contexts[context] else {
        throw ConfigurationError(
          file: file, line: nil, message: "the context \"\(context)\" is not in Codelists/contexts.csv")
      }
      return mask | 1 << UInt32(number)
    }
  }

  /// Rules by anchor group.
  func anchored() -> [[Int32]] {
    var table = [[Int32]](repeating: [], count: builder.patterns.groupCount)
    for (rule, anchor) in anchors.enumerated() { table[Int(anchor)].append(Int32(rule)) }
    return table
  }

  private func kinds(of definition: RuleFile.Definition, _ indicator: Indicator?) -> UInt32 {
    var kinds = definition.kinds
    if kinds.isEmpty, let indicator {
      switch indicator.kind {
      case .share: kinds = [.share, .fraction]
      case .count: kinds = [.count, .magnitude]
      default: kinds = [indicator.kind]
      }
    }
    return Quantity.Kind.mask(of: kinds)
  }

  /// A language may have any number of units: only those that rules name have a bit.
  private mutating func units(of definition: RuleFile.Definition, _ file: RuleFile) throws -> UInt64 {
    var mask: UInt64 = 0
    for code in definition.units {
      let numbers = pack.lexicon.units.indices.filter { pack.lexicon.units[$0].code == code }
      guard !numbers.isEmpty else {
        throw ConfigurationError(
          file: file.file, line: nil,
          message: "the unit \"\(code)\" is not in Languages/\(pack.code)/units.yml")
      }
      guard namedUnits.count < 64 || namedUnits[code] != nil else {
        throw ConfigurationError(
          file: file.file, line: nil, message: "rules name more than 64 units; \"\(code)\" is one too many")
      }
      let bit = namedUnits[code] ?? 1 << UInt64(namedUnits.count)
      namedUnits[code] = bit
      for number in numbers { unitBits[number] = bit }
      mask |= bit
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
      case "value": sets.value = ClaimedValue(value)
      case "change":
        guard value == "old" else { throw wrong }
        sets.takesOldValue = true
      default: throw wrong
      }
    }
    return sets
  }
}
