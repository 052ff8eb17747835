/// A country, territory, region, or the world.
public struct Area: Hashable, Sendable {
  /// ISO 3166-1 alpha-3; `WLD` for the world.
  public var id: String
  public var iso2: String
  public var m49: String
  public var nameEnglish: String
  public var nameSwedish: String
  public var kind: String
}

public struct Unit: Hashable, Sendable {
  public var id: String
  public var nameEnglish: String
  public var nameSwedish: String
  public var symbol: String
}

/// Who says it. The source with the empty id is nobody in particular.
public struct Source: Hashable, Sendable {
  public var id: String
  public var name: String
  public var url: String
  public var sourceClass: String
}

public struct Treaty: Hashable, Sendable {
  public var id: String
  public var nameEnglish: String
  public var nameSwedish: String
  /// Chapter and number in the UN Treaty Collection: `IV-4`.
  public var untcReference: String
}

/// What is measured, once for all languages.
public struct Indicator: Hashable, Sendable {
  public var id: String
  public var nameEnglish: String
  public var nameSwedish: String
  public var definitionEnglish: String
  public var definitionSwedish: String
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
  /// Path of its file below the pipeline's folder.
  public var file: String

  public enum Direction: String, Sendable {
    case higherIsBetter = "higher_is_better"
    case lowerIsBetter = "lower_is_better"
    case neutral
  }
}
