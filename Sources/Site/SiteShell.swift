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

  enum Part: String, CaseIterable {
    case overview = "Overview"
    case comparisons = "Comparisons"
    case countries = "Countries"
    case reports = "Reports"
    case review = "Review"
    case quality = "Quality"
    case codebook = "Codebook"

    var place: String {
      switch self {
      case .overview: "index.html"
      case .comparisons: "index.html#comparisons"
      case .countries: "index.html#countries"
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
  ///   - body: What stands in `main`, as HTML.
  func page(title: String, path: String, part: Part, isDesk: Bool = false, body: String) -> String {
    let up = String(repeating: "../", count: path.count { $0 == "/" })
    let style = String(decoding: PackageResources.site_css, as: UTF8.self)
    let script = String(
      decoding: isDesk ? PackageResources.deskText_js + PackageResources.desk_js : PackageResources.site_js,
      as: UTF8.self)
    let policy =
      "default-src 'none'; style-src '\(Self.hash(style))'; script-src '\(Self.hash(script))'; "
      + "img-src data:; base-uri 'none'; form-action 'none'"
    let links = Part.allCases.map { other in
      "<a href=\"\(up)\(other.place)\"\(other == part ? " aria-current=\"page\"" : "")>\(other.rawValue)</a>"
    }
    let heading = isSample ? "\(title) (SAMPLE)" : title
    return """
      <!DOCTYPE html>
      <html lang="en">
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
      <a class="skip" href="#main">Skip to the content</a>
      <header class="top"><nav aria-label="Site">\(links.joined(separator: "\n"))</nav>
      \(isSample ? "<p class=\"sample\"><strong>SAMPLE</strong>\(escapedHTML(sampleNotice.dropFirst("SAMPLE".count)))</p>" : "")</header>
      <main id="main" tabindex="-1">
      <h1 dir="auto">\(escapedHTML(heading))</h1>
      \(body)
      </main>
      <footer><p>Release \(escapedHTML(release)), made by indicators \(escapedHTML(programVersion)).
      \(isSample ? "SAMPLE. " : "")<a href="\(up)codebook.html#cite">How to cite</a></p></footer>
      <script>\(script)</script>
      </body>
      </html>

      """
  }

  /// As a content security policy names it.
  private static func hash(_ text: String) -> String {
    "sha256-" + Data(ContentHash.digest(Array(text.utf8))).base64EncodedString()
  }
}
