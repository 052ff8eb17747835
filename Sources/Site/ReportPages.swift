import Core
import Dataset
import GRDB

/// The report pages in Markdown, one after the other, by path below Reports/.
package func reportPages(
  _ db: Database, tables: [ResultTable], labels t: Labels,
  to write: (_ path: String, _ text: String) throws -> Void
) throws {
  try write("README.md", indexPage(db, tables, t))
  let links = try Dictionary(
    uniqueKeysWithValues: Row.fetchAll(
      db, sql: "SELECT observation_id, slug FROM observation JOIN document USING (document_id)"
    ).map { row in
      let id: String = row["observation_id"]
      return (id, "documents/\(row["slug"] as String).md#o-\(short(id))")
    })
  for table in tables {
    try write("comparisons/\(table.kind).md", comparisonPage(db, table, links, t))
  }
  for row in try Row.fetchAll(db, sql: "SELECT * FROM document ORDER BY slug") {
    try write("documents/\(row["slug"] as String).md", documentPage(db, row, t))
  }
}

/// A Markdown page has so many rows of a table; the pages in HTML and the CSV have all.
private let mostRows = 1000

private func notice(_ isSample: Bool, _ t: Labels) -> String {
  isSample ? "**\(t.fixed(sampleNotice))**\n\n" : ""
}

private func comparisonPage(
  _ db: Database, _ table: ResultTable, _ links: [String: String], _ t: Labels
) throws -> String {
  let table = table.written(with: t)
  var text = "# \(escapedMarkdown(table.heading))\n\n\(escapedMarkdown(table.explanation))\n\n"
  text += notice(table.isSample, t)
  var part = table
  part.rows = Array(table.rows.prefix(mostRows))
  text += markdownTable(part, t) { cell, observations in
    let targets = observations.compactMap { links[$0] }
    guard let first = targets.first else { return cell }
    let more = targets.dropFirst().enumerated().map { " [\($0 + 2)](../\($1))" }.joined()
    return "[\(cell)](../\(first))\(more)"
  }
  if part.rows.count < table.rows.count {
    let left = table.rows.count - part.rows.count
    text += "\n" + t("… and \(left) more, in \("csv/comparisons/\(table.kind).csv").") + "\n"
  }
  for line in [table.note, table.account(t)] where !line.isEmpty { text += "\n\(escapedMarkdown(line))\n" }
  if !table.refused.isEmpty {
    text += "\n## \(t("Refused"))\n\n" + (try refusals(db, table, t))
  }
  return text + "\n[\(t("All tables and reports"))](../README.md)\n"
}

/// The pairs that were not compared; of very many, the first.
private func refusals(_ db: Database, _ table: ResultTable, _ t: Labels) throws -> String {
  let limit = 500
  let count = table.refused.values.reduce(0, +)
  let text = try list(
    db,
    """
    SELECT reason AS "Reason", indicator_name || CASE treaty_id WHEN '' THEN '' ELSE ' ' || treaty_id END AS "Indicator",
      trim(left_area || ' ' || left_edition || ': ' || left_label) AS "Left",
      CASE right_label WHEN '' THEN '' ELSE trim(right_area || ' ' || right_edition || ': ' || right_label) END AS "Right"
    FROM comparison_wide WHERE kind = ? AND comparable = 0
    ORDER BY reason, indicator_id, left_area, right_area, comparison_id LIMIT ?
    """, [table.kind, limit], in: t)
  return count <= limit
    ? text : text + "\n" + t("… and \(count - limit) more, in \("csv/comparisons/\(table.kind).csv").") + "\n"
}

private func indexPage(_ db: Database, _ tables: [ResultTable], _ t: Labels) throws -> String {
  let isSample = try hasSamples(db)
  var text = "# \(t("What the reports say"))\(isSample ? " (SAMPLE)" : "")\n\n" + notice(isSample, t)
  text += t("Every figure leads to the words of the report that state it.") + "\n\n## \(t("Comparisons"))\n\n"
  text +=
    "| \(["Table", "Compared", "Refused"].map(t.fixed).joined(separator: " | ")) |\n| --- | ---: | ---: |\n"
  for table in tables {
    let refused = table.refused.values.reduce(0, +)
    text +=
      "| [\(escapedMarkdown(t.said(table.title)))](comparisons/\(table.kind).md) | \(table.compared) | \(refused) |\n"
  }
  text += "\n## \(t("Reports"))\n\n"
  let columns = [
    "Report", "Country", "Edition", "Published", "Observations", "Numbers", "Classified", "Unexplained",
  ]
  text += "| \(columns.map(t.fixed).joined(separator: " | ")) |\n"
  text += "| --- | --- | --- | --- | ---: | ---: | ---: | ---: |\n"
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT d.slug, d.title, a.name_en, d.report_edition, d.published_on,
        (SELECT count(*) FROM observation o WHERE o.document_id = d.document_id) AS observations,
        (SELECT count(*) FROM mention m WHERE m.document_id = d.document_id) AS numbers,
        (SELECT count(*) FROM mention m WHERE m.document_id = d.document_id AND disposition = 'classified')
          AS classified,
        (SELECT count(*) FROM mention m WHERE m.document_id = d.document_id AND disposition = 'unexplained')
          AS unexplained
      FROM document d JOIN area a USING (area_id) ORDER BY d.slug
      """)
  for row in rows {
    let values = Array(row.databaseValues).map { escapedMarkdown(csvText($0)) }
    text += "| [\(values[1])](documents/\(row["slug"] as String).md) | "
    text += values.dropFirst(2).joined(separator: " | ") + " |\n"
  }
  text += "\n## \(t("Checks"))\n\n"
  return text
    + (try list(
      db,
      """
      SELECT severity AS "Severity", title AS "Check", offender_count AS "Found", why AS "Why"
      FROM quality_check ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, check_slug
      """, in: t))
}

private func documentPage(_ db: Database, _ document: Row, _ t: Labels) throws -> String {
  let id: String = document["document_id"]
  let isSample: Bool = document["is_sample"]
  let title: String = document["title"]
  var text = "# \(escapedMarkdown(title))\(isSample ? " (SAMPLE)" : "")\n\n" + notice(isSample, t)
  text += try list(
    db,
    """
    SELECT a.name_en AS "Country", d.report_edition AS "Edition", d.publisher AS "Publisher",
      d.published_on AS "Published", d.language AS "Language", d.url AS "Address", d.licence AS "Terms",
      d.converter AS "Converter", d.document_id AS "SHA-256"
    FROM document d JOIN area a USING (area_id) WHERE document_id = ?
    """, [id], in: t)
  text += "\n## \(t("Observations"))\n"
  let observations = try Row.fetchAll(
    db, sql: "SELECT * FROM observation_wide WHERE document_id = ? ORDER BY char_start, observation_id",
    arguments: [id])
  if observations.isEmpty { text += "\n\(t("None."))\n" }
  for row in observations { text += try observationEntry(db, row, t) }
  text += "\n## \(t("What became of every number"))\n\n"
  text += try list(
    db,
    """
    SELECT kind AS "Kind", mention_count AS "Numbers", observed AS "Observed", classified AS "Classified",
      unexplained AS "Unexplained"
    FROM number_ledger WHERE document_id = ? ORDER BY kind
    """, [id], in: t)
  text += "\n## \(t("Unexplained numbers"))\n\n"
  text += try list(
    db,
    """
    SELECT page_number AS "Page", char_start AS "Character", kind AS "Kind", quote AS "Quote"
    FROM mention WHERE document_id = ? AND disposition = 'unexplained' ORDER BY char_start, mention_id
    """, [id], in: t)
  text += "\n## \(t("Findings"))\n\n"
  text += try list(
    db,
    """
    SELECT severity AS "Severity", check_slug AS "Check", message AS "Finding"
    FROM finding WHERE document_id = ? ORDER BY severity, check_slug, subject, message
    """, [id], in: t)
  return text + "\n[\(t("All tables and reports"))](../README.md)\n"
}

/// One observation: what, when, who says so, the words, and what each dimension was read from.
private func observationEntry(_ db: Database, _ row: Row, _ t: Labels) throws -> String {
  let id: String = row["observation_id"]
  let treaty: String = row["treaty_id"]
  let name: String = row["indicator_name"]
  let value = t.said(row["value_label"])
  let label: String = row["page_label"]
  let page: Int = row["page_number"]
  let quote: String = row["quote"]
  let source: String = row["cited_source_name"]
  let sex: String = row["sex"]
  let age: String = row["age"]
  let base: String = row["base"]
  let review: String = row["review_status"]
  let area: String = row["area_name"]
  let period = t.said(row["as_of_label"])
  var facts = [area, period]
  if sex != "_T" { facts.append(sex == "F" ? t("women") : t("men")) }
  if age != "_T" { facts.append(t("age \(age)")) }
  if !base.isEmpty { facts.append(t("of \(base)")) }
  if review != "auto" { facts.append(t("\(t.said(review)) by a reader")) }
  facts.append(source.isEmpty ? t("no source named") : t("source: \(source)"))
  var text =
    "\n### <a id=\"o-\(id.prefix(12))\"></a>\(escapedMarkdown(treaty.isEmpty ? name : "\(name) \(treaty)"))"
  text += ": \(escapedMarkdown(value))\n\n\(escapedMarkdown(facts.joined(separator: "; ")))\n\n"
  text += "> \(escapedMarkdown(joined(quote)))\n\n"
  text +=
    "\(t("Page \(page)"))\(label.isEmpty ? "" : ", " + t("printed \(escapedMarkdown(label))")), `\(id)`\n\n"
  text += try list(
    db,
    """
    SELECT replace(dimension, '_', ' ') AS "Read from", replace(replace(quote, char(10), ' '), char(13), ' ')
      AS "Words", page_number AS "Page", char_start || ' to ' || char_end AS "Characters"
    FROM evidence WHERE observation_id = ? ORDER BY dimension, char_start
    """, [id], in: t)
  return text
}
