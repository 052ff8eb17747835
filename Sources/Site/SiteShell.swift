import Core
import Dataset
import Foundation

/// What surrounds every page of the site: head, navigation, notice, footer.
///
/// Nothing is loaded from anywhere: style and script stand in each page, and the content security policy allows
/// these two by their hashes and no other.
struct SiteShell {
  let isSample: Bool
  /// Begins the release's logical hash; names the release in citations.
  let release: String
  let programVersion: String
  /// The language of the pages.
  let labels: Labels
  /// Scripts with the texts that they ask for.
  private let deskTexts: String
  private let pageTexts: String

  init(isSample: Bool, release: String, programVersion: String, labels: Labels) {
    self.isSample = isSample
    self.release = release
    self.programVersion = programVersion
    self.labels = labels
    deskTexts = Self.texts(askedBy: PackageResources.deskText_js + PackageResources.desk_js, labels)
    pageTexts = Self.texts(askedBy: PackageResources.site_js, labels)
  }

  enum Part: String, CaseIterable {
    case overview = "Overview"
    case comparisons = "Comparisons"
    case countries = "Countries"
    case topics = "Topics"
    case reports = "Reports"
    case review = "Review"
    case quality = "Quality"
    case codebook = "Codebook"

    package var place: String {
      switch self {
      case .overview: "index.html"
      case .comparisons: "index.html#comparisons"
      case .countries: "index.html#countries"
      case .topics: "outline.html"
      case .reports: "reports.html"
      case .review: "review.html"
      case .quality: "quality.html"
      case .codebook: "codebook.html"
      }
    }
  }

  /// A whole page.
  ///
  /// - Parameters:
  ///   - title: Plain text.
  ///   - path: Below Reports/; links are relative to it.
  ///   - isDesk: With the script of the review desk.
  ///   - loadsScripts: Allows scripts of the site's own files beside it.
  ///   - body: What stands in `main`, as HTML.
  func page(
    title: String, path: String, part: Part, isDesk: Bool = false, loadsScripts: Bool = false, body: String
  )
    -> String
  {
    let t = labels
    let up = String(repeating: "../", count: path.count { $0 == "/" })
    let style = String(decoding: PackageResources.site_css, as: UTF8.self)
    let script = String(
      decoding: PackageResources.texts_js
        + (isDesk ? PackageResources.deskText_js + PackageResources.desk_js : PackageResources.site_js),
      as: UTF8.self)
    let policy =
      "default-src 'none'; style-src '\(Self.hash(style))'; script-src '\(Self.hash(script))'\(loadsScripts ? " 'self' file:" : ""); "
      + "img-src data:; base-uri 'none'; form-action 'none'"
    let links = Part.allCases.map { other in
      "<a href=\"\(up)\(other.place)\"\(other == part ? " aria-current=\"page\"" : "")>\(t.fixed(other.rawValue))</a>"
    }
    let heading = isSample ? "\(title) (SAMPLE)" : title
    return """
      <!DOCTYPE html>
      <html lang="\(t.language)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <link rel="icon" href="data:,">
      <title>\(escapedHTML(heading))</title>
      <style>\(style)</style>
      </head>
      <body>
      <a class="skip" href="#main">\(t("Skip to the content"))</a>
      <header class="top"><nav aria-label="\(t("Site"))">\(links.joined(separator: "\n"))</nav>
      \(isSample ? "<p class=\"sample\"><strong>SAMPLE</strong>\(escapedHTML(t.fixed(sampleNotice).dropFirst("SAMPLE".count)))</p>" : "")</header>
      <main id="main" tabindex="-1">
      <h1 dir="auto">\(escapedHTML(heading))</h1>
      \(body)
      </main>
      <footer><p>\(t("Release \(escapedHTML(release)), made by indicators \(escapedHTML(programVersion))."))
      \(isSample ? "SAMPLE. " : "")<a href="\(up)codebook.html#cite">\(t("How to cite"))</a></p></footer>
      \(isDesk ? deskTexts : pageTexts)<script>\(script)</script>
      </body>
      </html>

      """
  }

  /// The texts that the page's script asks for by `t("…")`, as JSON that no script runs; nothing where all are English.
  private static func texts(askedBy script: [UInt8], _ labels: Labels) -> String {
    let asked = String(decoding: script, as: UTF8.self).matches(of: /\bt\("((?:[^"\\]|\\.)*)"/).map {
      String($0.1).replacing("\\u201c", with: "\u{201C}").replacing("\\u201d", with: "\u{201D}")
    }
    let texts = Set(asked).sorted().map { ($0, labels.fixed($0)) }.filter { $0.0 != $0.1 }
    guard !texts.isEmpty else { return "" }
    let json = JSONText.object(texts.map { ($0.0, JSONText.string($0.1)) })
    return "<script type=\"application/json\" id=\"texts\">\(inScript(json))</script>\n"
  }

  /// As a content security policy names it.
  private static func hash(_ text: String) -> String {
    "sha256-" + Data(ContentHash.digest(Array(text.utf8))).base64EncodedString()
  }
}
