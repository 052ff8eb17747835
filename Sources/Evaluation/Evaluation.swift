import Core
import Foundation
import Reading

/// How well the rules read texts whose numbers and facts are known.
public struct Evaluation: Sendable {
  public var documents: [String] = []
  public var mentions = Score()
  public var mentionsByKind: [String: Score] = [:]
  /// Of the mentions found, how many have the right qualifier.
  public var qualifiersRight = 0
  public var observations = Score()
  public var observationsByIndicator: [String: Score] = [:]
  public var observationsByRule: [String: Score] = [:]
  /// Of the observations found, how many have each dimension right, and all of them.
  public var dimensionsRight: [String: Int] = [:]
  /// Kind in the gold and kind as read, where the two overlap and differ.
  public var confusion: [Confusion: Int] = [:]
  public var errors: [Mistake] = []

  public struct Confusion: Hashable, Sendable {
    public var gold: String
    public var read: String
  }

  /// Something invented, missed or misread, with the text around it.
  public struct Mistake: Sendable {
    public var document: String
    /// `invented`, `missed`, or `misread` with the dimension.
    public var what: String
    public var subject: String
    /// The characters in question between ⟦ and ⟧, with up to sixty on each side.
    public var context: String
  }
}

/// Reads the texts of gold data and compares.
///
/// A mention is found when spans overlap and kind and value agree, one to one; an observation when indicator,
/// treaty, area, sex and value agree. What overlaps an optional row of the gold counts neither way.
///
/// - Parameters:
///   - gold: folder of `NAME.mentions.jsonl` and `NAME.observations.jsonl`.
///   - texts: folder of `NAME.txt`.
///   - scored: the indicators that count; nil for all that the rules have.
/// - Throws: `Failure`, `ConfigurationError`, `UnknownLanguage`.
public func evaluate(
  gold: URL, texts: URL, rules: RuleSet, scored: Set<String>? = nil, progress: (String) -> Void = { _ in }
) throws -> Evaluation {
  var evaluation = Evaluation()
  let reader = DocumentReader(rules)
  for document in try Gold.read(gold, texts: texts, rules: rules) {
    progress(document.name)
    let read = try reader.read(document.asDocument(rules), pages: [document.page])
    let comparison = GoldComparison(gold: document, read: read, scored: scored)
    comparison.compareMentions(&evaluation)
    comparison.compareObservations(&evaluation)
    evaluation.documents.append(document.name)
  }
  return evaluation
}

extension Gold {
  fileprivate func asDocument(_ rules: RuleSet) -> Document {
    Document(
      id: name, series: "", edition: "", title: "", language: guessLanguage(of: text, among: rules) ?? "",
      publisher: "", area: area, areaMethod: .inferred, periodStart: "", periodEnd: "", publishedOn: "",
      url: "",
      licence: "", mediaType: "text/plain", converter: "", isSample: false, text: text)
  }

  fileprivate var page: Page {
    let characters = text.count { $0 & 0xC0 != 0x80 }
    return Page(
      number: 1, label: "", method: .unknown,
      span: Span(charStart: 0, charEnd: characters, byteStart: 0, byteEnd: text.count))
  }
}
