import Core

/// A long list over several pages, so that each opens at once: which part stands where, in words of the list itself.
struct Pager {
  /// Below Reports/, without `.html`: `comparisons/rank`.
  let base: String
  /// What each page begins with.
  let labels: [String]
  let t: Labels

  func path(_ index: Int) -> String {
    "\(base)\(index == 0 ? "" : "-\(index + 1)").html"
  }

  /// Links to all pages; nothing where there is one.
  func html(at index: Int) -> String {
    guard labels.count > 1 else { return "" }
    let items = labels.enumerated().map { place, label in
      let file = path(place).split(separator: "/").last.map(String.init) ?? ""
      let words = "\(place + 1) <span class=\"quiet\">\(isolatedHTML(label))</span>"
      return place == index
        ? "<li><strong aria-current=\"page\">\(words)</strong></li>"
        : "<li><a href=\"\(escapedHTML(file))\">\(words)</a></li>"
    }
    return "<nav class=\"pager\" aria-label=\"\(t("Pages"))\"><ol>\(items.joined())</ol></nav>\n"
  }

  /// The page before and the page after, for the end of a page.
  func neighbours(of index: Int) -> String {
    guard labels.count > 1 else { return "" }
    let links = [(index - 1, t("Previous page")), (index + 1, t("Next page"))].filter {
      labels.indices.contains($0.0)
    }.map {
      "<a href=\"\(escapedHTML(path($0.0).split(separator: "/").last ?? ""))\">\($0.1)</a>"
    }
    return "<p class=\"pager\">\(links.joined(separator: " "))</p>\n"
  }
}
