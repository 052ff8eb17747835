import Core
import Dataset
import GRDB

/// One observation: what, about whom, when, who says so, the words, what each dimension was read from, and every
/// cell made from it.
func observationCard(_ row: Row, _ evidence: [Row], _ document: Row, _ site: Site) -> String {
  let id: String = row["observation_id"]
  let treaty: String = row["treaty_name"]
  let indicator: String = row["indicator_name"]
  let review: String = row["review_status"]
  let page: Int = row["page_number"]
  let label: String = row["page_label"]
  let rule: String = row["rule_id"]
  let name = treaty.isEmpty ? indicator : "\(indicator): \(treaty)"
  let value = escapedHTML(row["value_label"] as String)
  var html =
    "<article class=\"card\(review == "rejected" ? " rejected" : "")\" id=\"o-\(short(id))\" data-id=\"\(id)\">\n"
  html += "<h3>\(escapedHTML(name)): <a href=\"#t-\(short(id))\">\(value)</a></h3>\n"
  html +=
    "<p>\(escapedHTML(factsInWords(row)))\(review == "auto" ? "" : " <strong>\(escapedHTML(review)) by a reader</strong>")</p>\n"
  html += "<blockquote dir=\"auto\" lang=\"\(escapedHTML(row["language"] as String))\">"
  html += "\(escapedHTML(joined(row["quote"])))</blockquote>\n"
  html +=
    "<p class=\"quiet\">Page \(page)\(label.isEmpty ? "" : ", printed \(escapedHTML(label))"), characters "
  html +=
    "\(row["char_start"] as Int) to \(row["char_end"] as Int), rule <a href=\"#rules\">\(escapedHTML(rule))</a>, "
  html += "<code>\(id)</code></p>\n"
  let cells = (site.cells[id] ?? []).map {
    "<a href=\"../\(escapedHTML($0.path))\">\(escapedHTML($0.title))</a>"
  }
  html +=
    "<p class=\"cells\">\(cells.isEmpty ? "In no table." : "In the tables: " + cells.joined(separator: ", ") + ".")</p>\n"
  html += "<details><summary>Read from, and how to cite</summary>\n<dl class=\"facts\">\n"
  for piece in evidence {
    html +=
      "<div><dt>\(escapedHTML(spoken(piece["dimension"])))</dt><dd>\(quoteHTML(piece["quote"]))</dd></div>\n"
  }
  html += "</dl>\n<p class=\"cite\">\(escapedHTML(citation(row, document, site.shell)))</p></details>\n"
  return html + "</article>\n"
}

/// "Kazakhstan; 2015; women; source: World Economic Forum".
private func factsInWords(_ row: Row) -> String {
  let sex: String = row["sex"]
  let age: String = row["age"]
  let base: String = row["base"]
  let source: String = row["cited_source_name"]
  var facts: [String] = [row["area_name"], row["as_of_label"]]
  if sex != "_T" { facts.append(sex == "F" ? "women" : "men") }
  if age != "_T" { facts.append("age \(age)") }
  if !base.isEmpty { facts.append("of \(base)") }
  facts.append((row["cited_source_id"] as String).isEmpty ? "no source named" : "source: \(source)")
  return facts.joined(separator: "; ")
}

/// Both are cited: the report that says it, and the release that read it.
private func citation(_ row: Row, _ document: Row, _ shell: SiteShell) -> String {
  func part(_ text: String, _ before: String = "") -> String { text.isEmpty ? "" : before + text }
  let publisher: String = row["publisher"]
  let published: String = row["published_on"]
  let page: Int = row["page_number"]
  let label: String = row["page_label"]
  let url: String = document["url"]
  return
    "\(part(publisher))\(part(published.isEmpty ? "" : "(\(published))", " ")). \(row["document_title"] as String), "
    + "p. \(label.isEmpty ? "\(page)" : label).\(part(url, " ")) "
    + "Figure \(row["indicator_id"] as String) read by Country Indicators, release \(shell.release), "
    + "observation \(short(row["observation_id"]))."
}
