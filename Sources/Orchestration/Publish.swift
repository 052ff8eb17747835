import Core
import Dataset
import Diff
import Foundation
import GRDB
import Reading
import Site

/// Writes the release: the database, the CSV files, the codebook and the comparison tables into `output`, and the
/// report pages into `reports`. The same rows give the same bytes.
///
/// Everything is written beside what is there and put into its place at the end, the pages by one rename and the data
/// by another; both at once where the pages lie inside. A failure leaves the previous release.
/// - Parameters:
///   - database: was loaded, verified and compared; it stays as it is.
///   - folder: the pipeline's folder, with Comparisons/; the database is named after the pipeline's id.
/// - Throws: `StorageError` for a full disk or a folder that can't be written, `ConfigurationError` for a comparison.
public func publish(
  _ database: DatabaseQueue, pipeline folder: URL, to output: URL, reports: URL,
  options: PublishOptions
) throws -> Release {
  try namingStorage(output) {
    var data = try Exchange(of: output)
    defer { data.discard() }
    var pages = try namingStorage(reports) {
      try Exchange(of: reports, prefix: pagesPrefix, with: data)
    }
    defer { pages.discard() }
    var options = options
    options.pipeline = try PipelineName(of: folder)
    let file = data.fresh.appendingPathComponent(options.databaseName)
    try finishDatabase(
      database, to: file, scratch: data.fresh.appendingPathComponent("scratch.sqlite"), options: options)
    try data.note(options.databaseName)
    var release = Release(files: [], logicalHash: "", counts: [:])
    let queue = try openReadOnly(at: file)
    let english = try queue.read { db in
      let identity = try logicalHash(of: db)
      release.logicalHash = identity.hash
      release.counts = identity.counts
      let tables = try comparisonTables(
        db, comparisons: folder.appendingPathComponent("Comparisons"), matrixColumns: 40)
      try writeData(db, tables, identity.hash, options, to: &data)
      return tables
    }
    let labels = options.labels
    try read(queue, in: labels) { db in
      let tables =
        labels.isEnglish
        ? english
        : try comparisonTables(
          db, comparisons: folder.appendingPathComponent("Comparisons"), matrixColumns: 40)
      if !labels.isEnglish {
        try data.write(
          "codebook.\(labels.language).md",
          Array(try codebook(db, of: options.databaseName, labels: labels).utf8))
      }
      let texts = tables.map { render($0, as: .markdown, labels: labels) }
      let title = "# \(labels("Comparison tables"))\n\n"
      try data.write("tables.md", Array((title + texts.joined(separator: "\n")).utf8))
      try reportPages(db, tables: tables, labels: labels) { path, text in
        try namingStorage(reports) { try pages.write(path, Array(text.utf8)) }
      }
      let evaluation = evaluationText(in: reports)
      try sitePages(
        db, tables: tables, release: release.logicalHash, evaluation: evaluation, options: options
      ) { path, text in
        try namingStorage(reports) { try pages.write(path, Array(text.utf8)) }
      }
    }
    try queue.close()
    try namingStorage(reports) {
      try pages.write(ReleaseList.name, pagesManifest(of: release, pages.files, options: options))
    }
    release.files = (data.files + pages.files).sorted { $0.path < $1.path }
    try data.write(ReleaseList.name, manifest(of: release, options: options))
    // Whatever is in the way of either is found before anything is put into place.
    try namingStorage(reports) { try pages.prepare() }
    try data.prepare()
    let means = [
      (reports, try namingStorage(reports) { try pages.commit() }), (output, try data.commit()),
    ]
    for (folder, means) in means where means != .oneRename {
      release.remarks.append("\(folder.lastPathComponent) was \(means.text)")
    }
    return release
  }
}

/// The files for programs, which are in English whatever the language of the pages, and those that go with them.
private func writeData(
  _ db: Database, _ tables: [ResultTable], _ hash: String, _ options: PublishOptions, to data: inout Exchange
) throws {
  try data.write("codebook.md", Array(try codebook(db, of: options.databaseName, labels: .english).utf8))
  try writeCSVs(db, tables, labels: options.labels, to: &data)
  let readme = try releaseReadme(
    db, release: hash, changes: try changes(db, options: options), options: options)
  try data.write("README.md", Array(readme.utf8))
  try data.write("metadata.yaml", Array(try datasetteMetadata(db, pipeline: options.pipeline).utf8))
  try data.write("CITATION.md", Array(try citationText(db, release: hash, options: options).utf8))
  var series: [UInt8] = []
  let count = try sdmxCSV(db, filter: ExportFilter()) { series += $0 }
  try data.write("sdmx/observations.csv", series, rows: count)
  try data.write("sdmx/structure.xml", Array(try sdmxStructure(db).utf8))
  try data.write("datapackage.json", dataPackage(db, files: data.files, release: hash, options: options))
}

/// What changed since the release that the run names, as a section of the README; empty where it names none.
private func changes(_ db: Database, options: PublishOptions) throws -> String {
  guard let since = options.since else { return "" }
  return try openReadOnly(at: since, anySchema: true).read {
    let diff = try ReleaseDiff(from: $0, to: db)
    return "\n## Changes since release \(diff.old.prefix(12))\n\n" + diff.markdown(limit: 500)
  }
}
