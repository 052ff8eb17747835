import Support
import Testing

@testable import Core
@testable import Dataset
@testable import Orchestration
@testable import Site

@Suite struct SiteMarkedTextTests {
  private func mention(_ start: Int, _ end: Int, _ disposition: String, _ observations: [String] = [])
    -> MarkedMention
  {
    MarkedMention(
      id: "\(start)aaaaaaaaaaaaaaaa", start: start, end: end, disposition: disposition, reason: "law_number",
      observations: observations)
  }

  /// What a browser shows of it: tags gone, references resolved.
  private func shown(_ html: String) -> String {
    html.replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&#13;", with: "\r")
      .replacing("&amp;", with: "&")
  }

  @Test func eachNumberIsMarkedByWhatBecameOfIt() {
    let text = Array("De 26 av lag 7 och 9.".unicodeScalars)
    let html = markedText(
      text, from: 100,
      [
        mention(103, 105, "observation", ["0123456789abcdef"]), mention(113, 114, "classified"),
        mention(119, 120, "unexplained"),
      ])
    #expect(shown(html) == "De 26 av lag 7 och 9.")
    #expect(html.contains("<a class=\"num obs\" href=\"#o-0123456789ab\" data-m=\"0\">"))
    #expect(html.contains("<span id=\"t-0123456789ab\">26</span>"))
    #expect(html.contains("title=\"classified: law number\"") && html.contains("class=\"num unx\""))
  }

  @Test func overlappingNumbersKeepTheirCharacters() {
    let text = Array("29 av de 107 platserna".unicodeScalars)
    let html = markedText(
      text, from: 0,
      [
        mention(0, 12, "classified"), mention(0, 2, "observation", ["aaaaaaaaaaaaaaaa"]),
        mention(9, 22, "unexplained"),
      ])
    #expect(shown(html) == "29 av de 107 platserna")
    #expect(html.contains("data-m=\"1 0\"") && html.contains("data-m=\"0 2\""))
  }

  @Test func aNumberAcrossAPageEndIsMarkedOnBoth() {
    let html = markedText(Array("miljoner bor".unicodeScalars), from: 50, [mention(47, 58, "classified")])
    #expect(html.hasPrefix("<span class=\"num cls\" data-m=\"0\"") && shown(html) == "miljoner bor")
    #expect(!html.contains("id=\"m-"))
  }

  @Test func whatABrowserWouldAlterIsWrittenSoThatItDoesNot() {
    let text = "a\r\n<b>&amp;\"'\u{202E}ب\u{1F9D1}\u{200D}\u{2696}\u{0C}"
    #expect(shown(markedText(Array(text.unicodeScalars), from: 0, [])) == text)
    #expect(documentHTML("\0".unicodeScalars) == "\u{FFFD}")
  }
}
