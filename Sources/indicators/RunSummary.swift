import Core
import Dataset
import Foundation
import GRDB
import Orchestration

/// What a run made, in ten lines: what was read, what was found, where it lies, what to do next.
func runSummary(_ db: Database, places: Places, database: String) throws -> String {
  let counts = try Row.fetchOne(
    db,
    sql: """
      SELECT (SELECT count(*) FROM document), (SELECT count(DISTINCT area_id) FROM document),
        (SELECT count(*) FROM observation WHERE review_status <> 'rejected'), (SELECT count(*) FROM mention),
        (SELECT count(*) FROM comparison WHERE kind = 'published' AND comparable = 1),
        (SELECT max(is_sample) FROM document)
      """)
  func count(_ place: Int) -> Int { counts?[place] ?? 0 }
  let worst = try verdicts(db, contradictedOnly: true)
  var lines = [
    "\(plural(count(0), "report")) on \(count(1) == 1 ? "1 country" : "\(count(1)) countries") read: \(count(3)) numbers and claims, of which \(plural(count(2), "figure"))."
      + (count(5) == 1 ? " SAMPLE." : "")
  ]
  if count(4) == 0 {
    lines.append(
      "No figure could be compared with what its source published; --series FOLDER names publishers' files.")
  } else {
    lines.append(
      "\(plural(count(4), "figure")) compared with what the source published: \(count(4) - worst.count) agree, \(worst.count) do not."
    )
  }
  for verdict in striking(worst) {
    lines.append("  \(verdict.report), \(verdict.indicator): \(verdict.summary)")
  }
  let data = places.typed(places.releaseDatabase.deletingLastPathComponent())
  lines += [
    "Pages     \(shownPath(places.reports))/index.html",
    "Database  \(database)",
    "CSVs      \(data)/csv/",
  ]
  let option = places.name == "Data/release" ? "" : " --database \(database)"
  lines.append(
    "Next: indicators compare published\(option); indicators list indicators\(option); indicators export --help"
  )
  return lines.joined(separator: "\n") + "\n"
}

/// From where the user stands, as short as can be.
private func shownPath(_ folder: URL) -> String {
  let path = folder.standardizedFileURL.path
  let here = currentFolder().standardizedFileURL.path + "/"
  return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
}

/// The worst three, each on something else.
private func striking(_ verdicts: [Verdict]) -> [Verdict] {
  var seen: Set<String> = []
  return Array(
    verdicts.filter { seen.insert($0.indicator.split(separator: ",").first.map(String.init) ?? "").inserted }
      .prefix(3))
}
