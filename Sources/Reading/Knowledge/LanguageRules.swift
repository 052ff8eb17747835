import Core
import Quantities

/// What a group of patterns says to the reading of dimensions and treaties.
package struct Meaning: Sendable {
  package var kind: Kind
  /// Into the rule set's areas or sources, or the language's treaty tables.
  package var index: Int16

  package enum Kind: UInt8, Sendable {
    case none, female, male, area, areaLead, ownArea, source, citing, now, since, until
    case convention, treatyProtocol, status, negation, intention, exception
    case treatyAnaphor, treatyAside, later
    case context, terminator, pseudo
    /// A contrast of several words: "fewer than in". One word is a mark of its own.
    case contrast
  }
}

/// Marks of frequent words.
package enum WordMark: UInt8 {
  /// Beside it a value may still measure what the value before measures.
  case light
  /// Takes up what the sentence before measured.
  case anaphor
  /// Sets a value against another: what stands behind it is not said of the value before.
  case contrast
  /// May begin the name of a treaty, or words for what states do with one.
  case treaty
}

/// A rule made ready for matching.
package struct CompiledRule: Sendable {
  package var id: String
  /// Into the rule set's indicators.
  package var indicator: Int16
  /// A measure in a frame; it competes with others for a value, and contexts keep it from one.
  var isMeasure = false
  /// Its frame wants nothing in the sentence that could name another thing.
  var isLight = false
  /// A value with a total of its own is not meant: of "three of the twelve prisoners", three are not all.
  var refusesPart = false
  /// A value with an upper end is not meant: a band of ages is no age limit.
  var refusesSpan = false
  /// Its frame wants a number that counts nothing but persons by a noun of its own.
  var isBare = false
  /// One bit for each context in which the claim still is the indicator's.
  var accepts: UInt32 = 0
  /// One bit for each context in which alone the claim is the indicator's.
  var requires: UInt32 = 0
  /// One bit for each `Quantity.Kind`.
  package var kinds: UInt32
  /// One bit for each unit, as `LanguageRules.unitBits` has them; zero: any unit or none.
  package var units: UInt64
  /// Into `LanguageRules.conditions`.
  var conditions: Range<Int32>
  package var minimum: Double
  package var maximum: Double
  package var sets: Sets

  /// What the wording itself decides.
  package struct Sets: Sendable {
    package var sex: Observation.Sex?
    /// Into the rule set's areas.
    package var area: Int16?
    package var qualifier: Qualifier?
    package var age = ""
    package var base = ""
    package var value = ClaimedValue.asWritten
    /// The old value of a change is meant: what a proposal would change still holds.
    var takesOldValue = false
    /// Into the rule set's sources.
    package var source: Int16?
  }
}

struct CompiledCondition: Sendable {
  var scope: RuleFile.Scope
  var isNegated: Bool
  var group: Int32
  /// Its match names what is measured.
  var isMeasure = false
}

/// A language's words, rules and names, compiled into one set of patterns.
package final class LanguageRules: Sendable {
  let pack: LanguagePack
  let model: WordModel
  package let meanings: [Meaning]
  package let rules: [CompiledRule]
  let conditions: [CompiledCondition]
  /// Of each unit of the lexicon the bit that rules know it by.
  let unitBits: [UInt64]
  /// Ids of the contexts.
  let contexts: [String]
  let contextTriggers: [ContextTrigger]
  /// Rules by the group that must stand in the sentence before any is looked at closer.
  let anchored: [[Int32]]
  package let indicators: [Indicator]
  package let areas: [Area]
  package let sources: [Source]
  package let treaties: [Treaty]
  let world: Int16
  /// Position of each area by its id.
  private let areaNumbers: [String: Int]
  /// Of the pipeline's code list.
  private let unitCodes: Set<String>
  /// The indicator of treaties' status, where the pipeline has it.
  let treatyIndicator: Int16?
  /// Into the treaties, by position in the language's tables; -1 for one that no list holds.
  let conventions: [Int16]
  let protocols: [[Int16: [Int16]]]
  let isBroadSource: [Bool]
  /// Id of the rule that stands for the reading of treaties: `treaty_status.sv`.
  let treatyRule: String
  /// The rules as the database lists them.
  let descriptions: [RuleDescription]

  /// - Throws: `ConfigurationError` that names the rule's file and line.
  init(
    _ pack: LanguagePack, files: [RuleFile], indicators: [Indicator], contexts: [String], areas: [Area],
    sources: [Source], treaties: [Treaty], units: [UnitOfMeasure] = []
  ) throws {
    self.pack = pack
    treatyRule = Self.treatyRule(pack.code)
    self.indicators = indicators
    self.areas = areas
    unitCodes = Set(units.map(\.id))
    self.sources = sources
    self.treaties = treaties
    world = Int16(areas.firstIndex { $0.id == "WLD" } ?? -1)
    treatyIndicator = indicators.firstIndex { $0.id == "treaty_status" }.map(Int16.init)
    let path = "Languages/\(pack.code)"
    var builder = PatternBuilder(path: path)
    let sourceNumbers = Dictionary(uniqueKeysWithValues: sources.enumerated().map { ($1.id, Int16($0)) })
    let areaNumbers = Dictionary(uniqueKeysWithValues: areas.enumerated().map { ($1.id, Int16($0)) })
    self.areaNumbers = areaNumbers.mapValues(Int.init)
    let treatyNumbers = Dictionary(uniqueKeysWithValues: treaties.enumerated().map { ($1.id, Int16($0)) })
    self.contexts = contexts
    let contextNumbers = Dictionary(uniqueKeysWithValues: contexts.enumerated().map { ($1, Int16($0)) })
    contextTriggers = try builder.add(pack.context, contextNumbers, pack.groups)
    try builder.add(pack.dimensions.female, .female)
    try builder.add(pack.dimensions.male, .male)
    try builder.add(pack.dimensions.areaLead, .areaLead)
    try builder.add(pack.dimensions.ownArea, .ownArea)
    try builder.add(pack.dimensions.citing, .citing)
    try builder.mark(pack.dimensions.light, .light)
    try builder.mark(pack.dimensions.anaphors, .anaphor)
    try builder.mark(pack.dimensions.contrasts.filter { !$0.contains(" ") }, .contrast)
    try builder.add(pack.dimensions.contrasts.filter { $0.contains(" ") }, .contrast)
    try builder.add(pack.dimensions.now, .now)
    try builder.add(pack.dimensions.since, .since)
    try builder.add(pack.dimensions.until, .until)
    for (area, names) in pack.areaNames where !names.isEmpty {
      let number = try Self.number(area, in: areaNumbers, file: "\(path)/areas.yml")
      try builder.add(names + names.compactMap { pack.genitive?.of($0) }, .area, number)
    }
    for (source, names) in pack.sourceNames where !names.isEmpty {
      try builder.add(names, .source, try Self.number(source, in: sourceNumbers, file: "\(path)/sources.yml"))
    }
    let words = pack.treaties
    let treatyFile = "\(path)/treaties.yml"
    for (index, entry) in words.conventions.enumerated() {
      try builder.add(entry.patterns, .convention, Int16(index))
    }
    for (index, entry) in words.protocols.enumerated() {
      try builder.add(entry.patterns, .treatyProtocol, Int16(index))
    }
    for (index, entry) in words.statuses.enumerated() {
      try builder.add(entry.patterns, .status, Int16(index))
    }
    try builder.add(words.negations, .negation)
    try builder.add(words.intentions, .intention)
    try builder.add(words.exceptions, .exception)
    try builder.add(words.anaphors, .treatyAnaphor)
    try builder.add(words.asides, .treatyAside)
    try builder.add(words.later, .later)
    conventions = try words.conventions.map {
      $0.treaty.isEmpty ? -1 : try Self.number($0.treaty, in: treatyNumbers, file: treatyFile)
    }
    protocols = try words.protocols.map { entry in
      var table: [Int16: [Int16]] = [:]
      for (convention, treaties) in entry.treatiesOfConvention {
        let key = convention.isEmpty ? -1 : try Self.number(convention, in: treatyNumbers, file: treatyFile)
        table[key] = try treaties.map { try Self.number($0, in: treatyNumbers, file: treatyFile) }
      }
      return table
    }
    isBroadSource = sources.map { pack.dimensions.broadSources.contains($0.id) }
    var compiler = RuleCompiler(
      pack: pack, indicators: indicators, contexts: contextNumbers, areas: areaNumbers,
      sources: sourceNumbers, builder: builder)
    for file in files { try compiler.add(file) }
    compiler.builder.markTreaties()
    rules = compiler.rules
    conditions = compiler.conditions
    unitBits = compiler.unitBits
    descriptions = compiler.descriptions
    meanings = compiler.builder.meanings
    anchored = compiler.anchored()
    do {
      model = try WordModel(pack.lexicon, patterns: compiler.builder.patterns)
    } catch let error as PatternError {
      throw ConfigurationError(file: path, line: nil, message: error.description)
    }
  }

  /// The unit of an observation: the indicator's, or the money of the mention where the indicator keeps that. Money
  /// that several countries call alike is that of the observation's area.
  ///
  /// - Parameters:
  ///   - unit: of the mention, into the lexicon's units, or -1.
  ///   - area: of the document, for an observation whose area is in no list.
  func unit(of observation: ResolvedObservation, mentionUnit unit: Int16, area: String) -> String {
    let indicator = indicators[Int(observation.indicator)]
    guard indicator.keepsCurrency, unit >= 0 else { return indicator.unit }
    let code = pack.lexicon.units[Int(unit)].code
    guard code == Self.sharedMoney else { return unitCodes.contains(code) ? code : indicator.unit }
    let place = observation.area >= 0 ? Int(observation.area) : areaNumbers[area]
    let currency = place.map { areas[$0].currency } ?? ""
    return currency.isEmpty ? indicator.unit : currency
  }

  /// The lexicon's unit of money whose name several countries share: pesos, dinars, francs.
  static let sharedMoney = "LOCAL"

  static func treatyRule(_ language: String) -> String { "treaty_status.\(language)" }

  private static func number(_ id: String, in numbers: [String: Int16], file: String) throws -> Int16 {
    guard let number = numbers[id] else {
      throw ConfigurationError(file: file, line: nil, message: "\"\(id)\" is in no code list")
    }
    return number
  }
}

/// Collects patterns and what they mean.
struct PatternBuilder {
  var patterns = PatternSet()
  var meanings: [Meaning] = []
  let path: String

  init(path: String) {
    self.path = path
  }

  mutating func add(_ words: [String], _ kind: Meaning.Kind, _ index: Int16 = 0) throws {
    guard !words.isEmpty else { return }
    let group = try group(words.joined(separator: "|"), file: path, line: nil)
    meanings[group] = Meaning(kind: kind, index: index)
  }

  /// The triggers in the order of the file, each with a group of patterns of its own.
  mutating func add(_ words: ContextWords, _ contexts: [String: Int16], _ groups: PatternGroups) throws
    -> [ContextTrigger]
  {
    let file = "\(path)/context.yml"
    for (patterns, kind) in [(words.terminators, Meaning.Kind.terminator), (words.pseudo, .pseudo)] {
      try add(patterns.map { try groups.expand($0, file: file, line: nil) }, kind)
    }
    return try words.triggers.enumerated().map { number, entry in
      guard let context = contexts[entry.context] else {
        throw ConfigurationError(
          file: file, line: entry.line,
          message: "\"\(entry.context)\" is not in Codelists/contexts.csv")
      }
      let pattern = try groups.expand(
        entry.patterns.joined(separator: "|"), file: file, line: entry.line)
      let group = try group(pattern, file: file, line: entry.line, isOwn: true)
      meanings[group] = Meaning(kind: .context, index: Int16(number))
      return ContextTrigger(
        context: context, direction: entry.direction, reach: entry.reach,
        kinds: Quantity.Kind.mask(of: entry.kinds), isName: pattern.contains("^"),
        leadsToTopic: entry.leadsToTopic, yieldsToCountry: entry.yieldsToCountry,
        hidesMeasure: entry.hidesMeasure)
    }
  }

  mutating func markTreaties() {
    let kinds: Set<Meaning.Kind> = [.convention, .treatyProtocol, .status]
    let groups = meanings.indices.filter { kinds.contains(meanings[$0].kind) }.map(Int32.init)
    patterns.markBeginnings(of: Set(groups), bit: WordMark.treaty.rawValue)
  }

  mutating func mark(_ words: [String], _ mark: WordMark) throws {
    do {
      try patterns.mark(words, bit: mark.rawValue)
    } catch let error as PatternError {
      throw ConfigurationError(file: path, line: nil, message: error.description)
    }
  }

  mutating func group(_ text: String, file: String, line: Int?, isOwn: Bool = false) throws -> Int {
    do {
      let group = try patterns.group(text, isOwn: isOwn)
      while meanings.count <= group { meanings.append(Meaning(kind: .none, index: 0)) }
      return group
    } catch let error as PatternError {
      throw ConfigurationError(file: file, line: line, message: error.description)
    }
  }
}

extension Quantity.Kind {
  /// One bit for each of the kinds of mention.
  static func mask(of kinds: [MentionKind]) -> UInt32 {
    allCases.reduce(0) { mask, kind in
      kinds.contains(MentionKind(kind)) ? mask | 1 << UInt32(kind.rawValue) : mask
    }
  }
}
