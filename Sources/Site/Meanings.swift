import Core

/// What verdicts and the reasons of refusals mean, for those who don't know the codes.
private let meanings: [String: String] = [
  "agrees": "the same figure for the time or edition that the report speaks of",
  "agrees_rounded": "the same after rounding as the report rounds, or within the bound that it gives",
  "other_edition": "the source published it for another edition of the index than the one that is meant",
  "other_date": "the source published it for another date than the report says",
  "other_concept": "the source published it for something else than the report says",
  "differs": "neither this figure nor one that rounds to it; not which of the two is wrong",
  "no_published_figure": "the source published nothing for that time, or its files were not read",
  "not_comparable": "the two figures can't be set side by side, for the reason given",
  "unit": "the two are counted in different units", "period": "the times differ, or neither has one",
  "population": "they count different groups", "definition": "they are defined differently",
  "scope": "one is about another area, such as the world",
  "method_break": "the source changed its method between the two",
  "edition": "they stand in different editions of an index",
  "precision": "a bound or a vague magnitude has no exact value to compare",
]

/// The codes that a comparison uses, in words; nothing where it uses none that need them.
func meaningsHTML(_ codes: some Sequence<String>, _ t: Labels) -> String {
  let items = Set(codes).sorted().compactMap { code in
    meanings[code].map {
      "<div><dt>\(escapedHTML(t.spoken(code)))</dt><dd>\(escapedHTML(t.fixed($0)))</dd></div>"
    }
  }
  guard !items.isEmpty else { return "" }
  return "<details><summary>\(t("What the verdicts and reasons mean"))</summary>\n<dl class=\"facts\">\n"
    + items.joined(separator: "\n") + "\n</dl></details>\n"
}
