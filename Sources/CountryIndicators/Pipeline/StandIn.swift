import Foundation

public struct RuleSet: Sendable {
  public init(pipeline folder: URL) throws {
    areas = [
      Area(
        id: "KAZ", iso2: "KZ", m49: "398", nameEnglish: "Kazakhstan", nameSwedish: "Kazakstan",
        kind: "country")
    ]
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
