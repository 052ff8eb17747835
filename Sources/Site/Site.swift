import Core
import Dataset
import GRDB

/// The pages in HTML, one after the other, by path below Reports/.
///
/// - Parameters:
///   - release: The release's logical hash.
///   - evaluation: What `indicators evaluate --page` wrote; empty where nothing was measured.
///   - write: takes each page as it is made.
package func sitePages(
  _ db: Database, tables: [ResultTable], release: String, evaluation: String, options: PublishOptions,
  to write: (_ path: String, _ text: String) throws -> Void
) throws {
  var site = Site(
    shell: SiteShell(
      isSample: try hasSamples(db), release: String(release.prefix(12)),
      programVersion: options.programVersion, labels: options.labels),
    tables: tables, places: try observationPlaces(db), verdicts: try verdictsByDocument(db))
  for table in tables {
    for page in try comparisonPages(db, table, &site) { try write(page.path, page.text) }
  }
  try write("index.html", overviewPage(db, site))
  try writeOutline(db, site, to: write)
  for page in try reportsPages(db, site) { try write(page.path, page.text) }
  var feeds = try CountryFeeds(db)
  let areas = try Row.fetchAll(
    db,
    sql:
      "SELECT * FROM area WHERE kind IN ('country', 'territory') AND area_id IN (SELECT area_id FROM observation "
      + "UNION SELECT area_id FROM document) ORDER BY area_id")
  for row in areas {
    try write("countries/\(row["area_id"] as String).html", countryPage(db, row, &feeds, site))
  }
  try writeDocuments(db, site, to: write)
  try writeSearch(db, site, to: write)
  try write("quality.html", qualityPage(db, site, evaluation: evaluation))
  try write("codebook.html", codebookPage(db, site))
}

/// The page of each report, and the page that says which of their figures to look at first.
private func writeDocuments(
  _ db: Database, _ site: Site, to write: (_ path: String, _ text: String) throws -> Void
) throws {
  let lists = try ReviewLists(db, site.t)
  var queue = try Feed(
    db, key: "slug",
    """
    SELECT d.slug, d.title, a.name_en || ' ' || d.report_edition AS report, q.*,
      coalesce(i.name_en, '') AS indicator_name
    FROM review_queue q
    JOIN document d USING (document_id) JOIN area a ON a.area_id = d.area_id LEFT JOIN indicator i USING (indicator_id)
    ORDER BY d.slug, risk DESC, coalesce(nullif(observation_id, ''), mention_id), char_start
    """)
  var summary = ReviewSummary()
  for row in try Row.fetchAll(db, sql: "SELECT document_id, slug, title FROM document ORDER BY slug") {
    let slug: String = row["slug"]
    let entries = try queue.rows(of: slug)
    summary.add(entries, slug: slug)
    let book = SentenceBook()
    try write("documents/\(slug).html", documentPage(db, row["document_id"], entries, lists, book, site))
    try write("checked/\(slug).html", checkedPage(db, row, book, site))
  }
  for page in summary.pages(site) { try write(page.path, page.text) }
}

/// What pages know of each other.
package struct Site {
  let shell: SiteShell
  package let tables: [ResultTable]
  /// By observation.
  package let places: [String: Place]
  /// By document, the worst first: read once, since each reading looks at all comparisons.
  package var verdicts: [String: [Verdict]] = [:]
  /// The cells of comparison tables that rest on an observation: `comparisons/sex.html#c-…` and the table's title.
  package var cells: [String: [Cell]] = [:]

  package var t: Labels { shell.labels }

  /// What a report got wrong.
  func wrong(in document: String) -> [Verdict] { verdicts[document, default: []].filter(\.isContradicted) }

  package struct Place {
    package var slug: String
    /// How a link to it reads.
    package var label: String

    package init(slug: String, label: String) {
      self.slug = slug
      self.label = label
    }
  }

  package struct Cell: Hashable {
    package var path: String
    package var title: String

    package init(path: String, title: String) {
      self.path = path
      self.title = title
    }
  }

  /// A link to the characters that state an observation; the text alone where there are none.
  ///
  /// - Parameters:
  ///   - html: What the link shows.
  ///   - up: From the page to Reports/: `../` or nothing.
  ///   - id: A name for the link in its page.
  package func link(_ html: String, to observations: [String], up: String, id: String? = nil) -> String {
    let known = observations.compactMap { id in places[id].map { (id, $0) } }
    let name = id.map { " id=\"\($0)\"" } ?? ""
    guard let first = known.first else { return name.isEmpty ? html : "<span\(name)>\(html)</span>" }
    let more = known.dropFirst().prefix(3).enumerated().map { index, next in
      " <a class=\"more\" href=\"\(up)\(target(next.0, next.1))\" aria-label=\"\(escapedHTML(next.1.label))\">\(index + 2)</a>"
    }
    return "<a\(name) href=\"\(up)\(target(first.0, first.1))\">\(html)</a>\(more.joined())"
  }

  private func target(_ id: String, _ place: Place) -> String {
    "documents/\(place.slug).html#t-\(short(id))"
  }
}

private func observationPlaces(_ db: Database) throws -> [String: Site.Place] {
  var places: [String: Site.Place] = [:]
  let rows = try Row.fetchCursor(
    db,
    sql: """
      SELECT o.observation_id, d.slug, d.area_id || ' ' || d.report_edition AS report, o.value_text
      FROM observation o JOIN document d USING (document_id)
      """)
  while let row = try rows.next() {
    let id: String = row["observation_id"]
    places[id] = Site.Place(
      slug: row["slug"], label: "\(row["value_text"] as String), \(row["report"] as String)")
  }
  return places
}
