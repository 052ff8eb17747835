import Foundation

/// A plot as inline SVG: drawn with classes only (the stylesheet gives colours for light, dark and print), with a
/// title and a description for those who don't see it. Coordinates are in CSS pixels from the upper left.
struct Drawing {
  let width: Double
  private(set) var height = 0.0
  private var content = ""

  enum Anchor: String { case start, middle, end }

  init(width: Double = 720) {
    self.width = width
  }

  mutating func reserve(_ bottom: Double) { height = max(height, bottom) }

  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, style: String = "", atMost limit: Int = 200
  ) {
    let shown = text.count > limit ? text.prefix(limit - 1) + "…" : text[...]
    let style = style.isEmpty ? "" : " class=\"\(style)\""
    let side = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    content += "<text x=\"\(fixed(x))\" y=\"\(fixed(y))\"\(side)\(style)>\(escapedHTML(shown))</text>\n"
    reserve(y + 6)
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String) {
    content +=
      "<line x1=\"\(fixed(x1))\" y1=\"\(fixed(y1))\" x2=\"\(fixed(x2))\" y2=\"\(fixed(y2))\" class=\"\(style)\"/>\n"
    reserve(max(y1, y2))
  }

  mutating func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double, style: String) {
    content +=
      "<rect x=\"\(fixed(x))\" y=\"\(fixed(y))\" width=\"\(fixed(max(0, width)))\" height=\"\(fixed(height))\" class=\"\(style)\"/>\n"
    reserve(y + height)
  }

  mutating func dot(_ x: Double, _ y: Double, style: String) {
    content += "<circle cx=\"\(fixed(x))\" cy=\"\(fixed(y))\" r=\"5\" class=\"\(style)\"/>\n"
    reserve(y + 5)
  }

  /// A square on its corner: told apart from a dot without colour.
  mutating func diamond(_ x: Double, _ y: Double, style: String) {
    content +=
      "<path d=\"M\(fixed(x)) \(fixed(y - 6.5))l6.5 6.5l-6.5 6.5l-6.5 -6.5z\" class=\"\(style)\"/>\n"
    reserve(y + 7)
  }

  /// The figure with its caption, which may be HTML. `name` is unique in its page.
  func figure(_ name: String, title: String, description: String, caption: String = "") -> String {
    let size = "width=\"\(fixed(width))\" height=\"\(fixed(height + 4))\""
    let words = caption.isEmpty ? "" : "<figcaption>\(caption)</figcaption>\n"
    return """
      <figure>
      <div class="scroll" role="region" aria-label="Plot: \(escapedHTML(title))" tabindex="0">
      <svg role="img" aria-labelledby="\(name)-t \(name)-d" \(size) viewBox="0 0 \(fixed(width)) \(fixed(height + 4))">
      <title id="\(name)-t">\(escapedHTML(title))</title>
      <desc id="\(name)-d">\(escapedHTML(description))</desc>
      \(content)</svg>
      </div>
      \(words)</figure>

      """
  }
}

/// One decimal, none where it is whole; the same on every machine.
func fixed(_ number: Double) -> String {
  let tenths = Int((number * 10).rounded())
  let sign = tenths < 0 ? "-" : ""
  let whole = abs(tenths) / 10
  return abs(tenths) % 10 == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(abs(tenths) % 10)"
}
