import Core
import GRDB

/// A number of a document as its page shows it.
struct MarkedMention {
  var id: String
  /// Zero-based, in code points of the document.
  var start: Int
  /// Excluded.
  var end: Int
  var disposition: String
  /// What it was classified as, or which indicator it became.
  var reason: String
  /// Ids of the observations made from it.
  var observations: [String]
}

/// The text of a page with every number marked by what became of it.
///
/// Numbers may overlap; the text is cut where any begins or ends, and each piece names the numbers it belongs to by
/// their place in `mentions`, so that the marked characters are exactly those of the quotes.
/// - Parameters:
///   - start: Of the page, in code points of the document.
///   - mentions: In the order of their start; those outside the page are passed over.
func markedText(
  _ text: [Unicode.Scalar], from start: Int, _ mentions: [MarkedMention], _ t: Labels = .english
) -> String {
  let end = start + text.count
  let inside = mentions.indices.filter { mentions[$0].start < end && mentions[$0].end > start }
  let cuts = Set(inside.flatMap { [max(start, mentions[$0].start), min(end, mentions[$0].end)] }).sorted()
  var html = ""
  var here = start
  var open: [Int] = []
  var next = inside[...]
  for cut in cuts {
    if cut > here {
      html += piece(text[(here - start)..<(cut - start)], at: here, open, mentions, t)
      here = cut
    }
    open.removeAll { mentions[$0].end <= cut }
    while let first = next.first, mentions[first].start <= cut {
      if mentions[first].end > cut { open.append(first) }
      next = next.dropFirst()
    }
  }
  return html + documentHTML(text[(here - start)...])
}

private func piece(
  _ text: ArraySlice<Unicode.Scalar>, at start: Int, _ open: [Int], _ mentions: [MarkedMention], _ t: Labels
) -> String {
  var words = documentHTML(text)
  guard !open.isEmpty else { return words }
  // The narrowest number says how the piece looks: it is the one whose words these are.
  let order = open.sorted {
    (mentions[$0].end - mentions[$0].start, $0) < (mentions[$1].end - mentions[$1].start, $1)
  }
  for index in order where mentions[index].start == start {
    for id in mentions[index].observations { words = "<span id=\"t-\(short(id))\">\(words)</span>" }
    words = "<span id=\"m-\(short(mentions[index].id))\">\(words)</span>"
  }
  let places = order.map(String.init).joined(separator: " ")
  let main = order.first { mentions[$0].disposition == "observation" } ?? order[0]
  let mention = mentions[main]
  if let observation = mention.observations.first {
    return "<a class=\"num obs\" href=\"#o-\(short(observation))\" data-m=\"\(places)\">\(words)</a>"
  }
  let what =
    mention.disposition == "classified"
    ? t("classified: \(t.spoken(mention.reason))") : t.said(mention.disposition)
  let style = mention.disposition == "unexplained" ? "unx" : "cls"
  return "<span class=\"num \(style)\" data-m=\"\(places)\" title=\"\(escapedHTML(what))\">\(words)</span>"
}
