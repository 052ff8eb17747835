import Core
import Dataset
import GRDB

/// One observation: what, about whom, when, who says so, the words, what each dimension was read from, and every
/// cell made from it.
///
/// - Parameter sentence: the sentence with the quote marked, as HTML.
func observationCard(
  _ row: Row, _ evidence: [Row], sentence: String, _ document: Row, _ site: Site
) -> String {
  let t = site.t
  let id: String = row["observation_id"]
  let treaty: String = row["treaty_name"]
  let indicator: String = row["indicator_name"]
  let review: String = row["review_status"]
  let page: Int = row["page_number"]
  let label: String = row["page_label"]
  let rule: String = row["rule_id"]
  let name = treaty.isEmpty ? indicator : "\(indicator): \(treaty)"
  let value = escapedHTML(t.said(row["value_label"]))
  var html =
    "<article class=\"card\(review == "rejected" ? " rejected" : "")\" id=\"o-\(short(id))\" data-id=\"\(id)\">\n"
  html += "<h3>\(escapedHTML(name)): <a href=\"#t-\(short(id))\">\(value)</a></h3>\n"
  html +=
    "<p>\(escapedHTML(factsInWords(row, t)))\(review == "auto" ? "" : " <strong>\(escapedHTML(t("\(t.said(review)) by a reader")))</strong>")</p>\n"
  html += "<blockquote dir=\"auto\" lang=\"\(escapedHTML(row["language"] as String))\">"
  html += "\(sentence)</blockquote>\n"
  html +=
    "<p class=\"quiet\">\(t("Page \(page)"))\(label.isEmpty ? "" : ", " + t("printed \(escapedHTML(label))")), "
  html += t("characters \(row["char_start"] as Int) to \(row["char_end"] as Int)") + ", "
  html += t("rule \("<a href=\"#rules\">\(escapedHTML(rule))</a>")") + ", "
  html += "<code>\(id)</code></p>\n"
  let cells = (site.cells[id] ?? []).map {
    "<a href=\"../\(escapedHTML($0.path))\">\(escapedHTML($0.title))</a>"
  }
  html +=
    "<p class=\"cells\">\(cells.isEmpty ? t("In no table.") : t("In the tables: \(cells.joined(separator: ", "))."))</p>\n"
  html += "<details><summary>\(t("Read from, and how to cite"))</summary>\n<dl class=\"facts\">\n"
  for piece in evidence {
    html +=
      "<div><dt>\(escapedHTML(t.spoken(piece["dimension"])))</dt><dd>\(quoteHTML(piece["quote"]))</dd></div>\n"
  }
  html += "</dl>\n<p class=\"cite\">\(escapedHTML(citation(row, document, site.shell, t)))</p></details>\n"
  return html + "</article>\n"
}

/// "Kazakhstan; 2015; women; source: World Economic Forum".
func factsInWords(_ row: Row, _ t: Labels) -> String {
  let sex: String = row["sex"]
  let age: String = row["age"]
  let base: String = row["base"]
  let source: String = row["cited_source_name"]
  var facts: [String] = [row["area_name"], t.said(row["as_of_label"])]
  if sex != "_T" { facts.append(sex == "F" ? t("women") : t("men")) }
  if age != "_T" { facts.append(t("age \(age)")) }
  if !base.isEmpty { facts.append(t("of \(base)")) }
  facts.append((row["cited_source_id"] as String).isEmpty ? t("no source named") : t("source: \(source)"))
  return facts.joined(separator: "; ")
}

/// Both are cited: the report that says it, and the release that read it.
private func citation(_ row: Row, _ document: Row, _ shell: SiteShell, _ t: Labels) -> String {
  func part(_ text: String, _ before: String = "") -> String { text.isEmpty ? "" : before + text }
  let publisher: String = row["publisher"]
  let published: String = row["published_on"]
  let page: Int = row["page_number"]
  let label: String = row["page_label"]
  let url: String = document["url"]
  return
    "\(part(publisher))\(part(published.isEmpty ? "" : "(\(published))", " ")). \(row["document_title"] as String), "
    + t("p. \(label.isEmpty ? "\(page)" : label)") + ".\(part(url, " ")) "
    + t(
      "Figure \(row["indicator_id"] as String) read by Country Indicators, release \(shell.release), observation \(short(row["observation_id"]))."
    )
}
