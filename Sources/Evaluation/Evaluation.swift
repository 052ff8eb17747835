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

/// Reads the texts of gold data as the database's are read, and compares.
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
  for document in try Gold.read(gold, texts: texts) {
    progress(document.name)
    let read = try reader.read(document.asDocument(rules), pages: findPages(in: document.text))
    evaluation.add(read, against: document, scored: scored)
  }
  return evaluation
}

/// Compares records that were made elsewhere with gold data.
///
/// A record belongs to the gold whose text it has.
/// - Parameter records: NDJSON.
/// - Throws: `Failure` where the gold has a text that no record has, or the other way round; `ConfigurationError`.
public func evaluate(
  gold: URL, texts: URL, records: [(bytes: [UInt8], file: String)], scored: Set<String>? = nil
) throws -> Evaluation {
  let documents = try Gold.read(gold, texts: texts)
  let places = Dictionary(
    documents.enumerated().map { ($1.text, $0) }, uniquingKeysWith: { first, _ in first })
  var read: [Int: DocumentRecord] = [:]
  for (bytes, file) in records {
    try forEachRecord(in: bytes, file: file) { record, line in
      guard let place = places[record.document.text] else {
        throw Failure(
          .data, "the record \"\(record.name)\" has a text that the gold does not have",
          place: "\(file), line \(line)", remedy: "Make it of the texts in \(texts.path)")
      }
      guard read.updateValue(record, forKey: place) == nil else {
        throw Failure(
          .data, "there is a second record of \(documents[place].name)", place: "\(file), line \(line)",
          remedy: "Leave one of them out")
      }
    }
  }
  let missing = documents.indices.filter { read[$0] == nil }.map { documents[$0].name }
  guard missing.isEmpty else {
    throw Failure(
      .data,
      "\(missing.count) of \(documents.count) texts of the gold have no record: "
        + missing.prefix(3).joined(separator: ", ") + (missing.count > 3 ? " …" : ""), place: gold.path,
      remedy: "Name the files of all records")
  }
  var evaluation = Evaluation()
  for (place, document) in documents.enumerated() {
    if let record = read[place] { evaluation.add(record, against: document, scored: scored) }
  }
  return evaluation
}

extension Evaluation {
  fileprivate mutating func add(_ record: DocumentRecord, against gold: Gold, scored: Set<String>?) {
    let comparison = GoldComparison(gold: gold, read: record, scored: scored)
    comparison.compareMentions(&self)
    comparison.compareObservations(&self)
    documents.append(gold.name)
  }
}

extension Gold {
  /// About the first area of its observations that is a country, else the one that its first line names.
  fileprivate func asDocument(_ rules: RuleSet) -> Document {
    let language = guessLanguage(of: text, among: rules) ?? ""
    let known = Set(rules.areas.map(\.id)).subtracting(["WLD"])
    let area = observations.map(\.area).first { known.contains($0) } ?? areaInTitle(language, rules) ?? ""
    return Document(
      id: name, family: "", edition: "", title: "", language: language, publisher: "", area: area,
      areaMethod: .inferred, periodStart: "", periodEnd: "", publishedOn: "", url: "", licence: "",
      mediaType: "text/plain", converter: "", isSample: false, text: text)
  }

  /// The country named in a text's first line.
  private func areaInTitle(_ language: String, _ rules: RuleSet) -> String? {
    guard let compiled = try? rules.rules(of: language) else { return nil }
    let title = Array(text.prefix { $0 != 0x0A })
    let area = title.withUnsafeBufferPointer { TextReader(compiled).firstArea(in: $0) }
    return area < 0 ? nil : rules.areas[Int(area)].id
  }
}
