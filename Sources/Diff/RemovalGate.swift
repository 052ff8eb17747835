import Core
import Foundation
import GRDB

/// How many observations a new release may lose.
public enum RemovalBudget: Hashable, Sendable, CustomStringConvertible {
  case count(Int)
  /// Of a hundred.
  case percent(Double)
  /// Ten of a hundred, and never fewer than ten: a mended rule drops a handful of misreadings, a broken table or
  /// a report that can't be read drops more.
  case usual

  /// `12`, or `5%`.
  public init?(_ text: String) {
    if text.hasSuffix("%"), let share = Double(text.dropLast().trimmingCharacters(in: .whitespaces)),
      (0...100).contains(share)
    {
      self = .percent(share)
    } else if let count = Int(text), count >= 0 {
      self = .count(count)
    } else {
      return nil
    }
  }

  func allowed(of total: Int) -> Int {
    switch self {
    case .count(let count): count
    case .percent(let share): Int(Double(total) * share / 100)
    case .usual: max(10, total / 10)
    }
  }

  public var description: String {
    switch self {
    case .count(let count): "\(count)"
    case .percent(let share): "\(decimalText(share)) %"
    case .usual: "10 %, but no fewer than 10"
    }
  }
}

/// Whether a new release may take the old one's place: it loses no more observations than the budget allows, and
/// none that must not vanish. What a reader confirmed must not, nor be read otherwise behind the reader's back; nor
/// what must-keep.yml lists. A decision that rejects a record lets it go.
public struct RemovalGate: Sendable {
  /// Observations of the earlier release that no reader had rejected.
  public let before: Int
  /// Those that have no successor, with their causes.
  public let removed: [ReleaseChange]
  /// Observations that are fewer than before where the earlier release can't be looked at, and why it can't.
  public let unseen: (count: Int, because: String)?
  public let budget: RemovalBudget
  public let allowed: Int
  /// Records that must not vanish and would, each with why it must not; those that a reader confirmed and that now
  /// say something else among them.
  public let lost: [String]
  /// Records of must-keep.yml that the earlier release does not have; a misspelt one guards nothing.
  public let unknown: [String]

  public var isOpen: Bool { lostCount <= allowed && lost.isEmpty }

  /// How many are gone, whichever they are.
  package var lostCount: Int { unseen?.count ?? removed.count }

  /// - Parameters:
  ///   - old: the release that stands.
  ///   - new: the one that would take its place, or the working database that it would be made of.
  ///   - budget: in place of that of the list.
  public init(from old: Database, to new: Database, keep: KeepList, budget: RemovalBudget?) throws {
    self.init(try ObservationMatches(from: old, to: new), keep: keep, budget: budget)
  }

  /// Where the earlier release can't be looked at: by the number of observations that its list has.
  ///
  /// - Parameters:
  ///   - before: observations of the earlier release.
  ///   - reason: why it can't be looked at.
  package init(before: Int, because reason: String, to new: Database, keep: KeepList, budget: RemovalBudget?)
    throws
  {
    self.before = before
    self.budget = budget ?? keep.budget ?? .usual
    allowed = self.budget.allowed(of: before)
    removed = []
    let count = try Int.fetchOne(new, sql: "SELECT count(*) FROM observation") ?? 0
    unseen = (max(0, before - count), reason)
    let contents = try ReleaseContents(new, against: new)
    lost = keep.records.filter { record in !contents.observations.contains { record.fits($0, in: contents) } }
      .map { "\($0.text): listed in \($0.place)" }
    unknown = []
  }

  package init(_ matches: ObservationMatches, keep: KeepList, budget: RemovalBudget?) {
    unseen = nil
    self.budget = budget ?? keep.budget ?? .usual
    before = matches.old.observations.count { !$0.isRejected }
    allowed = self.budget.allowed(of: before)
    let gone = matches.pairs.filter { $0.new == nil && $0.old?.isRejected == false }
    let ids = Set(gone.compactMap { $0.old?.id })
    removed = matches.observationChanges().filter { $0.kind == .removed && ids.contains($0.oldID) }
    let confirmed = gone.compactMap(\.old).filter { $0.isConfirmed && !matches.isRejected($0) }
    var lost = confirmed.map {
      "\(matches.key($0, in: matches.old).text): \($0.statement), and no decision rejects it"
    }
    lost += matches.pairs.compactMap(matches.lostReading)
    var unknown: [String] = []
    for record in keep.records {
      let held = matches.old.observations.filter { !$0.isRejected && record.fits($0, in: matches.old) }
      if held.isEmpty {
        unknown.append("\(record.text) (\(record.place))")
      } else if !matches.new.observations.contains(where: { record.fits($0, in: matches.new) }),
        !held.allSatisfy(matches.isRejected)
      {
        lost.append("\(record.text): listed in \(record.place)")
      }
    }
    self.lost = lost
    self.unknown = unknown
  }

  /// What would be lost and why, a line each.
  public var lines: [String] {
    var lines: [String] = []
    if lostCount > allowed {
      lines.append(
        "\(lostCount) of \(plural(before, "observation")) would be gone, and at most \(allowed) may (\(budget))"
      )
      if let unseen { lines.append("which ones can't be said, because \(unseen.because)") }
      var causes: [String: Int] = [:]
      for change in removed {
        let report = change.cause == .report ? change.key.report : ""
        causes[[change.because, report].filter { !$0.isEmpty }.joined(separator: ", "), default: 0] += 1
      }
      let sorted = causes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      lines += sorted.prefix(10).map { "  \($0.value)  \($0.key)" }
      let rest = sorted.dropFirst(10).reduce(0) { $0 + $1.value }
      if rest > 0 { lines.append("  \(rest)  of other reports or files") }
    }
    return lines + lost.map { "a record that must stay would not: \($0)" }
  }
}

extension ObservationMatches {
  /// What a reader confirmed, and our rules alone read otherwise now: the release would say that the reader did.
  fileprivate func lostReading(_ pair: Pair) -> String? {
    guard let before = pair.old, let now = pair.new, before.isConfirmed, now.isConfirmed,
      before.key != now.key || before.statement != now.statement, cause(pair).0 == .reading
    else { return nil }
    let (key, other) = (key(before, in: old).text, key(now, in: new).text)
    return "\(key): \(before.statement), and would be read as \(now.statement)"
      + (key == other ? "" : " of \(other)") + "; no decision says so"
  }

  /// Whether the later release has a decision that rejects it, or says that it is no indicator.
  fileprivate func isRejected(_ facts: ObservationFacts) -> Bool {
    let document = documents[facts.document] ?? facts.document
    return (new.decisions[document] ?? []).contains {
      ($0.field == "mention" || ($0.field == "status" && $0.new == "reject"))
        && $0.start < facts.end && facts.start < $0.end
    }
  }
}
