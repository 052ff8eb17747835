import Core
import Dataset

/// Decisions by the document that they are about now.
///
/// A decision is about the bytes on which it was made, as long as they are there. When a report comes with other bytes
/// (a line end more, a paragraph, another way of breaking lines), the decision goes over to them where its words stand in
/// the same neighbourhood: in the report that it names, or, where it names none, in the only document that has the quote
/// with all that stood around it.
public struct PlacedDecisions: Sendable {
  /// By id of the document, in the order in which they were made.
  private(set) var byDocument: [String: [Placed]] = [:]
  /// Those whose report is not there.
  private(set) var unused: [Placed] = []

  struct Placed {
    var decision: Decision
    var id: String
    var place: Place
  }

  enum Place {
    /// In the document's own bytes, at its place or near it.
    case own
    /// In the bytes that stand for the report now.
    case moved(Span)
    /// Its report is there with other bytes, without the decision's words.
    case lost
  }

  /// - Parameters:
  ///   - documents: ids of those that are there.
  ///   - document: gives one; asked for only where a decision looks for its report.
  public init(_ lines: [DecisionFile.Line], documents: [String], document: (String) throws -> Document)
    rethrows
  {
    let present = Set(documents)
    var lost: [Seeker] = []
    for line in lines.inOrder {
      if present.contains(line.decision.target.document) {
        byDocument[line.decision.target.document, default: []].append(
          Placed(decision: line.decision, id: line.id, place: .own))
      } else {
        lost.append(Seeker(line))
      }
    }
    if !lost.isEmpty {
      let seeking = Seeking(lost)
      for id in documents.sorted() { try seeking.look(in: document(id), &lost) }
    }
    // What was decided on other bytes is older than what was decided on these.
    var moved: [String: [Placed]] = [:]
    for seeker in lost {
      let placed = Placed(decision: seeker.line.decision, id: seeker.line.id, place: .lost)
      if seeker.hits.count == 1 {
        moved[seeker.hits[0].document, default: []].append(placed.at(.moved(seeker.hits[0].span)))
      } else if let report = seeker.report {
        moved[report, default: []].append(placed)
      } else {
        unused.append(placed)
      }
    }
    byDocument.merge(moved) { own, moved in moved + own }
  }
}

extension PlacedDecisions {
  /// Every decision with the document and the characters that it is about now.
  package var all: [(decision: Decision, id: String, target: Decision.Target)] {
    let placed = byDocument.flatMap { document, all in all.map { (document, $0) } }
    return (placed + unused.map { ($0.decision.target.document, $0) }).map { document, placed in
      var target = placed.decision.target
      target.document = document
      if case .moved(let span) = placed.place {
        (target.charStart, target.charEnd) = (span.charStart, span.charEnd)
      }
      return (placed.decision, placed.id, target)
    }
  }
}

extension PlacedDecisions.Placed {
  fileprivate func at(_ place: PlacedDecisions.Place) -> Self {
    var placed = self
    placed.place = place
    return placed
  }
}

/// A decision whose document is not there, and where its words were found.
private struct Seeker {
  var line: DecisionFile.Line
  /// The quote with all that stood around it.
  var surroundings: [UInt8]
  var hits: [(document: String, span: Span)] = []
  /// The first document that is the decision's report with other bytes.
  var report: String?

  init(_ line: DecisionFile.Line) {
    self.line = line
    let target = line.decision.target
    surroundings = RunningText((target.prefix + target.quote + target.suffix).utf8).bytes
  }

  var target: Decision.Target { line.decision.target }
}

/// Looks for many decisions in one pass over a text.
private struct Seeking {
  private static let window = 12
  private var byReport: [String: [Int]] = [:]
  /// Those that name no report, by the first bytes of their surroundings.
  private var byBeginning: [ArraySlice<UInt8>: [Int]] = [:]

  init(_ seekers: [Seeker]) {
    for (place, seeker) in seekers.enumerated() {
      if !seeker.target.report.isEmpty {
        byReport[seeker.target.report, default: []].append(place)
      } else if seeker.surroundings.count >= seeker.target.quote.utf8.count + Self.window {
        byBeginning[seeker.surroundings.prefix(Self.window), default: []].append(place)
      }
    }
  }

  func look(in document: Document, _ seekers: inout [Seeker]) {
    let own = byReport[reportName(of: document)] ?? []
    guard !own.isEmpty || !byBeginning.isEmpty else { return }
    let running = RunningText(document.text)
    for place in own {
      if seekers[place].report == nil { seekers[place].report = document.id }
      if let bytes = document.neighbourhood(of: seekers[place].target, running) {
        seekers[place].hits.append((document.id, document.span(bytes)))
      }
    }
    guard !byBeginning.isEmpty, running.bytes.count >= Self.window else { return }
    let firsts = Set(byBeginning.keys.compactMap(\.first))
    for start in 0...(running.bytes.count - Self.window) where firsts.contains(running.bytes[start]) {
      for place in byBeginning[running.bytes[start..<(start + Self.window)]] ?? [] {
        let whole = seekers[place].surroundings
        guard running.bytes[start...].starts(with: whole) else { continue }
        let before = RunningText(seekers[place].target.prefix.utf8).bytes.count
        let quote = RunningText(seekers[place].target.quote.utf8).bytes.count
        let bytes = running.origin(of: (start + before)..<(start + before + quote))
        seekers[place].hits.append((document.id, document.span(bytes)))
      }
    }
  }
}

extension Document {
  fileprivate func span(_ bytes: Range<Int>) -> Span {
    func characters(_ range: Range<Int>) -> Int { text[range].count { $0 & 0xC0 != 0x80 } }
    let start = characters(0..<bytes.lowerBound)
    return Span(
      charStart: start, charEnd: start + characters(bytes), byteStart: bytes.lowerBound,
      byteEnd: bytes.upperBound)
  }
}
