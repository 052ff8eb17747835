import Foundation
import Support
import Testing

@testable import Core

/// The published schema of records says what the program writes and reads, and nothing else.
@Suite struct RecordSchemaTests {
  private let schema: [String: Any]

  init() throws {
    let url = Repository.root.appendingPathComponent("Pipelines/record.schema.json")
    schema = try StreamHarness.object([UInt8](Data(contentsOf: url)))
  }

  private func definition(_ name: String) throws -> [String: Any] {
    if name == "record" { return schema }
    let definitions = try #require(schema["$defs"] as? [String: Any])
    return try #require(definitions[name] as? [String: Any], "the schema has no \(name)")
  }

  static let members: [(String, [String])] = [
    ("record", RecordMembers.record.names), ("document", RecordMembers.document.names),
    ("page", RecordMembers.page.names), ("section", RecordMembers.section.names),
    ("passage", RecordMembers.passage.names), ("mention", RecordMembers.mention.names),
    ("observation", RecordMembers.observation.names), ("evidence", RecordMembers.evidence.names),
    ("claim", RecordMembers.claim.names), ("finding", RecordMembers.finding.names),
  ]

  @Test(arguments: members) func theMembersAreThose(name: String, members: [String]) throws {
    let definition = try definition(name)
    let properties = try #require(definition["properties"] as? [String: [String: Any]])
    #expect(Set(properties.keys) == Set(members))
    #expect(definition["required"] as? [String] == members)
    #expect(definition["additionalProperties"] as? Bool == false)
    for (member, property) in properties {
      let isDescribed = property["description"] is String || property["$ref"] is String
      #expect(isDescribed, "\(name).\(member) has no description")
    }
  }

  static let words: [(String, String, [String])] = [
    ("document", "area_method", Document.AreaMethod.allCases.map(\.rawValue)),
    ("page", "page_method", Page.Method.allCases.map(\.rawValue)),
    ("mention", "kind", MentionKind.allCases.map(\.rawValue)),
    ("mention", "qualifier", Qualifier.allCases.map(\.rawValue)),
    ("mention", "disposition", Mention.Disposition.allCases.map(\.rawValue)),
    ("observation", "qualifier", Qualifier.allCases.map(\.rawValue)),
    ("observation", "sex", Observation.Sex.allCases.map(\.rawValue)),
    ("observation", "review_status", Observation.ReviewStatus.allCases.map(\.rawValue)),
    ("evidence", "dimension", Evidence.Dimension.allCases.map(\.rawValue)),
    ("finding", "severity", Finding.Severity.allCases.map(\.rawValue)),
  ]

  @Test(arguments: words) func theWordsAreThose(name: String, member: String, words: [String]) throws {
    let properties = try #require(definition(name)["properties"] as? [String: [String: Any]])
    #expect(properties[member]?["enum"] as? [String] == words)
  }

  @Test func itsVersionIsTheRecords() {
    #expect(schema["version"] as? Int == RecordMembers.version)
    let properties = schema["properties"] as? [String: [String: Any]]
    #expect(properties?["record"]?["const"] as? Int == RecordMembers.version)
  }
}
