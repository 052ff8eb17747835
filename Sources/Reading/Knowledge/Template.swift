import Core

/// What a family of like indicators has in common, with parameters: ranks in an index, shares of women.
///
/// A template's measures are written as in an indicator's file; `{index}` in them stands for what the indicator that
/// uses the template says `with: {index: …}`.
package struct Template: Sendable {
  var measures: [RuleFile.Definition]
  /// Names that each user must give.
  private var names: [String]
  /// Those that have something to fall back on.
  private var defaults: [String: [String]]

  /// - Throws: `ConfigurationError`.
  init(_ yaml: StrictYAML) throws {
    try yaml.allow(["parameters", "defaults", "measures"])
    names = try yaml.required("parameters").strings()
    defaults = [:]
    for (name, patterns) in try yaml.optional("defaults")?.pairs() ?? [] {
      defaults[name.string] = try patterns.strings()
    }
    measures = try yaml.required("measures").list().map(RuleFile.measure)
  }

  /// What a file says of the parameters.
  func parameters(of file: StrictYAML) throws -> [String: [String]] {
    let with = try file.required("with")
    try with.allow(Set(names).union(defaults.keys))
    var parameters = defaults
    for name in names { parameters[name] = try with.required(name).strings() }
    for name in defaults.keys { parameters[name] = try with.optional(name)?.strings() ?? defaults[name] }
    return parameters
  }
}
