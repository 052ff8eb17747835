import Core

/// How treaties and what states do with them are named: a language's `treaties.yml`.
package struct TreatyWords: Sendable {
  var conventions: [Convention]
  var protocols: [NamedProtocol]
  var statuses: [Status]
  var negations: [String]
  var intentions: [String]
  var exceptions: [String]
  /// Words that take up what the sentence before named.
  var anaphors: [String]
  /// Words before a name that make it no part of the statement: "according to the convention".
  var asides: [String]
  /// Words that part a treaty from the date of the one before.
  var later: [String]

  struct Convention: Sendable {
    /// Empty for one that is in no list.
    var treaty: String
    var patterns: [String]
    /// Names one only behind another: "the conventions on A and against B".
    var isTail = false
  }

  /// A protocol, or several treaties with one name.
  struct NamedProtocol: Sendable {
    var patterns: [String]
    /// Treaties by the convention they belong to; under `""` where the words alone decide.
    var treatiesOfConvention: [String: [String]]
  }

  struct Status: Sendable {
    var status: Kind
    var patterns: [String]
    /// "the accession": says something only with a date, or denied.
    var isNoun = false
    /// Says something only of a treaty that stands near: "is bound by".
    var isWeak = false

    enum Kind: String, Sendable, CaseIterable {
      case acceded, ratified, signed
      case notRatified = "not_ratified"
      /// What was meant was given up.
      case withdrawn
    }
  }

  /// - Throws: `ConfigurationError`.
  init(_ yaml: StrictYAML) throws {
    try yaml.allow([
      "conventions", "tails", "others", "protocols", "collections", "statuses", "nouns", "weak", "negations",
      "intentions", "exceptions", "anaphors", "asides", "later",
    ])
    func list(_ key: String) throws -> [String] { try yaml.optional(key)?.strings() ?? [] }
    conventions = try yaml.required("conventions").pairs().map {
      Convention(treaty: $0.key.string, patterns: try $0.value.strings())
    }
    conventions +=
      try yaml.optional("tails")?.pairs().map {
        Convention(treaty: $0.key.string, patterns: try $0.value.strings(), isTail: true)
      } ?? []
    let others = try list("others")
    if !others.isEmpty { conventions.append(Convention(treaty: "", patterns: others)) }
    protocols = try yaml.required("protocols").list().map { entry in
      try entry.allow(["words", "of"])
      let treaties = try entry.required("of").pairs().map { ($0.key.string, try $0.value.strings()) }
      return NamedProtocol(
        patterns: try entry.required("words").strings(),
        treatiesOfConvention: Dictionary(treaties, uniquingKeysWith: { first, _ in first }))
    }
    protocols +=
      try yaml.optional("collections")?.list().map { entry in
        try entry.allow(["words", "treaties"])
        return NamedProtocol(
          patterns: try entry.required("words").strings(),
          treatiesOfConvention: ["": try entry.required("treaties").strings()])
      } ?? []
    statuses = try Self.statuses(yaml.required("statuses"))
    statuses +=
      try yaml.optional("nouns").map(Self.statuses)?.map {
        Status(status: $0.status, patterns: $0.patterns, isNoun: true)
      } ?? []
    statuses +=
      try yaml.optional("weak").map(Self.statuses)?.map {
        Status(status: $0.status, patterns: $0.patterns, isWeak: true)
      } ?? []
    negations = try yaml.required("negations").strings()
    intentions = try yaml.required("intentions").strings()
    exceptions = try list("exceptions")
    anaphors = try list("anaphors")
    asides = try list("asides")
    later = try list("later")
  }

  private static func statuses(_ yaml: StrictYAML) throws -> [Status] {
    try yaml.pairs().map { key, value in
      guard let status = Status.Kind(rawValue: key.string) else {
        let known = Status.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        throw ConfigurationError(
          file: yaml.file, line: key.line, message: "unknown status \"\(key.string)\"; known: \(known)")
      }
      return Status(status: status, patterns: try value.strings())
    }
  }
}
