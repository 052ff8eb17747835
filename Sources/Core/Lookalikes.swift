/// Names that somebody who wrote `asked` may have meant, the likeliest first; at most three.
///
/// Alike are names that contain it, or a word of it, and those that a few mistyped letters turn into it.
package func lookalikes(of asked: String, among known: [String]) -> [String] {
  let wanted = asked.lowercased()
  guard !wanted.isEmpty else { return [] }
  let scored = known.compactMap { name -> (score: Int, name: String)? in
    let lower = name.lowercased()
    if wanted.count > 2, lower.hasPrefix(wanted) { return (0, name) }
    if wanted.count > 2, lower.contains(wanted) { return (1, name) }
    let distance = editDistance(Array(wanted.utf8), Array(lower.utf8))
    return distance <= max(1, wanted.utf8.count / 4) ? (1 + distance, name) : nil
  }
  return scored.sorted { ($0.score, $0.name.count, $0.name) < ($1.score, $1.name.count, $1.name) }
    .prefix(3).map(\.name)
}

/// Letters to insert, remove, replace or swap with their neighbour.
private func editDistance(_ one: [UInt8], _ other: [UInt8]) -> Int {
  if one.isEmpty || other.isEmpty { return max(one.count, other.count) }
  var before: [Int] = []
  var last = Array(0...other.count)
  for i in one.indices {
    var row = [i + 1]
    for j in other.indices {
      var best = min(last[j] + (one[i] == other[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] { best = min(best, before[j - 1] + 1) }
      row.append(best)
    }
    before = last
    last = row
  }
  return last[other.count]
}
