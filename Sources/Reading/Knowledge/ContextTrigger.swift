import Core

/// Words that say that a claim is not plainly asserted of the country, and where a value must stand to be under them.
///
/// After ConText (Harkema et al. 2009): triggers with a direction, a reach and terminators, that know nothing of what
/// is measured.
struct ContextTrigger: Sendable {
  /// Into the list of contexts.
  var context: Int16
  /// On which side of the trigger the value stands.
  var direction: Direction
  var reach: Reach
  /// One bit for each kind of quantity; zero: all.
  var kinds: UInt32
  /// Its words end in a name that no list knows.
  var isName: Bool
  /// Leads up to what is spoken of ("when it comes to …"): says nothing where that is the indicator itself.
  var leadsToTopic: Bool
  /// Says nothing where a country's name stands right behind it.
  var yieldsToCountry: Bool
  /// What stands right behind it is told in passing, and measures no value.
  var hidesMeasure: Bool

  enum Direction: String, Sendable, CaseIterable {
    /// The value stands behind the trigger.
    case forward
    /// The value stands before the trigger, or has it in its own expression.
    case backward
    case both
  }

  enum Reach: Sendable, Equatable {
    case clause
    case sentence
    /// The trigger's last word stands right before the measure's first: "of the unemployed".
    case measure
    /// At most so many tokens between the two.
    case words(Int)
  }
}

/// What a language's `context.yml` says.
struct ContextWords: Sendable {
  var triggers: [Entry]
  /// Beyond them no trigger reaches.
  var terminators: [String]
  /// Phrases in which a trigger's words say something else.
  var pseudo: [String]

  struct Entry: Sendable {
    var context: String
    var patterns: [String]
    var direction: ContextTrigger.Direction
    var reach: ContextTrigger.Reach
    var kinds: [MentionKind]
    var leadsToTopic: Bool
    var yieldsToCountry: Bool
    var hidesMeasure: Bool
    var line: Int?
  }

  static let none = ContextWords(triggers: [], terminators: [], pseudo: [])

  init(triggers: [Entry], terminators: [String], pseudo: [String]) {
    self.triggers = triggers
    self.terminators = terminators
    self.pseudo = pseudo
  }

  /// - Throws: `ConfigurationError`.
  init(_ yaml: StrictYAML) throws {
    try yaml.allow(["triggers", "terminators", "pseudo"])
    terminators = try yaml.optional("terminators")?.strings() ?? []
    pseudo = try yaml.optional("pseudo")?.strings() ?? []
    triggers = try yaml.required("triggers").list().map { entry in
      try entry.allow(["context", "words", "value", "reach", "kinds", "topic", "country", "competes"])
      return Entry(
        context: try entry.required("context").string(), patterns: try entry.required("words").strings(),
        direction: try Self.direction(entry.optional("value")),
        reach: try Self.reach(entry.optional("reach")),
        kinds: try entry.optional("kinds")?.list().map(RuleFile.kind) ?? [],
        leadsToTopic: try entry.optional("topic")?.boolean() ?? false,
        yieldsToCountry: try entry.optional("country")?.boolean() ?? false,
        hidesMeasure: try entry.optional("competes").map { try !$0.boolean() } ?? false, line: entry.line)
    }
  }

  private static func direction(_ entry: StrictYAML?) throws -> ContextTrigger.Direction {
    guard let entry else { return .both }
    switch try entry.string() {
    case "either side": return .both
    case "behind": return .forward
    case "before": return .backward
    default: throw entry.error("expected where the value stands: behind, before, either side")
    }
  }

  private static func reach(_ entry: StrictYAML?) throws -> ContextTrigger.Reach {
    guard let entry else { return .clause }
    switch try entry.string() {
    case "clause": return .clause
    case "sentence": return .sentence
    case "measure": return .measure
    default:
      let words = try entry.integer()
      guard (0...50).contains(words) else {
        throw entry.error("expected clause, sentence, measure, or 0 to 50 words")
      }
      return .words(words)
    }
  }
}
