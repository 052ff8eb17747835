import Core
import GRDB

/// How to cite the release and its figures.
package func citationText(_ db: Database, release: String, options: PublishOptions) throws -> String {
  let isSample = try hasSamples(db)
  let name = String(release.prefix(12))
  var text = "# How to cite\n\n"
  if isSample { text += "**\(sampleNotice)**\n\n" }
  text += "Cite both the report that states a figure and the release that read it.\n\n"
  text +=
    "The release:\n\n> Country Indicators. \(options.title), release \(name) "
  text += "(indicators \(options.programVersion))\(isSample ? ", made from samples" : "").\n\n"
  text += "A figure, as each observation on its report's page in Reports/documents/ gives it ready made:\n\n"
  text +=
    "> Publisher (date). Title, p. N. Address. Figure INDICATOR read by Country Indicators, release \(name), "
  text += "observation ID.\n\n"
  text +=
    "The release's name begins its logical hash, SHA-256 over the rows of every table: \(release)\n\n## Reports\n\n"
  for row in try Row.fetchAll(
    db, sql: "SELECT title, publisher, published_on, url FROM document ORDER BY slug")
  {
    let parts = [row["publisher"] as String, row["published_on"], row["title"], row["url"]].filter {
      !$0.isEmpty
    }
    text += "- \(escapedMarkdown(parts.joined(separator: ". ")))\n"
  }
  return text
}
