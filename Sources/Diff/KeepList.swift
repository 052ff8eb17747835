import Core
import Foundation

/// What a run must not lose: must-keep.yml of the pipeline's folder, which people write. A missing file is an empty
/// list.
///
///     max_removed: "5%"
///     records:
///       - {area: "KAZ", edition: "2015-2016", indicator: "press_freedom_rank"}
public struct KeepList: Sendable {
  package var budget: RemovalBudget?
  package var records: [Record] = []

  /// An observation by what it is about; what is not named may be anything.
  package struct Record: Sendable {
    /// Column and value, in the order of the file.
    package var fields: [(name: String, value: String)]
    /// File and line.
    package var place: String

    package var text: String { fields.map { "\($0.name) \($0.value)" }.joined(separator: ", ") }
  }

  public static let file = "must-keep.yml"

  /// The key's columns by what people call them here.
  package static let columns: [String: Observation.Key.Column] = [
    "indicator": .indicator, "treaty": .treaty, "area": .area, "period": .timePeriod, "sex": .sex,
    "age": .age,
    "base": .base, "source": .citedSource,
  ]

  public init() {}

  /// - Parameters:
  ///   - url: need not exist.
  ///   - name: how messages call it.
  /// - Throws: `ConfigurationError` with the line of what is wrong.
  public init(_ url: URL, named name: String) throws {
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    let yaml = try StrictYAML(file: url, path: name)
    try yaml.allow(["max_removed", "records"])
    if let node = yaml.optional("max_removed") {
      guard let budget = RemovalBudget(try node.string()) else {
        throw node.error("max_removed must be a whole number, or a share such as \"5%\"")
      }
      self.budget = budget
    }
    for node in try yaml.optional("records")?.list() ?? [] {
      try node.allow(Set(Self.columns.keys).union(["series", "edition", "value"]))
      let fields = try node.pairs().map { (name: $0.key.string, value: try $0.value.string()) }
      guard fields.contains(where: { $0.name == "indicator" }) else {
        throw node.error("the key \"indicator\" is missing")
      }
      records.append(
        Record(
          fields: fields, place: "\(name), line \(node.line.map(String.init) ?? "?")"))
    }
  }
}

extension KeepList.Record {
  package func fits(_ facts: ObservationFacts, in contents: ReleaseContents) -> Bool {
    fields.allSatisfy { name, value in
      switch name {
      case "series": contents.documents[facts.document]?.family == value
      case "edition": contents.documents[facts.document]?.edition == value
      case "value": facts.values[0] == value
      default: KeepList.columns[name].map { facts.key[$0] == value } ?? false
      }
    }
  }
}
