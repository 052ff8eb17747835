import Foundation
import GRDB
import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Site

/// Two editions, and a report that means harm.
private func finished(sample: Bool = true) throws -> DatabaseQueue {
  var harmful = try report(
    "KGZ", edition: "\"><script>alert(1)</script>", published: "2016-11", sample: sample,
    text:
      "<script>alert(\"x\")</script>\r\n=cmd|' /C calc'!A0 har 350 <img src=x onerror=y> & \u{202E}flyktingar.",
    facts: [
      Fact(
        indicator: "refugees", quote: "350 <img src=x onerror=y>", value: "350", unit: "PERSONS",
        kind: .count,
        area: "KGZ")
    ])
  harmful.document.title = "=1+1 </title><script>alert(2)</script>"
  harmful.document.url = "javascript:alert(3)"
  let database = try workDatabase([
    kazakhstan(sample: sample), kazakhstan(edition: "2013", published: "2014-03", sample: sample), harmful,
  ])
  try database.write { db in
    _ = try verify(db, checks: Repository.pipeline.appendingPathComponent("Checks"))
    try compare(db, comparisons: Repository.pipeline.appendingPathComponent("Comparisons"))
  }
  return database
}

/// What most tests only look at, made once.
private let once = Result { try finished() }
private let oncePages = Result { try pages(once.get()) }

private func pages(_ database: DatabaseQueue, matrixColumns: Int = 40) throws -> [String: String] {
  try database.read { db in
    var pages: [String: String] = [:]
    let tables = try comparisonTables(
      db, comparisons: Repository.pipeline.appendingPathComponent("Comparisons"), matrixColumns: matrixColumns
    )
    try sitePages(
      db, tables: tables, release: String(repeating: "ab", count: 32), evaluation: "",
      options: PublishOptions(programVersion: "0.1.0")
    ) { path, text in pages[path] = text }
    return pages
  }
}

private func matches(_ pattern: Regex<(Substring, Substring)>, in text: String) -> [String] {
  text.matches(of: pattern).map { String($0.1) }
}

@Suite struct SiteTests {
  @Test func theReportsOwnPageSaysWhatCanBeChecked() throws {
    let pages = try oncePages.get()
    let checked = pages.filter { $0.key.hasPrefix("checked/") }
    #expect(checked.count == 3)
    for (path, text) in checked {
      #expect(text.contains("id=\"wrong\"") && text.contains("id=\"open\""), "\(path)")
    }
  }

  /// The index is script that runs: nothing of a report may end it or begin another.
  @Test func theSearchIndexHoldsFiguresAndNoMarkup() throws {
    let pages = try oncePages.get()
    let index = try #require(pages["search/1.js"])
    #expect(index.contains("\"Kazakhstan\"") && index.contains("countries/KAZ.html"))
    #expect(!index.contains("<"))
    #expect(index.utf8.count < 1_000_000)
    #expect(pages["search.html"]?.contains("search/1.js") == true)
  }

  @Test func chartsAreFilesOfTheirOwn() throws {
    let pages = try oncePages.get()
    let chart = try #require(pages["charts/sex.svg"])
    #expect(chart.hasPrefix("<svg xmlns=") && chart.contains("widest gap") && chart.contains("Source: "))
    #expect(pages["charts/sex.csv"] != nil)
  }

  @Test func everyLinkLeadsToAPlaceThatIsThere() throws {
    let pages = try oncePages.get()
    #expect(pages["index.html"] != nil && pages["countries/KAZ.html"] != nil && pages["quality.html"] != nil)
    let ids = pages.mapValues { Set(matches(#/ id="([^"]*)"/#, in: $0)) }
    var wrong: [String] = []
    for (path, text) in pages {
      for link in matches(#/<a [^>]*href="([^"]*)"/#, in: text) where !link.hasPrefix("https://") {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
          String.init)
        let folder = path.contains("/") ? String(path.prefix { $0 != "/" }) + "/" : ""
        let target =
          parts[0].isEmpty
          ? path : parts[0].hasPrefix("../") ? String(parts[0].dropFirst(3)) : folder + parts[0]
        if let found = ids[target] {
          if parts.count > 1, !found.contains(parts[1]) { wrong.append("\(path): \(link)") }
        } else {
          wrong.append("\(path): \(link)")
        }
      }
    }
    #expect(wrong == [])
  }

  @Test func fromACellToTheCharactersAndBack() throws {
    let pages = try oncePages.get()
    let table = try #require(pages["comparisons/sex.html"])
    let link = try #require(
      matches(#/href="(\.\.\/documents\/[^"]*)"[^>]*>63 %/#, in: table).first)
    let parts = link.dropFirst(3).split(separator: "#").map(String.init)
    let document = try #require(pages[parts[0]])
    #expect(document.contains("<span id=\"\(parts[1])\">63 procent</span>"))
    let card = try #require(document.range(of: "id=\"o-\(parts[1].dropFirst(2))\""))
    let back = try #require(
      matches(#/href="\.\.\/(comparisons\/sex\.html#[^"]*)"/#, in: String(document[card.upperBound...])).first
    )
    #expect(table.contains("id=\"\(back.split(separator: "#")[1])\""))
  }

  @Test func textOfReportsIsHarmless() throws {
    let pages = try oncePages.get().filter { $0.key.hasSuffix(".html") || $0.key.hasSuffix(".svg") }
    #expect(pages.values.contains { $0.contains("&lt;img src=x onerror=y&gt;") })
    for (path, text) in pages {
      // The page's own: style, script, and on a report's page the desk's data.
      #expect(
        text.components(separatedBy: "<script").count - 1
          == (path.hasSuffix(".svg") ? 0 : path.hasPrefix("documents/") || path == "search.html" ? 2 : 1),
        "\(path)"
      )
      #expect(!text.contains("<img") && !text.contains("href=\"javascript:"), "\(path)")
      let attributes = matches(#/(<[a-zA-Z][^>]*[\s"](?:style|on[a-z]+)=)/#, in: text)
      #expect(attributes == [], "\(path)")
    }
  }

  @Test func thePolicyAllowsWhatStandsInThePageAndNothingElse() throws {
    for (path, text) in try oncePages.get() where path.hasSuffix(".html") {
      for (tag, rule) in [("style", "style-src"), ("script", "script-src")] {
        let close = try #require(text.range(of: "</\(tag)>", options: tag == "script" ? .backwards : []))
        let open = try #require(text[..<close.lowerBound].range(of: "<\(tag)>", options: .backwards))
        let content = String(text[open.upperBound..<close.lowerBound])
        let hash = Data(ContentHash.digest(Data(content.utf8))).base64EncodedString()
        #expect(text.contains("\(rule) 'sha256-\(hash)'"), "\(path)")
      }
      #expect(text.contains("default-src 'none'"))
      let loads =
        matches(#/(?:src|action|data)="([^"]*)"/#, in: text)
        + matches(#/<link [^>]*href="([^"]*)"/#, in: text)
      #expect(
        loads.allSatisfy { $0.hasPrefix("data:") || (path == "search.html" && $0.hasPrefix("search/")) },
        "\(path): \(loads)")
      #expect(!text.contains("url(") && !text.contains("@import") && !text.contains("fetch("), "\(path)")
    }
  }

  @Test func everyPageMadeFromSamplesSaysSo() throws {
    #expect(
      try oncePages.get().filter { $0.key.hasSuffix(".html") }.values.allSatisfy {
        $0.contains("<strong>SAMPLE</strong>") && $0.contains("(SAMPLE)</title>")
      })
    #expect(
      try oncePages.get().filter { $0.key.hasPrefix("search/") || $0.key.hasSuffix(".svg") }.values.allSatisfy
      {
        $0.contains("SAMPLE")
      })
    #expect(
      try pages(finished(sample: false)).values.allSatisfy {
        !$0.replacing("SAMPLE where", with: "").contains("SAMPLE")
      })
  }

  @Test func theDeskKnowsTheQueueAndTheWords() throws {
    let pages = try oncePages.get()
    let document = try #require(pages.first { $0.key.hasPrefix("documents/kaz-2015") }?.value)
    let json = try #require(
      matches(#/<script type="application\/json" id="desk-data">(.*)<\/script>/#, in: document).first)
    let data = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let mentions = try #require(data["mentions"] as? [[String: Any]])
    let queue = try #require(data["queue"] as? [[Any]])
    #expect(
      mentions.contains { $0["quote"] as? String == "63 procent" && $0["state"] as? String == "observation" })
    let risks = queue.compactMap { $0[2] as? Int }
    #expect(risks.count == 6 && risks == risks.sorted(by: >))
    let first = try #require(queue.first?[0] as? Int)
    #expect(mentions[first]["quote"] as? String == "77" && queue.first?[3] as? String == "unexplained number")
  }

  @Test func aLongTableGoesOnOverFurtherPages() throws {
    let cells = (0..<9000).map {
      [ResultTable.Cell(text: "Row \($0)"), ResultTable.Cell(text: String(repeating: "x", count: 60))]
    }
    let table = ResultTable(
      kind: "long", title: "Long", explanation: "", note: "",
      columns: [
        ResultTable.Column(name: "A", isNumeric: false), ResultTable.Column(name: "B", isNumeric: false),
      ],
      rows: cells,
      compared: 0, refused: [:], isSample: true)
    try once.get().read { db in
      var site = Site(
        shell: SiteShell(isSample: true, release: "x", programVersion: "0", labels: .english),
        tables: [table], places: [:])
      let pages = try comparisonPages(db, table, &site)
      #expect(
        pages.map(\.path).prefix(3) == [
          "comparisons/long.html", "comparisons/long-2.html", "comparisons/long-3.html",
        ])
      #expect(pages.allSatisfy { $0.text.utf8.count < 400_000 })
      #expect(pages[1].text.contains("<a href=\"long.html\">1 <span class=\"quiet\">Row 0</span></a>"))
      let rows = pages.reduce(0) {
        $0 + $1.text.components(separatedBy: "<th scope=\"row\" class=\"s\">Row ").count - 1
      }
      #expect(rows == 9000)
    }
  }

  @Test func whatNoReportStatesIsNamedOnceNotInEveryRow() throws {
    let cells = ["A", "–", "–"].map { ResultTable.Cell(text: $0) }
    let table = ResultTable(
      kind: "matrix", title: "Matrix", explanation: "", note: "",
      columns: ["Indicator", "KAZ 2015", "KGZ 2015"].map { ResultTable.Column(name: $0, isNumeric: false) },
      rows: [
        cells,
        [
          ResultTable.Cell(text: "B"), ResultTable.Cell(text: "1", observations: ["aaaaaaaaaaaaaaaa"]),
          cells[2],
        ],
      ], compared: 0, refused: [:], isSample: true)
    try once.get().read { db in
      var site = Site(
        shell: SiteShell(isSample: true, release: "x", programVersion: "0", labels: .english),
        tables: [table], places: [:])
      let page = try #require(try comparisonPages(db, table, &site).first?.text)
      #expect(page.contains("nothing is stated there: KGZ 2015.") && !page.contains(">KGZ 2015</th>"))
      #expect(page.contains("<span id=\"c-aaaaaaaaaaaa\">1</span>"))
    }
  }

  @Test func digitsStandInGroupsWhereTheyAreFigures() {
    #expect(
      readable("≈200000000") == "≈200\u{202F}000\u{202F}000"
        && readable("40000 (2016-07-01)").hasPrefix("40\u{202F}000 "))
    #expect(
      readable("2015-2016") == "2015-2016" && readable("0.123456") == "0.123456" && readable("8360") == "8360"
    )
    #expect(readable("-12345") == "\u{2212}12\u{202F}345" && readable("kgz-1234567") == "kgz-1234567")
  }

  @Test func aTypescriptIsShownSingleSpacedAndKeepsItsCharacters() {
    let text = "en\n\ntvå\n\ntre\n\nfyra\n\nfem\n\n\n\nsex"
    #expect(isDoubleSpaced(text) && !isDoubleSpaced("en\ntvå\ntre\nfyra\nfem\n\nsex"))
    let html = singleSpaced(text)
    #expect(html.replacing(/<[^>]*>/, with: "") == text)
    #expect(html.hasPrefix("en\n<span class=\"nl\">\n</span>två"))
  }

  @Test func theQualityPageShowsTheEvaluationOrSaysThatThereIsNone() {
    #expect(evaluationHTML("", .english).contains("Not measured here"))
    let html = evaluationHTML(
      "# Quality\n\n<b>Seen</b>\n\n## By kind\n\n| | precision |\n|---|---:|\n| **all** | 0.975 |\n", .english
    )
    #expect(
      html.contains("<h3>By kind</h3>") && html.contains("&lt;b&gt;Seen")
        && html.contains("<td class=\"n\">0.975</td>"))
  }

  @Test func theReviewPageExplainsItsOrder() throws {
    let page = try #require(try oncePages.get()["review.html"])
    #expect(page.contains("60: a number that no rule explains") && page.contains("unexplained number"))
    let risks = matches(#/<td class="n">(\d+)<\/td><td>/#, in: page).compactMap { Int($0) }
    #expect(!risks.isEmpty)
  }

  @Test func aFeedGivesEachPageItsRows() throws {
    try DatabaseQueue().write { db in
      try db.execute(sql: "CREATE TABLE t (page TEXT, number INTEGER)")
      try db.execute(sql: "INSERT INTO t VALUES ('a', 1), ('a', 2), ('c', 3), ('d', 4)")
      var feed = try Feed(db, key: "page", "SELECT * FROM t ORDER BY page, number")
      func numbers(_ page: String) throws -> [Int] { try feed.rows(of: page).map { $0["number"] } }
      #expect(try numbers("a") == [1, 2])
      #expect(try numbers("b") == [])
      #expect(try numbers("d") == [4] && numbers("e") == [])
    }
  }

  @Test func aReleaseWithoutTextsHasPagesWithoutTexts() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("site-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try publish(
      once.get(), pipeline: Repository.pipeline, to: folder.appendingPathComponent("release"),
      reports: folder.appendingPathComponent("Reports"),
      options: PublishOptions(withText: false, programVersion: "0.1.0"))
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where file.hasSuffix(".html")
    {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      #expect(!text.contains("Enligt staten bor"), "\(file)")
    }
  }
}
