import GRDB

/// Comparisons that came out otherwise, where both sides are in both releases.
struct VerdictChanges {
  private(set) var changes: [ReleaseChange] = []
  /// Comparisons only in the later or only in the earlier release, by kind.
  private(set) var added: [String: Int] = [:]
  private(set) var removed: [String: Int] = [:]

  private struct Pairing: Hashable {
    var kind: String
    /// Places in the list of matched observations; -1 where the right side is none.
    var left: Int
    var right: Int
  }

  private struct Outcome {
    var id: String
    /// `agrees`, `refused: period`; several where a figure has several counterparts.
    var verdicts: Set<String>
    var nearest: String

    /// Without the numbers, which differ wherever a value does.
    var shape: Set<String> { Set(verdicts.map(ReleaseChange.withoutNumbers)) }
  }

  /// - Parameters:
  ///   - observations: Changes of observations, in the order of `matches.pairs` as far as there are any.
  ///   - figures: Changes of published figures.
  init(
    from old: Database, to new: Database, matches: ObservationMatches, observations: [ReleaseChange],
    figures: FigureChanges
  ) throws {
    var placesBefore: [String: Int] = [:]
    var placesAfter: [String: Int] = [:]
    for (place, pair) in matches.pairs.enumerated() {
      if let id = pair.old?.id { placesBefore[id] = place }
      if let id = pair.new?.id { placesAfter[id] = place }
    }
    let before = try Self.outcomes(old, placesBefore)
    let after = try Self.outcomes(new, placesAfter)
    let rules = (try Self.rules(old), try Self.rules(new))
    let causes = Dictionary(observations.map { ($0.newID, $0) }) { first, _ in first }
    for (pairing, outcome) in before {
      guard let now = after[pairing] else {
        removed[pairing.kind, default: 0] += 1
        continue
      }
      guard outcome.shape != now.shape, let facts = matches.pairs[pairing.left].new else { continue }
      var fields = [
        ReleaseChange.Field(name: "verdict", old: Self.text(outcome.verdicts), new: Self.text(now.verdicts))
      ]
      if outcome.nearest != now.nearest {
        fields.append(ReleaseChange.Field(name: "nearest", old: outcome.nearest, new: now.nearest))
      }
      var key = matches.key(facts, in: matches.new)
      key.comparison = pairing.kind
      var change = matches.change(
        .verdict, .changed, .reading, "", key, fields, old: outcome.id, new: now.id)
      let sides = [pairing.left, pairing.right].filter { $0 >= 0 }.compactMap { matches.pairs[$0].new?.id }
      if let first = sides.compactMap({ causes[$0] }).first {
        (change.cause, change.detail) = (first.cause, first.detail)
      } else if pairing.kind == "published",
        let touched = figures.touched[[facts.key.indicator, facts.key.treaty, facts.key.area]]
      {
        (change.cause, change.detail) = (touched.cause, touched.file)
      } else if rules.0[pairing.kind] != rules.1[pairing.kind] {
        change.detail = "Comparisons/\(pairing.kind).sql"
      } else {
        change.detail = "other rules, declarations or program"
      }
      changes.append(change)
    }
    for pairing in after.keys where before[pairing] == nil { added[pairing.kind, default: 0] += 1 }
    changes.sort { ($0.key.comparison, $0.key.text, $0.newID) < ($1.key.comparison, $1.key.text, $1.newID) }
  }

  private static func text(_ verdicts: Set<String>) -> String { verdicts.sorted().joined(separator: " / ") }

  private static func rules(_ db: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(db, sql: "SELECT kind, sql FROM comparison_kind")
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as String) })
  }

  private static func outcomes(_ db: Database, _ places: [String: Int]) throws -> [Pairing: Outcome] {
    var outcomes: [Pairing: Outcome] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT comparison_id, kind, left_observation_id, right_observation_id,
          CASE WHEN verdict <> '' THEN verdict WHEN comparable = 1 THEN 'compared' ELSE 'refused: ' || reason END, nearest
        FROM comparison ORDER BY comparison_id
        """)
    while let row = try rows.next() {
      let right: String? = row[3]
      guard let left = places[row[2]] else { continue }
      let pairing = Pairing(kind: row[1], left: left, right: right.flatMap { places[$0] } ?? -1)
      outcomes[pairing, default: Outcome(id: row[0], verdicts: [], nearest: row[5])].verdicts.insert(row[4])
    }
    return outcomes
  }
}
