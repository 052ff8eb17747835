import Core
import Dataset
import GRDB

/// What to look at first, over all reports.
struct ReviewSummary {
  /// So many entries are listed by name, and so many reports stand on one page.
  private static let most = 100
  private var reports: [(slug: String, title: String, count: Int, risk: Int, html: String)] = []
  private var top: [(risk: Int, slug: String, order: Int, cells: [String])] = []
  private var reasons: [String: Int] = [:]

  /// - Parameter entries: of one report, the greatest risk first.
  mutating func add(_ entries: [Row], slug: String) {
    let open = entries.filter { ($0["risk"] as Int) > 0 }
    guard let first = open.first else { return }
    let title: String = first["title"]
    let risk: Int = first["risk"]
    reports.append((slug, title.isEmpty ? slug : title, open.count, risk, place(first, slug)))
    for row in open {
      let why: String = row["why"]
      for reason in why.split(separator: ";") {
        let words = reason.hasPrefix("stale decision") ? "stale decision" : reason.drop { $0 == " " }
        reasons[String(words), default: 0] += 1
      }
    }
    for (order, row) in open.prefix(Self.most).enumerated() {
      let risk: Int = row["risk"]
      if top.count >= 4 * Self.most, let last = top.last, risk <= last.risk { break }
      let name: String = row["indicator_name"]
      top.append(
        (
          risk, slug, order,
          [
            place(row, slug), isolatedHTML(name.isEmpty ? "–" : name), isolatedHTML(row["report"]), "\(risk)",
            row["why"],
          ]
        ))
      if top.count >= 8 * Self.most { shorten() }
    }
  }

  private mutating func shorten() {
    top.sort { (-$0.risk, $0.slug, $0.order) < (-$1.risk, $1.slug, $1.order) }
    top = Array(top.prefix(Self.most))
  }

  private func place(_ row: Row, _ slug: String) -> String {
    let mention: String = row["mention_id"]
    let anchor = mention.isEmpty ? "" : "#m-\(short(mention))"
    return "<a href=\"documents/\(escapedHTML(slug)).html\(anchor)\">\(quoteHTML(row["quote"]))</a>"
  }

  /// `review.html`, and further pages where there are many reports.
  func pages(_ site: Site) -> [(path: String, text: String)] {
    let t = site.t
    var sorted = self
    sorted.shorten()
    let order = reports.sorted { (-$0.risk, -$0.count, $0.slug) < (-$1.risk, -$1.count, $1.slug) }
    let parts = stride(from: 0, to: max(1, order.count), by: 2 * Self.most).map {
      order[$0..<min(order.count, $0 + 2 * Self.most)]
    }
    let pager = Pager(base: "review", labels: parts.map { t("risk \($0.first?.risk ?? 0)") }, t: t)
    return parts.enumerated().map { index, part in
      var body = index == 0 ? opening(sorted.top.map(\.cells), t) : ""
      var table = SiteTable(
        caption: t("Reports by the greatest risk in them"), labels: t,
        columns: [
          SiteTable.Column(name: t("Report")), SiteTable.Column(name: t("To look at"), isNumeric: true),
          SiteTable.Column(name: t("Greatest risk"), isNumeric: true),
          SiteTable.Column(name: t("Begins with")),
        ])
      table.rows = part.map {
        [
          "<a dir=\"auto\" href=\"documents/\(escapedHTML($0.slug)).html\">\(escapedHTML($0.title))</a>",
          readable("\($0.count)"), "\($0.risk)", $0.html,
        ]
      }
      body += "<h2 id=\"reports\">\(t("By report"))</h2>\n"
      body += pager.html(at: index) + table.html() + pager.neighbours(of: index)
      return (
        pager.path(index),
        site.shell.page(
          title: index == 0 ? t("Review") : t("\(t("Review")), page \(index + 1)"), path: pager.path(index),
          part: .review,
          body: body)
      )
    }
  }

  private func opening(_ first: [[String]], _ t: Labels) -> String {
    let all = reports.reduce(0) { $0 + $1.count }
    let counts = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      "<li>\(isolatedHTML(t.said($0.key))): \(readable("\($0.value)"))</li>"
    }
    var html = """
      <p class="lead">\(t("\(t.counted(all, "figure or number", "figures and numbers")) that no reader has judged, the most doubtful first."))</p>
      <p>\(t("Each report's page is a desk: <kbd>a</kbd> accepts, <kbd>x</kbd> rejects with a reason, <kbd>e</kbd> edits a field, <kbd>n</kbd> says that a number is no indicator, <kbd>i</kbd> adds a fact that was missed, <kbd>s</kbd> skips, <kbd>u</kbd> undoes, <kbd>j</kbd> and <kbd>k</kbd> go on and back. Decisions stay in this browser, also when it is closed, until they are downloaded (<kbd>d</kbd>); <code>indicators review import FILE</code> brings them into the project."))</p>
      <div id="pending" hidden><h2>\(t("Decisions in this browser"))</h2><ul></ul>
      <p><button type="button">\(t("Download them all"))</button></p></div>
      <h2 id="order">\(t("How the order comes about"))</h2>
      <p>\(t("Risk is a sum. What a reader has judged has none."))</p>
      <ul>
      <li>\(t("100 where its source published another figure for the time, edition or concept meant"))</li>
      <li>\(t("70: a decision that lost its text and is to be made again"))</li>
      <li>\(t("60: a number that no rule explains"))</li>
      <li>\(t("1 for every figure, and to that"))</li>
      <li>\(t("50 where a check found fault with it, such as two values for one key"))</li>
      <li>\(t("20 where its rule is young: fewer than three figures rest on it"))</li>
      <li>\(t("10 where a comparison rests on it"))</li>
      </ul>

      """
    if !counts.isEmpty {
      html +=
        "<details><summary>\(t("How often each reason is given"))</summary>\n<ul>\n\(counts.joined(separator: "\n"))\n</ul></details>\n"
    }
    guard !first.isEmpty else { return html }
    let table = SiteTable(
      caption: t("Figures and numbers by risk"), labels: t,
      columns: [
        SiteTable.Column(name: t("Words")), SiteTable.Column(name: t("Indicator")),
        SiteTable.Column(name: t("Report")),
        SiteTable.Column(name: t("Risk"), isNumeric: true), SiteTable.Column(name: t("Why")),
      ],
      rows: first.map { row in
        row.enumerated().map { $0 == row.count - 1 ? isolatedHTML(inWords(reasons: $1, t)) : $1 }
      })
    html += "<h2 id=\"first\">\(t("First"))</h2>\n" + table.html()
    if all > first.count {
      html +=
        "<p>\(t("The first \(first.count) of \(readable("\(all)")); the view <code>review_queue</code> has all."))</p>\n"
    }
    return html
  }
}

/// "young rule; feeds a comparison", each reason in the page's language.
func inWords(reasons: String, _ t: Labels) -> String {
  reasons.split(separator: "; ").map { t.said(String($0)) }.joined(separator: "; ")
}
