import Acquire
import Core
import Dataset
import Foundation
import GRDB
import Orchestration
import Reading
import Reference
import Testing

/// The publishers' own files, beside the project's folder where they are there at all.
package let reference = repository.deletingLastPathComponent().appendingPathComponent("shared/reference")
package var hasReference: Bool {
  FileManager.default.fileExists(atPath: reference.appendingPathComponent("rsf").path)
}

/// Code lists as the repository has them.
package let publishedLists: PublishedLists = {
  do {
    let queue = try DatabaseQueue()
    return try queue.write { db in
      try createSchema(in: db)
      let rules = try Repository.rules.get()
      try loadCodelists(
        CodelistBundle(
          areas: rules.areas, units: rules.units, sources: rules.sources, treaties: rules.treaties,
          indicators: rules.indicators, rules: rules.descriptions), into: db)
      return try PublishedLists(db, pipeline: Repository.pipeline)
    }
  } catch {
    Issue.record("the repository's code lists do not load: \(error)")
    return PublishedLists(measures: [:], treaties: [:], codes: [], countries: [], names: [:])
  }
}()

/// How publishers' tables are laid out, as the repository has it.
package let publishedLayouts: Layouts = {
  do {
    return try Layouts([(repository.appendingPathComponent("Pipelines/Reference"), "Pipelines/Reference")])
  } catch {
    Issue.record("the repository's layouts do not load: \(error)")
    return Layouts(byID: [:])
  }
}()

/// Reads a file that a test wrote, by an entry of a list of series.
///
/// - Parameter more: Keys of the entry: `, edition: "2016"`.
package func importing(_ text: String, as format: String, _ more: String = "", named name: String = "a/b.csv")
  throws
  -> PublishedFile
{
  try importing(Array(text.utf8), as: format, more, named: name)
}

package func importing(
  _ bytes: [UInt8], as format: String, _ more: String = "", named name: String = "a/b.csv"
)
  throws
  -> PublishedFile
{
  let entry = try SeriesEntry(
    StrictYAML(
      "{files: [\"f\"], format: \"\(format)\"\(more)\(more.contains("least_rows") ? "" : ", least_rows: 0, reaches: \"\"")}",
      file: "series.yml"),
    layouts: publishedLayouts)
  return try TableReading.file(bytes, file: name, entry: entry, lists: publishedLists)
}

/// What a damaged file is refused with: `a/b.csv:3: …`.
package func refusal(_ text: String, as format: String, _ more: String = "") -> String {
  do {
    _ = try importing(text, as: format, more)
    return ""
  } catch {
    return "\(error)"
  }
}

extension PublishedFile {
  /// `indicator area sex period value/total` of every figure, in the order of the file.
  package var brief: [String] {
    figures.map {
      "\($0.indicator) \($0.area) \($0.sex.rawValue) \($0.period) \($0.valueText)"
        + ($0.total.map { "/\($0)" } ?? "")
    }
  }
}
