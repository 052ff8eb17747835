import Core

/// How a sentence attaches a value to what it measures: "the share of X is N", "N of X", "from N to M".
///
/// A frame is written once for the language; `{measure}` in its patterns stands for the phrases of the indicator that
/// uses it.
struct Frame: Sendable {
  var name: String
  /// Kinds of values for which indicators use the frame without naming it.
  var kinds: [MentionKind]
  var conditions: [RuleFile.Condition]
  /// Up to the value the sentence may hold nothing that could name another thing.
  var isLight = false
  /// The number counts nothing that it names itself, but persons.
  var isBare = false

  /// Reads a language's `frames.yml`.
  ///
  /// - Throws: `ConfigurationError`, also for a frame that does not say where the measure stands.
  static func list(_ yaml: StrictYAML) throws -> [Frame] {
    var names: Set<String> = []
    return try yaml.list().map { entry in
      let scopes = RuleFile.Scope.allCases.map(\.rawValue)
      try entry.allow(Set(scopes + ["name", "kinds", "not", "light", "bare"]))
      let name = try entry.required("name").string()
      guard names.insert(name).inserted else { throw entry.error("the frame \"\(name)\" stands twice") }
      var conditions = try RuleFile.conditions(in: entry, isNegated: false)
      guard conditions.contains(where: { $0.pattern.contains("{measure}") }) else {
        throw entry.error("the frame \"\(name)\" does not say where the {measure} stands")
      }
      if let not = entry.optional("not") {
        try not.allow(Set(scopes))
        conditions += try RuleFile.conditions(in: not, isNegated: true)
      }
      return Frame(
        name: name, kinds: try entry.optional("kinds")?.list().map(RuleFile.kind) ?? [],
        conditions: conditions, isLight: try entry.optional("light")?.boolean() ?? false,
        isBare: try entry.optional("bare")?.boolean() ?? false)
    }
  }
}
