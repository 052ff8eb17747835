import Core

extension Indicator {
  /// Reads an `indicator.yml`.
  ///
  /// - Throws: `ConfigurationError`.
  package init(id: String, _ yaml: StrictYAML) throws {
    try yaml.allow([
      "names", "definition", "unit", "kind", "range", "direction", "source", "sex", "standing", "period",
      "accepts", "convert", "currency",
    ])
    guard let kind = MentionKind(rawValue: try yaml.required("kind").string()) else {
      let known = MentionKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw try yaml.required("kind").error("unknown kind; known: \(known)")
    }
    guard let direction = Direction(rawValue: try yaml.required("direction").string()) else {
      throw try yaml.required("direction").error(
        "unknown direction; known: higher_is_better, lower_is_better, neutral")
    }
    let range = try yaml.required("range").list()
    guard range.count == 2 else { throw try yaml.required("range").error("expected [lowest, highest]") }
    func end(_ entry: StrictYAML) throws -> Double? {
      ["null", "~", ""].contains(try entry.string()) ? nil : try entry.number()
    }
    let sex = try yaml.optional("sex").map { entry in
      guard let sex = Observation.Sex(rawValue: try entry.string()) else {
        throw entry.error("unknown sex; known: F, M, _T")
      }
      return sex
    }
    let widens = try yaml.optional("period").map { entry in
      guard try entry.string() == "paragraph" else { throw entry.error("expected \"paragraph\"") }
      return true
    }
    let keepsCurrency = try yaml.optional("currency").map { entry in
      guard try entry.string() == "as_written", kind == .money else {
        throw entry.error("expected \"as_written\", in an indicator of kind money")
      }
      return true
    }
    var conversions: [String: Ratio] = [:]
    for (unit, entry) in try yaml.optional("convert")?.pairs() ?? [] {
      guard let ratio = Ratio(try entry.string()) else {
        throw entry.error("expected how many of the indicator's unit one is: 24 or \"1/30\"")
      }
      conversions[unit.string] = ratio
    }
    self.init(
      id: id, names: try Names(yaml.required("names")), definitions: try Names(yaml.required("definition")),
      unit: try yaml.required("unit").string(), kind: kind, minimum: try end(range[0]),
      maximum: try end(range[1]), direction: direction,
      defaultSource: try yaml.optional("source")?.string() ?? "", sex: sex,
      isStanding: try yaml.optional("standing")?.boolean() ?? false, takesPeriodOfParagraph: widens ?? false,
      accepts: try yaml.optional("accepts")?.strings() ?? [], conversions: conversions,
      keepsCurrency: keepsCurrency ?? false, file: yaml.file)
  }
}
