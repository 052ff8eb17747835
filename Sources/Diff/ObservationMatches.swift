import GRDB

/// Which report and which observation of a later release stands for which of an earlier one.
///
/// A report is the same where its bytes are, else where family, country, edition and title are, else where
/// family, country and edition are and nothing else has them. An observation is the same where its key is; else, within one report,
/// where it stands on the same characters (in other bytes: on the same words) and nothing else does. What then
/// differs is a field of it, not one figure lost and another won.
package struct ObservationMatches {
  package struct Pair {
    package var old: ObservationFacts?
    package var new: ObservationFacts?
  }

  package let old: ReleaseContents
  package let new: ReleaseContents
  /// Ids of the later release's documents by those of the earlier one's.
  package private(set) var documents: [String: String] = [:]
  /// The other way round.
  package private(set) var origins: [String: String] = [:]
  /// Sorted by report, place and key; those only in the later release after those of the earlier one.
  package private(set) var pairs: [Pair] = []

  init(from old: Database, to new: Database) throws {
    self.old = try ReleaseContents(old, against: new)
    self.new = try ReleaseContents(new, against: old)
    matchDocuments()
    matchObservations()
  }

  private mutating func matchDocuments() {
    for id in old.documents.keys where new.documents[id] != nil { documents[id] = id }
    matchDocuments { [$0.family, $0.area, $0.edition, $0.title] }
    matchDocuments { [$0.family, $0.area, $0.edition] }
    origins = Dictionary(uniqueKeysWithValues: documents.map { ($0.value, $0.key) })
  }

  private mutating func matchDocuments(by key: (ReleaseContents.DocumentFacts) -> [String]) {
    let taken = Set(documents.values)
    let before = Dictionary(grouping: old.documents.values.filter { documents[$0.id] == nil }, by: key)
    let after = Dictionary(grouping: new.documents.values.filter { !taken.contains($0.id) }, by: key)
    for (key, candidates) in before where candidates.count == 1 {
      if let others = after[key], others.count == 1 { documents[candidates[0].id] = others[0].id }
    }
  }

  private mutating func matchObservations() {
    let before = Dictionary(grouping: old.observations, by: \.document)
    var after = Dictionary(grouping: new.observations, by: \.document)
    for id in before.keys.sorted(by: { ReleaseContents.precedes($0, $1, in: old) }) {
      let partner = documents[id] ?? ""
      pairs += Self.match(
        before[id] ?? [], after.removeValue(forKey: partner) ?? [], isSameText: isSameText(id, partner))
    }
    for id in after.keys.sorted(by: { ReleaseContents.precedes($0, $1, in: new) }) {
      pairs += (after[id] ?? []).map { Pair(old: nil, new: $0) }
    }
  }

  /// Whether characters of the one count as characters of the other.
  private func isSameText(_ one: String, _ other: String) -> Bool {
    old.documents[one]?.textHash == new.documents[other]?.textHash
  }

  private static func match(
    _ before: [ObservationFacts], _ after: [ObservationFacts], isSameText: Bool
  ) -> [Pair] {
    var partner: [Int: Int] = [:]
    var taken: Set<Int> = []
    func pairUp<Key: Hashable>(_ key: (ObservationFacts) -> Key) {
      let free = Dictionary(grouping: after.indices.filter { !taken.contains($0) }) { key(after[$0]) }
      let left = Dictionary(grouping: before.indices.filter { partner[$0] == nil }) { key(before[$0]) }
      for (key, places) in left where places.count == 1 {
        guard let others = free[key], others.count == 1 else { continue }
        partner[places[0]] = others[0]
        taken.insert(others[0])
      }
    }
    pairUp(\.key)
    let place: (ObservationFacts) -> [String] =
      isSameText ? { ["\($0.start)", "\($0.end)"] } : { [$0.quote] }
    pairUp { place($0) + [$0.key.indicator, $0.key.treaty, $0.key.sex.rawValue] }
    pairUp { place($0) + [$0.key.indicator, $0.key.treaty] }
    // Other words with another figure are another statement; the same characters are the same one.
    if isSameText { pairUp(place) }
    let matched = before.indices.map { index in
      Pair(old: before[index], new: partner[index].map { after[$0] })
    }
    return matched + after.indices.filter { !taken.contains($0) }.map { Pair(old: nil, new: after[$0]) }
  }
}
