import Core
import Quantities

extension Lexicon {
  /// Reads a language's tables of numbers, dates, units, words and bounds.
  package init(
    language: StrictYAML, numbers: StrictYAML, dates: StrictYAML, units: StrictYAML, words: StrictYAML,
    bounds: StrictYAML
  )
    throws
  {
    self.init(language: try language.required("language").string())
    decimalMark = try Self.mark(language.required("decimalMark"))
    if let marks = language.optional("grouping") { groupMarks = Set(try marks.list().map(Self.mark)) }
    try readNumbers(numbers)
    try readDates(dates)
    try readUnits(units)
    classes = try words.pairs().map { key, value in
      guard let wordClass = WordClass.named[key.string] else {
        let known = WordClass.named.keys.sorted().joined(separator: ", ")
        throw ConfigurationError(
          file: words.file, line: key.line, message: "unknown class \"\(key.string)\"; known: \(known)")
      }
      return (wordClass, try value.strings())
    }
    try bounds.allow(["before", "after", "not"])
    self.bounds = try Self.bounds(bounds.required("before"))
    boundsAfter = try bounds.optional("after").map(Self.bounds) ?? []
    notBounds = try bounds.optional("not")?.strings() ?? []
  }

  private mutating func readNumbers(_ yaml: StrictYAML) throws {
    try yaml.allow([
      "numerals", "joins", "joints", "ordinals", "ordinalMark", "ordinalSuffixes", "denominators",
      "denominatorSuffixes", "decimals", "collectives", "suffixes", "magnitudes", "roundCounts", "factors",
      "notNumbers", "fractionsAreLed",
    ])
    fractionsAreLed = try yaml.optional("fractionsAreLed")?.boolean() ?? false
    numerals = try Self.values(yaml.required("numerals"))
    for join in try yaml.optional("joins")?.list() ?? [] {
      switch try join.string() {
      case "hyphen": joinsByHyphen = true
      case "and": joinsByAnd = true
      case let other: throw join.error("unknown way of joining \"\(other)\"; known: and, hyphen")
      }
    }
    ordinalMark = try yaml.optional("ordinalMark").map(Self.mark)
    ordinalSuffixes = try yaml.optional("ordinalSuffixes")?.strings() ?? []
    denominatorSuffixes = try yaml.optional("denominatorSuffixes")?.strings() ?? []
    decimals = try yaml.optional("decimals").map(Self.values) ?? [:]
    collectives = try yaml.optional("collectives").map(Self.values) ?? [:]
    suffixes = try yaml.optional("suffixes").map(Self.values) ?? [:]
    notNumbers = try yaml.optional("notNumbers")?.strings() ?? []
    joints = try yaml.optional("joints").map(Self.values) ?? [:]
    ordinals = try yaml.optional("ordinals").map(Self.values) ?? [:]
    denominators = try yaml.optional("denominators").map(Self.values) ?? [:]
    magnitudes = try yaml.optional("magnitudes").map(Self.values) ?? [:]
    roundCounts = try yaml.optional("roundCounts").map(Self.values) ?? [:]
    factors =
      try yaml.optional("factors")?.pairs().map { ($0.key.string, Int64(try $0.value.integer())) } ?? []
  }

  private mutating func readDates(_ yaml: StrictYAML) throws {
    try yaml.allow([
      "months", "monthsAreCapitalised", "monthBeforeDay", "titleHasYear", "decades", "decadeEndings",
      "yearParts",
    ])
    months = try Self.values(yaml.required("months"))
    monthsAreCapitalised = try yaml.optional("monthsAreCapitalised")?.boolean() ?? false
    titleHasYear = try yaml.optional("titleHasYear")?.boolean() ?? false
    monthBeforeDay = try yaml.optional("monthBeforeDay")?.boolean() ?? false
    decades = try yaml.optional("decades").map(Self.values) ?? [:]
    decadeEndings = Set(try yaml.optional("decadeEndings")?.strings() ?? [])
    yearParts = try yaml.optional("yearParts").map(Self.values) ?? [:]
  }

  /// One ASCII character.
  private static func mark(_ yaml: StrictYAML) throws -> UInt8 {
    let text = try yaml.string()
    guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80 else {
      throw yaml.error("expected one ASCII character")
    }
    return byte
  }

  private mutating func readUnits(_ yaml: StrictYAML) throws {
    try yaml.allow(["units"])
    units = try yaml.required("units").list().map { entry in
      try entry.allow(["code", "kind", "scale", "words", "heads", "before", "parts"])
      let name = try entry.required("kind").string()
      guard let kind = Quantity.Kind.allCases.first(where: { "\($0)" == name }) else {
        let known = Quantity.Kind.allCases.map { "\($0)" }.joined(separator: ", ")
        throw try entry.required("kind").error("unknown kind \"\(name)\"; known: \(known)")
      }
      return Unit(
        code: try entry.required("code").string(), kind: kind,
        scale: Int64(try entry.optional("scale")?.integer() ?? 1),
        words: try entry.optional("words")?.strings() ?? [],
        heads: try entry.optional("heads")?.strings() ?? [],
        before: try entry.optional("before")?.strings() ?? [],
        parts: Int64(try entry.optional("parts")?.integer() ?? 1))
    }
  }

  private static func values(_ yaml: StrictYAML) throws -> [String: Int64] {
    var values: [String: Int64] = [:]
    for (key, value) in try yaml.pairs() { values[key.string] = Int64(try value.integer()) }
    return values
  }

  private static func bounds(_ yaml: StrictYAML) throws -> [(phrase: String, bound: Quantity.Bound)] {
    try yaml.pairs().flatMap { key, value in
      guard let qualifier = Qualifier(rawValue: key.string) else {
        throw ConfigurationError(
          file: yaml.file, line: key.line,
          message:
            "unknown qualifier \"\(key.string)\"; known: less_than, at_most, more_than, at_least, about")
      }
      return try value.strings().map { ($0, Quantity.Bound(qualifier)) }
    }
  }
}

extension Quantity.Bound {
  package init(_ qualifier: Qualifier) {
    switch qualifier {
    case .exact: self = .exact
    case .lessThan: self = .lessThan
    case .atMost: self = .atMost
    case .moreThan: self = .moreThan
    case .atLeast: self = .atLeast
    case .about: self = .about
    case .range: self = .range
    }
  }
}

extension Qualifier {
  package init(_ bound: Quantity.Bound) {
    switch bound {
    case .exact: self = .exact
    case .lessThan: self = .lessThan
    case .atMost: self = .atMost
    case .moreThan: self = .moreThan
    case .atLeast: self = .atLeast
    case .about: self = .about
    case .range: self = .range
    }
  }
}

extension MentionKind {
  package init(_ kind: Quantity.Kind) {
    switch kind {
    case .share: self = .share
    case .fraction: self = .fraction
    case .rank: self = .rank
    case .count: self = .count
    case .rate: self = .rate
    case .money: self = .money
    case .duration: self = .duration
    case .age: self = .age
    case .measure: self = .measure
    case .date: self = .date
    case .ordinal: self = .ordinal
    case .magnitude: self = .magnitude
    case .factor: self = .factor
    case .index: self = .index
    case .reference: self = .reference
    }
  }
}
