/// Everything that rows refer to and that people write: areas, units, sources, treaties, indicators,
/// contexts of claims, topics of the outline, families of reports, rules.
public struct CodelistBundle: Sendable {
  public var areas: [Area]
  public var units: [UnitOfMeasure]
  public var sources: [Source]
  public var treaties: [Treaty]
  public var indicators: [Indicator]
  public var contexts: [ClaimContext]
  public var outline: [OutlineTopic]
  public var families: [Family]
  public var rules: [RuleDescription]

  public init(
    areas: [Area], units: [UnitOfMeasure], sources: [Source], treaties: [Treaty], indicators: [Indicator],
    contexts: [ClaimContext] = [], outline: [OutlineTopic] = [], families: [Family] = [],
    rules: [RuleDescription]
  ) {
    self.areas = areas
    self.units = units
    self.sources = sources
    self.treaties = treaties
    self.indicators = indicators
    self.contexts = contexts
    self.outline = outline
    self.families = families
    self.rules = rules
  }
}
