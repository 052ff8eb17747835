import Core
import Dataset
import GRDB

/// So many bytes an index file has at most; a browser reads each at once.
private let mostBytes = 900_000

/// The search page and its index: countries, reports and every figure with its sentence, in script files that open from
/// disk.
func writeSearch(_ db: Database, _ site: Site, to write: (_ path: String, _ text: String) throws -> Void)
  throws
{
  var shards: [String] = []
  var lines = ""
  func add(_ kind: String, _ title: String, _ text: String, _ path: String) {
    let line = inScript(JSONText.array([kind, title, text, path].map { JSONText.string($0) }))
    lines += line + ",\n"
    if lines.utf8.count > mostBytes { close() }
  }
  func close() {
    guard !lines.isEmpty else { return }
    let notice = site.shell.isSample ? "// \(sampleNotice)\n" : ""
    shards.append(notice + "(self.entries = self.entries || []).push(\n\(lines)null);\n")
    lines = ""
  }
  for row in try Row.fetchAll(
    db,
    sql: "SELECT area_id, name_en FROM area WHERE area_id IN (SELECT area_id FROM document) ORDER BY name_en")
  {
    let area: String = row["area_id"]
    add("country", row["name_en"], area, "countries/\(area).html")
  }
  for row in try Row.fetchAll(
    db,
    sql:
      "SELECT slug, title, publisher, report_edition, published_on FROM document ORDER BY published_on DESC, slug"
  ) {
    let slug: String = row["slug"]
    let title: String = row["title"]
    add(
      "report", title.isEmpty ? slug : title,
      [row["publisher"] as String, row["report_edition"], row["published_on"]].filter { !$0.isEmpty }.joined(
        separator: ", "),
      "documents/\(slug).html")
  }
  var book = SentenceBook()
  var document = ""
  let rows = try Row.fetchCursor(
    db,
    sql: """
      SELECT observation_id, document_id, slug, area_name, report_edition, indicator_name, treaty_id, value_label, as_of_label, quote
      FROM observation_wide WHERE review_status <> 'rejected' ORDER BY slug, char_start, observation_id
      """)
  while let row = try rows.next() {
    // One report's sentences at a time.
    if document != row["document_id"] { (document, book) = (row["document_id"], SentenceBook()) }
    let sentence = try book.sentence(of: row, in: db)
    let treaty: String = row["treaty_id"]
    let title =
      "\(row["area_name"] as String), \(row["indicator_name"] as String)\(treaty.isEmpty ? "" : " \(treaty)"): \(readable(row["value_label"])) (\(row["as_of_label"] as String))"
    let id: String = row["observation_id"]
    add(
      "figure", title, sentence.isEmpty ? joined(row["quote"]) : sentence,
      "documents/\(row["slug"] as String).html#t-\(short(id))")
  }
  close()
  for (index, shard) in shards.enumerated() { try write("search/\(index + 1).js", shard) }
  let t = site.t
  let scripts = shards.indices.map { "<script src=\"search/\($0 + 1).js\"></script>\n" }.joined()
  let body = """
    <form id="search" role="search"><label>\(t("Countries, indicators, words of the reports")) <input type="search" name="q" autocomplete="off"></label></form>
    <noscript><p>\(t("Search needs a script; the pages can be read without."))</p></noscript>
    <p id="found" role="status"></p>
    <ol id="hits" class="hits"></ol>
    \(scripts)
    """
  try write(
    "search.html",
    site.shell.page(title: t("Search"), path: "search.html", part: .overview, loadsScripts: true, body: body))
}
