import Foundation

public struct RuleSet: Sendable {
  public init(pipeline folder: URL) throws {
    let csv = try String(contentsOf: folder.appendingPathComponent("Codelists/areas.csv"), encoding: .utf8)
    areas = csv.split(separator: "\n").dropFirst().map { line in
      let c = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Area(id: c[0], iso2: c[1], m49: c[2], nameEnglish: c[3], nameSwedish: c[4], kind: c[c.count - 1])
    }
  }
  public var languages: [String] { ["sv"] }
  public var indicators: [Indicator] { [] }
  public var areas: [Area]
  public var units: [Unit] { [] }
  public var sources: [Source] { [] }
  public var treaties: [Treaty] { [] }
  public var descriptions: [RuleDescription] { [] }
}
public final class DocumentReader {
  public init(_ rules: RuleSet) {}
  public func read(_ document: Document, pages: [Page], decisions: [Decision]) throws -> ReadDocument {
    ReadDocument(
      document: document, pages: pages, sections: [], passages: [], mentions: [], observations: [],
      findings: [])
  }
}
public func guessLanguage(of text: [UInt8], among rules: RuleSet) -> String? { "sv" }
