/// A country, territory, region, or the world.
public struct Area: Hashable, Sendable {
  /// ISO 3166-1 alpha-3; `WLD` for the world.
  public var id: String
  public var iso2: String
  public var m49: String
  public var names: Names
  public var kind: String
  /// ISO 4217 code of its money, a unit; empty where no list says it.
  public var currency: String

  package init(
    id: String, iso2: String, m49: String, names: Names, kind: String, currency: String = ""
  ) {
    self.id = id
    self.iso2 = iso2
    self.m49 = m49
    self.names = names
    self.kind = kind
    self.currency = currency
  }
}

public struct UnitOfMeasure: Hashable, Sendable {
  public var id: String
  public var names: Names
  public var symbol: String

  package init(id: String, names: Names, symbol: String) {
    self.id = id
    self.names = names
    self.symbol = symbol
  }
}

/// Who says it. The source with the empty id is nobody in particular.
public struct Source: Hashable, Sendable {
  public var id: String
  public var names: Names
  public var url: String
  public var sourceClass: String

  package init(id: String, names: Names, url: String, sourceClass: String) {
    self.id = id
    self.names = names
    self.url = url
    self.sourceClass = sourceClass
  }
}

public struct Treaty: Hashable, Sendable {
  public var id: String
  public var names: Names
  /// Chapter and number in the UN Treaty Collection: `IV-4`.
  public var untcReference: String

  package init(id: String, names: Names, untcReference: String) {
    self.id = id
    self.names = names
    self.untcReference = untcReference
  }
}

/// What a claim can be other than plainly asserted of the country: a goal, a change, a part of the country.
public struct ClaimContext: Hashable, Sendable {
  public var id: String
  public var names: Names

  package init(id: String, names: Names) {
    self.id = id
    self.names = names
  }
}

/// What is measured, once for all languages.
public struct Indicator: Hashable, Sendable {
  public var id: String
  public var names: Names
  public var definitions: Names
  public var unit: String
  /// The kind of mention that carries it, or `status`.
  public var kind: MentionKind
  public var minimum: Double?
  public var maximum: Double?
  public var direction: Direction
  /// Empty where there is none.
  public var defaultSource: String
  /// Set where every value of the indicator is about one sex.
  public var sex: Observation.Sex?
  /// A standing provision (a term, a threshold, an age limit): a date beside it is not its period.
  public var isStanding: Bool
  /// Belongs to an event (an election) whose date is often told one sentence before.
  public var takesPeriodOfParagraph = false
  /// Contexts in which a claim still is the indicator's: a legal minimum accepts what the law requires.
  public var accepts: [String] = []
  /// What one of another unit is in `unit`, by that unit's code: `["DAYS": 24 / 1]` where hours are wanted.
  public var conversions: [String: Ratio] = [:]
  /// Each value keeps the money that it is told in; `unit` stands for all of them.
  public var keepsCurrency = false
  /// Path of its file below the pipeline's folder.
  public var file: String

  package init(
    id: String, names: Names, definitions: Names, unit: String, kind: MentionKind, minimum: Double? = nil,
    maximum: Double? = nil, direction: Direction, defaultSource: String, sex: Observation.Sex? = nil,
    isStanding: Bool, takesPeriodOfParagraph: Bool = false, accepts: [String] = [],
    conversions: [String: Ratio] = [:],
    keepsCurrency: Bool = false, file: String
  ) {
    self.id = id
    self.names = names
    self.definitions = definitions
    self.unit = unit
    self.kind = kind
    self.minimum = minimum
    self.maximum = maximum
    self.direction = direction
    self.defaultSource = defaultSource
    self.sex = sex
    self.isStanding = isStanding
    self.takesPeriodOfParagraph = takesPeriodOfParagraph
    self.conversions = conversions
    self.keepsCurrency = keepsCurrency
    self.accepts = accepts
    self.file = file
  }

  public enum Direction: String, Sendable {
    case higherIsBetter = "higher_is_better"
    case lowerIsBetter = "lower_is_better"
    case neutral
  }
}
