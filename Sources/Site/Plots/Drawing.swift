import Core
import Foundation

/// A plot as inline SVG: drawn with classes only (the stylesheet gives colours for light, dark and print).
/// Coordinates are in CSS pixels from the upper left.
struct Drawing {
  let width: Double
  private(set) var height = 0.0
  fileprivate var content = ""

  enum Anchor: String { case start, middle, end }

  init(width: Double) {
    self.width = width
  }

  mutating func reserve(_ bottom: Double) { height = max(height, bottom) }

  /// - Parameter room: a longer text is cut with an ellipsis; the description and the table have all of it.
  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, style: String = "", room: Double = 2000
  ) {
    let style = style.isEmpty ? "" : " class=\"\(style)\""
    let side = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    content +=
      "<text x=\"\(fixed(x))\" y=\"\(fixed(y))\"\(side)\(style)>\(escapedHTML(fitted(text, room)))</text>\n"
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

  /// Columns side by side that stand on `y`.
  mutating func silhouette(_ heights: [Double], x: Double, y: Double, width: Double, style: String) {
    let step = width / Double(max(1, heights.count))
    let steps = heights.map { "V\(fixed(y - $0))h\(fixed(step))" }.joined()
    content += "<path d=\"M\(fixed(x)) \(fixed(y))\(steps)V\(fixed(y))z\" class=\"\(style)\"/>\n"
    reserve(y)
  }

  /// A square on its corner: told apart from a dot without colour.
  mutating func diamond(_ x: Double, _ y: Double, style: String) {
    content +=
      "<path d=\"M\(fixed(x)) \(fixed(y - 6.5))l6.5 6.5l-6.5 6.5l-6.5 -6.5z\" class=\"\(style)\"/>\n"
    reserve(y + 7)
  }
}

/// What a plot is drawn for. Each is drawn twice, and the stylesheet shows one.
struct PlotSize {
  let width: Double
  /// A phone, or a screen at 400 %: labels stand above their marks.
  let isNarrow: Bool

  static let narrow = PlotSize(width: 288, isNarrow: true)
}

/// Which part of the data a plot shows, and how large.
struct PlotScope {
  /// How many rows are drawn at most; the table has them all.
  var limit: Int
  /// In CSS pixels, where there is room.
  var width: Double
  /// Then its name is left out.
  var isOfOneCountry = false
  /// The language of the page.
  var labels: Labels
}

/// A plot with its text alternative and its caption, which is HTML. `name` is unique in its page; nothing where
/// `draw` draws nothing.
func plotFigure(
  _ name: String, title: String, description: String, caption: String = "", width: Double,
  draw: (PlotSize) -> Drawing
) -> String {
  func svg(_ size: PlotSize, _ label: String) -> String {
    let drawing = draw(size)
    let height = fixed(drawing.height + 4)
    return """
      <svg role="img" aria-labelledby="\(name)-t \(name)-d" class="\(size.isNarrow ? "narrow" : "wide")" \
      width="\(fixed(drawing.width))" height="\(height)" viewBox="0 0 \(fixed(drawing.width)) \(height)">
      \(label)\(drawing.content)</svg>

      """
  }
  let words = caption.isEmpty ? "" : "<figcaption>\(caption)</figcaption>\n"
  let label =
    "<title id=\"\(name)-t\">\(escapedHTML(title))</title>\n<desc id=\"\(name)-d\">\(escapedHTML(description))</desc>\n"
  return
    "<figure>\n\(svg(PlotSize(width: width, isNarrow: false), label))\(svg(.narrow, ""))\(words)</figure>\n"
}

/// How wide a text is, near enough and rather too much: fonts differ from machine to machine.
func textWidth(_ text: some StringProtocol) -> Double {
  text.unicodeScalars.reduce(0) { width, scalar in
    switch scalar {
    case "i", "j", "l", "t", "f", "r", "I", ".", ",", ":", ";", "'", "|", " ", "(", ")", "-", "\u{202F}":
      width + 4.7
    case "m", "w", "M", "W", "%", "@": width + 12.2
    case "0"..."9", ">", "<", "=", "+", "≈", "≥", "≤": width + 8.5
    default: width + (scalar.properties.isUppercase ? 8.5 : 8)
    }
  }
}

private func fitted(_ text: String, _ room: Double) -> String {
  guard textWidth(text) > room else { return text }
  var shown = Substring(text)
  while !shown.isEmpty, textWidth(shown) > room - 9 { shown = shown.dropLast() }
  return shown.trimmingCharacters(in: .whitespaces) + "…"
}

/// One decimal, none where it is whole; the same on every machine.
package func fixed(_ number: Double) -> String {
  let tenths = Int((number * 10).rounded())
  let sign = tenths < 0 ? "-" : ""
  let whole = abs(tenths) / 10
  return abs(tenths) % 10 == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(abs(tenths) % 10)"
}
